"""Delta: appends carry the number of their batch, upserts are merged by key."""

from __future__ import annotations

from pyspark.sql import DataFrame

from metastore_ingestion.files import Files
from metastore_ingestion.tables.merge import merge
from metastore_ingestion.tables.table import Batch, Table


class DeltaTable(Table):
    provider = "delta"

    def commit(self) -> str | None:
        newest = self.spark.sql(f"DESCRIBE HISTORY {self.name} LIMIT 1").collect()
        return str(newest[0]["version"]) if newest else None

    def write(self, rows: DataFrame, batch: Batch) -> None:
        if self.dataset.mode == "upsert":
            merge(rows, self.name, self.dataset, batch)
            return
        # Delta keeps the last number of each application in the table's log, and leaves out what it has had.
        writer = rows.write.format("delta").mode("append")
        writer.option("txnAppId", batch.query).option("txnVersion", str(batch.number)).saveAsTable(self.name)

    def _properties(self) -> dict[str, str]:
        return self._properties_that_begin("delta.")

    def _lies_there(self, location: str) -> bool:
        return Files(self.spark).exists(f"{location}/_delta_log")
