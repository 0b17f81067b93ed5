"""What upserts need of a batch: one row for each key, the latest, and no row without a key."""

from __future__ import annotations

from metastore_client import Dataset
from metastore_client.spark.data_types import quoted
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F  # noqa: N812

from metastore_ingestion.landed import CARRIED, NUMBER
from metastore_ingestion.stopped import Stopped, WrongUse


def ordering_of(dataset: Dataset) -> str | None:
    """
    The column that says which of two rows with one key is the later one; without it the later record is.
    """
    properties = dataset.properties
    return properties.get("ingest.ordering") or properties.get("hoodie.table.precombine.field")


def check_keys(batch: DataFrame, dataset: Dataset) -> None:
    """Raises where a row has no key: it would be added again by every replay."""
    if not dataset.pk_fields:
        raise WrongUse(f"{dataset.name} has mode upsert and no pkFields (PATCH /datasets/{dataset.name}).")
    without = " OR ".join(f"{key} IS NULL" for key in dataset.pk_fields)
    found = batch.where(without).select(f"{CARRIED}.*").limit(1).collect()
    if found:
        where = ", ".join(f"{name} {found[0][name]}" for name in ("topic", "partition", "offset"))
        keys = ", ".join(dataset.pk_fields)
        raise Stopped(f"A record has no value in the key ({keys}): {where}. Correct it at its source.")


def latest_by_key(batch: DataFrame, dataset: Dataset) -> DataFrame:
    """
    By the ordering column, then by the place in the source: the same row whenever the batch is replayed.
    """
    ordering = ordering_of(dataset)
    first = [F.expr(ordering).desc_nulls_last()] if ordering is not None else []
    place = [F.expr(f"{CARRIED}.{name}").desc() for name in ("offset", "partition", "topic", "key")]
    keys = Window.partitionBy(*(F.expr(key) for key in dataset.pk_fields)).orderBy(*first, *place)
    numbered = batch.withColumn(NUMBER, F.row_number().over(keys))
    return numbered.where(f"{quoted(NUMBER)} = 1").drop(NUMBER)
