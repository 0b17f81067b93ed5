package metastore.client

import java.nio.file.attribute.FileTime
import java.nio.file.{Files, Path}
import java.time.Instant
import java.util.concurrent.atomic.AtomicBoolean
import metastore.testing.Fate.{Answered, Forwarded}
import metastore.testing.{Clients, Loopback, Service}
import org.scalatest.funsuite.AnyFunSuite
import scala.concurrent.duration._

/** What goes on while the metastore is away, and what does not. */
class WhileAwayTest extends AnyFunSuite {

  private val Known = Seq("id" -> "long", "amount" -> "double")

  private def schema(fields: Seq[(String, String)]): Submission = Submission(
    fields
      .map { case (name, of) => s"""{"name":"$name","type":"$of"}""" }
      .mkString("""{"type":"struct","fields":[""", ",", "]}")
  )

  /** A dataset whose first schema was checked through a service that then goes away. */
  private class Story(more: (String, String)*) {
    private val away = new AtomicBoolean
    val cache: Path = Clients.freshCache()
    val orders = Service.newDataset(more: _*)
    @volatile var absence: Answered = Answered(503)
    @volatile var lastOf: Int = Int.MaxValue
    val loopback =
      new Loopback(Service.url)(number => if (away.get || number > lastOf) absence else Forwarded)
    val metastore = connect()

    def connect(patience: FiniteDuration = Duration.Zero): Metastore =
      Clients.connect(loopback.url, cache, patience = patience)

    def goAway(): Unit = away.set(true)
    def comeBack(): Unit = away.set(false)
  }

  private def story(more: (String, String)*)(tell: Story => Any): Unit = {
    val story = new Story(more: _*)
    try tell(story): Unit
    finally story.loopback.close()
  }

  for (client <- Seq("the same", "another"))
    test(s"a batch with the active schema goes on unconfirmed, in $client client") {
      story() { story =>
        val known = story.metastore.evolve(story.orders, schema(Known))
        story.goAway()
        val metastore = if (client == "the same") story.metastore else story.connect()
        val answer = metastore.evolve(story.orders, schema(Known.reverse))
        assert(known.confirmed && !answer.confirmed)
        assert((answer.version, answer.projection, answer.apply) == ((Some(1), known.projection, Nil)))
        assert(answer.warnings.map(_.code) == Seq("UNCONFIRMED"))
      }
    }

  for (
    other <- Seq(
      Known.take(1),
      Seq("id" -> "long", "amount" -> "string"),
      Seq("id" -> "long", "Amount" -> "double"),
      Known :+ ("coupon" -> "string")
    )
  ) test(s"${other.mkString(", ")} is not let pass") {
    story() { story =>
      story.metastore.evolve(story.orders, schema(Known))
      story.goAway()
      val away = intercept[MetastoreUnavailable](story.metastore.evolve(story.orders, schema(other)))
      assert(away.getMessage.contains("must not be written"))
    }
  }

  test("nothing passes where no active schema is known") {
    story() { story =>
      story.goAway()
      intercept[MetastoreUnavailable](story.metastore.evolve(story.orders, schema(Known)))
    }
  }

  test("a declared schema is never let pass unconfirmed") {
    story() { story =>
      story.metastore.evolve(story.orders, schema(Known))
      story.goAway()
      val declared = schema(Known).copy(origin = Origin.Declared)
      intercept[MetastoreUnavailable](story.metastore.evolve(story.orders, declared, 1.hour))
    }
  }

  test("what was confirmed too long ago lets nothing pass") {
    story() { story =>
      story.metastore.evolve(story.orders, schema(Known))
      age(story.cache, 25.hours)
      story.goAway()
      intercept[MetastoreUnavailable](story.connect().evolve(story.orders, schema(Known)))
    }
  }

  test("every check confirms the active schema") {
    story() { story =>
      story.metastore.evolve(story.orders, schema(Known))
      age(story.cache, 23.hours)
      story.connect().evolve(story.orders, schema(Known))
      story.goAway()
      val since = story.connect().evolve(story.orders, schema(Known)).staleSince
      assert(since.exists(_.isAfter(Instant.now.minusSeconds(1.hour.toSeconds))))
    }
  }

  test("a check costs one request while the schema stays") {
    story() { story =>
      for (_ <- 1 to 3) story.metastore.evolve(story.orders, schema(Known))
      assert(story.loopback.seen.map(_.method) == List("POST", "GET", "POST", "POST"))
    }
  }

