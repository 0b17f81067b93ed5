package metastore.client

import java.net.URI
import java.nio.file.Path
import scala.concurrent.duration._
import scala.util.Try

/**
 * A Metastore service, for jobs. May be used by several threads; stays on the driver.
 *
 * {{{
 * val metastore = Metastore("http://metastore.internal:8000", actor = Some("orders-ingest"))
 * val answer = metastore.evolve("orders", Submission(df.schema.json))
 * }}}
 *
 * Throws only MetastoreException: BreakingSchemaChange, other MetastoreProblems, MetastoreUnavailable;
 * IllegalArgumentException for what cannot be asked; InterruptedException.
 */
final class Metastore private (transport: Transport, cache: Cache, patience: FiniteDuration) {

  private val known = new KnownAnswers(transport, cache)
  private val checks = new SchemaChecks(transport, known)

  def url: String = transport.url

  /**
   * The dataset, by name or id. While the metastore is away: the last known good one, with `staleSince` set.
   */
  def dataset(dataset: String): Dataset = {
    val (found, staleSince) = known.lastKnownGood(Calls.dataset(dataset))(Dataset.read)
    found.copy(staleSince = staleSince)
  }

  /**
   * The active version. While the metastore is away: the last known good one, with `staleSince` set.
   *
   * Throws MetastoreProblem `NO_ACTIVE_SCHEMA` while there is none.
   */
  def activeSchema(dataset: String): SchemaVersion = {
    val (found, staleSince) = known.lastKnownGood(Calls.activeSchema(dataset))(SchemaVersion.read)
    found.copy(staleSince = staleSince)
  }

  /** One version. Throws MetastoreProblem `VERSION_NOT_FOUND`. */
  def schemaVersion(dataset: String, version: Int): SchemaVersion =
    transport.send(Calls.version(dataset, version)).readAs(SchemaVersion.read)

  /**
   * Asks whether a batch with this schema may be written; where it may, the table's schema evolves with it.
   * While the metastore is away, a batch that has the active schema of the last check goes on, if the table
   * lacked nothing then: the answer is not `confirmed`. Every other batch waits, for as long as this client's
   * patience, and so does every one while the metastore is there, but busy. A declared schema neither goes on
   * so, nor waits.
   *
   * Throws BreakingSchemaChange: do not write. MetastoreUnavailable: nobody knows, so do not write either.
   */
  def evolve(dataset: String, submission: Submission): EvolveResult = evolve(dataset, submission, patience)

  /** The same, with a patience of its own. */
  def evolve(dataset: String, submission: Submission, patience: FiniteDuration): EvolveResult =
    checks.evolve(dataset, submission, patience)

  /**
   * Says that the real table was brought to this version, and by which commit of the lake.
   *
   * Throws MetastoreProblem `ALREADY_APPLIED` when another commit did.
   */
  def acknowledge(dataset: String, version: Int, commit: Option[String] = None): SchemaVersion = {
    val found = transport.send(Calls.acknowledge(dataset, version, commit)).readAs(SchemaVersion.read)
    checks.acknowledged(dataset, found)
    found
  }

  override def toString: String = s"Metastore($url)"
}

object Metastore {

  /**
   * @param url
   *   of the service; METASTORE_URL where it is not given
   * @param apiKey
   *   METASTORE_API_KEY where it is not given
   * @param actor
   *   who is acting, for the history
   * @param cacheDirectory
   *   where the last known good configuration is kept; METASTORE_CACHE_DIR, or the user's cache
   * @param cacheMaxAge
   *   for how long that may stand in while the metastore is away; zero: never
   * @param patience
   *   for how long a schema check waits while the metastore is away
   *
   * Throws IllegalArgumentException when there is no address, or none of a service; when a key or actor
   * cannot be sent.
   */
  def apply(
      url: String = sys.env.getOrElse("METASTORE_URL", ""),
      apiKey: Option[String] = sys.env.get("METASTORE_API_KEY"),
      actor: Option[String] = None,
      timeouts: Timeouts = Timeouts(),
      retries: Retries = Retries(),
      cacheDirectory: Path = Cache.defaultDirectory,
      cacheMaxAge: FiniteDuration = 1.day,
      patience: FiniteDuration = 5.minutes
  ): Metastore = {
    val address = checkedAddress(url)
    val key = apiKey.map(_.trim).filter(_.nonEmpty)
    val transport = new Transport(address, headers(key, actor), timeouts, retries)
    new Metastore(transport, new Cache(cacheDirectory, address, cacheMaxAge), patience)
  }

  private def checkedAddress(url: String): String = {
    val where = "Set METASTORE_URL, or give its url: Metastore(\"http://…:8000\")"
    require(url.nonEmpty, s"Where is the metastore? $where")
    require(
      !url.contains('@'),
      "The address of a metastore holds no user and no password (it is printed and logged): " +
        "leave out all up to the '@'. Credentials are given as METASTORE_API_KEY"
    )
    val fits = Try(new URI(url)).toOption.exists { uri =>
      val rest = Seq(uri.getQuery, uri.getFragment)
      Set("http", "https").contains(uri.getScheme) && uri.getHost != null && rest.forall(_ == null)
    }
    require(fits, s"'$url' is not the address of a metastore; one is http://metastore.internal:8000")
    url.replaceAll("/+$", "")
  }

  private def headers(apiKey: Option[String], actor: Option[String]): Map[String, String] = {
    val all = Map(
      "Accept" -> Some("application/json, application/problem+json"),
      "User-Agent" -> Some("metastore-spark"),
      "Authorization" -> apiKey.map(key => s"Bearer ${sendable("The API key", key)}"),
      "X-Actor" -> actor.map(sendable("The actor", _))
    )
    all.collect { case (name, Some(value)) => name -> value }
  }

  /** Without the value: it may be a secret, and messages end in logs. */
  private def sendable(what: String, value: String): String = {
    val fits = value.forall(char => char >= ' ' && char <= '~')
    require(fits, s"$what holds characters that no header takes: it has to be ASCII, in one line")
    value
  }
}
