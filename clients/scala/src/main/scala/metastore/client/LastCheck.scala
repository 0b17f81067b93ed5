package metastore.client

import com.fasterxml.jackson.databind.JsonNode

/** What the service said last: which version is active, and what its table still lacks. */
private[client] final case class LastCheck(activeId: Long, apply: Seq[String]) {

  def write: JsonNode = {
    val body = Json.newObject()
    body.put("activeSchemaVersionId", activeId).set[JsonNode]("apply", Json.array(apply))
    body
  }
}

private[client] object LastCheck {
  def read(node: JsonNode): LastCheck = {
    val fields = new Fields(node)
    LastCheck(fields.long("activeSchemaVersionId"), fields.texts("apply"))
  }
}
