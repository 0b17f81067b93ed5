package metastore.client

import com.fasterxml.jackson.databind.JsonNode
import java.io.IOException
import java.nio.channels.FileChannel
import java.nio.charset.StandardCharsets.UTF_8
import java.nio.file.StandardCopyOption.{ATOMIC_MOVE, REPLACE_EXISTING}
import java.nio.file.attribute.FileTime
import java.nio.file.{Files, Path, Paths, StandardOpenOption}
import java.security.MessageDigest
import java.time.Instant
import java.util.concurrent.ConcurrentHashMap
import org.slf4j.LoggerFactory
import scala.concurrent.duration._
import scala.util.Try

/** What the service said, and when it last said so. */
private[client] final case class Remembered(body: JsonNode, confirmed: Instant)

/**
 * What the service said last, for the time when it is away: in this process, and on disk, where the Python
 * client of the same user finds it as well. One file per thing, whole or not there. What cannot be written is
 * said, and hinders nobody.
 */
private[client] final class Cache(directory: Path, url: String, maxAge: FiniteDuration) {

  private val log = LoggerFactory.getLogger(classOf[Metastore])
  private val folder = directory.resolve(Cache.sha256(url).take(16))
  private val held = new ConcurrentHashMap[String, Remembered]

  /** Remembers what the service says now: written beside and moved, so nobody reads half of it. */
  def keep(name: String, body: JsonNode): Unit = {
    held.put(name, Remembered(body, Instant.now))
    val file = Json.newObject()
    file.put("name", name).set[JsonNode]("body", body)
    try write(pathOf(name), Json.text(file))
    catch {
      case error: IOException =>
        log.warn("{} is kept in this process only: {}", name: Any, error.toString: Any)
    }
  }

  /** There is no such thing any more. */
  def forget(name: String): Unit = {
    held.remove(name)
    try Files.deleteIfExists(pathOf(name)): Unit
    catch { case error: IOException => log.warn("{} cannot be removed: {}", name: Any, error.toString: Any) }
  }

  /** What was kept, unless it is too old, or cannot be read. */
  def recall(name: String): Option[Remembered] = {
    val known = if (maxAge <= Duration.Zero) Nil else List(Option(held.get(name)), onDisk(name)).flatten
    if (known.isEmpty) None
    else {
      val latest = known.maxBy(_.confirmed.toEpochMilli)
      val age = (System.currentTimeMillis - latest.confirmed.toEpochMilli).millis
      val serves = age <= maxAge && age >= -Cache.Skew
      if (!serves) log.warn(s"$name was kept ${age.toSeconds} s ago: the age limit is ${maxAge.toSeconds} s")
      if (serves) Some(latest) else None
    }
  }

  private def onDisk(name: String): Option[Remembered] = Try {
    val path = pathOf(name)
    val confirmed = Files.getLastModifiedTime(path).toInstant
    val kept = Json.parse(new String(Files.readAllBytes(path), UTF_8))
    if (kept.path("name").asText == name && kept.has("body")) Some(Remembered(kept.path("body"), confirmed))
    else None
  }.toOption.flatten

  private def write(path: Path, text: String): Unit = {
    Files.createDirectories(folder)
    val beside = Files.createTempFile(folder, ".new-", "")
    try {
      Files.write(beside, text.getBytes(UTF_8))
      val channel = FileChannel.open(beside, StandardOpenOption.WRITE)
      try channel.force(true)
      finally channel.close()
      Files.setLastModifiedTime(beside, FileTime.from(Instant.now))
      Files.move(beside, path, ATOMIC_MOVE, REPLACE_EXISTING): Unit
    } finally Files.deleteIfExists(beside): Unit
  }

  private def pathOf(name: String): Path = folder.resolve(s"${Cache.sha256(name).take(32)}.json")
}

private[client] object Cache {

  /** By which a file may be younger than the clock says; more, and its age means nothing. */
  private val Skew = 5.minutes

  /** METASTORE_CACHE_DIR, else where this user's programs cache things. */
  def defaultDirectory: Path = {
    def named(variable: String): Option[Path] = sys.env.get(variable).filter(_.nonEmpty).map(Paths.get(_))
    named("METASTORE_CACHE_DIR").getOrElse {
      val base = named("XDG_CACHE_HOME").getOrElse(Paths.get(System.getProperty("user.home"), ".cache"))
      base.resolve("metastore-client")
    }
  }

  private def sha256(text: String): String =
    MessageDigest
      .getInstance("SHA-256")
      .digest(text.getBytes(UTF_8))
      .map(byte => f"${byte & 0xff}%02x")
      .mkString
}
