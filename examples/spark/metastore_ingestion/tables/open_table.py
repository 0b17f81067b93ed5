"""The table of a dataset."""

from __future__ import annotations

from metastore_client import Dataset
from pyspark.sql import SparkSession

from metastore_ingestion.stopped import WrongUse
from metastore_ingestion.tables.delta import DeltaTable
from metastore_ingestion.tables.hudi import HudiTable
from metastore_ingestion.tables.iceberg import IcebergTable
from metastore_ingestion.tables.parquet import ParquetTable
from metastore_ingestion.tables.table import Table

_TABLES: dict[str, type[Table]] = {
    "PARQUET": ParquetTable,
    "DELTA": DeltaTable,
    "ICEBERG": IcebergTable,
    "HUDI": HudiTable,
}
_CANNOT = {
    (
        "PARQUET",
        "upsert",
    ): "files have no rows that could be replaced: register it with DELTA, ICEBERG or HUDI",
    ("HUDI", "append"): "this job writes Hudi by record key: register it with mode upsert and pkFields",
}


def open_table(
    spark: SparkSession, dataset: Dataset, location: str | None = None, name: str | None = None
) -> Table:
    """The registered table, or one like it elsewhere. Raises WrongUse for what this job does not write."""
    why_not = _CANNOT.get((dataset.table_format, dataset.mode))
    if why_not is not None:
        raise WrongUse(f"{dataset.name} is {dataset.table_format} in mode {dataset.mode}: {why_not}.")
    at = location or dataset.location
    if at is None and dataset.table_format in ("PARQUET", "HUDI"):
        raise WrongUse(
            f"Where are the files of {dataset.name}? Set location (PATCH /datasets/{dataset.name})."
        )
    return _TABLES[dataset.table_format](spark, dataset, at.rstrip("/") if at else None, name)
