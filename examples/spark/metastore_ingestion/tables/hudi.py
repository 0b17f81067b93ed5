"""Hudi: upserts by record key, which are the same when they are done again."""

from __future__ import annotations

import logging

from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812

from metastore_ingestion.files import Files
from metastore_ingestion.tables.table import Batch, Table
from metastore_ingestion.upserts import ordering_of

log = logging.getLogger("ingestion")

_ON_READ = "hoodie.schema.on.read.enable"
# `apply` sets it for DROP and RENAME. A write with it takes away what its batch lacks, in all rows.
_MAY_DROP = "hoodie.datasource.write.schema.allow.auto.evolution.column.drop"
# As Avro reads one type for another. What else differs takes a table that is written anew.
_PROMOTED = {
    "integer": ("long", "float", "double", "string"),
    "long": ("float", "double", "string"),
    "float": ("double", "string"),
    "double": ("string",),
}


class HudiTable(Table):
    provider = "hudi"
    own_columns = frozenset(
        {
            "_hoodie_commit_time",
            "_hoodie_commit_seqno",
            "_hoodie_record_key",
            "_hoodie_partition_path",
            "_hoodie_file_name",
        }
    )

    def adds_with_batch(self, path: tuple[str, ...]) -> bool:
        """Statements reach nothing within arrays, and without schema-on-read nothing within columns."""
        return "element" in path[1:] if self._on_read else len(path) > 1

    def promotes_with_batch(self, there: str, wanted: str) -> bool:
        """Without schema-on-read no statement changes a type, and a batch does."""
        return not self._on_read and wanted in _PROMOTED.get(there, ())

    def commit(self) -> str | None:
        newest = self.spark.sql(f"CALL show_commits(table => '{'.'.join(self.parts)}', limit => 1)").collect()
        return str(newest[0][0]) if newest else None

    def take_back_unfinished(self) -> None:
        """
        A write takes back what was begun before it and never finished, but a statement does not, and once it
        has made its commit nothing older can be taken back. So where there is something, nothing is written
        first.
        """
        if self._has_unfinished():
            log.info("%s: taking back a commit that was never finished", self.name)
            self._upsert(self.spark.table(self.name).drop(*self.own_columns).limit(0))

    def write(self, rows: DataFrame, batch: Batch) -> None:
        """
        Columns that the table has beyond the batch, added by hand or a version ahead, are null in its rows.
        """
        given = {name.lower() for name in rows.columns}
        beyond = [field for field in self.schema().fields if field.name.lower() not in given]
        nulls = [F.lit(None).cast(field.dataType).alias(field.name) for field in beyond]
        self._upsert(rows.select("*", *nulls))

    def _upsert(self, rows: DataFrame) -> None:
        options = {
            **self._properties_that_begin("hoodie."),
            # Whatever the session or the dataset says.
            _MAY_DROP: "false",
            "hoodie.table.name": self.parts[-1],
            "hoodie.datasource.write.operation": "upsert",
            "hoodie.datasource.write.recordkey.field": ",".join(self.dataset.pk_fields),
            "hoodie.datasource.write.partitionpath.field": ",".join(self.dataset.partition_keys),
            "hoodie.datasource.write.hive_style_partitioning": "true",
        }
        ordering = ordering_of(self.dataset)
        if ordering is not None:
            options["hoodie.datasource.write.precombine.field"] = ordering
        rows.write.format("hudi").options(**options).mode("append").save(self.location)

    def _has_unfinished(self) -> bool:
        """Instants are files: `<begun>.….requested` and `.inflight`, and once done `<begun>_<done>.…`."""
        paths = Files(self.spark).found(f"{self.location}/.hoodie/timeline/2*")
        stems = {path.rpartition("/")[2].partition(".")[0] for path in paths}
        done = {stem.partition("_")[0] for stem in stems if "_" in stem}
        return any("_" not in stem and stem not in done for stem in stems)

    @property
    def _on_read(self) -> bool:
        return self.dataset.properties.get(_ON_READ, "").lower() == "true"

    def _properties(self) -> dict[str, str]:
        ordering = ordering_of(self.dataset)
        return {
            "type": "mor" if self.dataset.properties.get("hoodie.table.type") == "MERGE_ON_READ" else "cow",
            "primaryKey": ",".join(self.dataset.pk_fields),
            **({} if ordering is None else {"preCombineField": ordering}),
        }

    def _lies_there(self, location: str) -> bool:
        return Files(self.spark).exists(f"{location}/.hoodie/hoodie.properties")
