"""Spark's types as far as a projection needs them: what is nested in what, and what a leaf is called."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Union

LENGTH_KEY = "__CHAR_VARCHAR_TYPE_STRING"


@dataclass(frozen=True)
class Leaf:
    """A type with nothing below it, by its name in Spark's JSON form, which Spark SQL reads as well."""

    name: str


@dataclass(frozen=True)
class Array:
    element: DataType


@dataclass(frozen=True)
class Map:
    key: DataType
    value: DataType


@dataclass(frozen=True)
class Field:
    name: str
    type: DataType


@dataclass(frozen=True)
class Struct:
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field | None:
        """The field with exactly this name."""
        return next((field for field in self.fields if field.name == name), None)


DataType = Union[Leaf, Array, Map, Struct]


def read_schema(schema: Mapping[str, object] | str) -> Struct:
    """A StructType's JSON form, as an object or as the text of `df.schema.json()`. Raises ValueError."""
    found = _read_type(json.loads(schema) if isinstance(schema, str) else schema)
    if not isinstance(found, Struct):
        raise ValueError("A schema is a struct; this is " + sql_type(found))
    return found


def sql_type(data_type: DataType) -> str:
    """The type as Spark SQL reads it, whatever names its fields have."""
    if isinstance(data_type, Leaf):
        return data_type.name
    if isinstance(data_type, Array):
        return f"array<{sql_type(data_type.element)}>"
    if isinstance(data_type, Map):
        return f"map<{sql_type(data_type.key)}, {sql_type(data_type.value)}>"
    return f"struct<{', '.join(f'{quoted(f.name)}: {sql_type(f.type)}' for f in data_type.fields)}>"


def quoted(name: str) -> str:
    """A name as it stands in a statement: always in back-quotes, doubled inside."""
    return "`" + name.replace("`", "``") + "`"


def _read_type(value: object) -> DataType:
    if isinstance(value, str):
        return Leaf(value)
    if not isinstance(value, Mapping):
        raise ValueError(f"No type of Spark's JSON form: {value!r}")
    kind = value.get("type")
    if kind == "array":
        return Array(_read_type(value["elementType"]))
    if kind == "map":
        return Map(_read_type(value["keyType"]), _read_type(value["valueType"]))
    if kind == "udt":
        return _read_type(value["sqlType"])
    fields = value.get("fields")
    if kind != "struct" or not isinstance(fields, list):
        raise ValueError(f"No type of Spark's JSON form: {value!r}")
    return Struct(tuple(_read_field(field) for field in fields))


def _read_field(value: Mapping[str, object]) -> Field:
    """A stored char or varchar is a string to look at: what it really is stands in the metadata."""
    metadata = value.get("metadata")
    length = metadata.get(LENGTH_KEY) if isinstance(metadata, Mapping) else None
    found = _read_type(value["type"])
    if found == Leaf("string") and isinstance(length, str):
        found = Leaf(length)
    return Field(str(value["name"]), found)
