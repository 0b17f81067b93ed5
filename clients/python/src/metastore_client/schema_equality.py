"""When two schemas mean the same to a batch that is written."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Optional, Union

LogicalType = Union[str, tuple[object, ...]]

_ALIASES = {"null": "void", "timestamp_ltz": "timestamp", "decimal": "decimal(10,0)"}

_OF_TYPE = ("__CHAR_VARCHAR_TYPE_STRING", "__COLLATIONS")
"""Metadata in which Spark keeps a part of the type itself."""


def logically_equal(one: object, other: object) -> bool:
    """
    Same names, same types, at every depth. Order, nullability, comments and other metadata do not count.

    Takes Spark's JSON, as an object or as text. What cannot be read equals nothing.
    """
    left, right = _logical_schema(one), _logical_schema(other)
    return left is not None and left == right


def _logical_schema(schema: object) -> Optional[LogicalType]:
    try:
        read = json.loads(schema) if isinstance(schema, (str, bytes)) else schema
        return _logical(read) if isinstance(read, Mapping) and read.get("type") == "struct" else None
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _logical(type_: object) -> LogicalType:
    if isinstance(type_, str):
        name = re.sub(r"\s+", "", type_) if type_.startswith("decimal") else type_
        return _ALIASES.get(name, name)
    if not isinstance(type_, Mapping):
        raise TypeError(f"{type_!r} is no type")
    kind = type_["type"]
    if kind == "struct":
        return ("struct", *_fields(type_["fields"]))
    if kind == "array":
        return ("array", _logical(type_["elementType"]))
    if kind == "map":
        return ("map", _logical(type_["keyType"]), _logical(type_["valueType"]))
    raise ValueError(f"{kind!r} is not known here")


def _fields(fields: object) -> list[object]:
    if not isinstance(fields, list):
        raise TypeError("fields have to be a list")
    read = sorted(((str(field["name"]), field) for field in fields), key=lambda pair: pair[0])
    if len({name for name, _ in read}) < len(read):
        raise ValueError("a name comes twice")
    return [(name, _logical(field["type"]), _of_type(field.get("metadata"))) for name, field in read]


def _of_type(metadata: object) -> tuple[object, ...]:
    held = metadata if isinstance(metadata, Mapping) else {}
    return tuple(json.dumps(held.get(key), sort_keys=True) for key in _OF_TYPE)
