package metastore.spark

import metastore.client.PathText

/** Casts as Spark SQL that means the same whatever `spark.sql.ansi.enabled` says. */
private[spark] object Casts {

  private val Length = """(?:var)?char\((\d+)\)""".r
  private val Decimal = """decimal\((\d+),\s*(-?\d+)\)""".r
  private val Whole = Set("byte", "short", "integer", "long")
  private val Floating = Set("float", "double")

  /** A cast that fits every value. */
  def unchecked(sql: String, cast: String): String = s"CAST($sql AS $cast)"

  /**
   * A cast that depends on the values: the query fails on the first one that does not fit, and says which
   * column and which value. Arrays and maps are cast part by part.
   */
  def checked(sql: String, had: SqlType, wanted: SqlType, target: List[String], depth: Int): String =
    (had, wanted) match {
      case (one, other) if one == other => sql
      case (ArrayOf(from), ArrayOf(to)) =>
        val variable = s"e$depth"
        s"transform($sql, $variable -> ${checked(variable, from, to, target :+ "element", depth + 1)})"
      case (from: MapOf, to: MapOf) => checkedMap(sql, from, to, target, depth)
      case (Leaf(from), Leaf(to))   => checkedLeaf(sql, from, to, target)
      case _                        => unchecked(sql, wanted.sql)
    }

  private def checkedMap(sql: String, had: MapOf, wanted: MapOf, target: List[String], depth: Int): String = {
    val (key, value) = (s"k$depth", s"v$depth")
    val newValue = checked(value, had.value, wanted.value, target :+ "value", depth + 1)
    val newKey = checked(key, had.key, wanted.key, target :+ "key", depth + 1)
    rebuiltMap(sql, key, value, newKey, newValue)
  }

  /** A map with its values, and then its keys, put in place of those that differ. */
  def rebuiltMap(sql: String, key: String, value: String, newKey: String, newValue: String): String = {
    val inside = if (newValue == value) sql else s"transform_values($sql, ($key, $value) -> $newValue)"
    if (newKey == key) inside else s"transform_keys($inside, ($key, $value) -> $newKey)"
  }

  private def checkedLeaf(sql: String, had: String, wanted: String, target: List[String]): String = {
    val otherwise = raise(sql, wanted, target)
    val cast = s"try_cast($sql AS $wanted)"
    wanted match {
      case _ if had == "void" => unchecked(sql, wanted)
      case Length(most) =>
        val text = if (isText(had)) sql else s"CAST($sql AS string)"
        s"IF(char_length(rtrim($text)) > $most, $otherwise, $text)"
      case _ => s"IF($sql IS NULL OR ${fits(sql, cast, had, wanted)}, $cast, $otherwise)"
    }
  }

  /** Spark's own casts round, cut off and overflow without a word. */
  private def fits(sql: String, cast: String, had: String, wanted: String): String = wanted match {
    case Decimal(precision, scale) if isText(had) =>
      val whole = precision.toInt - scale.toInt
      s"coalesce($cast = try_cast($sql AS decimal(38,${38 - whole})), false)"
    case Decimal(_, _) if had == "float"        => s"coalesce(CAST($cast AS float) = $sql, false)"
    case Decimal(_, _) if isNumber(had)         => s"coalesce($cast = $sql, false)"
    case _ if Whole(wanted) && hasFraction(had) => s"coalesce($cast = $sql, false)"
    case _ if Floating(wanted) && isText(had)   => finite(cast, wanted, s"$sql NOT RLIKE '[0-9]'")
    case "float" if had == "double" => finite(cast, wanted, s"abs($sql) = CAST('Infinity' AS double)")
    case "date" if isText(had)      => s"($cast IS NOT NULL AND char_length(trim($sql)) <= 10)"
    case _                          => s"$cast IS NOT NULL"
  }

  private def finite(cast: String, wanted: String, infinite: String): String =
    s"($cast IS NOT NULL AND (abs($cast) <> CAST('Infinity' AS $wanted) OR $infinite))"

  private def isText(name: String): Boolean = name == "string" || Length.pattern.matcher(name).matches

  private def isNumber(name: String): Boolean =
    Whole(name) || Floating(name) || Decimal.pattern.matcher(name).matches

  private def hasFraction(name: String): Boolean = name match {
    case Decimal(_, scale) => scale.toInt > 0
    case _                 => Floating(name)
  }

  private def raise(sql: String, wanted: String, target: List[String]): String = {
    val (before, after) = (s"Column ${PathText(target)} has the value ", s", which is no $wanted")
    s"raise_error(concat(${literal(before)}, CAST($sql AS string), ${literal(after)}))"
  }

  private def literal(text: String): String = "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
}
