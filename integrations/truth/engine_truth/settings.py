"""The tables that are tried: a format, and the settings of it that decide what its columns can become."""

from __future__ import annotations

from dataclasses import dataclass, field

_MAPPING = {
    "delta.columnMapping.mode": "name",
    "delta.minReaderVersion": "2",
    "delta.minWriterVersion": "5",
}
_WIDENING = {"delta.enableTypeWidening": "true"}
_ON_READ = {"hoodie.schema.on.read.enable": "true"}


@dataclass(frozen=True)
class Setting:
    """
    `properties` are the dataset's, `table` the real table's, `session` is configured in Spark.
    `every_pair`: all pairs of types, or only those that some format can do.
    """

    name: str
    table_format: str
    properties: dict[str, str] = field(default_factory=dict)
    table: dict[str, str] = field(default_factory=dict)
    session: dict[str, str] = field(default_factory=dict)
    every_pair: bool = True


_VECTORIZED = "spark.sql.parquet.enableVectorizedReader"

SETTINGS = (
    Setting("PARQUET vectorized", "PARQUET", session={_VECTORIZED: "true"}),
    Setting("PARQUET row by row", "PARQUET", session={_VECTORIZED: "false"}, every_pair=False),
    Setting("DELTA", "DELTA"),
    Setting("DELTA widening", "DELTA", _WIDENING, _WIDENING),
    Setting("DELTA mapping", "DELTA", {"delta.columnMapping.mode": "name"}, _MAPPING, every_pair=False),
    Setting(
        "DELTA widening mapping",
        "DELTA",
        {**_WIDENING, "delta.columnMapping.mode": "name"},
        {**_WIDENING, **_MAPPING},
        every_pair=False,
    ),
    Setting("ICEBERG v2", "ICEBERG", {}, {"format-version": "2"}),
    Setting(
        "ICEBERG v3", "ICEBERG", {"iceberg.format-version": "3"}, {"format-version": "3"}, every_pair=False
    ),
    Setting("HUDI", "HUDI", session={"hoodie.schema.on.read.enable": "false"}),
    Setting("HUDI on read", "HUDI", _ON_READ, session=_ON_READ),
)


def settings_of(table_format: str) -> tuple[Setting, ...]:
    return tuple(setting for setting in SETTINGS if setting.table_format == table_format)
