"""Filters on a changed column: engines skip files by statistics that were written with the old type."""

from __future__ import annotations

from collections.abc import Sequence

from pyspark.sql import Column, DataFrame, functions
from pyspark.sql.types import StructType

from engine_truth.cells import Cell
from engine_truth.data_types import sql_name
from engine_truth.expectations import Expectations
from engine_truth.failures import ENGINE_REFUSED, words_of
from engine_truth.lake_tables import LakeTable
from engine_truth.reading import Read
from engine_truth.samples import samples_of

_AT_ONCE = 12


def check_filters(
    table: LakeTable,
    schema: StructType,
    cells: Sequence[Cell],
    reads: dict[str, Read],
    expectations: Expectations,
) -> dict[str, str]:
    """By column, what is wrong with a query that looks for a value or for nulls."""
    wrong: dict[str, str] = {}
    questions = [(cell, literal) for cell in cells for literal in _literals(cell, expectations)]
    for start in range(0, len(questions), _AT_ONCE):
        some = questions[start : start + _AT_ONCE]
        for (cell, literal), counted in zip(some, _count(table, schema, some)):
            expected = _expected(cell, literal, reads[cell.column], expectations)
            if counted != expected:
                wrong.setdefault(
                    cell.column, f"a filter on {literal} finds {counted} rows, a scan {expected}"
                )
    return wrong


def _literals(cell: Cell, expectations: Expectations) -> list[str]:
    """The last value that fits and is no NaN, and null."""
    samples = [each for each in samples_of(cell) if each.literal != "NULL" and "NaN" not in each.literal]
    literals = [each.literal for each in samples]
    expected = expectations.of(cell.before, cell.after, literals)
    if expected is None:
        return []
    fits = [literal for literal, each in zip(literals, expected) if each.text is not None]
    return [*fits[-1:], "NULL"]


def _count(table: LakeTable, schema: StructType, some: Sequence[tuple[Cell, str]]) -> list[int | str]:
    try:
        return list(_count_together(table, schema, some))
    except ENGINE_REFUSED:
        return [_count_one(table, schema, each) for each in some]


def _count_one(table: LakeTable, schema: StructType, one: tuple[Cell, str]) -> int | str:
    try:
        return _count_together(table, schema, [one])[0]
    except ENGINE_REFUSED as failure:
        return words_of(failure)


def _count_together(table: LakeTable, schema: StructType, some: Sequence[tuple[Cell, str]]) -> list[int]:
    rows = table.read(schema)
    counts: DataFrame | None = None
    for at, (cell, literal) in enumerate(some):
        one = rows.where(_condition(cell, literal)).agg(
            functions.lit(at).alias("at"), functions.count("id").alias("found")
        )
        counts = one if counts is None else counts.unionAll(one)
    assert counts is not None
    return [row["found"] for row in sorted(counts.collect(), key=lambda row: int(row["at"]))]


def _condition(cell: Cell, literal: str) -> Column:
    column = cell.place.take(cell.column)
    if literal == "NULL":
        return functions.expr(f"{column} IS NULL")
    old, new = sql_name(cell.before), sql_name(cell.after)
    return functions.expr(f"{column} = CAST(CAST({literal} AS {old}) AS {new})")


def _expected(cell: Cell, literal: str, read: Read, expectations: Expectations) -> int:
    if literal == "NULL":
        return sum(text is None for text in read.texts.values())
    one = expectations.of(cell.before, cell.after, [literal])
    assert one is not None
    return sum(text == one[0].text for text in read.texts.values())
