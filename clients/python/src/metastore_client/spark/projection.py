"""From a projection to Spark SQL: one expression for each column of the effective schema.

Pure text in, text out: clients/vectors/README.md states the algorithm, and the vectors beside it hold every
gate to the same text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from metastore_client.models.verdict import ProjectionStep
from metastore_client.spark.casts import checked_cast, unchecked_cast
from metastore_client.spark.data_types import Array, DataType, Map, Struct, quoted, sql_type

Path = tuple[str, ...]


class ProjectionError(ValueError):
    """The projection was made for a batch of another schema."""


@dataclass(frozen=True)
class Place:
    """A value of the batch: the SQL that reads it, the path that leads there and its type."""

    sql: str
    path: Path
    type: DataType


def projection_expressions(
    submitted: Struct, steps: Iterable[ProjectionStep], effective: Struct
) -> list[str]:
    """
    One expression for each column of the effective schema, in its order, over a batch with the submitted
    schema. Raises ProjectionError where a step names what the batch does not have.
    """
    projecting = _Projecting({tuple(step.target): step for step in steps})
    expressions = []
    for field in effective.fields:
        sql = projecting.column((field.name,), field.type, Place("", (), submitted), 1)
        expressions.append(f"{sql} AS {quoted(field.name)}")
    return expressions


class _Projecting:
    def __init__(self, steps: Mapping[Path, ProjectionStep]) -> None:
        self._steps = steps

    def column(self, target: Path, wanted: DataType, parent: Place, depth: int) -> str:
        """A field of a struct. Without a step, or a source, it is null."""
        step = self._steps.get(target)
        if step is None or step.source is None:
            return _null(wanted)
        return self._finish(target, step, wanted, _field_at(parent, tuple(step.source)), depth)

    def _part(self, target: Path, wanted: DataType, part: Place, depth: int) -> str:
        """An element, a key or a value: only what is cast, or null, beside structs has a step of its own."""
        step = self._steps.get(target)
        if step is not None and step.source is None:
            return _null(wanted)
        return self._finish(target, step, wanted, part, depth)

    def _finish(
        self, target: Path, step: ProjectionStep | None, wanted: DataType, place: Place, depth: int
    ) -> str:
        if step is not None and step.cast is not None:
            if step.checked:
                return checked_cast(place.sql, place.type, wanted, target=target, depth=depth)
            return unchecked_cast(place.sql, step.cast)
        return self._below(target, wanted, place, depth)

    def _below(self, target: Path, wanted: DataType, place: Place, depth: int) -> str:
        """The value itself where nothing in it differs; else put together anew from its parts."""
        if isinstance(wanted, Struct) and isinstance(place.type, Struct):
            return self._struct(target, wanted, place, place.type, depth)
        if isinstance(wanted, Array) and isinstance(place.type, Array):
            variable = f"e{depth}"
            part = Place(variable, (*place.path, "element"), place.type.element)
            built = self._part((*target, "element"), wanted.element, part, depth + 1)
            return place.sql if built == variable else f"transform({place.sql}, {variable} -> {built})"
        if isinstance(wanted, Map) and isinstance(place.type, Map):
            return self._map(target, wanted, place, place.type, depth)
        return place.sql

    def _struct(self, target: Path, wanted: Struct, place: Place, submitted: Struct, depth: int) -> str:
        built = [self.column((*target, f.name), f.type, place, depth) for f in wanted.fields]
        names = [field.name for field in wanted.fields]
        same_names = names == [field.name for field in submitted.fields]
        if same_names and built == [_access(place, name) for name in names]:
            return place.sql
        parts = (f"{sql} AS {quoted(field.name)}" for sql, field in zip(built, wanted.fields))
        return f"IF({place.sql} IS NULL, NULL, STRUCT({', '.join(parts)}))"

    def _map(self, target: Path, wanted: Map, place: Place, submitted: Map, depth: int) -> str:
        key, value = f"k{depth}", f"v{depth}"
        keys = Place(key, (*place.path, "key"), submitted.key)
        values = Place(value, (*place.path, "value"), submitted.value)
        new_key = self._part((*target, "key"), wanted.key, keys, depth + 1)
        new_value = self._part((*target, "value"), wanted.value, values, depth + 1)
        sql = place.sql
        if new_value != value:
            sql = f"transform_values({sql}, ({key}, {value}) -> {new_value})"
        if new_key != key:
            sql = f"transform_keys({sql}, ({key}, {value}) -> {new_key})"
        return sql


def _field_at(parent: Place, source: Path) -> Place:
    name = source[-1] if source[:-1] == parent.path else None
    field = parent.type.field(name) if isinstance(parent.type, Struct) and name is not None else None
    if field is None:
        raise ProjectionError(
            f"The projection reads {'.'.join(map(quoted, source))}, and the batch has no such column: "
            "project the very DataFrame whose schema was submitted."
        )
    return Place(_access(parent, field.name), source, field.type)


def _access(parent: Place, name: str) -> str:
    return f"{parent.sql}.{quoted(name)}" if parent.sql else quoted(name)


def _null(wanted: DataType) -> str:
    return unchecked_cast("NULL", sql_type(wanted))
