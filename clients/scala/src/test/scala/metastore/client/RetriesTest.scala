package metastore.client

import metastore.testing.Fate._
import metastore.testing.{Clients, Fate, Loopback, Service}
import org.scalatest.funsuite.AnyFunSuite
import scala.concurrent.duration._

/** What is sent again, and what is not. */
class RetriesTest extends AnyFunSuite {

  private val Schema =
    """{"type":"struct","fields":[{"name":"id","type":"long","nullable":true,"metadata":{}}]}"""

  private def through[T](fateOf: Int => Fate)(check: Loopback => T): T = {
    val loopback = new Loopback(Service.url)(fateOf)
    try check(loopback)
    finally loopback.close()
  }

  for (status <- Seq(429, 502, 503, 504)) test(s"$status is asked again") {
    val orders = Service.newDataset()
    through(number => if (number <= 3) Answered(status) else Forwarded) { loopback =>
      assert(Clients.connect(loopback.url).dataset(orders).name == orders)
      assert(loopback.seen.size == 4)
    }
  }

  test("409 is asked once") {
    val orders = Service.newDataset()
    val other = Schema.replace("long", "string")
    Clients.connect(Service.url).evolve(orders, Submission(Schema))
    through(_ => Forwarded) { loopback =>
      intercept[BreakingSchemaChange](Clients.connect(loopback.url).evolve(orders, Submission(other)))
      assert(loopback.seen.size == 1)
    }
  }

  for (status <- Seq(400, 401, 404, 409, 500))
    test(s"$status that is none of Metastore's is asked once, and said") {
      through(_ => Answered(status, "<html>")) { loopback =>
        val problem = intercept[MetastoreProblem](Clients.connect(loopback.url).dataset("orders"))
        assert((problem.status, problem.code) == ((status, "UNEXPECTED_ANSWER")))
        assert(problem.detail.contains("Does METASTORE_URL name the service itself? It begins: <html>"))
        assert(loopback.seen.size == 1)
      }
    }

  test("it is asked no more often than was said") {
    through(_ => Answered(503)) { loopback =>
      val metastore = Clients.connect(loopback.url, retries = Clients.Quick.copy(times = 2))
      val away = intercept[MetastoreUnavailable](metastore.dataset("never_seen"))
      assert(away.getMessage.contains("it answers 503"))
      assert(loopback.seen.size == 3)
    }
  }

  for (broken <- Seq(BrokenBefore, BrokenAfter))
    test(s"a connection that is $broken is tried again, and nothing is doubled") {
      val orders = Service.newDataset()
      through(number => if (number <= 2) broken else Forwarded) { loopback =>
        val answer = Clients.connect(loopback.url).evolve(orders, Submission(Schema))
        assert(answer.version.contains(1))
        assert(loopback.seen.count(_.method == "POST") == 3)
      }
    }

  test("a service that does not listen is away, and the message says what to look at") {
    val url = through(_ => Forwarded)(_.url)
    val away = intercept[MetastoreUnavailable](Clients.connect(url).dataset("orders"))
    assert(away.getMessage.startsWith(s"The metastore at $url is away: "))
    assert(away.getMessage.contains(s"curl $url/health"))
  }

  test("Retry-After is heeded") {
    val orders = Service.newDataset()
    through(number => if (number == 1) Answered(503, headers = Map("Retry-After" -> "1")) else Forwarded) {
      loopback =>
        Clients.connect(loopback.url).dataset(orders)
        val at = loopback.seen.map(_.at)
        assert((at.last - at.head).nanos >= 1.second)
    }
  }

  test("a Retry-After beyond the time that is left ends the call at once") {
    through(_ => Answered(429, headers = Map("Retry-After" -> "3600"))) { loopback =>
      intercept[MetastoreUnavailable](Clients.connect(loopback.url).dataset("orders"))
      assert(loopback.seen.size == 1)
    }
  }

  test("an answer that does not come is not waited for without end") {
    through(_ => Unanswered) { loopback =>
      val timeouts = Timeouts(read = 50.millis, total = 10.seconds)
      val retries = Clients.Quick.copy(times = 2)
      val metastore = Metastore(loopback.url, None, None, timeouts, retries, Clients.freshCache())
      val away = intercept[MetastoreUnavailable](metastore.dataset("orders"))
      assert(away.reason == "it did not answer within 0.05 s")
      assert(loopback.seen.size == 3)
    }
  }

  test("a thread that is interrupted stops at once, as Spark has it when a query ends") {
    through(_ => Unanswered) { loopback =>
      val calling = Thread.currentThread
      val stopping = new Thread(() => {
        while (loopback.seen.isEmpty) Thread.sleep(5)
        calling.interrupt()
      })
      stopping.start()
      intercept[InterruptedException](Clients.connect(loopback.url).dataset("orders"))
      stopping.join()
      assert(loopback.seen.size == 1)
    }
  }

  test("key and actor are sent, and no message ever holds the key") {
    through(_ => Answered(401, "{}")) { loopback =>
      val metastore = Metastore(loopback.url, Some("a-key-of-16-chars"), Some("orders-ingest"))
      val problem = intercept[MetastoreProblem](metastore.dataset("orders"))
      val headers = loopback.seen.head.headers
      assert(headers("authorization") == "Bearer a-key-of-16-chars")
      assert(headers("x-actor") == "orders-ingest")
      assert(!problem.getMessage.contains("a-key-of-16-chars"))
      val bad = intercept[IllegalArgumentException](Metastore(loopback.url, Some("secret\nkey")))
      assert(!bad.getMessage.contains("secret"))
    }
  }

  for (url <- Seq("", "metastore:8000", "ftp://metastore", "http://metastore?a=b", "http://")) {
    test(s"'$url' is no address of a metastore") {
      intercept[IllegalArgumentException](Metastore(url))
    }
  }
}
