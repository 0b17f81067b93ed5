package metastore.client

import com.fasterxml.jackson.databind.JsonNode
import java.time.Instant

/**
 * The schema of a batch, handed in.
 *
 * @param schemaJson
 *   the text of `df.schema.json`
 * @param nullOnlyPaths
 *   fields in which nothing but null was seen: their type is no evidence
 * @param baseVersion
 *   number of the version that the job had loaded
 * @param origin
 *   Inferred: read off a sample. Declared: somebody means every word of it
 * @param source
 *   where the batch comes from: application, batch, offsets
 */
final case class Submission(
    schemaJson: String,
    nullOnlyPaths: Seq[Seq[String]] = Nil,
    baseVersion: Option[Int] = None,
    origin: Origin = Origin.Inferred,
    source: Map[String, String] = Map.empty
)

sealed abstract class Origin(private[client] val name: String)

object Origin {
  case object Inferred extends Origin("INFERRED")
  case object Declared extends Origin("DECLARED")
}

/**
 * How one column, or nested field, of what is to be written comes out of the batch.
 *
 * @param source
 *   None: from nowhere, null is written
 * @param cast
 *   the type to cast to; None: it fits as it is
 * @param checked
 *   the cast has to fail on a value that does not fit, and must not make null of it
 */
final case class ProjectionStep(
    target: Seq[String],
    source: Option[Seq[String]],
    cast: Option[String] = None,
    checked: Boolean = false
)

/** What speaks not against the batch, but ought to be known. */
final case class SchemaWarning(code: String, message: String)

/**
 * The batch may be written: bring the table up by `apply`, cast the batch by `projection`.
 *
 * @param version
 *   number of the active version; None: there is none yet
 * @param effectiveSchema
 *   what is to be written, in Spark's JSON; None: there is no schema yet
 * @param apply
 *   Spark SQL that the table lacks, in order. A line that begins with `--` is for people
 * @param wouldBe
 *   BREAKING where the policy only observes and would have stopped this batch
 * @param staleSince
 *   set while the metastore is away: the batch equals the schema that was active then
 */
final case class EvolveResult(
    changeType: String,
    version: Option[Int],
    activeSchemaVersionId: Option[Long],
    newVersion: Option[Int],
    changes: Seq[Change],
    effectiveSchema: Option[String],
    projection: Seq[ProjectionStep],
    apply: Seq[String],
    warnings: Seq[SchemaWarning],
    wouldBe: Option[String] = None,
    staleSince: Option[Instant] = None
) {

  /** Did the metastore itself say so? */
  def confirmed: Boolean = staleSince.isEmpty
}

object Submission {

  private[client] def write(submission: Submission): JsonNode = {
    val body = Json.newObject()
    body.put("schema_json", submission.schemaJson)
    body.put("origin", submission.origin.name)
    submission.baseVersion.foreach(version => body.put("baseVersion", version))
    if (submission.nullOnlyPaths.nonEmpty)
      body.set[JsonNode]("nullOnlyPaths", Json.arrays(submission.nullOnlyPaths))
    if (submission.source.nonEmpty) {
      val source = body.putObject("source")
      submission.source.foreach { case (name, value) => source.put(name, value) }
    }
    body
  }
}

object ProjectionStep {

  private[metastore] def read(node: JsonNode): ProjectionStep = read(new Fields(node))

  private[client] def read(fields: Fields): ProjectionStep = ProjectionStep(
    target = fields.texts("target"),
    source = fields.optionalTexts("source"),
    cast = fields.optionalText("cast"),
    checked = fields.boolean("checked")
  )
}

object EvolveResult {

  private[client] def read(node: JsonNode): EvolveResult = {
    val fields = new Fields(node)
    EvolveResult(
      changeType = fields.text("changeType"),
      version = fields.optionalInt("version"),
      activeSchemaVersionId = fields.optionalLong("activeSchemaVersionId"),
      newVersion = fields.optionalInt("newVersion"),
      changes = fields.each("changes")(Change.read),
      effectiveSchema = fields.optionalNode("effectiveSchema").map(Json.text),
      projection = fields.each("projection")(ProjectionStep.read),
      apply = fields.texts("apply"),
      warnings =
        fields.each("warnings")(warning => SchemaWarning(warning.text("code"), warning.text("message"))),
      wouldBe = fields.optionalText("wouldBe")
    )
  }
}
