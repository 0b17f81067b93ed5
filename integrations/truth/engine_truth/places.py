"""Where in a column the type stands that changes."""

from __future__ import annotations

from dataclasses import dataclass

from engine_truth.data_types import sql_name


@dataclass(frozen=True)
class Place:
    """
    A column with a type in it. `declared`, `made` and `taken` are how SQL writes its type, a value of it, and
    what is taken out of it: {0} is the type, the value or the column, {1} the column. Fields are named after
    their column, as Avro takes no two types of one name.
    """

    name: str
    declared: str
    made: str
    taken: str
    below: tuple[str, ...]
    # Whether a null is written within the column, and not in its place.
    keeps_null: bool = False

    def column_type(self, column: str, data_type: str) -> str:
        return self.declared.format(sql_name(data_type), column)

    def make(self, column: str, value: str) -> str:
        return self.made.format(value, column)

    def take(self, column: str) -> str:
        return self.taken.format(column)

    def steps(self, column: str) -> tuple[str, ...]:
        return tuple(step.format(column) for step in self.below)


COLUMN = Place("column", "{0}", "{0}", "{0}", ())
STRUCT_FIELD = Place(
    "struct field",
    "STRUCT<{1}_f: {0}>",
    "named_struct('{1}_f', {0})",
    "{0}.{0}_f",
    ("{}_f",),
    keeps_null=True,
)
ARRAY_ELEMENT = Place("array element", "ARRAY<{0}>", "array({0})", "get({0}, 0)", ("element",))
MAP_VALUE = Place("map value", "MAP<STRING, {0}>", "map('k', {0})", "{0}['k']", ("value",))
MAP_KEY = Place("map key", "MAP<{0}, STRING>", "map({0}, 'v')", "get(map_keys({0}), 0)", ("key",))
FIELD_IN_ARRAY = Place(
    "field in array",
    "ARRAY<STRUCT<{1}_f: {0}>>",
    "array(named_struct('{1}_f', {0}))",
    "get({0}, 0).{0}_f",
    ("element", "{}_f"),
)
NESTED = (STRUCT_FIELD, ARRAY_ELEMENT, MAP_VALUE, MAP_KEY, FIELD_IN_ARRAY)
