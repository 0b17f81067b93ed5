"""Iceberg: the snapshot of an append names its batch, upserts are merged by key."""

from __future__ import annotations

from pyspark.sql import DataFrame

from metastore_ingestion.sql_text import literal
from metastore_ingestion.tables.merge import merge
from metastore_ingestion.tables.table import Batch, Table

_BATCH = "metastore-batch"


class IcebergTable(Table):
    provider = "iceberg"

    def commit(self) -> str | None:
        newest = self.spark.sql(
            f"SELECT snapshot_id FROM {self.name}.snapshots ORDER BY committed_at DESC LIMIT 1"
        ).collect()
        return str(newest[0]["snapshot_id"]) if newest else None

    def write(self, rows: DataFrame, batch: Batch) -> None:
        if self.dataset.mode == "upsert":
            merge(rows, self.name, self.dataset, batch)
        elif not self._has(batch):
            name = f"{batch.query}/{batch.number}"
            rows.writeTo(self.name).option(f"snapshot-property.{_BATCH}", name).append()

    def _has(self, batch: Batch) -> bool:
        """Snapshots that were rolled back are listed still, but their rows are in the table no more."""
        wanted = literal(f"{batch.query}/{batch.number}")
        found = self.spark.sql(
            f"SELECT 1 FROM {self.name}.snapshots s JOIN {self.name}.history h USING (snapshot_id) "
            f"WHERE h.is_current_ancestor AND s.summary[{literal(_BATCH)}] = {wanted} LIMIT 1"
        )
        return bool(found.collect())

    def _properties(self) -> dict[str, str]:
        found = self._properties_that_begin(
            "format-version", "write.", "read.", "commit.", "history.", "gc.", "schema."
        )
        version = self.dataset.properties.get("iceberg.format-version")
        return found if version is None else {**found, "format-version": version}
