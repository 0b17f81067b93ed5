package metastore.testing

import com.fasterxml.jackson.databind.JsonNode
import java.net.URI
import java.net.http.HttpRequest.BodyPublishers
import java.net.http.HttpResponse.BodyHandlers
import java.net.http.{HttpClient, HttpRequest}
import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.{Files, Path}
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.atomic.AtomicInteger
import metastore.client.Json
import scala.annotation.tailrec

/**
 * The real service as a process of its own, on fresh data and a free port; one for all suites. Ends with
 * them.
 */
object Service {

  private val Listens = """listens on (http://\S+) """.r
  private val number = new AtomicInteger

  lazy val url: String = start()

  /** A dataset of its own for each test. */
  def newDataset(more: (String, String)*): String = {
    val name = s"orders_${number.incrementAndGet()}"
    val body = Json.newObject()
    body.put("name", name).put("mode", "append").put("kafkaTopic", name)
    more.foreach { case (field, json) => body.set[JsonNode](field, Json.parse(json)) }
    post("/datasets", Json.text(body))
    name
  }

  /** Throws unless the service accepts it. */
  def post(path: String, body: String): String = {
    val request = HttpRequest
      .newBuilder(URI.create(url + path))
      .header("Content-Type", "application/json")
      .POST(BodyPublishers.ofString(body))
      .build()
    val answer = HttpClient.newHttpClient.send(request, BodyHandlers.ofString())
    assert(answer.statusCode < 300, s"${answer.statusCode}: ${answer.body}")
    answer.body
  }

  private def start(): String = {
    val main = Checkout.root.resolve("dist/src/main.js")
    assert(Files.exists(main), s"$main is not there: npm run build")
    val data = Files.createTempDirectory("metastore-")
    val log = data.resolve("service.log")
    val builder = new ProcessBuilder("node", main.toString).directory(data.toFile)
    builder.redirectErrorStream(true).redirectOutput(log.toFile)
    Seq("API_KEY", "DATABASE_URL", "DEFAULT_POLICY").foreach(builder.environment.remove(_))
    Seq("HOST" -> "127.0.0.1", "PORT" -> "0", "DATA_DIR" -> data.toString, "LOG_LEVEL" -> "info").foreach {
      case (name, value) => builder.environment.put(name, value)
    }
    val process = builder.start()
    Runtime.getRuntime.addShutdownHook(new Thread(() => {
      process.destroy()
      if (!process.waitFor(30, SECONDS)) process.destroyForcibly().waitFor(): Unit
      Checkout.deleteAll(data)
    }))
    addressOf(process, log)
  }

  /** Its own word for it, once it listens. */
  @tailrec private def addressOf(process: Process, log: Path): String = {
    val alive = process.isAlive
    val said = new String(Files.readAllBytes(log), UTF_8)
    Listens.findFirstMatchIn(said) match {
      case Some(found) => found.group(1)
      case None if alive =>
        Thread.sleep(50)
        addressOf(process, log)
      case None => throw new IllegalStateException(s"The service went before it was ready:\n$said")
    }
  }
}
