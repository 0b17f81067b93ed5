package metastore.client

import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.Files
import metastore.testing.Clients
import org.scalatest.funsuite.AnyFunSuite
import scala.concurrent.duration._

/** Jobs in Scala and in Python keep what the metastore said in the same files. */
class CacheTest extends AnyFunSuite {

  private val Url = "http://metastore.test:8000"
  private val Name = "getActiveSchema /datasets/orders/schema/active"
  private val File = "eaa252fb788b1d88/5bbd2c276a85ea7799b271f289ef727f.json"

  test("what the Python client keeps is found") {
    val directory = Clients.freshCache()
    val file = directory.resolve(File)
    Files.createDirectories(file.getParent)
    Files.write(file, s"""{"name": "$Name", "body": {"version": 7}}""".getBytes(UTF_8))
    assert(new Cache(directory, Url, 1.day).recall(Name).map(_.body.path("version").asInt).contains(7))
  }

  test("the Python client finds what is kept, and nothing is left beside it") {
    val directory = Clients.freshCache()
    new Cache(directory, Url, 1.day).keep(Name, Json.parse("""{"version": 7}"""))
    val text = new String(Files.readAllBytes(directory.resolve(File)), UTF_8)
    assert(Json.parse(text) == Json.parse(s"""{"name": "$Name", "body": {"version": 7}}"""))
    assert(directory.resolve(File).getParent.toFile.list.toList.size == 1)
  }

  test("half a file, a file of something else and a forgotten one are not there") {
    val directory = Clients.freshCache()
    val file = directory.resolve(File)
    def recalled = new Cache(directory, Url, 1.day).recall(Name)
    Files.createDirectories(file.getParent)
    Files.write(file, """{"name": """.getBytes(UTF_8))
    assert(recalled.isEmpty)
    Files.write(file, """{"name": "another", "body": {}}""".getBytes(UTF_8))
    assert(recalled.isEmpty)
    val cache = new Cache(directory, Url, 1.day)
    cache.keep(Name, Json.parse("{}"))
    cache.forget(Name)
    assert(cache.recall(Name).isEmpty && recalled.isEmpty)
  }

  test("an age limit of zero lets nothing stand in") {
    val cache = new Cache(Clients.freshCache(), Url, Duration.Zero)
    cache.keep(Name, Json.parse("{}"))
    assert(cache.recall(Name).isEmpty)
  }
}
