"""Whether a real table has the columns that the metastore says it has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from metastore_client.spark.data_types import Array, DataType, Leaf, Map, Struct, sql_type


class WithBatch(Protocol):
    """What a format does by itself, with the next batch that is written."""

    def adds_with_batch(self, path: tuple[str, ...]) -> bool: ...

    def promotes_with_batch(self, there: str, wanted: str) -> bool: ...


class Nothing:
    """For a look at a table as it is."""

    def adds_with_batch(self, path: tuple[str, ...]) -> bool:
        return False

    def promotes_with_batch(self, there: str, wanted: str) -> bool:
        return False


#: Under these names Iceberg and Hudi, or Spark's own catalog, keep a type.
_STORED_AS = {"byte": "integer", "short": "integer"}


@dataclass(frozen=True)
class Differences:
    #: What the table lacks, or has with another type: writing would fail.
    missing: list[str]
    #: What it has beyond: writing leaves it null.
    beyond: list[str]


def differences(table: Struct, wanted: Struct, with_batch: WithBatch) -> Differences:
    """Compares names without regard to case, and types as formats store them."""
    found = _Comparison(with_batch)
    found.structs((), table, wanted)
    return Differences(found.missing, found.beyond)


class _Comparison:
    def __init__(self, with_batch: WithBatch) -> None:
        self.missing: list[str] = []
        self.beyond: list[str] = []
        self._with_batch = with_batch

    def structs(self, path: tuple[str, ...], table: Struct, wanted: Struct) -> None:
        there = {field.name.lower(): field for field in table.fields}
        for field in wanted.fields:
            at = (*path, field.name)
            found = there.pop(field.name.lower(), None)
            if found is not None:
                self._types(at, found.type, field.type)
            elif not self._with_batch.adds_with_batch(at):
                self.missing.append(f"{'.'.join(at)} {sql_type(field.type)}")
        self.beyond += [".".join((*path, field.name)) for field in there.values()]

    def _types(self, path: tuple[str, ...], table: DataType, wanted: DataType) -> None:
        if isinstance(table, Struct) and isinstance(wanted, Struct):
            self.structs(path, table, wanted)
        elif isinstance(table, Array) and isinstance(wanted, Array):
            self._types((*path, "element"), table.element, wanted.element)
        elif isinstance(table, Map) and isinstance(wanted, Map):
            self._types((*path, "key"), table.key, wanted.key)
            self._types((*path, "value"), table.value, wanted.value)
        elif not self._are_alike(_stored(table), _stored(wanted)):
            self.missing.append(f"{'.'.join(path)} {sql_type(wanted)} (the table has {sql_type(table)})")

    def _are_alike(self, there: str, wanted: str) -> bool:
        return there == wanted or self._with_batch.promotes_with_batch(there, wanted)


def _stored(data_type: DataType) -> str:
    """Lengths of texts are the writer's affair: most formats know none."""
    if not isinstance(data_type, Leaf):
        return sql_type(data_type)
    name = data_type.name
    return "string" if name.startswith(("char(", "varchar(")) else _STORED_AS.get(name, name)
