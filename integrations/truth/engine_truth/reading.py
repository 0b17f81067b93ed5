"""Reads cells back: all of a table's rows at once where that works, one cell at a time where it does not."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from pyspark.sql import DataFrame, functions
from pyspark.sql.types import StructType

from engine_truth.cells import Cell
from engine_truth.expectations import as_text
from engine_truth.failures import ENGINE_REFUSED, words_of
from engine_truth.lake_tables import LakeTable
from engine_truth.samples import EXTREME_FROM

_AT_ONCE = 3


@dataclass
class Read:
    """The text of each row's value by id; what failed, and whether the plain values alone could be read."""

    texts: dict[int, str | None] = field(default_factory=dict)
    failure: str | None = None
    plain_only: bool = False


def read_cells(
    table: LakeTable, schema: StructType, hopeful: Sequence[Cell], others: Sequence[Cell]
) -> dict[str, Read]:
    """What a full scan gives for each cell, by its column: all `hopeful` ones at once, others one by one."""
    return {**_read_halves(table, schema, hopeful), **_read_each(table, schema, others)}


def _read_halves(table: LakeTable, schema: StructType, cells: Sequence[Cell]) -> dict[str, Read]:
    if not cells:
        return {}
    try:
        return _scan(table.read(schema), cells)
    except ENGINE_REFUSED as failure:
        if len(cells) > 1:
            half = len(cells) // 2
            return {**_read_halves(table, schema, cells[:half]), **_read_halves(table, schema, cells[half:])}
        return {cells[0].column: _read_plain(table, schema, cells[0], words_of(failure))}


def _read_each(table: LakeTable, schema: StructType, cells: Sequence[Cell]) -> dict[str, Read]:
    reads: dict[str, Read] = {}
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        for some in pool.map(lambda cell: _read_halves(table, schema, [cell]), cells):
            reads.update(some)
    return reads


def _read_plain(table: LakeTable, schema: StructType, cell: Cell, failure: str) -> Read:
    """Only what lies in the file of plain values: Hudi fails on a value, where others fail on a type."""
    if not table.casts_while_reading:
        return Read(failure=failure)
    try:
        plain = _scan(table.read(schema).where(functions.col("id") < EXTREME_FROM), [cell])
    except ENGINE_REFUSED:
        return Read(failure=failure)
    return Read(plain[cell.column].texts, failure, plain_only=True)


def _scan(rows: DataFrame, cells: Sequence[Cell]) -> dict[str, Read]:
    texts = [
        functions.expr(as_text(cell.place.take(cell.column), _binary_or(rows.schema, cell))).alias(
            cell.column
        )
        for cell in cells
    ]
    reads = {cell.column: Read() for cell in cells}
    for row in rows.select("id", *texts).collect():
        for column, read in reads.items():
            read.texts[row["id"]] = row[column]
    return reads


def _binary_or(schema: StructType, cell: Cell) -> str:
    """What the engine calls the type decides how it is written as text, not what was asked for."""
    return type_at(schema, cell)


def type_at(schema: StructType, cell: Cell) -> str:
    """The type that a schema has at a cell's path, in the words of its JSON."""
    data_type: object = schema[cell.column].dataType.jsonValue()
    for step in cell.place.steps(cell.column):
        if not isinstance(data_type, dict):
            return str(data_type)
        data_type = _inside(data_type, step)
    return str(data_type)


def _inside(data_type: dict[str, object], step: str) -> object:
    if data_type["type"] == "struct":
        fields = data_type["fields"]
        assert isinstance(fields, list)
        return next(each["type"] for each in fields if each["name"] == step)
    return data_type[{"element": "elementType", "value": "valueType", "key": "keyType"}[step]]
