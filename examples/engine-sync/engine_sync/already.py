"""What engines say of a statement whose work is done already."""

from __future__ import annotations

import re

# Hive 4.0 and Trino 435: the sentences, and the names of Trino's error codes for clients that show them.
_TABLE_THERE = re.compile(
    r"AlreadyExistsException"
    r"|\b(TABLE_)?ALREADY_EXISTS\b"
    r"|\bTable '[^']*' already exists"
    r"|\bTable already exists: '"
)
_TABLE_GONE = re.compile(r"\bTABLE_NOT_FOUND\b|\bTable '[^']*' (does not exist|not found)")
_COLUMN_DONE = re.compile(
    r"\bDuplicate column name\b"
    r"|\bCOLUMN_(ALREADY_EXISTS|NOT_FOUND)\b"
    r"|\bColumn '[^']*' (already exists|does not exist)"
)


def table_is_there(message: str) -> bool:
    """Of a table that is to be declared: the engine knows it."""
    return _TABLE_THERE.search(message) is not None


def table_is_gone(message: str) -> bool:
    """Of a table that is to be taken out: the engine does not know it."""
    return _TABLE_GONE.search(message) is not None


def columns_are_so(message: str) -> bool:
    """Of a change of columns: the one to add is there, or the one to drop or to rename is gone."""
    return _COLUMN_DONE.search(message) is not None
