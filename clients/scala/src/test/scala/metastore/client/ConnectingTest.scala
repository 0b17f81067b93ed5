package metastore.client

import metastore.testing.Clients
import org.scalatest.funsuite.AnyFunSuite

/** Secrets do not end in messages. */
class ConnectingTest extends AnyFunSuite {

  for (url <- Seq("http://user:hidden@metastore:8000", "http://hidden@metastore", "user:hidden@metastore"))
    test(s"credentials are refused and not printed: ${url.replace("hidden", "…")}") {
      val error = intercept[IllegalArgumentException](Clients.connect(url))
      assert(error.getMessage.contains("METASTORE_API_KEY") && !error.getMessage.contains("hidden"))
    }

  test("a key may end in a line break, and one that cannot be sent is not printed") {
    def withKey(key: String): Metastore =
      Metastore("http://127.0.0.1:1", apiKey = Some(key), cacheDirectory = Clients.freshCache())
    assert(withKey("sixteen-characters-and-more\n").url == "http://127.0.0.1:1")
    val error = intercept[IllegalArgumentException](withKey("hidden\nX-Other: 1"))
    assert(error.getMessage.contains("The API key") && !error.getMessage.contains("hidden"))
  }
}
