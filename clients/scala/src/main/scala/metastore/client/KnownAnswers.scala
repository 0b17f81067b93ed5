package metastore.client

import com.fasterxml.jackson.databind.JsonNode
import java.time.Instant
import org.slf4j.LoggerFactory
import scala.util.Try

/** Reads that fall back on what the service said last: said loudly, and only what is young enough serves. */
private[client] final class KnownAnswers(transport: Transport, cache: Cache) {

  private val log = LoggerFactory.getLogger(classOf[Metastore])

  /** What the service says; or, while it is away, what it said and when it last confirmed that. */
  def lastKnownGood[T](call: Call)(read: JsonNode => T): (T, Option[Instant]) =
    try {
      (fetch(call)(read), None)
    } catch {
      case away: MetastoreUnavailable =>
        val (found, confirmed) = recall(nameOf(call))(read).getOrElse(throw away)
        log.warn("{} Going on with {} as confirmed last at {}.", away.getMessage, nameOf(call), confirmed)
        (found, Some(confirmed))
    }

  /** What the service says, kept for the time when it is away. */
  def fetch[T](call: Call)(read: JsonNode => T): T = {
    val answer = transport.send(call)
    if (answer.status == 404) cache.forget(nameOf(call))
    val (found, body) = answer.readAs(body => (read(body), body))
    cache.keep(nameOf(call), body)
    found
  }

  /** What was kept, and when the service confirmed it last. None: nothing, or it is too old. */
  def recall[T](name: String)(read: JsonNode => T): Option[(T, Instant)] =
    cache.recall(name).flatMap { remembered =>
      Try(read(remembered.body)).toOption.map(found => (found, remembered.confirmed))
    }

  def keep(name: String, body: JsonNode): Unit = cache.keep(name, body)

  /** The service says the same as before. */
  def confirm(name: String): Unit = cache.recall(name).foreach(known => cache.keep(name, known.body))

  def nameOf(call: Call): String = s"${call.operation} ${call.target}"
}
