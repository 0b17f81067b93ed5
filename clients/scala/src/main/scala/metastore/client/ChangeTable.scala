package metastore.client

/** Changes of a schema as a table for people. */
private[client] object ChangeTable {

  private val Columns =
    List("column" -> 22, "rule" -> 20, "before → after" -> 24, "why" -> 36, "what to do" -> 44)
  private val Longest = 400
  private val Line = Columns.map { case (_, width) => "-" * (width + 2) }.mkString("+", "+", "+")

  /** One row per change; long texts are wrapped. */
  def apply(changes: Seq[Change]): String = {
    val rows = Columns.map(_._1) +: changes.map(cells)
    (Line +: rows.flatMap(cells => List(row(cells), Line))).mkString("\n")
  }

  private def cells(change: Change): List[String] = List(
    PathText(change.path),
    change.rule,
    s"${change.before.getOrElse("(none)")} → ${change.after.getOrElse("(none)")}",
    change.reason,
    change.remediation.getOrElse("")
  )

  private def row(cells: List[String]): String = {
    val wrapped = cells.zip(Columns).map { case (cell, (_, width)) => (wrap(cell, width), width) }
    val height = wrapped.map(_._1.size).max
    val lines = (0 until height).map { index =>
      wrapped
        .map { case (parts, width) => s" ${parts.lift(index).getOrElse("").padTo(width, ' ')} " }
        .mkString("|", "|", "|")
    }
    lines.mkString("\n")
  }

  /** Breaks between words; a word that is longer than a line is cut. */
  private def wrap(text: String, width: Int): List[String] = {
    val short = if (text.length <= Longest) text else text.take(Longest - 1) + "…"
    val words = short.split("\\s+").toList.filter(_.nonEmpty)
    val lines = words.foldLeft(List.empty[String]) {
      case (last :: before, word) if last.length + 1 + word.length <= width => s"$last $word" :: before
      case (done, word) => word.grouped(width).foldLeft(done)((all, part) => part :: all)
    }
    if (lines.isEmpty) List("") else lines.reverse
  }
}
