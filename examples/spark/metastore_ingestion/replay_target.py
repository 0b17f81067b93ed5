"""Where a replay is written: never into the dataset's own table."""

from __future__ import annotations

from dataclasses import replace

from metastore_client import Dataset
from pyspark.sql import SparkSession

from metastore_ingestion.files import Files
from metastore_ingestion.options import IngestOptions
from metastore_ingestion.stopped import WrongUse
from metastore_ingestion.tables.open_table import open_table
from metastore_ingestion.tables.table import Table


def replay_target(spark: SparkSession, dataset: Dataset, options: IngestOptions) -> Table:
    """The table that --location and --table mean. Raises WrongUse where it is the dataset's own."""
    name = options.table or f"{dataset.table.name or dataset.name}_v{options.schema_version}"
    target = open_table(spark, replace(dataset, location=options.location), name=name)
    own = open_table(spark, dataset)
    if [part.lower() for part in target.parts] == [part.lower() for part in own.parts]:
        raise WrongUse("--table is the dataset's own table: a replay is written elsewhere.")
    if target.location is not None:
        files = Files(spark)
        taken = {files.qualified(place) for place in (own.location, _lies_at(spark, own)) if place}
        if files.qualified(target.location) in taken:
            raise WrongUse("--location is where the dataset's own table lies: a replay is written elsewhere.")
        lies_at = _lies_at(spark, target)
        if lies_at is not None and files.qualified(lies_at) != files.qualified(target.location):
            raise WrongUse(f"{target.name} is a table at {lies_at} already: give --table another name.")
    return target


def check_target_is_there(spark: SparkSession, target: Table, state: str) -> None:
    """What was replayed once is not written again. Raises WrongUse where it is gone since."""
    files = Files(spark)
    if not files.exists(f"{state}/ingest/commits/0"):
        return
    is_there = target.exists() if target.keeps_columns else files.exists(str(target.location))
    if not is_there:
        raise WrongUse(
            f"{target.location or target.name} was replayed into, and is gone. "
            f"To replay it anew, delete {state}."
        )


def _lies_at(spark: SparkSession, table: Table) -> str | None:
    """What the catalog says of it."""
    if not spark.catalog.tableExists(table.name):
        return None
    told = spark.sql(f"DESCRIBE TABLE EXTENDED {table.name}").where("col_name = 'Location'").collect()
    return str(told[0]["data_type"]) if told else None
