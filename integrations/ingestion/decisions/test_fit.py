"""What of a table's types is no reason to stop."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from metastore_client.spark.data_types import read_schema
from metastore_ingestion.fit import differences
from metastore_ingestion.tables.hudi import HudiTable
from pyspark.sql.types import ArrayType, DataType, StructType


def _named(name: str) -> DataType:
    return StructType().add("a", name)["a"].dataType


_INT, _LONG, _STRING = (_named(name) for name in ("integer", "long", "string"))


def _struct(**fields: str) -> StructType:
    made = StructType()
    for name, data_type in fields.items():
        made = made.add(name, data_type)
    return made


@pytest.mark.parametrize(
    ("there", "wanted", "fits"),
    [
        (_INT, _LONG, True),
        (_struct(b="float"), _struct(b="double"), True),
        (ArrayType(_INT), ArrayType(_STRING), True),
        (_struct(b="integer"), _struct(b="integer", c="integer"), True),
        (_LONG, _INT, False),
        (_STRING, _LONG, False),
        (_STRING, _named("binary"), False),
        (_named("decimal(10,2)"), _named("decimal(12,2)"), False),
        (_named("date"), _struct(b="integer"), False),
    ],
    ids=str,
)
def test_hudi_promotes_with_the_batch_what_it_can(there: DataType, wanted: DataType, fits: bool) -> None:
    assert (_missing({}, there, wanted) == []) is fits


@pytest.mark.parametrize(("there", "wanted"), [(_INT, _LONG), (ArrayType(_INT), ArrayType(_LONG))], ids=str)
def test_with_schema_on_read_it_promotes_nothing_by_itself(there: DataType, wanted: DataType) -> None:
    assert len(_missing({"hoodie.schema.on.read.enable": "true"}, there, wanted)) == 1


def _missing(properties: dict[str, str], there: DataType, wanted: DataType) -> list[str]:
    table = object.__new__(HudiTable)
    table.dataset = SimpleNamespace(properties=properties)
    schemas = (read_schema(StructType().add("a", each).json()) for each in (there, wanted))
    return differences(*schemas, table).missing
