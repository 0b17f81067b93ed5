"""A broker and a Spark session that reads from it."""

from __future__ import annotations

from collections.abc import Iterator

import pyspark
import pytest
from metastore_testing.kafka_broker import KafkaBroker
from metastore_testing.kafka_jars import kafka_jars
from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def kafka() -> Iterator[KafkaBroker]:
    with KafkaBroker() as broker:
        yield broker


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    line = ".".join(pyspark.__version__.split(".")[:2])
    session = (
        SparkSession.builder.master("local[2]")
        .appName("kafka")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "1g")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.sql.session.timeZone", "UTC")
        .config("spark.jars", ",".join(str(jar) for jar in kafka_jars(f"spark-{line}")))
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()
