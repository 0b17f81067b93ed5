"""The tables that the story is played into."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from metastore_client import DatasetRegistration
from metastore_client.models.dataset import EvolutionPolicy, TableName

Mode = Literal["append", "upsert"]
Format = Literal["PARQUET", "DELTA", "ICEBERG", "HUDI"]

DERIVED = "ingest_date"


@dataclass(frozen=True)
class LakeFormat:
    format: Format
    mode: Mode
    #: What an INT column can become, by the line of Spark; None where it stays one.
    wider_int: dict[str, str | None]
    #: Old files keep the old names of columns, and readers find columns by name.
    forgets_renamed: bool = False
    properties: dict[str, str] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return f"{self.format.lower()}-{self.mode}"

    def registration(self, name: str, line: str, folder: Path) -> DatasetRegistration:
        own = {"engine.spark.version": line} if self.format == "PARQUET" else {}
        settings = {
            "ingest.maxFilesPerTrigger": "1",
            f"ingest.derive.{DERIVED}": "to_date(__landed.timestamp)",
        }
        in_catalog = self.format == "ICEBERG"
        return DatasetRegistration(
            name,
            self.mode,
            kafka_topic=name,
            table_format=self.format,
            table=TableName("lake", "raw", name) if in_catalog else TableName(name=name),
            location=None if in_catalog else (folder / "table").as_uri(),
            pk_fields=["event_id"],
            partition_keys=[DERIVED],
            derived_fields=[DERIVED],
            evolution_policy=EvolutionPolicy(preset="TOLERANT"),
            properties={**settings, **own, **self.properties},
        )


_DELTA = {"delta.columnMapping.mode": "name", "delta.enableTypeWidening": "true"}
_HUDI = {"hoodie.schema.on.read.enable": "true", "hoodie.metadata.enable": "false"}

FORMATS = {
    found.id: found
    for found in (
        LakeFormat("PARQUET", "append", {"3.5": None, "4.0": "DOUBLE"}, forgets_renamed=True),
        LakeFormat("DELTA", "append", {"3.5": "BIGINT", "4.0": "DOUBLE"}, properties=_DELTA),
        LakeFormat("DELTA", "upsert", {"3.5": "BIGINT", "4.0": "DOUBLE"}, properties=_DELTA),
        LakeFormat("ICEBERG", "append", {"3.5": "BIGINT", "4.0": "BIGINT"}),
        LakeFormat("ICEBERG", "upsert", {"3.5": "BIGINT", "4.0": "BIGINT"}),
        LakeFormat("HUDI", "upsert", {"3.5": "DOUBLE"}, properties=_HUDI),
    )
}


def formats_of(line: str) -> list[str]:
    """There is no bundle of Hudi for Spark 4.0 and Scala 2.13 to download."""
    return [name for name, found in FORMATS.items() if line in found.wider_int]
