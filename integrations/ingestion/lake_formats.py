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
    #: A type and what it can become, by the line of Spark; None where whole numbers stay what they are.
    widening: dict[str, tuple[str, str] | None]
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

# Delta for Spark 3.5 widens no further than to INT.
_DELTA_WIDENS: dict[str, tuple[str, str] | None] = {"3.5": ("SMALLINT", "INT"), "4.0": ("INT", "DOUBLE")}
_ICEBERG_WIDENS: dict[str, tuple[str, str] | None] = {"3.5": ("INT", "BIGINT"), "4.0": ("INT", "BIGINT")}

FORMATS = {
    found.id: found
    for found in (
        LakeFormat("PARQUET", "append", {"3.5": None, "4.0": ("INT", "DOUBLE")}, forgets_renamed=True),
        LakeFormat("DELTA", "append", _DELTA_WIDENS, properties=_DELTA),
        LakeFormat("DELTA", "upsert", _DELTA_WIDENS, properties=_DELTA),
        LakeFormat("ICEBERG", "append", _ICEBERG_WIDENS),
        LakeFormat("ICEBERG", "upsert", _ICEBERG_WIDENS),
        LakeFormat("HUDI", "upsert", {"3.5": ("INT", "DOUBLE")}, properties=_HUDI),
    )
}


def formats_of(line: str) -> list[str]:
    """There is no bundle of Hudi for Spark 4.0 and Scala 2.13 to download."""
    return [name for name, found in FORMATS.items() if line in found.widening]
