package metastore.client

import com.fasterxml.jackson.databind.JsonNode
import scala.concurrent.duration.FiniteDuration

/**
 * One answer of the service, and what it says when it refuses.
 *
 * @param url
 *   of the service
 * @param target
 *   what was asked for: path and query
 * @param retryAfter
 *   where the answer asks for a pause
 */
private[client] final case class Answer(
    status: Int,
    body: String,
    url: String,
    target: String,
    retryAfter: Option[FiniteDuration] = None,
    location: Option[String] = None
) {

  /** Throws MetastoreProblem for a refusal, and for what no Metastore says. */
  def readAs[T](read: JsonNode => T): T = {
    if (status >= 300) throw problem
    try read(Json.parse(body))
    catch {
      case error: IllegalArgumentException =>
        throw unexpected(s"The answer cannot be read: ${error.getMessage}")
    }
  }

  /** The refusal that this answer is. */
  def problem: MetastoreProblem =
    try {
      val fields = new Fields(Json.parse(body))
      val refusal = refusalOf(fields)
      if (refusal.code == "BREAKING_SCHEMA_CHANGE") new BreakingSchemaChange(refusal, breakageOf(fields), url)
      else new MetastoreProblem(refusal, url)
    } catch {
      case _: IllegalArgumentException => unexpected("The answer is not one of Metastore's")
    }

  private def refusalOf(fields: Fields): Refusal = Refusal(
    status = fields.int("status"),
    code = fields.text("code"),
    detail = fields.text("detail"),
    instance = fields.text("instance"),
    requestId = fields.optionalText("requestId"),
    errors = fields
      .optionalNode("errors")
      .toList
      .flatMap(_ =>
        fields.each("errors")(fault =>
          InputFault(fault.text("in"), fault.text("path"), fault.text("message"))
        )
      )
  )

  private def breakageOf(fields: Fields): Breakage = Breakage(
    blockedVersion = fields.int("blockedVersion"),
    activeVersion = fields.optionalInt("activeVersion"),
    occurrences = fields.int("occurrences"),
    changes = fields.each("changes")(Change.read)
  )

  private def unexpected(what: String): MetastoreProblem = {
    val where = location.filter(_ => status >= 300 && status < 400).fold("")(to => s", which leads to $to")
    val detail = s"$what$where. Does METASTORE_URL name the service itself? It begins: ${body.take(200)}"
    new MetastoreProblem(Refusal(status, "UNEXPECTED_ANSWER", detail, target, None, Nil), url)
  }
}
