"""Landing a directory: every file once, in the order of time and name, or a word about why not."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from a_dataset import a_dataset
from metastore_client import Dataset
from metastore_ingestion.land import LandOptions, land
from metastore_ingestion.landed import CARRIED, METADATA
from metastore_ingestion.stopped import WrongUse
from metastore_ingestion.upserts import latest_by_key
from pyspark.sql import Row, SparkSession
from pyspark.sql import functions as F  # noqa: N812

_DAY = 86_400
_TODAY = 1_769_000_000


def test_files_older_than_those_that_were_landed_are_landed(spark: SparkSession, tmp_path: Path) -> None:
    _send(tmp_path, "new.json", '{"a":1}', at=_TODAY)
    assert _landed(spark, tmp_path) == ['{"a":1}']
    _send(tmp_path, "late.json", '{"a":2}', at=_TODAY - 300 * _DAY)
    assert _landed(spark, tmp_path) == ['{"a":1}', '{"a":2}']


def test_places_in_files_grow_with_time_for_a_long_time(spark: SparkSession, tmp_path: Path) -> None:
    for name, at in (("c", 3_100_000_000), ("b", _TODAY), ("a", 0)):
        _send(tmp_path, f"{name}.json", f'"{name}1"\n"{name}2"', at=at)
    _landed(spark, tmp_path)
    rows = spark.read.parquet(str(tmp_path / "landing/orders")).orderBy("offset").collect()
    assert [row["value"] for row in rows] == ['"a1"', '"a2"', '"b1"', '"b2"', '"c1"', '"c2"']


def test_nothing_is_landed_behind_a_checkpoint_that_is_gone(spark: SparkSession, tmp_path: Path) -> None:
    _send(tmp_path, "a.json", '{"a":1}', at=_TODAY)
    _landed(spark, tmp_path)
    shutil.rmtree(tmp_path / "state")
    _send(tmp_path, "b.json", '{"a":2}', at=_TODAY)
    with pytest.raises(WrongUse, match=r"move .*landing/orders away"):
        _landed(spark, tmp_path)
    shutil.rmtree(tmp_path / "landing")
    assert _landed(spark, tmp_path) == ['{"a":1}', '{"a":2}']


def test_of_files_of_one_moment_the_last_by_name_has_the_latest_record(
    spark: SparkSession, tmp_path: Path
) -> None:
    for number in (2, 3, 1):
        _send(tmp_path, f"{number}.json", f"{number}", at=_TODAY)
    _landed(spark, tmp_path)
    rows = spark.read.parquet(str(tmp_path / "landing/orders"))
    batch = rows.select(F.lit(1).alias("id"), "value", F.struct(*METADATA).alias(CARRIED))
    for order in (F.col("value").asc(), F.col("value").desc()):
        kept = latest_by_key(batch.orderBy(order), _dataset(tmp_path)).select("value").collect()
        assert kept == [Row(value="3")]


def _send(folder: Path, name: str, text: str, at: int) -> None:
    (folder / "source").mkdir(exist_ok=True)
    path = folder / "source" / name
    path.write_text(f"{text}\n")
    os.utime(path, (at, at))


def _landed(spark: SparkSession, folder: Path) -> list[str]:
    land(spark, _dataset(folder), LandOptions(str(folder), None, None, None))
    return sorted(row["value"] for row in spark.read.parquet(str(folder / "landing/orders")).collect())


def _dataset(folder: Path) -> Dataset:
    return a_dataset(source_uri=str(folder / "source"))
