"""Real tables, as a job has them: made, written, altered and read through Spark."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import StructType

from engine_truth.settings import Setting


class LakeTable(Protocol):
    """A table with a column `id` and others. What the engine refuses comes as its exception."""

    name: str
    # Whether reading can fail on a value that does not fit, and not on a type alone.
    casts_while_reading: bool
    # Whether a merging write may lack columns.
    fills_in: bool
    # Whether a job writes rows in place of others, with the files around them.
    upserts: bool

    def create(self, columns: list[str]) -> None:
        """Makes it, empty, with these columns in Spark's DDL."""

    def append(self, rows: DataFrame) -> None:
        """Writes rows whose columns are the table's."""

    def merge(self, rows: DataFrame) -> None:
        """Writes rows of another schema as the format's own evolution of schemas takes them."""

    def rewrite(self, rows: DataFrame) -> None:
        """Writes rows in place of those with the same ids, and the files anew that they are in."""

    def run(self, statement: str) -> None:
        """Runs SQL that names the table as `truth.<name>`."""

    def read(self, schema: StructType) -> DataFrame:
        """All rows; with this schema where the table has none of its own."""

    def schema(self) -> StructType | None:
        """What the table says that its columns are; None where it has no metadata."""


class ParquetTable:
    """A folder of files. Its schema is whatever the reader says."""

    casts_while_reading = False
    fills_in = True
    upserts = False

    def __init__(self, spark: SparkSession, name: str, setting: Setting, folder: Path) -> None:
        self.name = name
        self._spark = spark
        self._path = str(folder / name)

    def create(self, columns: list[str]) -> None:
        """Nothing: the first file makes it."""

    def append(self, rows: DataFrame) -> None:
        rows.coalesce(1).write.mode("append").parquet(self._path)

    def merge(self, rows: DataFrame) -> None:
        self.append(rows)

    def rewrite(self, rows: DataFrame) -> None:
        raise NotImplementedError("Files of Parquet are only ever added")

    def run(self, statement: str) -> None:
        raise NotImplementedError(f"No table to run this on: {statement}")

    def read(self, schema: StructType) -> DataFrame:
        return self._spark.read.schema(schema).parquet(self._path)

    def schema(self) -> StructType | None:
        return None


class _CatalogTable:
    """A table that the session's catalog knows."""

    using = ""
    casts_while_reading = False
    fills_in = True
    upserts = False

    def __init__(self, spark: SparkSession, name: str, setting: Setting, folder: Path) -> None:
        self.name = name
        self._spark = spark
        self._setting = setting
        self._table = f"truth.{name}"
        self._path = str(folder / name)
        self._schema: StructType | None = None

    def create(self, columns: list[str]) -> None:
        properties = ", ".join(f"'{key}' = '{value}'" for key, value in self._properties().items())
        options = f" TBLPROPERTIES ({properties})" if properties else ""
        place = f" LOCATION '{self._path}'" if self.using != "iceberg" else ""
        self._spark.sql(
            f"CREATE TABLE {self._table} ({', '.join(columns)}) USING {self.using}{options}{place}"
        )

    def rewrite(self, rows: DataFrame) -> None:
        raise NotImplementedError("Asked of tables that jobs upsert into alone")

    def run(self, statement: str) -> None:
        self._spark.sql(statement)
        self._schema = None

    def read(self, schema: StructType) -> DataFrame:
        return self._spark.table(self._table)

    def schema(self) -> StructType | None:
        if self._schema is None:
            self._schema = self.read(StructType()).schema
        return self._schema

    def _properties(self) -> dict[str, str]:
        return self._setting.table


class DeltaTable(_CatalogTable):
    """Delta Lake, written by its DataFrame source."""

    using = "delta"

    def append(self, rows: DataFrame) -> None:
        rows.coalesce(1).write.format("delta").mode("append").save(self._path)

    def merge(self, rows: DataFrame) -> None:
        rows.coalesce(1).write.format("delta").mode("append").option("mergeSchema", "true").save(self._path)
        self._schema = None


class IcebergTable(_CatalogTable):
    """Apache Iceberg in a catalog of folders."""

    using = "iceberg"

    def append(self, rows: DataFrame) -> None:
        rows.coalesce(1).writeTo(self._table).append()

    def merge(self, rows: DataFrame) -> None:
        rows.coalesce(1).writeTo(self._table).option("mergeSchema", "true").append()
        self._schema = None

    def _properties(self) -> dict[str, str]:
        # Without it no write merges schemas.
        return {**self._setting.table, "write.spark.accept-any-schema": "true"}


class HudiTable(_CatalogTable):
    """Apache Hudi, copy on write, with `id` as its record key. Appends make files of their own."""

    using = "hudi"
    casts_while_reading = True
    fills_in = False
    upserts = True

    def append(self, rows: DataFrame) -> None:
        self._write(rows, "insert")

    def merge(self, rows: DataFrame) -> None:
        self._write(rows, "insert")

    def rewrite(self, rows: DataFrame) -> None:
        self._write(rows, "upsert")

    def read(self, schema: StructType) -> DataFrame:
        return self._spark.read.format("hudi").options(**self._setting.session).load(self._path)

    def _properties(self) -> dict[str, str]:
        return {"primaryKey": "id", "type": "cow"}

    def _write(self, rows: DataFrame, operation: str) -> None:
        (
            rows.coalesce(1)
            .write.format("hudi")
            .mode("append")
            .options(**self._setting.write)
            .option("hoodie.table.name", self.name)
            .option("hoodie.datasource.write.recordkey.field", "id")
            .option("hoodie.datasource.write.operation", operation)
            # Or an insert would write old files anew, and nothing would be read from them.
            .option("hoodie.parquet.small.file.limit", "0")
            .option("hoodie.insert.shuffle.parallelism", "1")
            .option("hoodie.upsert.shuffle.parallelism", "1")
            .option("hoodie.metadata.enable", "false")
            .option("hoodie.embed.timeline.server", "false")
            .option("hoodie.clean.automatic", "false")
            .option("hoodie.archive.automatic", "false")
            .save(self._path)
        )
        self._schema = None


_KINDS = {"PARQUET": ParquetTable, "DELTA": DeltaTable, "ICEBERG": IcebergTable, "HUDI": HudiTable}


def lake_table(spark: SparkSession, name: str, setting: Setting, folder: Path) -> LakeTable:
    """A table of the setting's format; it is not there before `create`."""
    return _KINDS[setting.table_format](spark, name, setting, folder)
