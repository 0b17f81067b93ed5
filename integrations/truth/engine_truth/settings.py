"""The tables that are tried: a format, and the settings of it that decide what its columns can become."""

from __future__ import annotations

from dataclasses import dataclass, field

FORMATS = ("PARQUET", "DELTA", "ICEBERG", "HUDI")
_MAPPING = {"delta.columnMapping.mode": "name"}
# A table that is made with such a column has it; one that gets such a column later has to be told.
_NTZ = {"delta.feature.timestampNtz": "supported"}
_WIDENING = {"delta.enableTypeWidening": "true"}
# Without it Hudi takes no batch that lacks a column which the table had, whatever became of that column.
_MAY_DROP = {"hoodie.datasource.write.schema.allow.auto.evolution.column.drop": "true"}
_ON_READ = {"hoodie.schema.on.read.enable": "true"}


@dataclass(frozen=True)
class Setting:
    """
    `properties` are the dataset's, `table` the real table's, `session` is configured in Spark, `write` are
    options of a job's writes.
    `every_pair`: all pairs of types, or only those that some format can do.
    """

    name: str
    table_format: str
    properties: dict[str, str] = field(default_factory=dict)
    table: dict[str, str] = field(default_factory=dict)
    session: dict[str, str] = field(default_factory=dict)
    write: dict[str, str] = field(default_factory=dict)
    every_pair: bool = True

    @property
    def finds_by_name(self) -> bool:
        """Whether files answer to a column by its name, and not by an id."""
        if self.table_format == "DELTA":
            return "delta.columnMapping.mode" not in self.properties
        if self.table_format == "HUDI":
            return "hoodie.schema.on.read.enable" not in self.properties
        return self.table_format == "PARQUET"


_VECTORIZED = "spark.sql.parquet.enableVectorizedReader"

SETTINGS = (
    Setting("PARQUET vectorized", "PARQUET", session={_VECTORIZED: "true"}),
    Setting("PARQUET row by row", "PARQUET", session={_VECTORIZED: "false"}, every_pair=False),
    Setting("DELTA", "DELTA", every_pair=False),
    Setting("DELTA widening", "DELTA", _WIDENING, _WIDENING),
    Setting("DELTA mapping", "DELTA", _MAPPING, _MAPPING, every_pair=False),
    Setting(
        "DELTA widening mapping ntz",
        "DELTA",
        {**_WIDENING, **_MAPPING},
        {**_WIDENING, **_MAPPING, **_NTZ},
        every_pair=False,
    ),
    Setting("ICEBERG v2", "ICEBERG", {}, {"format-version": "2"}),
    Setting(
        "ICEBERG v3", "ICEBERG", {"iceberg.format-version": "3"}, {"format-version": "3"}, every_pair=False
    ),
    Setting(
        "HUDI",
        "HUDI",
        session={"hoodie.schema.on.read.enable": "false", _VECTORIZED: "true"},
        every_pair=False,
    ),
    Setting(
        "HUDI on read",
        "HUDI",
        _ON_READ,
        session={**_ON_READ, _VECTORIZED: "true"},
        write={**_ON_READ, **_MAY_DROP},
        every_pair=False,
    ),
    Setting(
        "HUDI on read, row by row",
        "HUDI",
        _ON_READ,
        session={**_ON_READ, _VECTORIZED: "false"},
        write={**_ON_READ, **_MAY_DROP},
        every_pair=False,
    ),
)


def settings_of(table_format: str) -> tuple[Setting, ...]:
    return tuple(setting for setting in SETTINGS if setting.table_format == table_format)
