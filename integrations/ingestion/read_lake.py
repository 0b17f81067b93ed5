"""A program of its own: prints the rows that a reader finds in a dataset's table, and what is set apart."""

from __future__ import annotations

import argparse
import json

from metastore_client import Metastore
from metastore_ingestion.files import Files
from metastore_ingestion.landed import state_of
from metastore_ingestion.session import session_for
from metastore_ingestion.tables.open_table import open_table
from pyspark.sql import SparkSession
from pyspark.sql.types import StructType


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("metastore")
    parser.add_argument("dataset")
    parser.add_argument("root")
    parser.add_argument("warehouse")
    parser.add_argument("--conf", action="append", default=[])
    parser.add_argument("--first", action="append", default=[], metavar="SQL", help="to be run before")
    parser.add_argument("--replayed", nargs=2, metavar=("VERSION", "LOCATION"), help="of Parquet")
    options = parser.parse_args()
    metastore = Metastore(options.metastore)
    dataset = metastore.get_dataset(options.dataset)
    spark = session_for(dataset, dict(each.split("=", 1) for each in options.conf), options.warehouse)
    table = open_table(spark, dataset)
    if options.first:
        assert table.exists()
    for statement in options.first:
        spark.sql(statement)
    if dataset.table_format == "PARQUET":
        # Files know no names but those they were written with: readers are told a schema.
        version, location = options.replayed or (None, table.location)
        known = metastore.schema_version(dataset.name, int(version)) if version else None
        schema = (known or metastore.active_schema(dataset.name)).schema
        told = StructType.fromJson(dict(schema)).add("ingest_date", "date")
        rows = spark.read.schema(told).parquet(str(location))
    else:
        assert table.exists()
        rows = spark.table(table.name).drop(*table.own_columns)
    printed = rows.selectExpr("to_json(struct(*), map('ignoreNullFields', 'false')) AS row").collect()
    apart = _quarantined(spark, f"{state_of(options.root, dataset.name)}/quarantine")
    print(json.dumps({"rows": [json.loads(each["row"]) for each in printed], "quarantined": apart}))
    spark.stop()


def _quarantined(spark: SparkSession, folder: str) -> int:
    return spark.read.parquet(folder).count() if Files(spark).found(f"{folder}/*") else 0


if __name__ == "__main__":
    main()
