package metastore.testing

import com.fasterxml.jackson.databind.JsonNode
import metastore.client.Json
import org.apache.spark.sql.types.{DataType, StructType}
import org.apache.spark.sql.{DataFrame, SparkSession}

/** Records in and out of Spark. */
object Records {

  lazy val spark: SparkSession = {
    SparkSession
      .builder()
      .master("local[2]")
      .config("spark.ui.enabled", "false")
      .config("spark.sql.shuffle.partitions", "1")
      .config("spark.sql.session.timeZone", "UTC")
      .config("spark.sql.warehouse.dir", Checkout.temporaryFolder("warehouse-").toString)
      .getOrCreate()
  }

  /** As a job reads them: the schema is inferred. */
  def inferred(records: String*): DataFrame = {
    import spark.implicits._
    spark.read.json(spark.createDataset(records)).cache()
  }

  def readWith(schema: String, records: Seq[String]): DataFrame = {
    import spark.implicits._
    val lines = spark.createDataset(records)
    spark.read.schema(schemaOf(schema)).option("mode", "FAILFAST").json(lines)
  }

  private def schemaOf(json: String): StructType = DataType.fromJson(json) match {
    case schema: StructType => schema
    case other              => throw new IllegalArgumentException(s"no schema: $other")
  }

  /** The rows as JSON, with every field written out. */
  def of(batch: DataFrame): List[JsonNode] = {
    val rows = batch.selectExpr("to_json(struct(*), map('ignoreNullFields', 'false')) AS record").collect()
    rows.toList.map(row => Json.parse(row.getString(0)))
  }

  /** With ANSI mode on, and with it off. */
  def inBothModes(check: => Unit): Unit = {
    val key = "spark.sql.ansi.enabled"
    val before = spark.conf.get(key)
    try Seq("false", "true").foreach { mode => spark.conf.set(key, mode); check }
    finally spark.conf.set(key, before)
  }
}
