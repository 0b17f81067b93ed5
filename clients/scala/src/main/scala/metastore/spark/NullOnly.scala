package metastore.spark

import metastore.spark.SqlType.quoted
import org.apache.spark.sql.DataFrame
import org.apache.spark.sql.functions.expr

/** For one text in a schema, its path and a condition in Spark SQL: whether a record has a value there. */
private[metastore] final case class Probe(path: List[String], hasValue: String)

/** Which text columns of a batch have no value in any record: their type is a guess of the reader's. */
private[metastore] object NullOnly {

  /**
   * The text columns that are null in every record, nested ones too, in one pass over the batch: cache it
   * before.
   */
  def paths(batch: DataFrame): Seq[Seq[String]] = {
    val asked = probes(SqlType.readSchema(batch.schema.json))
    val questions = asked.zipWithIndex.map { case (probe, index) =>
      expr(s"coalesce(bool_or(${probe.hasValue}), false)").as(s"p$index")
    }
    questions match {
      case Nil => Nil
      case first :: others =>
        val answers = batch.agg(first, others: _*).head()
        asked.zipWithIndex.collect { case (probe, index) if !answers.getBoolean(index) => probe.path }
    }
  }

  /** A question for each text in the schema, at any depth. */
  def probes(schema: StructOf): List[Probe] =
    schema.fields.flatMap(field => probes(List(field.name), field.of, quoted(field.name), 1))

  private def probes(path: List[String], of: SqlType, sql: String, depth: Int): List[Probe] = {
    val variable = s"e$depth"
    def inside(step: String, part: SqlType, all: String): List[Probe] =
      probes(path :+ step, part, variable, depth + 1).map { probe =>
        probe.copy(hasValue = s"exists($all, $variable -> ${probe.hasValue})")
      }
    of match {
      case Leaf("string")   => List(Probe(path, s"$sql IS NOT NULL"))
      case ArrayOf(element) => inside("element", element, sql)
      case MapOf(_, value)  => inside("value", value, s"map_values($sql)")
      case StructOf(fields) =>
        fields.flatMap(f => probes(path :+ f.name, f.of, s"$sql.${quoted(f.name)}", depth))
      case Leaf(_) => Nil
    }
  }
}
