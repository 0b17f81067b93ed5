"""Casts as Spark SQL that means the same whatever `spark.sql.ansi.enabled` says."""

from __future__ import annotations

import re
from collections.abc import Sequence

from metastore_client.spark.data_types import Array, DataType, Leaf, Map, quoted, sql_type

_LENGTH = re.compile(r"(?:var)?char\((\d+)\)")
_DECIMAL = re.compile(r"decimal\((\d+),\s*(-?\d+)\)")
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_WHOLE = {"byte", "short", "integer", "long"}
_FLOATING = {"float", "double"}


def unchecked_cast(sql: str, cast: str) -> str:
    """A cast that fits every value."""
    return f"CAST({sql} AS {cast})"


def checked_cast(sql: str, given: DataType, wanted: DataType, *, target: Sequence[str], depth: int) -> str:
    """
    A cast that depends on the values: the query fails on the first one that does not fit, and says which
    column and which value. Arrays and maps are cast part by part.
    """
    if given == wanted:
        return sql
    if isinstance(given, Array) and isinstance(wanted, Array):
        variable, path = f"e{depth}", (*target, "element")
        built = checked_cast(variable, given.element, wanted.element, target=path, depth=depth + 1)
        return f"transform({sql}, {variable} -> {built})"
    if isinstance(given, Map) and isinstance(wanted, Map):
        return _checked_map(sql, given, wanted, target=target, depth=depth)
    if isinstance(given, Leaf) and isinstance(wanted, Leaf):
        return _checked_leaf(sql, given.name, wanted.name, target)
    return unchecked_cast(sql, sql_type(wanted))


def _checked_map(sql: str, given: Map, wanted: Map, *, target: Sequence[str], depth: int) -> str:
    key, value = f"k{depth}", f"v{depth}"
    new_value = checked_cast(value, given.value, wanted.value, target=(*target, "value"), depth=depth + 1)
    new_key = checked_cast(key, given.key, wanted.key, target=(*target, "key"), depth=depth + 1)
    if new_value != value:
        sql = f"transform_values({sql}, ({key}, {value}) -> {new_value})"
    if new_key != key:
        sql = f"transform_keys({sql}, ({key}, {value}) -> {new_key})"
    return sql


def _checked_leaf(sql: str, given: str, wanted: str, target: Sequence[str]) -> str:
    if given == "void":
        return unchecked_cast(sql, wanted)
    otherwise = _raise(sql, wanted, target)
    length = _LENGTH.fullmatch(wanted)
    if length is not None:
        text = sql if _is_text(given) else f"CAST({sql} AS string)"
        return f"IF(char_length(rtrim({text})) > {length[1]}, {otherwise}, {text})"
    cast = f"try_cast({sql} AS {wanted})"
    return f"IF({sql} IS NULL OR {_fits(sql, cast, given, wanted)}, {cast}, {otherwise})"


def _fits(sql: str, cast: str, given: str, wanted: str) -> str:
    """Spark's own casts round, cut off and overflow without a word."""
    decimal = _DECIMAL.fullmatch(wanted)
    if decimal is not None and _is_text(given):
        whole = int(decimal[1]) - int(decimal[2])
        return f"coalesce({cast} = try_cast({sql} AS decimal(38,{38 - whole})), false)"
    if decimal is not None and given == "float":
        return f"coalesce(CAST({cast} AS float) = {sql}, false)"
    if (decimal is not None and _is_number(given)) or (wanted in _WHOLE and _has_fraction(given)):
        return f"coalesce({cast} = {sql}, false)"
    fits = f"{cast} IS NOT NULL"
    if wanted in _FLOATING and (given == "double" or _is_text(given)):
        infinite = (
            f"{sql} NOT RLIKE '[0-9]'" if _is_text(given) else f"abs({sql}) = CAST('Infinity' AS double)"
        )
        return f"({fits} AND (abs({cast}) <> CAST('Infinity' AS {wanted}) OR {infinite}))"
    if wanted == "date" and _is_text(given):
        return f"({fits} AND char_length(trim({sql})) <= 10)"
    return fits


def _is_text(name: str) -> bool:
    return name == "string" or _LENGTH.fullmatch(name) is not None


def _is_number(name: str) -> bool:
    return name in _WHOLE or name in _FLOATING or _DECIMAL.fullmatch(name) is not None


def _has_fraction(name: str) -> bool:
    decimal = _DECIMAL.fullmatch(name)
    return name in _FLOATING or (decimal is not None and int(decimal[2]) > 0)


def _raise(sql: str, wanted: str, target: Sequence[str]) -> str:
    column = ".".join(step if _PLAIN.fullmatch(step) else quoted(step) for step in target)
    before, after = _literal(f"Column {column} has the value "), _literal(f", which is no {wanted}")
    return f"raise_error(concat({before}, CAST({sql} AS string), {after}))"


def _literal(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
