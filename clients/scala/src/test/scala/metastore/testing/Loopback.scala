package metastore.testing

import com.sun.net.httpserver.{HttpExchange, HttpServer}
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse.BodyHandlers
import java.net.http.{HttpClient, HttpRequest}
import java.net.{InetAddress, InetSocketAddress, URI}
import java.util.concurrent.{ConcurrentLinkedQueue, Executors}

/** What becomes of a request. */
sealed trait Fate

object Fate {
  final case class Answered(status: Int, body: String = "", headers: Map[String, String] = Map.empty)
      extends Fate
  case object Forwarded extends Fate
  case object BrokenBefore extends Fate
  case object BrokenAfter extends Fate
  case object Unanswered extends Fate
}

/** One request that came by. */
final case class Seen(method: String, target: String, headers: Map[String, String], at: Long)

/**
 * What stands before a service in a test: it counts, answers in its place, and breaks connections.
 *
 * @param fateOf
 *   of a request, by its number from 1
 */
final class Loopback(service: => String)(fateOf: Int => Fate) extends AutoCloseable {

  private val requests = new ConcurrentLinkedQueue[Seen]
  private val threads = Executors.newCachedThreadPool()
  private val server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress, 0), 0)
  server.createContext("/", exchange => handle(exchange))
  server.setExecutor(threads)
  server.start()

  def url: String = s"http://127.0.0.1:${server.getAddress.getPort}"

  def seen: List[Seen] = requests.toArray(Array.empty[Seen]).toList

  override def close(): Unit = {
    server.stop(0)
    threads.shutdownNow(): Unit
  }

  private def handle(exchange: HttpExchange): Unit = {
    val number = synchronized {
      val headers = Map.newBuilder[String, String]
      exchange.getRequestHeaders.forEach((name, values) => headers += name.toLowerCase -> values.get(0))
      requests.add(
        Seen(exchange.getRequestMethod, exchange.getRequestURI.toString, headers.result(), System.nanoTime)
      )
      requests.size
    }
    fateOf(number) match {
      case answer: Fate.Answered => reply(exchange, answer)
      case Fate.Forwarded        => reply(exchange, forward(exchange))
      case Fate.BrokenBefore     => exchange.close()
      case Fate.BrokenAfter =>
        forward(exchange)
        exchange.close()
      case Fate.Unanswered => ()
    }
  }

  private def forward(exchange: HttpExchange): Fate.Answered = {
    val body = exchange.getRequestBody.readAllBytes
    val request = HttpRequest.newBuilder(URI.create(service + exchange.getRequestURI.toString))
    Option(exchange.getRequestHeaders.getFirst("Content-Type")).foreach(request.header("Content-Type", _))
    request.method(exchange.getRequestMethod, BodyPublishers.ofByteArray(body))
    val answer = HttpClient.newHttpClient.send(request.build(), BodyHandlers.ofString())
    Fate.Answered(answer.statusCode, answer.body)
  }

  private def reply(exchange: HttpExchange, answer: Fate.Answered): Unit = {
    val bytes = answer.body.getBytes("UTF-8")
    answer.headers.foreach { case (name, value) => exchange.getResponseHeaders.set(name, value) }
    exchange.sendResponseHeaders(answer.status, if (bytes.isEmpty) -1L else bytes.length.toLong)
    exchange.getResponseBody.write(bytes)
    exchange.close()
  }
}
