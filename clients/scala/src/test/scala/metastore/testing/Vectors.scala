package metastore.testing

import com.fasterxml.jackson.databind.JsonNode
import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.Files
import metastore.client.Json

/** The examples that every gate is held to. */
object Vectors {

  /** By name, those of one folder. */
  def of(kind: String): List[(String, JsonNode)] = {
    val folder = Checkout.clients.resolve("vectors").resolve(kind)
    val files = folder.toFile.listFiles((_, name) => name.endsWith(".json")).toList.sortBy(_.getName)
    assert(files.nonEmpty, s"there are no vectors in $folder")
    files.map { file =>
      file.getName.stripSuffix(".json") -> Json.parse(new String(Files.readAllBytes(file.toPath), UTF_8))
    }
  }

  def texts(node: JsonNode): List[String] = Json.items(node).map(_.asText)
}
