"""Inference by Spark."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from pyspark.errors import AnalysisException
from pyspark.sql import SparkSession

from inference_parity.outcome import Inferred, Refused, SparkOutcome


def open_session() -> SparkSession:
    session = (
        SparkSession.builder.master("local[2]")
        .appName("inference parity")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "1g")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.extraJavaOptions", "-XX:+UseSerialGC")
        .config("spark.sql.shuffle.partitions", "1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    return session


class SparkInference:
    """Reads files of its own, each with the bytes of one text, by `spark.read.json`."""

    def __init__(self, session: SparkSession, folder: Path) -> None:
        self._session = session
        self.version = session.version
        self._folder = folder
        self._numbers = count()

    @property
    def line(self) -> str:
        """3.5"""
        return ".".join(self.version.split(".")[:2])

    def infer(self, body: bytes, *, drop: bool = False, case_sensitive: bool = False) -> SparkOutcome:
        """What comes of a text with one record a line; `drop` is the option dropFieldIfAllNull."""
        self._session.conf.set("spark.sql.caseSensitive", case_sensitive)
        file = self._folder / f"{next(self._numbers)}.json"
        file.write_bytes(body)
        try:
            frame = self._session.read.option("dropFieldIfAllNull", drop).json(str(file))
            # Python's own StructType would sort the keys.
            return Inferred(frame._jdf.schema().json())
        except AnalysisException as error:
            return Refused(condition_of(error))
        finally:
            file.unlink()


def condition_of(error: AnalysisException) -> str:
    """COLUMN_ALREADY_EXISTS"""
    # Spark 4 has both, and warns of the old one.
    named = getattr(error, "getCondition", None) or error.getErrorClass
    return str(named())
