package metastore.spark

import com.fasterxml.jackson.databind.JsonNode
import metastore.client.{Json, ProjectionStep}
import metastore.testing.{Records, Vectors}
import org.apache.spark.sql.DataFrame
import org.scalatest.funsuite.AnyFunSuite

/** A projection becomes the same SQL in every gate, and the SQL does what the projection says. */
class ProjectionVectorsTest extends AnyFunSuite {

  for ((name, vector) <- Vectors.of("projection")) {

    test(s"$name gives the expressions of the vector") {
      assert(expressions(vector) == Vectors.texts(vector.path("expressions")))
    }

    test(s"$name: Spark makes of the records what the vector says") {
      Records.inBothModes {
        val rows = Json.items(vector.path("rows")).map(Json.text)
        val projected =
          Records.readWith(Json.text(vector.path("input")), rows).selectExpr(expressions(vector): _*)
        assert(typeText(projected.schema.json) == typeText(Json.text(vector.path("effective"))))
        if (vector.has("fails")) assertFails(projected, Vectors.texts(vector.path("fails")))
        else assert(Records.of(projected) == Json.items(vector.path("projected")))
      }
    }
  }

  test("a projection for another batch is refused") {
    val batch = StructOf(List(SqlField("a", Leaf("long"))))
    val steps = Seq(ProjectionStep(Seq("b"), Some(Seq("b"))))
    val error = intercept[ProjectionException](
      Projection.expressions(batch, steps, StructOf(List(SqlField("b", Leaf("long")))))
    )
    assert(error.getMessage.startsWith("The projection reads `b`, and the batch has no such column"))
  }

  private def expressions(vector: JsonNode): List[String] = Projection.expressions(
    SqlType.readSchema(Json.text(vector.path("input"))),
    Json.items(vector.path("projection")).map(ProjectionStep.read),
    SqlType.readSchema(Json.text(vector.path("effective")))
  )

  private def assertFails(projected: DataFrame, texts: List[String]): Unit = {
    val failure = intercept[Exception](projected.collect())
    val messages =
      Iterator.iterate[Throwable](failure)(_.getCause).takeWhile(_ != null).map(_.getMessage).mkString("\n")
    texts.foreach(text => assert(messages.contains(text)))
  }

  /** Spark keeps no length in the type of a column that was computed. */
  private def typeText(schema: String): String =
    SqlType.readSchema(schema).sql.replaceAll("""(?:var)?char\(\d+\)""", "string")
}
