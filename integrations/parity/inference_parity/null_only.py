"""Which fields are null in every record, by looking at all the values of each place at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inference_parity.outcome import Path
from inference_parity.plain_reading import JsonObject, JsonValue

_CORRUPT = "_corrupt_record"


def null_only_paths(records: Sequence[JsonValue]) -> list[Path]:
    """In the order in which Spark sorts fields: by the code units of their names."""
    found = [_rows(record) for record in records]
    members = [member for rows in found for row in rows or () for member in row.members]
    if None in found:
        members.append((_CORRUPT, "the text of the record"))
    return list(_in_fields(members, ()))


def _rows(record: JsonValue) -> list[JsonObject] | None:
    """Of an array, those in it; None for what is no row."""
    if not _has_value(record):
        return []
    if isinstance(record, JsonObject):
        return [record]
    if not isinstance(record, list):
        return None
    items = [item for item in record if _has_value(item)]
    rows = [item for item in items if isinstance(item, JsonObject)]
    if len(rows) == len(items):
        return rows
    inner = [item for item in items if isinstance(item, list)]
    return _rows([deep for item in inner for deep in item]) if len(inner) == len(items) else None


def _at(values: Sequence[JsonValue], path: Path) -> Iterator[Path]:
    known = [value for value in values if _has_value(value)]
    objects = [value for value in known if isinstance(value, JsonObject)]
    arrays = [value for value in known if isinstance(value, list)]
    if not known:
        yield path
    elif len(arrays) == len(known):
        yield from _at([item for array in arrays for item in array], (*path, "element"))
    elif len(objects) == len(known):
        yield from _in_fields([member for value in objects for member in value.members], path)


def _in_fields(members: Sequence[tuple[str, JsonValue]], path: Path) -> Iterator[Path]:
    values: dict[str, list[JsonValue]] = {}
    for name, value in members:
        values.setdefault(name, []).append(value)
    for name in sorted(values, key=lambda name: name.encode("utf-16-be", "surrogatepass")):
        if name != "":
            yield from _at(values[name], (*path, name))


def _has_value(value: JsonValue) -> bool:
    return value is not None and value != ""
