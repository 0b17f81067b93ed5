package metastore.client

import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse.BodyHandlers
import java.net.http.{HttpClient, HttpRequest, HttpResponse}
import java.net.{ConnectException, URI}
import java.nio.charset.StandardCharsets.UTF_8
import java.util.concurrent.{ExecutionException, TimeUnit, TimeoutException}
import org.slf4j.LoggerFactory
import scala.annotation.tailrec
import scala.concurrent.duration._

/**
 * A call. All that this client makes may be sent twice: the second sending changes nothing that the first one
 * did not.
 *
 * @param target
 *   path and query, encoded
 * @param body
 *   JSON, for a POST
 */
private[client] final case class Call(operation: String, target: String, body: Option[String] = None)

/**
 * Sends calls: within limits of time, and again while the service is away. May be used by several threads.
 */
private[client] final class Transport(
    val url: String,
    headers: Map[String, String],
    timeouts: Timeouts,
    retries: Retries
) {

  private val log = LoggerFactory.getLogger(classOf[Metastore])

  private lazy val http = HttpClient.newBuilder
    .version(HttpClient.Version.HTTP_1_1)
    .followRedirects(HttpClient.Redirect.NEVER)
    .connectTimeout(java.time.Duration.ofNanos(timeouts.connect.toNanos))
    .build()

  def send(call: Call): Answer = send(call, retries, timeouts.total)

  /**
   * The answer, whatever its status, but for those that say "not now".
   *
   * Throws MetastoreUnavailable when there is none by the deadline, or after the last retry;
   * InterruptedException when the thread is interrupted, as Spark does to end a query.
   */
  def send(call: Call, plan: Retries, total: FiniteDuration): Answer = {
    val deadline = total.fromNow
    @tailrec def attempt(number: Int): Answer = attemptOnce(call, deadline) match {
      case Right(answer) => answer
      case Left(failure) =>
        val pause = plan.pause(number).max(failure.retryAfter.getOrElse(Duration.Zero))
        if (number >= plan.times || pause >= deadline.timeLeft)
          throw new MetastoreUnavailable(
            failure.reason,
            url,
            total - deadline.timeLeft,
            failure.problem,
            failure.cause
          )
        log.info("{}: {}; again in {} ms", call.operation, failure.reason, pause.toMillis.toString)
        Thread.sleep(pause.toMillis)
        attempt(number + 1)
    }
    attempt(0)
  }

  private def attemptOnce(call: Call, deadline: Deadline): Either[Failure, Answer] = {
    val patience = timeouts.read.min(deadline.timeLeft).max(1.milli)
    val sending = http.sendAsync(requestOf(call), BodyHandlers.ofString(UTF_8))
    try {
      val answer = answerOf(sending.get(patience.toNanos, TimeUnit.NANOSECONDS), call)
      if (Transport.Away(answer.status)) Left(Failure.answered(answer)) else Right(answer)
    } catch {
      case error: TimeoutException =>
        Left(Failure(s"it did not answer within ${patience.toMillis / 1000.0} s", error))
      case error: ExecutionException => Left(Failure(Transport.reason(error.getCause), error.getCause))
    } finally if (!sending.isDone) sending.cancel(true): Unit
  }

  private def requestOf(call: Call): HttpRequest = {
    val request = HttpRequest.newBuilder(URI.create(url + call.target))
    headers.foreach { case (name, value) => request.header(name, value) }
    call.body.foreach { text =>
      request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(text, UTF_8))
    }
    request.build()
  }

  private def answerOf(response: HttpResponse[String], call: Call): Answer = {
    def header(name: String): Option[String] = Option(response.headers.firstValue(name).orElse(null))
    val pause = header("Retry-After").flatMap(RetryAfter.read)
    Answer(response.statusCode, response.body, url, call.target, pause, header("Location"))
  }
}

private final case class Failure(
    reason: String,
    cause: Throwable = null,
    problem: Option[MetastoreProblem] = None,
    retryAfter: Option[FiniteDuration] = None
)

private object Failure {
  def answered(answer: Answer): Failure =
    Failure(s"it answers ${answer.status}", null, Some(answer.problem), answer.retryAfter)
}

private object Transport {

  /** Answers that say "not now": of the service, or of what stands before it. */
  val Away: Set[Int] = Set(429, 502, 503, 504)

  def reason(error: Throwable): String = error match {
    case refused: ConnectException if refused.getMessage == null =>
      "no connection: wrong host or port, or it is not up"
    case other => Option(other.getMessage).getOrElse(other.getClass.getSimpleName)
  }
}
