"""A Spark session with one table format, and the exact versions of what runs."""

from __future__ import annotations

import re
from pathlib import Path

import pyspark
from metastore_testing.engine_jars import engine_jars
from pyspark.sql import SparkSession

# Neither UTC nor a whole number of hours away: what takes one kind of timestamp for the other shows.
TIME_ZONE = "Asia/Kolkata"

_EXTENSIONS = {
    "DELTA": "io.delta.sql.DeltaSparkSessionExtension",
    "ICEBERG": "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
    "HUDI": "org.apache.spark.sql.hudi.HoodieSparkSessionExtension",
}
_CATALOGS = {
    "DELTA": ("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog"),
    "ICEBERG": ("spark.sql.catalog.lake", "org.apache.iceberg.spark.SparkCatalog"),
    "HUDI": ("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.hudi.catalog.HoodieCatalog"),
}
_JARS = {"DELTA": "delta-", "ICEBERG": "iceberg-", "HUDI": "hudi-"}


def spark_line() -> str:
    """The line of the Spark that is installed: 3.5."""
    return ".".join(pyspark.__version__.split(".")[:2])


def jars_for(table_format: str) -> list[Path]:
    """The jars of one format; none for PARQUET, which Spark has itself."""
    prefix = _JARS.get(table_format)
    return [] if prefix is None else [jar for jar in engine_jars(spark_line()) if jar.name.startswith(prefix)]


def has_jars(table_format: str) -> bool:
    """Whether the installed Spark can have tables of this format."""
    return table_format not in _JARS or jars_for(table_format) != []


def versions_of(table_format: str) -> dict[str, str]:
    """Spark's version and the format's, as its jar says it."""
    versions = {"spark": pyspark.__version__}
    for jar in jars_for(table_format):
        found = re.match(r"(.+)-(\d[\w.]*)\.jar", jar.name)
        if found is not None:
            versions[found.group(1)] = found.group(2)
    return versions


def open_session(table_format: str, folder: Path) -> SparkSession:
    """A session of its own for one format, with everything that it writes below `folder`."""
    builder = (
        SparkSession.builder.master("local[2]")
        .appName(f"truth {table_format}")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.driver.memory", "1500m")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.extraJavaOptions", f"-Dderby.system.home={folder} -XX:+UseSerialGC")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.default.parallelism", "1")
        .config("spark.sql.session.timeZone", TIME_ZONE)
        .config("spark.sql.ansi.enabled", "true")
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .config("spark.sql.parquet.datetimeRebaseModeInWrite", "CORRECTED")
        .config("spark.sql.parquet.int96RebaseModeInWrite", "CORRECTED")
        .config("spark.sql.parquet.datetimeRebaseModeInRead", "CORRECTED")
        .config("spark.sql.parquet.int96RebaseModeInRead", "CORRECTED")
    )
    if table_format in _EXTENSIONS:
        builder = (
            builder.config("spark.jars", ",".join(str(jar) for jar in jars_for(table_format)))
            .config("spark.sql.extensions", _EXTENSIONS[table_format])
            .config(*_CATALOGS[table_format])
        )
    if table_format == "DELTA":
        builder = builder.config("spark.databricks.delta.snapshotPartitions", "1")
    if table_format == "ICEBERG":
        builder = (
            builder.config("spark.sql.defaultCatalog", "lake")
            .config("spark.sql.catalog.lake.type", "hadoop")
            .config("spark.sql.catalog.lake.warehouse", str(folder / "warehouse"))
        )
    if table_format == "HUDI":
        builder = builder.config("spark.serializer", "org.apache.spark.serializer.KryoSerializer").config(
            "spark.kryo.registrator", "org.apache.spark.HoodieSparkKryoRegistrar"
        )
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("OFF")
    session.sql("CREATE DATABASE IF NOT EXISTS truth")
    return session
