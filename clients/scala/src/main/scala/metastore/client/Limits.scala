package metastore.client

import java.util.concurrent.ThreadLocalRandom
import scala.concurrent.duration._

/**
 * How long to wait. There is always an end: `total` holds for a call with all its retries.
 *
 * @param connect
 *   for a connection
 * @param read
 *   for the whole answer to one attempt
 * @param total
 *   for everything
 */
final case class Timeouts(
    connect: FiniteDuration = 3.seconds,
    read: FiniteDuration = 30.seconds,
    total: FiniteDuration = 60.seconds
) {
  require(Seq(connect, read, total).forall(_ > Duration.Zero), "Timeouts have to be above 0 seconds")
}

/** How often a call is repeated after it failed, and with which pauses. */
final case class Retries(
    times: Int = 5,
    firstPause: FiniteDuration = 250.millis,
    longestPause: FiniteDuration = 8.seconds
) {
  require(
    times >= 0 && firstPause > Duration.Zero && longestPause >= firstPause,
    "Retries: times from 0, pauses above 0, and the first not longer than the longest"
  )

  /**
   * Doubles with each attempt; half of it is chance, so that jobs that failed together do not return
   * together.
   */
  private[client] def pause(attempt: Int): FiniteDuration = {
    val longest = math.min(
      longestPause.toNanos.toDouble,
      firstPause.toNanos * math.pow(2, math.min(attempt, 30).toDouble)
    )
    (longest * ThreadLocalRandom.current.nextDouble(0.5, 1)).toLong.nanos
  }
}
