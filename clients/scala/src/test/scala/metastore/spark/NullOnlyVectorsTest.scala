package metastore.spark

import metastore.client.Json
import metastore.testing.{Records, Vectors}
import org.scalatest.funsuite.AnyFunSuite

/** Every gate asks a batch the same questions about columns without a value. */
class NullOnlyVectorsTest extends AnyFunSuite {

  for ((name, vector) <- Vectors.of("null-only")) {
    val input = Json.text(vector.path("input"))

    test(s"$name asks what the vector asks") {
      val wanted = Json.items(vector.path("probes")).map { probe =>
        Probe(Vectors.texts(probe.path("path")), probe.path("hasValue").asText)
      }
      assert(NullOnly.probes(SqlType.readSchema(input)) == wanted)
    }

    test(s"$name finds the paths without a value") {
      Records.inBothModes {
        val batch = Records.readWith(input, Json.items(vector.path("rows")).map(Json.text))
        assert(NullOnly.paths(batch) == Json.items(vector.path("nullOnlyPaths")).map(Vectors.texts))
      }
    }
  }
}
