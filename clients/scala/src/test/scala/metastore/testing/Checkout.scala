package metastore.testing

import java.io.File
import java.nio.file.{Files, Path, Paths}
import java.util.Comparator

/** Where things are in the project. */
object Checkout {

  /** The folder `clients`. */
  val clients: Path = Paths.get(System.getProperty("metastore.clients", "..")).toAbsolutePath.normalize

  def root: Path = clients.getParent

  /** Goes with the tests. */
  def temporaryFolder(prefix: String): Path = {
    val folder = Files.createTempDirectory(prefix)
    Runtime.getRuntime.addShutdownHook(new Thread(() => deleteAll(folder)))
    folder
  }

  def deleteAll(folder: Path): Unit =
    if (Files.exists(folder)) {
      val all = Files.walk(folder)
      try all.sorted(Comparator.reverseOrder[Path]).map[File](_.toFile).forEach(file => file.delete(): Unit)
      finally all.close()
    }
}
