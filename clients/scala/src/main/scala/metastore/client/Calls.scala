package metastore.client

import java.net.URLEncoder
import java.nio.charset.StandardCharsets.UTF_8

/** The calls that this client makes, by their `operationId` in the contract. */
private[client] object Calls {

  def dataset(dataset: String): Call = Call("getDataset", of(dataset))
  def activeSchema(dataset: String): Call = Call("getActiveSchema", s"${of(dataset)}/schema/active")
  def version(dataset: String, version: Int): Call = Call("getSchemaVersion", versionOf(dataset, version))
  def evolve(dataset: String): String = s"${of(dataset)}/schema/evolve"

  def acknowledge(dataset: String, version: Int, commit: Option[String]): Call = {
    val body = Json.newObject()
    commit.foreach(body.put("commit", _))
    Call("acknowledgeVersion", s"${versionOf(dataset, version)}/applied", Some(Json.text(body)))
  }

  private def versionOf(dataset: String, version: Int): String = s"${of(dataset)}/schema/versions/$version"

  private def of(dataset: String): String = {
    require(dataset.nonEmpty, "A dataset is asked for by its name or its id; this is empty")
    s"/datasets/${encoded(dataset)}"
  }

  /** As in a path, where forms have it otherwise. */
  private def encoded(text: String): String =
    URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("*", "%2A").replace("%7E", "~")
}
