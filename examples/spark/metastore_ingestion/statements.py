"""What the statements of `apply` are about, and whether one that failed was run before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from metastore_client.spark.data_types import Array, DataType, Map, Struct

_NAME = r"(?:`(?:[^`]|``)*`|[^\s`.,()]+)"
_PATH = rf"{_NAME}(?:\.{_NAME})*"
_ALTER = rf"\s*ALTER\s+TABLE\s+{_PATH}\s+"
_DROP = re.compile(rf"{_ALTER}DROP\s+COLUMNS?\s*\(?\s*({_PATH}(?:\s*,\s*{_PATH})*)\s*\)?\s*", re.IGNORECASE)
_RENAME = re.compile(rf"{_ALTER}RENAME\s+COLUMN\s+({_PATH})\s+TO\s+{_NAME}\s*", re.IGNORECASE)
_ADD = re.compile(rf"{_ALTER}ADD\s+COLUMNS?\b", re.IGNORECASE)
_ALREADY_THERE = re.compile(r"(?=.*(column|field))(?=.*already.?exist)", re.IGNORECASE)

ColumnPath = tuple[str, ...]


def dropped_by(statements: Sequence[str]) -> set[ColumnPath]:
    """The columns that they drop, in lower case."""
    found = (_DROP.fullmatch(statement) for statement in statements)
    return {path for match in found if match is not None for path in _paths(match[1])}


def has_renames(statements: Sequence[str]) -> bool:
    """Such a list must not be run again from its start: what swapped two names swaps them back."""
    return any(_RENAME.fullmatch(statement) for statement in statements)


def was_done(statement: str, said: str, table: Struct) -> bool | None:
    """
    Whether a statement fails because its work is done, by what the table has and by what the engine said;
    None where neither tells.
    """
    gone = _DROP.fullmatch(statement) or _RENAME.fullmatch(statement)
    if gone is not None:
        return not any(_has(table, path) for path in _paths(gone[1]))
    if _ADD.match(statement):
        return _ALREADY_THERE.search(said) is not None
    return None


def _paths(text: str) -> list[ColumnPath]:
    """The paths in a list of columns."""
    return [
        tuple(_plain(name).lower() for name in re.findall(_NAME, path)) for path in re.findall(_PATH, text)
    ]


def _plain(name: str) -> str:
    return name[1:-1].replace("``", "`") if name.startswith("`") else name


def _has(there: DataType, path: ColumnPath) -> bool:
    if not path:
        return True
    step, rest = path[0], path[1:]
    if isinstance(there, Struct):
        return any(_has(field.type, rest) for field in there.fields if field.name.lower() == step)
    if isinstance(there, Array):
        return step == "element" and _has(there.element, rest)
    if isinstance(there, Map):
        return (step == "key" and _has(there.key, rest)) or (step == "value" and _has(there.value, rest))
    return False
