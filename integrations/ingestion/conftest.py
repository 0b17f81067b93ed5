from __future__ import annotations

import os
import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from ingestion_job import IngestionJob
from lake_formats import LakeFormat
from metastore_client import Metastore
from metastore_testing.checkout import checkout_root
from metastore_testing.service import MetastoreService
from play_story import StartJob
from pyspark.sql import SparkSession
from spark_line import LINE

# The job is a program and no package: tests of its parts find them here.
sys.path.insert(0, str(checkout_root() / "examples/spark"))


@pytest.fixture
def orders_job(fresh_metastore_service: MetastoreService, tmp_path: Path) -> Iterator[StartJob]:
    """Registers `orders` with a format in a service of its own: its job, and what people call it by."""
    jobs: list[IngestionJob] = []

    def register(lake: LakeFormat) -> tuple[IngestionJob, Metastore]:
        metastore = Metastore(fresh_metastore_service.url, cache_dir=tmp_path / "admin")
        metastore.register(lake.registration("orders", LINE, tmp_path))
        jobs.append(IngestionJob(fresh_metastore_service.url, "orders", lake.format, LINE, tmp_path))
        return jobs[-1], metastore

    yield register
    for job in jobs:
        job.kill()


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    settings = {
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "1",
        "spark.driver.memory": "700m",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
    }
    session = SparkSession.builder.master("local[1]").config(map=settings).getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


@pytest.fixture
def random_seed() -> int:
    """SEED=n repeats a run; a failing one prints it."""
    seed = int(os.environ.get("SEED") or random.randrange(1_000_000))
    print(f"SEED={seed}")
    return seed
