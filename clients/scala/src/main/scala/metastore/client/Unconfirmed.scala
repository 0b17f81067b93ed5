package metastore.client

import com.fasterxml.jackson.databind.JsonNode
import java.time.Instant

/** What a schema check says while the metastore is away: every column as it is. */
private[client] object Unconfirmed {

  def apply(active: SchemaVersion, confirmed: Instant): EvolveResult = {
    val message =
      s"The metastore is away. The batch has the schema of version ${active.version}, which was " +
        s"active at $confirmed; nobody confirmed that it still is."
    EvolveResult(
      changeType = "NONE",
      version = Some(active.version),
      activeSchemaVersionId = Some(active.id),
      newVersion = None,
      changes = Nil,
      effectiveSchema = Some(active.schemaJson),
      projection = paths(Json.parse(active.schemaJson), Nil).map(path => ProjectionStep(path, Some(path))),
      apply = Nil,
      warnings = Seq(SchemaWarning("UNCONFIRMED", message)),
      staleSince = Some(confirmed)
    )
  }

  /** Every column and every field of a struct, outermost first. */
  private def paths(node: JsonNode, path: List[String]): List[List[String]] = node.path("type").asText match {
    case "struct" =>
      Json.items(node.path("fields")).flatMap { field =>
        val step = path :+ field.path("name").asText
        step :: paths(field.path("type"), step)
      }
    case "array" => paths(node.path("elementType"), path :+ "element")
    case "map" => paths(node.path("keyType"), path :+ "key") ++ paths(node.path("valueType"), path :+ "value")
    case _     => Nil
  }
}
