package metastore.client

import java.time.format.DateTimeFormatter
import java.time.{Duration => JavaDuration, ZonedDateTime}
import scala.concurrent.duration._
import scala.util.Try

/** The header in both its forms: seconds, or a time. */
private[client] object RetryAfter {

  private val Longest = 1.day

  def read(value: String): Option[FiniteDuration] =
    Try(value.trim.toLong).orElse(Try(secondsUntil(value.trim))).toOption.map { seconds =>
      seconds.max(0L).min(Longest.toSeconds).seconds
    }

  private def secondsUntil(time: String): Long = {
    val until = ZonedDateTime.parse(time, DateTimeFormatter.RFC_1123_DATE_TIME)
    (JavaDuration.between(ZonedDateTime.now(until.getZone), until).toMillis + 999) / 1000
  }
}
