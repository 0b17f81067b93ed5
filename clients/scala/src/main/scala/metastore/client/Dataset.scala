package metastore.client

import com.fasterxml.jackson.databind.JsonNode
import java.time.Instant

/**
 * One source that feeds one lakehouse table, as far as jobs need it.
 *
 * @param mode
 *   `append` or `upsert`
 * @param properties
 *   what jobs and engines need to know of the table: table properties, sizing, offsets per trigger
 * @param paused
 *   jobs are asked not to run
 * @param staleSince
 *   set while the metastore is away: this is the last known good one, confirmed then
 */
final case class Dataset(
    id: Long,
    name: String,
    kafkaTopic: Option[String],
    sourceUri: Option[String],
    mode: String,
    pkFields: Seq[String],
    partitionKeys: Seq[String],
    derivedFields: Seq[String],
    protectedFields: Seq[String],
    transformJars: Seq[String],
    tableFormat: String,
    table: TableName,
    location: Option[String],
    labels: Map[String, String],
    properties: Map[String, String],
    paused: Boolean,
    pausedReason: Option[String],
    staleSince: Option[Instant] = None
)

final case class TableName(catalog: Option[String], database: Option[String], name: Option[String])

object Dataset {

  private[client] def read(node: JsonNode): Dataset = {
    val fields = new Fields(node)
    Dataset(
      id = fields.long("id"),
      name = fields.text("name"),
      kafkaTopic = fields.optionalText("kafkaTopic"),
      sourceUri = fields.optionalText("sourceUri"),
      mode = fields.text("mode"),
      pkFields = fields.texts("pkFields"),
      partitionKeys = fields.texts("partitionKeys"),
      derivedFields = fields.texts("derivedFields"),
      protectedFields = fields.texts("protectedFields"),
      transformJars = fields.texts("transformJars"),
      tableFormat = fields.text("tableFormat"),
      table = tableOf(fields.optionalFields("table")),
      location = fields.optionalText("location"),
      labels = fields.textMap("labels"),
      properties = fields.textMap("properties"),
      paused = fields.boolean("paused"),
      pausedReason = fields.optionalText("pausedReason")
    )
  }

  private def tableOf(fields: Option[Fields]): TableName = {
    def part(name: String): Option[String] = fields.flatMap(_.optionalText(name))
    TableName(part("catalog"), part("database"), part("name"))
  }
}
