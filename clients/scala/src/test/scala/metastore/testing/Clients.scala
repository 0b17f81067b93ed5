package metastore.testing

import java.nio.file.Path
import metastore.client.{Metastore, Retries}
import scala.concurrent.duration._

/** Clients that are quick to try again, and know nothing yet. */
object Clients {

  val Quick: Retries = Retries(times = 5, firstPause = 1.milli, longestPause = 5.millis)

  def freshCache(): Path = Checkout.temporaryFolder("cache-")

  def connect(
      url: String,
      cache: Path = freshCache(),
      retries: Retries = Quick,
      patience: FiniteDuration = Duration.Zero
  ): Metastore =
    Metastore(url, apiKey = None, retries = retries, cacheDirectory = cache, patience = patience)
}
