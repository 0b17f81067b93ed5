"""Which changes of types are tried on which table."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from engine_truth.cells import Cell, Claim
from engine_truth.data_types import TYPES
from engine_truth.places import COLUMN, MAP_KEY, NESTED, Place
from engine_truth.settings import Setting

# Columns of one table: independent of each other, and few enough for a commit to be quick.
_COLUMNS = {"PARQUET": 96, "DELTA": 96, "ICEBERG": 96, "HUDI": 40}
# Pairs that are tried on settings that hardly matter to types, and where each takes seconds.
PAIRS = (
    ("byte", "short"), ("byte", "long"), ("short", "integer"), ("integer", "long"), ("long", "integer"),
    ("integer", "double"), ("long", "double"), ("integer", "float"), ("long", "float"), ("float", "double"),
    ("double", "float"), ("integer", "decimal(12,2)"), ("long", "decimal(20,0)"),
    ("decimal(10,2)", "decimal(12,2)"), ("decimal(10,2)", "decimal(12,4)"), ("decimal(9,2)", "decimal(10,2)"),
    ("decimal(12,2)", "decimal(22,2)"), ("decimal(12,2)", "decimal(10,2)"), ("date", "timestamp_ntz"),
    ("date", "timestamp"), ("timestamp", "timestamp_ntz"), ("timestamp_ntz", "timestamp"),
    ("integer", "string"), ("long", "string"), ("double", "string"), ("decimal(10,2)", "string"),
    ("date", "string"),
    ("boolean", "string"), ("timestamp", "string"), ("string", "date"), ("string", "long"),
    ("string", "decimal(10,2)"), ("string", "binary"), ("binary", "string"), ("boolean", "integer"),
    ("float", "decimal(38,18)"), ("double", "decimal(38,18)"), ("float", "string"), ("short", "string"),
    ("integer", "date"), ("date", "integer"), ("timestamp", "long"),
)  # fmt: skip

# What is tried within structs, arrays and maps: one of each kind.
NESTED_PAIRS = (
    ("byte", "short"), ("integer", "long"), ("long", "integer"), ("integer", "double"), ("long", "double"),
    ("float", "double"), ("integer", "decimal(12,2)"), ("decimal(10,2)", "decimal(12,2)"),
    ("decimal(10,2)", "decimal(12,4)"), ("date", "timestamp_ntz"), ("timestamp", "timestamp_ntz"),
    ("integer", "string"), ("string", "date"), ("string", "binary"),
)  # fmt: skip
# Text with a length, whose narrowing is no change of a type that a table could show.
TEXT_PAIRS = (
    ("varchar(3)", "varchar(5)"),
    ("varchar(3)", "string"),
    ("char(3)", "varchar(3)"),
    ("char(3)", "string"),
)


def cells_of(setting: Setting, quick: bool) -> list[Cell]:
    """Every pair of types for a column, some of them for what is nested."""
    every = list(itertools.permutations(TYPES, 2))
    pairs = every if setting.every_pair and not quick else list(PAIRS)
    columns = [*pairs, *TEXT_PAIRS]
    questions = [(COLUMN, *pair) for pair in columns if _is_stored(setting, COLUMN, pair[0])]
    questions += [
        (place, *pair) for place in NESTED for pair in NESTED_PAIRS if _is_stored(setting, place, pair[0])
    ]
    return [Cell(f"c{at}", *question) for at, question in enumerate(questions)]


def _is_stored(setting: Setting, place: Place, before: str) -> bool:
    """Hudi's maps have strings for keys, and its schema-on-read knows no timestamp without a time zone."""
    if setting.table_format != "HUDI":
        return True
    is_known = setting.finds_by_name or before != "timestamp_ntz"
    return is_known and (place is not MAP_KEY or before == "string")


def tables_of(setting: Setting, cells: list[Cell], said: dict[str, Claim]) -> Iterator[list[Cell]]:
    """
    Cells that share a table. Apart: nested ones; what is said to be impossible, or to change values, since
    what an engine makes of it may spoil the table; and timestamps without a time zone, which spoil Hudi's.
    """

    def kind(cell: Cell) -> tuple[bool, str, bool]:
        claim = said[cell.column].value
        return cell.place is not COLUMN, claim, "timestamp_ntz" in (cell.before, cell.after)

    width = _COLUMNS[setting.table_format]
    for _, alike in itertools.groupby(sorted(cells, key=kind), key=kind):
        some = list(alike)
        for start in range(0, len(some), width):
            yield some[start : start + width]
