package metastore.client

import org.slf4j.LoggerFactory
import scala.concurrent.duration._

/** May this batch be written? Also while the metastore is away. */
private[client] final class SchemaChecks(transport: Transport, known: KnownAnswers) {

  private val log = LoggerFactory.getLogger(classOf[Metastore])

  def evolve(dataset: String, submission: Submission, patience: FiniteDuration): EvolveResult = {
    val call = Call("evolveSchema", Calls.evolve(dataset), Some(Json.text(Submission.write(submission))))
    val asked =
      try Right(transport.send(call))
      catch { case away: MetastoreUnavailable if submission.origin == Origin.Inferred => Left(away) }
    val standIn = asked.left.toOption
      .filterNot(isThere)
      .flatMap(away => unconfirmed(dataset, submission.schemaJson, away))
    standIn.getOrElse {
      val answer =
        asked.fold(away => await(call, dataset, patience, away), identity).readAs(EvolveResult.read)
      remember(dataset, answer)
      answer
    }
  }

  /** It answers, but has no time now: perhaps because somebody changes the very schema. */
  private def isThere(away: MetastoreUnavailable): Boolean =
    away.problem.exists(said => said.code == "DATASET_BUSY" || said.status == 429)

  /** For a batch like the active schema, if the last check was of that one, and its table lacked nothing. */
  private def unconfirmed(dataset: String, schema: String, away: MetastoreUnavailable): Option[EvolveResult] =
    for {
      (active, confirmed) <- known.recall(activeName(dataset))(SchemaVersion.read)
      if SchemaEquality.logicallyEqual(schema, active.schemaJson)
      if lastCheck(dataset).exists(last => last.activeId == active.id && last.apply.isEmpty)
    } yield {
      val answer = Unconfirmed(active, confirmed)
      log.warn("{} {}", away.getMessage: Any, answer.warnings.head.message: Any)
      answer
    }

  /**
   * Until the service is back. Throws MetastoreUnavailable, and says what that means, when it does not come.
   */
  private def await(
      call: Call,
      dataset: String,
      patience: FiniteDuration,
      away: MetastoreUnavailable
  ): Answer = {
    def closed(waited: FiniteDuration): MetastoreUnavailable = {
      val reason =
        s"${away.reason}; the batch of $dataset cannot be checked and must not be written: nothing " +
          "that the metastore said before stands in for its answer"
      new MetastoreUnavailable(reason, transport.url, away.waited + waited, away.problem, away)
    }
    if (patience <= Duration.Zero) throw closed(Duration.Zero)
    log.warn(
      "{} The batch of {} waits for it, for up to {} s.",
      away.getMessage,
      dataset,
      patience.toSeconds.toString
    )
    try transport.send(call, SchemaChecks.Waiting, patience)
    catch { case still: MetastoreUnavailable => throw closed(still.waited) }
  }

  /** Has the active schema at hand, confirmed as of now, for the time when the metastore is away. */
  private def remember(dataset: String, answer: EvolveResult): Unit =
    answer.activeSchemaVersionId.foreach { id =>
      known.keep(checkName(dataset), LastCheck(id, answer.apply).write)
      val kept = known.recall(activeName(dataset))(SchemaVersion.read)
      if (kept.exists(_._1.id == id)) known.confirm(activeName(dataset))
      else
        try known.fetch(Calls.activeSchema(dataset))(SchemaVersion.read): Unit
        catch {
          case error: MetastoreException =>
            log.info("The active schema of {} was not kept: {}", dataset: Any, error: Any)
        }
    }

  /** The table has all that this version asks for. */
  def acknowledged(dataset: String, version: SchemaVersion): Unit =
    if (lastCheck(dataset).exists(_.activeId == version.id))
      known.keep(checkName(dataset), LastCheck(version.id, Nil).write)

  private def lastCheck(dataset: String): Option[LastCheck] =
    known.recall(checkName(dataset))(LastCheck.read).map(_._1)

  private def activeName(dataset: String): String = known.nameOf(Calls.activeSchema(dataset))

  private def checkName(dataset: String): String = s"evolveSchema $dataset"
}

private object SchemaChecks {
  val Waiting: Retries = Retries(times = 1000000, firstPause = 500.millis, longestPause = 15.seconds)
}
