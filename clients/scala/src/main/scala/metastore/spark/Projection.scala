package metastore.spark

import metastore.client.ProjectionStep
import metastore.spark.SqlType.quoted

/** The projection was made for a batch of another schema. */
final class ProjectionException(message: String) extends IllegalArgumentException(message)

/** A value of the batch: the SQL that reads it, the path that leads there and its type. */
private final case class Place(sql: String, path: List[String], of: SqlType) {

  def field(name: String): String = if (sql.isEmpty) quoted(name) else s"$sql.${quoted(name)}"
}

/**
 * From a projection to Spark SQL. Pure text in, text out: clients/vectors/README.md states the algorithm, and
 * the vectors beside it hold every gate to the same text.
 */
private[metastore] object Projection {

  /**
   * One expression (``… AS `name` ``) for each column of the effective schema, in its order, over a batch
   * with the submitted schema. Throws ProjectionException where a step names what the batch does not have.
   */
  def expressions(submitted: StructOf, steps: Seq[ProjectionStep], effective: StructOf): List[String] = {
    val projection = new Projection(steps.map(step => step.target.toList -> step).toMap)
    val batch = Place("", Nil, submitted)
    effective.fields.map { field =>
      s"${projection.column(List(field.name), field.of, batch, 1)} AS ${quoted(field.name)}"
    }
  }
}

private final class Projection(steps: Map[List[String], ProjectionStep]) {

  /** A field of a struct. Without a step, or a source, it is null. */
  def column(target: List[String], wanted: SqlType, parent: Place, depth: Int): String =
    steps.get(target) match {
      case Some(step @ ProjectionStep(_, Some(source), _, _)) =>
        finish(target, Some(step), wanted, fieldAt(parent, source.toList), depth)
      case _ => nullOf(wanted)
    }

  /** An element, a key or a value: with a step of its own only where it is cast, or null, beside structs. */
  private def part(target: List[String], wanted: SqlType, place: Place, depth: Int): String = {
    val step = steps.get(target)
    if (step.exists(_.source.isEmpty)) nullOf(wanted) else finish(target, step, wanted, place, depth)
  }

  private def finish(
      target: List[String],
      step: Option[ProjectionStep],
      wanted: SqlType,
      place: Place,
      depth: Int
  ): String =
    step match {
      case Some(ProjectionStep(_, _, Some(_), true)) =>
        Casts.checked(place.sql, place.of, wanted, target, depth)
      case Some(ProjectionStep(_, _, Some(cast), false)) => Casts.unchecked(place.sql, cast)
      case _                                             => below(target, wanted, place, depth)
    }

  /** The value itself where nothing in it differs; else put together anew from its parts. */
  private def below(target: List[String], wanted: SqlType, place: Place, depth: Int): String =
    (wanted, place.of) match {
      case (has: StructOf, had: StructOf) => struct(target, has, place, had, depth)
      case (ArrayOf(has), ArrayOf(had)) =>
        val variable = s"e$depth"
        val element = Place(variable, place.path :+ "element", had)
        val built = part(target :+ "element", has, element, depth + 1)
        if (built == variable) place.sql else s"transform(${place.sql}, $variable -> $built)"
      case (has: MapOf, had: MapOf) => map(target, has, place, had, depth)
      case _                        => place.sql
    }

  private def struct(
      target: List[String],
      wanted: StructOf,
      place: Place,
      had: StructOf,
      depth: Int
  ): String = {
    val names = wanted.fields.map(_.name)
    val built = wanted.fields.map(field => column(target :+ field.name, field.of, place, depth))
    if (names == had.fields.map(_.name) && built == names.map(place.field)) place.sql
    else {
      val parts = built.zip(names).map { case (sql, name) => s"$sql AS ${quoted(name)}" }
      s"IF(${place.sql} IS NULL, NULL, STRUCT(${parts.mkString(", ")}))"
    }
  }

  private def map(target: List[String], wanted: MapOf, place: Place, had: MapOf, depth: Int): String = {
    val keys = Place(s"k$depth", place.path :+ "key", had.key)
    val values = Place(s"v$depth", place.path :+ "value", had.value)
    val newKey = part(target :+ "key", wanted.key, keys, depth + 1)
    val newValue = part(target :+ "value", wanted.value, values, depth + 1)
    Casts.rebuiltMap(place.sql, keys.sql, values.sql, newKey, newValue)
  }

  private def fieldAt(parent: Place, source: List[String]): Place = {
    val found = parent.of match {
      case struct: StructOf if source.nonEmpty && source.init == parent.path => struct.field(source.last)
      case _                                                                 => None
    }
    val field = found.getOrElse(
      throw new ProjectionException(
        s"The projection reads ${source.map(quoted).mkString(".")}, and the batch has no such column: " +
          "project the very DataFrame whose schema was submitted."
      )
    )
    Place(parent.field(field.name), source, field.of)
  }

  private def nullOf(wanted: SqlType): String = Casts.unchecked("NULL", wanted.sql)
}
