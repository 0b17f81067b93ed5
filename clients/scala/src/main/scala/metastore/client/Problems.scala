package metastore.client

import scala.concurrent.duration.FiniteDuration

/**
 * Whatever this client throws of its own, but for IllegalArgumentException: that is for what cannot be asked.
 */
sealed abstract class MetastoreException(message: String, cause: Throwable = null)
    extends RuntimeException(message, cause)

/** One input that is not valid: where it is, and what is wrong with it. */
final case class InputFault(in: String, path: String, message: String)

/**
 * What every refusal carries (RFC 9457).
 *
 * @param code
 *   stable: what programs look at. All codes are in the contract
 * @param requestId
 *   by which the service's log knows the request
 */
final case class Refusal(
    status: Int,
    code: String,
    detail: String,
    instance: String,
    requestId: Option[String],
    errors: Seq[InputFault]
)

/** The metastore's own word for what is wrong. */
class MetastoreProblem private[client] (val refusal: Refusal, val url: String, message: String)
    extends MetastoreException(message) {

  private[client] def this(refusal: Refusal, url: String) = this(refusal, url, ProblemText(refusal, url))

  def status: Int = refusal.status
  def code: String = refusal.code
  def detail: String = refusal.detail
}

/**
 * What the refusal of a batch carries besides.
 *
 * @param blockedVersion
 *   number of the version that records the problem
 * @param activeVersion
 *   number of the version that stays active; None: there is none yet
 * @param occurrences
 *   how often this problem has been submitted
 * @param changes
 *   every difference, also those that break nothing
 */
final case class Breakage(
    blockedVersion: Int,
    activeVersion: Option[Int],
    occurrences: Int,
    changes: Seq[Change]
) {
  def breakingChanges: Seq[Change] = changes.filter(_.verdict == "BREAKING")
}

/** This batch must not be written. The message says what changed, and the calls that decide about it. */
final class BreakingSchemaChange private[client] (refusal: Refusal, val breakage: Breakage, url: String)
    extends MetastoreProblem(refusal, url, BreakageText(refusal, breakage, url)) {

  def blockedVersion: Int = breakage.blockedVersion
  def activeVersion: Option[Int] = breakage.activeVersion
  def occurrences: Int = breakage.occurrences
  def changes: Seq[Change] = breakage.changes
  def breakingChanges: Seq[Change] = breakage.breakingChanges
}

/**
 * The metastore did not answer in time, and nothing stands in for its answer: do not write.
 *
 * @param problem
 *   what it did answer, where it answered that it cannot
 */
final class MetastoreUnavailable private[client] (
    val reason: String,
    val url: String,
    val waited: FiniteDuration,
    val problem: Option[MetastoreProblem],
    cause: Throwable
) extends MetastoreException(
      s"The metastore at $url is away: $reason (tried for ${waited.toMillis / 1000.0} s). " +
        s"Is it up? curl $url/health. Is METASTORE_URL right?",
      cause
    )

private object ProblemText {

  def apply(refusal: Refusal, url: String): String = {
    val faults = refusal.errors.map(fault => s"  ${fault.in} ${fault.path}: ${fault.message}")
    val first = s"${refusal.code} (${refusal.status}): ${refusal.detail}"
    val last = s"  $url${refusal.instance}, request ${refusal.requestId.getOrElse("unknown")}"
    ((first +: faults) :+ last).mkString("\n")
  }
}

private object BreakageText {

  def apply(refusal: Refusal, breakage: Breakage, url: String): String = {
    import breakage._
    val active = activeVersion.fold("no version is active yet")(version => s"version $version stays active")
    val times = if (occurrences == 1) "once" else s"$occurrences times"
    val others = changes.size - breakingChanges.size
    val version = s"$url${refusal.instance.split("/schema/").head}/schema/versions/$blockedVersion"
    def decide(decision: String, more: String = ""): String =
      s"""curl $version/$decision -H 'Content-Type: application/json' -d '{"reason": "…"$more}'"""
    Seq(
      Seq(s"Breaking schema change: recorded as blocked version $blockedVersion, seen $times; $active."),
      Seq("", ChangeTable(breakingChanges)),
      if (others > 0) Seq(s"($others further changes break nothing)") else Nil,
      Seq("", s"Look at it:        curl $version"),
      Seq(s"Try letting pass:  ${decide("approve", ", \"dryRun\": true")}"),
      Seq(s"Let it pass:       ${decide("approve")}"),
      Seq(s"Decide against it: ${decide("reject")}"),
      Seq("(with an API key: -H \"Authorization: Bearer $METASTORE_API_KEY\")"),
      Seq(s"Request ${refusal.requestId.getOrElse("unknown")}")
    ).flatten.mkString("\n")
  }
}
