"""Small files and renames on whatever file system the lake lies on, by way of Hadoop."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyspark.sql import SparkSession


def fresh_of(path: str) -> str:
    """Where the next text of a file is written before it takes its place."""
    return f"{path}.fresh"


class Files:
    def __init__(self, spark: SparkSession) -> None:
        # PySpark has no other way to Hadoop's file systems.
        jvm: Any = spark._jvm
        self._jvm = jvm
        self._hadoop = jvm.org.apache.hadoop.fs
        self._gateway: Any = spark.sparkContext._gateway
        self._configuration: Any = spark._jsc.hadoopConfiguration()

    def exists(self, path: str) -> bool:
        fs, at = self._at(path)
        return bool(fs.exists(at))

    def qualified(self, path: str) -> str:
        """With the scheme and the host that a bare path means, and no slash at the end."""
        fs, at = self._at(path)
        return str(fs.makeQualified(at).toString()).rstrip("/")

    def read(self, path: str) -> str | None:
        """The text of a file; None where there is none."""
        fs, at = self._without_checksums(path)
        if not fs.exists(at):
            return None
        stream = fs.open(at)
        try:
            return str(self._jvm.org.apache.commons.io.IOUtils.toString(stream, "UTF-8"))
        finally:
            stream.close()

    def replace(self, path: str, text: str) -> None:
        """
        The file holds this text, or the one it held before: never half of it. Where the file system cannot
        rename over a file, there may be none for a moment, and the text is in the fresh one (`fresh_of`).
        """
        fs, at = self._without_checksums(fresh_of(path))
        stream = fs.create(at, True)
        stream.write(bytearray(text, "utf-8"))
        stream.close()
        rename = getattr(self._hadoop, "Options$Rename")
        options = self._gateway.new_array(rename, 1)
        options[0] = rename.OVERWRITE
        context = self._hadoop.FileContext.getFileContext(fs.getUri(), self._configuration)
        context.rename(fs.makeQualified(at), fs.makeQualified(self._path(path)), options)

    def delete(self, path: str) -> None:
        fs, at = self._at(path)
        fs.delete(at, True)

    def move(self, path: str, to: str) -> None:
        """Raises OSError where the file system does not do it."""
        fs, at = self._at(path)
        target = self._path(to)
        fs.mkdirs(target.getParent())
        if not fs.rename(at, target):
            raise OSError(f"{path} could not be moved to {to}")

    def found(self, pattern: str) -> list[str]:
        """The files that fit a pattern with `*`."""
        fs, at = self._at(pattern)
        return [str(status.getPath().toString()) for status in fs.globStatus(at) or []]

    def below(self, path: str) -> Iterator[str]:
        """The files below a folder at any depth, by their paths from it."""
        fs, at = self._at(path)
        root = f"{fs.makeQualified(at).toUri().getPath()}/"
        listed = fs.listFiles(at, True)
        while listed.hasNext():
            yield str(listed.next().getPath().toUri().getPath()).removeprefix(root)

    def _at(self, path: str) -> tuple[Any, Any]:
        at = self._path(path)
        return at.getFileSystem(self._configuration), at

    def _without_checksums(self, path: str) -> tuple[Any, Any]:
        """On a local disk Hadoop keeps checksums in files of their own, and a kill parts the two."""
        fs, at = self._at(path)
        return (fs.getRaw() if fs.getScheme() == "file" else fs), at

    def _path(self, path: str) -> Any:
        return self._hadoop.Path(path)
