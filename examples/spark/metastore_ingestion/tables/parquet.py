"""Parquet: files with the name of their batch, so that a batch replaces what it left the time before."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql.types import StructType

from metastore_ingestion.files import Files
from metastore_ingestion.paths import column_name
from metastore_ingestion.tables.table import Batch, Table


class ParquetTable(Table):
    """
    A folder of files, without any metadata. A batch is written beside the others, in a folder that readers
    do not see, and its files are then moved in. What an interrupted batch has moved already is taken away
    first.
    """

    provider = "parquet"
    keeps_columns = False

    def exists(self) -> bool:
        return True

    def create(self, schema: StructType) -> None:
        """The first batch makes the folder."""

    def schema(self) -> StructType:
        raise NotImplementedError("each file has its own schema, and readers are told the active one")

    def commit(self) -> str | None:
        return None

    def write(self, rows: DataFrame, batch: Batch) -> None:
        location, files = str(self.location), Files(self.spark)
        staging = f"{location}/_staging/{batch.label}"
        keys = [column_name(key) for key in self.dataset.partition_keys]
        rows.write.partitionBy(*keys).mode("overwrite").parquet(staging)
        for file in files.found(f"{location}{'/*' * len(keys)}/{batch.label}.*"):
            files.delete(file)
        for path in list(files.below(staging)):
            folder, _, name = path.rpartition("/")
            if name.startswith("part-"):
                target = (
                    f"{location}/{folder}/{batch.label}.{name}"
                    if folder
                    else f"{location}/{batch.label}.{name}"
                )
                files.move(f"{staging}/{path}", target)
        files.delete(staging)
