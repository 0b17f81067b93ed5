package metastore.client

import com.fasterxml.jackson.databind.JsonNode
import scala.util.Try

/** When two schemas mean the same to a batch that is written. */
private[client] object SchemaEquality {

  private sealed trait Meaning
  private final case class Name(name: String) extends Meaning
  private final case class Struct(fields: Map[String, (Meaning, List[JsonNode])]) extends Meaning
  private final case class Parts(kind: String, parts: List[Meaning]) extends Meaning

  private val Aliases = Map("null" -> "void", "timestamp_ltz" -> "timestamp", "decimal" -> "decimal(10,0)")

  /** Metadata in which Spark keeps a part of the type itself. */
  private val OfType = List("__CHAR_VARCHAR_TYPE_STRING", "__COLLATIONS")

  /**
   * Same names, same types, at every depth. Order, nullability, comments and other metadata do not count.
   * Takes Spark's JSON. What cannot be read equals nothing: who asks wants to be sure.
   */
  def logicallyEqual(one: String, other: String): Boolean =
    Try(meaningOf(Json.parse(one)) match {
      case schema: Struct => schema == meaningOf(Json.parse(other))
      case _              => false
    }).getOrElse(false)

  private def meaningOf(node: JsonNode): Meaning =
    if (node.isTextual) {
      val name = if (node.asText.startsWith("decimal")) node.asText.replaceAll("\\s+", "") else node.asText
      Name(Aliases.getOrElse(name, name))
    } else
      node.path("type").asText match {
        case "struct" if node.path("fields").isArray => structOf(Json.items(node.path("fields")))
        case "array" => Parts("array", List(meaningOf(node.path("elementType"))))
        case "map"   => Parts("map", List(meaningOf(node.path("keyType")), meaningOf(node.path("valueType"))))
        case other   => throw new IllegalArgumentException(s"'$other' is not known here")
      }

  private def structOf(fields: List[JsonNode]): Struct = {
    val read = fields.map { field =>
      val ofType = OfType.map(key => field.path("metadata").path(key))
      field.path("name").asText -> ((meaningOf(field.path("type")), ofType))
    }
    require(read.map(_._1).distinct.size == read.size, "a name comes twice")
    Struct(read.toMap)
  }
}
