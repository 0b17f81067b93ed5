package metastore.spark

import com.fasterxml.jackson.databind.JsonNode
import metastore.client.Json

/** Spark's types as far as a projection needs them: what is nested in what, and how each is called in SQL. */
private[metastore] sealed trait SqlType {

  /** The type as Spark SQL reads it, whatever names its fields have. */
  def sql: String
}

/** A type with nothing below it, by its name in Spark's JSON form, which Spark SQL reads as well. */
private[metastore] final case class Leaf(sql: String) extends SqlType

private[metastore] final case class ArrayOf(element: SqlType) extends SqlType {
  def sql: String = s"array<${element.sql}>"
}

private[metastore] final case class MapOf(key: SqlType, value: SqlType) extends SqlType {
  def sql: String = s"map<${key.sql}, ${value.sql}>"
}

private[metastore] final case class StructOf(fields: List[SqlField]) extends SqlType {
  def sql: String =
    fields.map(field => s"${SqlType.quoted(field.name)}: ${field.of.sql}").mkString("struct<", ", ", ">")

  /** The field with exactly this name. */
  def field(name: String): Option[SqlField] = fields.find(_.name == name)
}

private[metastore] final case class SqlField(name: String, of: SqlType)

private[metastore] object SqlType {

  private val LengthKey = "__CHAR_VARCHAR_TYPE_STRING"

  /** A name as it stands in a statement: always in back-quotes, doubled inside. */
  def quoted(name: String): String = "`" + name.replace("`", "``") + "`"

  /** A StructType's JSON form, as `df.schema.json` gives it. Throws IllegalArgumentException. */
  def readSchema(json: String): StructOf = read(Json.parse(json)) match {
    case schema: StructOf => schema
    case other            => throw new IllegalArgumentException(s"A schema is a struct; this is ${other.sql}")
  }

  private def read(node: JsonNode): SqlType =
    if (node.isTextual) Leaf(node.asText)
    else
      node.path("type").asText match {
        case "array" => ArrayOf(read(node.path("elementType")))
        case "map"   => MapOf(read(node.path("keyType")), read(node.path("valueType")))
        case "udt"   => read(node.path("sqlType"))
        case "struct" if node.path("fields").isArray =>
          StructOf(Json.items(node.path("fields")).map(readField))
        case _ => throw new IllegalArgumentException(s"No type of Spark's JSON form: $node")
      }

  /** A stored char or varchar is a string to look at: what it really is stands in the metadata. */
  private def readField(node: JsonNode): SqlField = {
    val length = node.path("metadata").path(LengthKey)
    val found = read(node.path("type"))
    val meant = if (found == Leaf("string") && length.isTextual) Leaf(length.asText) else found
    SqlField(node.path("name").asText, meant)
  }
}
