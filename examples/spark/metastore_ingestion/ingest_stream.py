"""Phase 2: what was landed, batch by batch, into the table."""

from __future__ import annotations

from collections.abc import Callable

from metastore_client import Dataset
from pyspark.sql import DataFrame, SparkSession

from metastore_ingestion.files import Files
from metastore_ingestion.landed import landing_of
from metastore_ingestion.options import IngestOptions
from metastore_ingestion.stopped import WrongUse
from metastore_ingestion.streams import EachBatch

#: The landed files of a batch, and when batches begin, are settings of the dataset.
FILES = "ingest.maxFilesPerTrigger"
TRIGGER = "ingest.trigger"

_RECORD = "value STRING, key STRING, topic STRING, partition INT, offset BIGINT"
_TIMES = "timestamp TIMESTAMP, ingested_at TIMESTAMP"


def ingest(
    spark: SparkSession, dataset: Dataset, options: IngestOptions, do: Callable[[DataFrame, int], None]
) -> None:
    """
    All that is landed, and then ends; with properties["ingest.trigger"], such as `10 seconds`, on and on.
    Raises what a batch failed with.
    """
    landing = landing_of(options.root, dataset.name)
    if not Files(spark).exists(landing):
        raise WrongUse(
            f"Nothing was landed in {landing} yet: run the phase `land` first. Is --root the same?"
        )
    reader = spark.readStream.schema(f"{_RECORD}, {_TIMES}").format("parquet")
    if FILES in dataset.properties:
        reader = reader.option("maxFilesPerTrigger", dataset.properties[FILES])
    writer = (
        reader.load(landing)
        .writeStream.queryName(f"ingest {dataset.name}")
        .option("checkpointLocation", f"{options.state(dataset.name)}/ingest")
    )
    every = dataset.properties.get(TRIGGER)
    writer = writer.trigger(processingTime=every) if every else writer.trigger(availableNow=True)
    EachBatch(do).run(writer)
