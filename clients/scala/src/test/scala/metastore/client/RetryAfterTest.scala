package metastore.client

import java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME
import java.time.{ZoneOffset, ZonedDateTime}
import org.scalatest.funsuite.AnyFunSuite
import scala.concurrent.duration._

class RetryAfterTest extends AnyFunSuite {

  test("seconds are seconds, and never less than none or more than a day") {
    assert(RetryAfter.read(" 7 ").contains(7.seconds))
    assert(RetryAfter.read("-1").contains(0.seconds))
    assert(RetryAfter.read("9223372036854775807").contains(1.day))
  }

  test("a time is as long as it takes until then") {
    def in(hours: Long): String =
      RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC).plusHours(hours))
    assert(RetryAfter.read(in(1)).exists(pause => pause > 59.minutes && pause <= 60.minutes))
    assert(RetryAfter.read(in(-1)).contains(0.seconds))
  }

  test("anything else asks for nothing") {
    assert(Seq("soon", "0.5", "").flatMap(RetryAfter.read).isEmpty)
  }
}
