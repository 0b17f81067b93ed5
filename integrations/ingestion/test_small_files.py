"""What the job keeps beside its checkpoint can be read whenever it was killed."""

from __future__ import annotations

from pathlib import Path

from metastore_ingestion.files import Files
from pyspark.sql import SparkSession


def test_the_newest_text_is_read(spark: SparkSession, tmp_path: Path) -> None:
    files, path = Files(spark), f"{tmp_path}/state/kept.json"
    assert files.read(path) is None
    for text in ("é", "", "longer than before"):
        files.replace(path, text)
        assert files.read(path) == text
    assert [found.name for found in (tmp_path / "state").iterdir()] == ["kept.json"]
    files.delete(path)
    assert files.read(path) is None


def test_a_checksum_of_another_text_is_no_matter(spark: SparkSession, tmp_path: Path) -> None:
    """As a kill leaves it between the file and its checksum, where Hadoop moves the two."""
    files, path = Files(spark), tmp_path / "kept.json"
    hadoop = spark._jvm.org.apache.hadoop.fs
    stream = (
        hadoop.Path(str(path)).getFileSystem(spark._jsc.hadoopConfiguration()).create(hadoop.Path(str(path)))
    )
    stream.write(bytearray(b"old"))
    stream.close()
    assert (tmp_path / ".kept.json.crc").exists()
    path.write_text("new")
    assert files.read(str(path)) == "new"
    files.replace(str(path), "newer")
    assert files.read(str(path)) == "newer"
