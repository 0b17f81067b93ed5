"""Rows for a table of many columns: old ones, in three files, and those that come after the change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import StructType

from engine_truth.cells import Cell
from engine_truth.data_types import sql_name, values_of

REPEATS = 8
PLAIN_FROM = 0
EXTREME_FROM = 1_000
REPEATED_EXTREME_FROM = 2_000
NEW_FROM = 10_000
_STEP = 10
# In each old file, the first row of nothing but nulls: it may be written again without a value being lost.
SPARE = 9


@dataclass(frozen=True)
class Sample:
    """One old value: the ids of the rows that hold it, and how SQL writes it."""

    literal: str
    ids: tuple[int, ...]
    plain: bool


def samples_of(cell: Cell) -> list[Sample]:
    """The old values of a cell, the null at the end."""
    values = values_of(cell.before, cell.after)
    plain = [*values.plain, "NULL"]
    extreme = [*values.extreme, "NULL"]
    return [
        *(Sample(literal, _ids(PLAIN_FROM, index, REPEATS), True) for index, literal in enumerate(plain)),
        *(
            Sample(literal, (EXTREME_FROM + index, *_ids(REPEATED_EXTREME_FROM, index, REPEATS)), False)
            for index, literal in enumerate(extreme)
        ),
    ]


def _ids(start: int, index: int, repeats: int) -> tuple[int, ...]:
    return tuple(start + index + _STEP * repeat for repeat in range(repeats))


def old_files(spark: SparkSession, cells: Sequence[Cell]) -> list[DataFrame]:
    """
    Three of them: plain values that repeat, so that Parquet keeps a dictionary; extreme ones that do not; and
    extreme ones that do.
    """
    plain = {cell.column: [*values_of(cell.before, cell.after).plain, "NULL"] for cell in cells}
    extreme = {cell.column: [*values_of(cell.before, cell.after).extreme, "NULL"] for cell in cells}
    return [
        _rows(spark, cells, plain, PLAIN_FROM, REPEATS),
        _rows(spark, cells, extreme, EXTREME_FROM, 1),
        _rows(spark, cells, extreme, REPEATED_EXTREME_FROM, REPEATS),
    ]


def new_values(cell: Cell) -> list[str]:
    """What is written to a cell once it has its new type."""
    values = values_of(cell.after, cell.after)
    return [*values.plain, *values.extreme, "NULL"]


def new_file(
    spark: SparkSession,
    cells: Sequence[Cell],
    schema: StructType | None,
    retyped: Sequence[Cell],
    start: int = NEW_FROM,
) -> DataFrame:
    """
    Rows with ids from `start` of the columns of `cells`: `retyped` with values of their new types, the others
    null, as the table types them.
    """
    changed = {cell.column for cell in retyped}
    values = {cell.column: new_values(cell) if cell.column in changed else ["NULL"] for cell in cells}
    typed = {cell.column: cell.after if cell.column in changed else cell.before for cell in cells}
    rows = _rows(spark, cells, values, start, 1, typed)
    if schema is None:
        return rows
    known = {field.name: field.dataType for field in schema}
    return rows.select(
        *(
            column if column in changed or column == "id" else rows[column].cast(known[column]).alias(column)
            for column in rows.columns
            if column in known or column in changed
        )
    )


def rewriting_rows(
    spark: SparkSession, cells: Sequence[Cell], schema: StructType | None, retyped: Sequence[Cell]
) -> DataFrame:
    """A row of new values for a spare row of each old file, so that an upsert writes all of them anew."""
    starts = (PLAIN_FROM, EXTREME_FROM, REPEATED_EXTREME_FROM)
    files = [new_file(spark, cells, schema, retyped, start + SPARE) for start in starts]
    spares = [rows.where(f"id = {start + SPARE}") for start, rows in zip(starts, files)]
    return spares[0].unionByName(spares[1]).unionByName(spares[2])


def _rows(
    spark: SparkSession,
    cells: Sequence[Cell],
    values: dict[str, list[str]],
    start: int,
    repeats: int,
    typed: dict[str, str] | None = None,
) -> DataFrame:
    """Lists of values that many columns share are written once: a long VALUES clause is slow to parse."""
    types = typed or {cell.column: cell.before for cell in cells}
    shared: dict[tuple[str, tuple[str, ...]], str] = {}
    for cell in cells:
        shared.setdefault((types[cell.column], tuple(values[cell.column])), f"v{len(shared)}")
    length = max(len(literals) for literals in values.values())
    lists = [
        f"array({', '.join(_typed(_padded(literals, length), data_type))}) AS {name}"
        for (data_type, literals), name in shared.items()
    ]
    base = f"SELECT {', '.join(lists)}" if lists else "SELECT 1"
    columns = [
        f"CASE WHEN {value} IS NULL THEN NULL ELSE {cell.place.make(cell.column, value)} END AS {cell.column}"
        if cell.place.below and not cell.place.keeps_null
        else f"{cell.place.make(cell.column, value)} AS {cell.column}"
        for cell in cells
        for value in [f"get({shared[(types[cell.column], tuple(values[cell.column]))]}, at)"]
    ]
    rows = f"array({', '.join(str(at) for at in [*range(length), SPARE])})"
    return spark.sql(
        f"SELECT CAST({start} + at + {_STEP} * nth AS BIGINT) AS id, {', '.join(columns)} "
        f"FROM ({base}) LATERAL VIEW explode({rows}) AS at "
        f"LATERAL VIEW explode(sequence(0, {repeats - 1})) AS nth"
    )


def _typed(literals: Sequence[str], data_type: str) -> list[str]:
    return [f"CAST({text} AS {sql_name(data_type)})" for text in literals]


def _padded(literals: tuple[str, ...], length: int) -> list[str]:
    """Nulls at the end; with VOID columns nothing but nulls."""
    return [*literals, *["NULL"] * (length - len(literals))]
