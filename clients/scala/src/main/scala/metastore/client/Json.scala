package metastore.client

import com.fasterxml.jackson.core.JsonProcessingException
import com.fasterxml.jackson.databind.node.ObjectNode
import com.fasterxml.jackson.databind.{DeserializationFeature, JsonNode, ObjectMapper}

/** JSON by the Jackson that Spark brings, of whatever version. */
private[metastore] object Json {

  private val mapper = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)

  /** Throws IllegalArgumentException for what is no JSON. */
  def parse(text: String): JsonNode =
    try mapper.readTree(text)
    catch {
      case error: JsonProcessingException => throw new IllegalArgumentException(error.getMessage, error)
    }

  def text(node: JsonNode): String = mapper.writeValueAsString(node)

  def items(node: JsonNode): List[JsonNode] = {
    val found = List.newBuilder[JsonNode]
    node.elements.forEachRemaining(item => found += item)
    found.result()
  }

  def names(node: JsonNode): List[String] = {
    val found = List.newBuilder[String]
    node.fieldNames.forEachRemaining(name => found += name)
    found.result()
  }

  def newObject(): ObjectNode = mapper.createObjectNode()

  def array(texts: Seq[String]): JsonNode = {
    val made = mapper.createArrayNode()
    texts.foreach(text => made.add(text))
    made
  }

  def arrays(paths: Seq[Seq[String]]): JsonNode = {
    val made = mapper.createArrayNode()
    paths.foreach(path => made.add(array(path)))
    made
  }
}

/** An answer that is not of the form that the contract promises; says where. */
private[client] final class UnexpectedJson(message: String) extends IllegalArgumentException(message)

/**
 * A JSON object, read by the names of the contract. What is not asked for is left alone, so newer services
 * can be read.
 */
private[client] final class Fields(node: JsonNode, path: String = "") {

  if (!node.isObject) throw new UnexpectedJson(s"${if (path.isEmpty) "/" else path} should be an object")

  def text(name: String): String = optionalText(name).getOrElse(missing(name, "text"))
  def int(name: String): Int = optionalInt(name).getOrElse(missing(name, "a whole number"))
  def long(name: String): Long = optionalLong(name).getOrElse(missing(name, "a whole number"))
  def boolean(name: String): Boolean = known(name, "true or false")(_.isBoolean).exists(_.asBoolean)
  def node(name: String): JsonNode = optionalNode(name).getOrElse(missing(name, "there"))

  def optionalText(name: String): Option[String] = known(name, "text")(_.isTextual).map(_.asText)
  def optionalInt(name: String): Option[Int] = known(name, "a whole number")(_.canConvertToInt).map(_.asInt)
  def optionalLong(name: String): Option[Long] =
    known(name, "a whole number")(_.canConvertToLong).map(_.asLong)
  def optionalNode(name: String): Option[JsonNode] = known(name, "there")(_ => true)

  def optionalFields(name: String): Option[Fields] = optionalNode(name).map(new Fields(_, s"$path/$name"))

  def texts(name: String): List[String] = optionalTexts(name).getOrElse(missing(name, "a list"))

  def optionalTexts(name: String): Option[List[String]] = list(name).map(_.map { item =>
    if (item.isTextual) item.asText else missing(name, "a list of texts")
  })

  def each[T](name: String)(read: Fields => T): List[T] =
    list(name).getOrElse(missing(name, "a list")).zipWithIndex.map { case (item, index) =>
      read(new Fields(item, s"$path/$name/$index"))
    }

  def textMap(name: String): Map[String, String] = {
    val found = node(name)
    Json.names(found).map(key => key -> found.path(key).asText).toMap
  }

  private def list(name: String): Option[List[JsonNode]] = known(name, "a list")(_.isArray).map(Json.items)

  private def known(name: String, what: String)(fits: JsonNode => Boolean): Option[JsonNode] =
    Option(node.get(name)).filterNot(_.isNull).map(found => if (fits(found)) found else missing(name, what))

  private def missing(name: String, what: String): Nothing =
    throw new UnexpectedJson(s"$path/$name should be $what")
}
