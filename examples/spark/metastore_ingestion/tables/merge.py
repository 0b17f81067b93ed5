"""MERGE INTO, as Delta and Iceberg know it."""

from __future__ import annotations

from metastore_client import Dataset
from metastore_client.spark.data_types import quoted
from pyspark.sql import DataFrame

from metastore_ingestion.sql_text import view_name
from metastore_ingestion.tables.table import Batch
from metastore_ingestion.upserts import ordering_of


def merge(rows: DataFrame, table: str, dataset: Dataset, batch: Batch) -> None:
    """
    Every row replaces the one with its key, or is added. Replayed, it replaces rows by themselves: the batch
    before it is written, and the one behind it is not. With an ordering column an older row replaces no
    newer one.
    """
    view = view_name(batch.label)
    rows.createOrReplaceTempView(view)
    keys = " AND ".join(f"t.{key} = s.{key}" for key in dataset.pk_fields)
    ordering = ordering_of(dataset)
    newer = f" AND (t.{ordering} IS NULL OR s.{ordering} >= t.{ordering})" if ordering is not None else ""
    columns = [quoted(name) for name in rows.columns]
    rows.sparkSession.sql(
        f"MERGE INTO {table} t USING {view} s ON {keys} "
        f"WHEN MATCHED{newer} THEN UPDATE SET {', '.join(f't.{name} = s.{name}' for name in columns)} "
        f"WHEN NOT MATCHED THEN INSERT ({', '.join(columns)}) VALUES ({', '.join(f's.{n}' for n in columns)})"
    )
    rows.sparkSession.catalog.dropTempView(view)
