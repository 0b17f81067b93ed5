"""Where in a column the type stands that changes."""

from __future__ import annotations

from dataclasses import dataclass

from engine_truth.data_types import sql_name


@dataclass(frozen=True)
class Place:
    """A column with a type in it; `{}` in `declared`, `made` and `taken` is the type, a value, the column."""

    name: str
    declared: str
    made: str
    taken: str
    steps: tuple[str, ...]
    # Whether a null is written within the column, and not in its place.
    keeps_null: bool = False

    def column_type(self, data_type: str) -> str:
        return self.declared.format(sql_name(data_type))

    def make(self, value: str) -> str:
        return self.made.format(value)

    def take(self, column: str) -> str:
        return self.taken.format(column)


COLUMN = Place("column", "{}", "{}", "{}", ())
STRUCT_FIELD = Place(
    "struct field", "STRUCT<f: {}>", "named_struct('f', {})", "{}.f", ("f",), keeps_null=True
)
ARRAY_ELEMENT = Place("array element", "ARRAY<{}>", "array({})", "get({}, 0)", ("element",))
MAP_VALUE = Place("map value", "MAP<STRING, {}>", "map('k', {})", "{}['k']", ("value",))
MAP_KEY = Place("map key", "MAP<{}, STRING>", "map({}, 'v')", "get(map_keys({}), 0)", ("key",))
FIELD_IN_ARRAY = Place(
    "field in array",
    "ARRAY<STRUCT<f: {}>>",
    "array(named_struct('f', {}))",
    "get({}, 0).f",
    ("element", "f"),
)
NESTED = (STRUCT_FIELD, ARRAY_ELEMENT, MAP_VALUE, MAP_KEY, FIELD_IN_ARRAY)
