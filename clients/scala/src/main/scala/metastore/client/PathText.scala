package metastore.client

/** A path as Spark writes it: dots between the steps, back-quotes where a name needs them. */
private[metastore] object PathText {

  private val Plain = "[A-Za-z_][A-Za-z0-9_]*".r.pattern

  def apply(path: Seq[String]): String =
    path
      .map(step => if (Plain.matcher(step).matches) step else "`" + step.replace("`", "``") + "`")
      .mkString(".")
}