  test("the schema from before a change does not pass") {
    story() { story =>
      story.metastore.evolve(story.orders, schema(Known))
      story.metastore.evolve(story.orders, schema(Known :+ ("coupon" -> "string")))
      story.goAway()
      intercept[MetastoreUnavailable](story.metastore.evolve(story.orders, schema(Known)))
    }
  }

  test("an outdated schema does not pass when the new one could not be read") {
    story() { story =>
      story.metastore.evolve(story.orders, schema(Known))
      story.lastOf = story.loopback.seen.size + 1
      val wider = schema(Known :+ ("coupon" -> "string"))
      assert(story.metastore.evolve(story.orders, wider).version.contains(2))
      intercept[MetastoreUnavailable](story.metastore.evolve(story.orders, schema(Known)))
    }
  }

  test("a version that no check has seen does not pass") {
    story() { story =>
      story.metastore.evolve(story.orders, schema(Known))
      val wider = schema(Known :+ ("coupon" -> "string"))
      Clients.connect(Service.url).evolve(story.orders, wider)
      assert(story.metastore.activeSchema(story.orders).version == 2)
      story.goAway()
      intercept[MetastoreUnavailable](story.metastore.evolve(story.orders, wider))
    }
  }

  private val Busy = """{"type":"about:blank","title":"Busy","status":503,"code":"DATASET_BUSY",""" +
    """"detail":"Busy.","instance":"/datasets/orders","requestId":null}"""

  for (answer <- Seq(Answered(503, Busy), Answered(429)))
    test(s"nothing stands in for a metastore that is there but busy: ${answer.status}") {
      story() { story =>
        story.metastore.evolve(story.orders, schema(Known))
        story.absence = answer
        story.goAway()
        intercept[MetastoreUnavailable](story.metastore.evolve(story.orders, schema(Known)))
        assert(story.metastore.activeSchema(story.orders).staleSince.isDefined)
      }
    }

  test("nothing passes while the table is known to lack a column") {
    story("tableFormat" -> "\"DELTA\"") { story =>
      story.metastore.evolve(story.orders, schema(Known))
      story.metastore.acknowledge(story.orders, 1)
      val wider = schema(Known :+ ("coupon" -> "string"))
      assert(story.metastore.evolve(story.orders, wider).apply.nonEmpty)
      story.goAway()
      intercept[MetastoreUnavailable](story.metastore.evolve(story.orders, wider))
      story.comeBack()
      story.metastore.acknowledge(story.orders, 2, commit = Some("7"))
      story.goAway()
      assert(!story.metastore.evolve(story.orders, wider).confirmed)
    }
  }

  test("another batch waits until the service is back") {
    story() { story =>
      story.metastore.evolve(story.orders, schema(Known))
      story.goAway()
      val before = story.loopback.seen.size
      val calls = Clients.Quick.times + 1
      val back = new Thread(() => {
        while (story.loopback.seen.size <= before + calls) Thread.sleep(5)
        story.comeBack()
      })
      back.start()
      val answer = story.connect(5.minutes).evolve(story.orders, schema(Known :+ ("coupon" -> "string")))
      back.join()
      assert((answer.confirmed, answer.version) == ((true, Some(2))))
    }
  }

  test("configuration goes on being known, and says since when") {
    story() { story =>
      assert(story.metastore.dataset(story.orders).staleSince.isEmpty)
      story.goAway()
      val found = story.connect().dataset(story.orders)
      assert((found.name, found.mode, found.staleSince.isDefined) == ((story.orders, "append", true)))
    }
  }

  test("a folder that cannot be written hinders nobody, and this process remembers") {
    story() { story =>
      val metastore =
        Clients.connect(story.loopback.url, cache = Files.createFile(Clients.freshCache().resolve("file")))
      metastore.evolve(story.orders, schema(Known))
      story.goAway()
      assert(!metastore.evolve(story.orders, schema(Known)).confirmed)
    }
  }

  private def age(cache: Path, by: FiniteDuration): Unit = {
    val past = FileTime.from(Instant.now.minusSeconds(by.toSeconds))
    val files = Files.walk(cache)
    try files.filter(Files.isRegularFile(_)).forEach(file => Files.setLastModifiedTime(file, past): Unit)
    finally files.close()
  }
}
