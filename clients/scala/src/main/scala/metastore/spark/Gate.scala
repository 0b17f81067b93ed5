package metastore.spark

import metastore.client.{EvolveResult, Metastore, Origin, Submission}
import metastore.spark.Quarantine.CorruptRecord
import metastore.spark.SqlType.quoted
import org.apache.spark.sql.DataFrame
import org.apache.spark.sql.functions.expr
import org.slf4j.LoggerFactory
import scala.concurrent.duration.FiniteDuration

/**
 * @param carry
 *   columns that are the job's own: not submitted, and in the result behind the others
 * @param origin
 *   what the schema of the batch is: read off its records, or declared
 * @param baseVersion
 *   number of the version that the job had loaded
 * @param source
 *   where the batch comes from, for the history: application, batch, offsets
 * @param evidence
 *   whether to look for text columns that are null in every record
 * @param quarantine
 *   where records go that have a `_corrupt_record`; without it they are the service's to judge
 * @param patience
 *   how long to wait while the metastore is away, in place of the client's
 */
final case class GateOptions(
    carry: Seq[String] = Nil,
    origin: Origin = Origin.Inferred,
    baseVersion: Option[Int] = None,
    source: Map[String, String] = Map.empty,
    evidence: Boolean = true,
    quarantine: Option[Quarantine] = None,
    patience: Option[FiniteDuration] = None
)

/**
 * A batch that may be written. `df` has exactly the columns of the effective schema, in its order, and behind
 * them those that were carried along.
 */
final case class GateResult(df: DataFrame, answer: EvolveResult, quarantined: Long) {

  /** The policy only observes, and would have stopped this: the batch is let through as it came. */
  def observedOnly: Boolean = answer.wouldBe.isDefined
}

/** Between a batch and its table: nothing gets through that the table could not take. */
final class Gate(metastore: Metastore) {

  private val log = LoggerFactory.getLogger(classOf[Gate])

  /**
   * Submits the schema of a batch and gives the batch as the table takes it. Cache the batch before: it is
   * read for the evidence, and again when it is written.
   *
   * Throws BreakingSchemaChange, and then nothing may be written; MetastoreUnavailable; MetastoreProblem. A
   * value that does not fit a checked cast fails the query that writes, with a message that names column and
   * value.
   */
  def apply(batch: DataFrame, dataset: String, options: GateOptions = GateOptions()): GateResult = {
    require(!batch.isStreaming, "A stream has no batch to look at: call the gate inside foreachBatch")
    val (readable, quarantined) = setApart(batch, options)
    val data = readable.drop(options.carry: _*)
    val submission = Submission(
      schemaJson = data.schema.json,
      nullOnlyPaths = if (options.evidence) NullOnly.paths(data) else Nil,
      baseVersion = options.baseVersion,
      origin = options.origin,
      source = options.source
    )
    val answer =
      options.patience.fold(metastore.evolve(dataset, submission))(metastore.evolve(dataset, submission, _))
    answer.warnings.foreach(warning => log.warn("{}: {}: {}", dataset, warning.code, warning.message))
    GateResult(projected(readable, submission, answer, options.carry), answer, quarantined)
  }

  private def setApart(batch: DataFrame, options: GateOptions): (DataFrame, Long) =
    options.quarantine.filter(_ => batch.columns.contains(CorruptRecord)).fold((batch, 0L)) { quarantine =>
      val corrupt = expr(quoted(CorruptRecord)).isNotNull
      val number =
        quarantine.keep(batch.where(corrupt), CorruptRecord, "The record cannot be read.", options.carry)
      (batch.where(!corrupt).drop(CorruptRecord), number)
    }

  private def projected(
      batch: DataFrame,
      submission: Submission,
      answer: EvolveResult,
      carry: Seq[String]
  ): DataFrame = {
    val columns = answer.effectiveSchema.toList.flatMap { effective =>
      Projection.expressions(
        SqlType.readSchema(submission.schemaJson),
        answer.projection,
        SqlType.readSchema(effective)
      )
    }
    // Columns without the name of their table: `a`.`b` could mean column b of a table a.
    if (answer.wouldBe.isDefined) batch
    else batch.toDF(batch.columns.toIndexedSeq: _*).selectExpr(columns ++ carry.map(quoted): _*)
  }
}

object Gate {
  def apply(metastore: Metastore): Gate = new Gate(metastore)
}
