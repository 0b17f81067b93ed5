"""Phase 1: records as they are, with what surrounds them, from Kafka or from files of JSON lines."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from metastore_client import Dataset
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812
from pyspark.sql.streaming import DataStreamWriter

from metastore_ingestion.files import Files
from metastore_ingestion.landed import METADATA, VALUE, landing_of, state_of
from metastore_ingestion.stopped import WrongUse
from metastore_ingestion.streams import run_to_the_end

log = logging.getLogger("ingestion")

#: Lines of a file that get an offset of their own: the rest of 64 bits is the time, 69 years around an epoch.
_LINE_BITS = 22
_EPOCH = "timestamp'2000-01-01 00:00:00Z'"
#: Spark passes over files that are so much older than the newest that it has seen, unless they are its first.
_OLD_FILES_TOO = "36500d"


@dataclass(frozen=True)
class LandOptions:
    root: str
    bootstrap_servers: str | None
    directory: str | None
    files_per_batch: int | None


def land(spark: SparkSession, dataset: Dataset, options: LandOptions) -> None:
    """
    Lands all there is, and ends. What was landed once is never landed again: Spark's file sink and its
    checkpoint see to that.
    """
    landing, checkpoint = (
        landing_of(options.root, dataset.name),
        f"{state_of(options.root, dataset.name)}/land",
    )
    _check_checkpoint(Files(spark), landing, checkpoint)
    records = _source(spark, dataset, options).select(VALUE, *METADATA)
    writer: DataStreamWriter = (
        records.coalesce(1)
        .writeStream.format("parquet")
        .option("path", landing)
        .option("checkpointLocation", checkpoint)
        .queryName(f"land {dataset.name}")
        .trigger(availableNow=True)
    )
    run_to_the_end(writer)


def _check_checkpoint(files: Files, landing: str, checkpoint: str) -> None:
    """A new checkpoint begins again at batch 0, and the file sink leaves out the numbers that it has had."""
    if files.exists(f"{landing}/_spark_metadata") and not files.exists(f"{checkpoint}/metadata"):
        raise WrongUse(
            f"{landing} holds records, and its checkpoint {checkpoint} is gone: what comes now would be left "
            f"out unseen. Bring the checkpoint back, or, to land all again, move {landing} away, and with it "
            f"the checkpoint of phase 2, {checkpoint.removesuffix('land')}ingest, and the table's rows."
        )


def _source(spark: SparkSession, dataset: Dataset, options: LandOptions) -> DataFrame:
    if options.bootstrap_servers is not None and dataset.kafka_topic is not None:
        return _from_kafka(spark, dataset.kafka_topic, options.bootstrap_servers, dataset.properties)
    directory = options.directory or dataset.source_uri
    if directory is None:
        raise WrongUse(
            f"Where do the records of {dataset.name} come from? Give --bootstrap-servers for its topic, or "
            "--directory, or set sourceUri (PATCH /datasets/{dataset})."
        )
    return _from_files(spark, directory, dataset.kafka_topic or dataset.name, options.files_per_batch)


def _from_kafka(spark: SparkSession, topic: str, servers: str, properties: dict[str, str]) -> DataFrame:
    reader = (
        spark.readStream.format("kafka")
        .option("kafka.bootstrap.servers", servers)
        .option("subscribe", topic)
        .option("startingOffsets", properties.get("ingest.startingOffsets", "earliest"))
    )
    limit = properties.get("ingest.maxOffsetsPerTrigger")
    if limit is not None:
        reader = reader.option("maxOffsetsPerTrigger", limit)
    return reader.load().select(
        F.col("value").cast("string").alias(VALUE),
        F.col("key").cast("string").alias("key"),
        "topic",
        "partition",
        "offset",
        "timestamp",
        F.current_timestamp().alias("ingested_at"),
    )


def _from_files(spark: SparkSession, directory: str, topic: str, files_per_batch: int | None) -> DataFrame:
    """
    One record a line. The offset grows from file to file, by the time they were written, and from line to
    line in them: as in a partition of a topic, of two records with one key the later one has the greater
    offset. Files of the same millisecond share offsets; their path, kept as the key, tells them apart.
    """
    reader = spark.readStream.format("text").option("wholetext", "true").option("maxFileAge", _OLD_FILES_TOO)
    if files_per_batch is not None:
        reader = reader.option("maxFilesPerTrigger", files_per_batch)
    files = reader.load(directory).select("value", "_metadata.file_path", "_metadata.file_modification_time")
    lines = files.select(
        F.posexplode(F.split("value", "\r?\n")).alias("line", VALUE), "file_path", "file_modification_time"
    )
    since = f"unix_millis(file_modification_time) - unix_millis({_EPOCH})"
    offset = f"shiftleft({since}, {_LINE_BITS}) + line"
    too_long = f"'A file of more than {1 << _LINE_BITS} lines cannot be landed: split it. It is '"
    return lines.where(f"trim({VALUE}) <> ''").select(
        VALUE,
        F.col("file_path").alias("key"),
        F.lit(topic).alias("topic"),
        F.lit(0).alias("partition"),
        F.expr(f"IF(line < {1 << _LINE_BITS}, {offset}, raise_error(concat({too_long}, file_path)))").alias(
            "offset"
        ),
        F.col("file_modification_time").alias("timestamp"),
        F.current_timestamp().alias("ingested_at"),
    )
