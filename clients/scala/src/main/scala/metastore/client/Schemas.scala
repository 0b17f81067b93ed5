package metastore.client

import com.fasterxml.jackson.databind.JsonNode
import java.time.Instant

/** One difference between two schemas, with its rule. All rules: `GET /rules` of the service. */
final case class Change(
    rule: String,
    kind: String,
    path: Seq[String],
    before: Option[String],
    after: Option[String],
    verdict: String,
    reason: String,
    remediation: Option[String]
)

/** That the real table was brought to a version. */
final case class Applied(at: String, commit: Option[String])

/**
 * A version of a schema, as far as jobs need it.
 *
 * @param schemaJson
 *   what Spark's `DataType.fromJson` takes
 * @param applied
 *   None: nobody acknowledged yet that the table has this schema
 * @param staleSince
 *   set while the metastore is away: this is the last known good one, confirmed then
 */
final case class SchemaVersion(
    id: Long,
    version: Int,
    status: String,
    changeType: String,
    schemaJson: String,
    createdAt: String,
    validFrom: Option[String],
    validTo: Option[String],
    applied: Option[Applied],
    staleSince: Option[Instant] = None
)

object Change {

  private[client] def read(fields: Fields): Change = Change(
    rule = fields.text("rule"),
    kind = fields.text("kind"),
    path = fields.texts("path"),
    before = fields.optionalText("before"),
    after = fields.optionalText("after"),
    verdict = fields.text("verdict"),
    reason = fields.text("reason"),
    remediation = fields.optionalText("remediation")
  )
}

object SchemaVersion {

  private[client] def read(node: JsonNode): SchemaVersion = {
    val fields = new Fields(node)
    SchemaVersion(
      id = fields.long("id"),
      version = fields.int("version"),
      status = fields.text("status"),
      changeType = fields.text("changeType"),
      schemaJson = fields.text("schema_json"),
      createdAt = fields.text("createdAt"),
      validFrom = fields.optionalText("validFrom"),
      validTo = fields.optionalText("validTo"),
      applied = fields.optionalFields("applied").map(by => Applied(by.text("at"), by.optionalText("commit")))
    )
  }
}
