"""The Spark session that a table format needs. What spark-submit or --conf says comes first."""

from __future__ import annotations

import os
import sys
from typing import Any

from metastore_client import Dataset
from pyspark import SparkConf
from pyspark.sql import SparkSession

_ALL = {
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.showConsoleProgress": "false",
}
_OF_FORMAT = {
    "PARQUET": {},
    "DELTA": {
        "spark.sql.extensions": "io.delta.sql.DeltaSparkSessionExtension",
        "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.delta.catalog.DeltaCatalog",
    },
    "ICEBERG": {"spark.sql.extensions": "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions"},
    "HUDI": {
        "spark.sql.extensions": "org.apache.spark.sql.hudi.HoodieSparkSessionExtension",
        "spark.sql.catalog.spark_catalog": "org.apache.spark.sql.hudi.catalog.HoodieCatalog",
        "spark.serializer": "org.apache.spark.serializer.KryoSerializer",
        "spark.kryo.registrator": "org.apache.spark.HoodieSparkKryoRegistrar",
    },
}


def session_for(dataset: Dataset, given: dict[str, str], warehouse: str | None) -> SparkSession:
    """
    `warehouse` is for a machine of one's own: the folder of an Iceberg catalog, or of Spark's tables. A
    cluster has its catalogs configured.
    """
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    known = SparkConf()
    builder = SparkSession.builder.appName(f"ingest {dataset.name}")
    wanted = {**_ALL, **_OF_FORMAT[dataset.table_format], **_warehouse(dataset, warehouse)}
    for name, value in {**wanted, **given}.items():
        if name in given or not known.contains(name):
            builder = builder.config(name, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    _silence_what_is_raised(session)
    return session


def _silence_what_is_raised(session: SparkSession) -> None:
    """What a batch fails with is raised, and printed once: without the traces of Spark's threads."""
    jvm: Any = session._jvm
    log4j = jvm.org.apache.logging.log4j
    loud = "org.apache.spark.sql.execution.streaming.MicroBatchExecution"
    log4j.core.config.Configurator.setLevel(loud, log4j.Level.OFF)


def _warehouse(dataset: Dataset, folder: str | None) -> dict[str, str]:
    if folder is None:
        return {}
    if dataset.table_format != "ICEBERG" or dataset.table.catalog is None:
        return {"spark.sql.warehouse.dir": folder}
    catalog = f"spark.sql.catalog.{dataset.table.catalog}"
    return {
        catalog: "org.apache.iceberg.spark.SparkCatalog",
        f"{catalog}.type": "hadoop",
        f"{catalog}.warehouse": folder,
    }
