package metastore.spark

import metastore.spark.SqlType.quoted
import org.apache.spark.sql.functions.{expr, lit}
import org.apache.spark.sql.{DataFrame, SaveMode}

/**
 * Where records go that cannot be read, so that the others can go on: a folder of Parquet files, one folder
 * in it for each batch. A batch that is quarantined again replaces what it left there.
 *
 * @param batch
 *   has to be the same whenever the same records come again
 */
final case class Quarantine(path: String, batch: String) {

  /** Keeps the column `record` of each record, with what it carries and the reason. Counts them. */
  private[spark] def keep(records: DataFrame, record: String, reason: String, carry: Seq[String]): Long = {
    val about = Seq(expr(quoted(record)).cast("string").as("record"), lit(reason).as("reason"))
    val kept = records.select(about ++ carry.map(name => expr(quoted(name))): _*)
    val number = kept.count()
    if (number > 0) kept.write.mode(SaveMode.Overwrite).parquet(s"${path.stripSuffix("/")}/batch=$batch")
    number
  }
}

object Quarantine {

  /** Where Spark's reader of JSON puts what it cannot read. */
  val CorruptRecord = "_corrupt_record"
}
