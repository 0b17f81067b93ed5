"""Which text columns of a batch have no value in any record: their type is a guess of the reader's."""

from __future__ import annotations

from collections.abc import Iterator

from metastore_client.spark.data_types import Array, DataType, Leaf, Map, Struct, quoted

Path = tuple[str, ...]


def null_only_probes(schema: Struct) -> list[tuple[Path, str]]:
    """
    For each text in the schema, at any depth, its path and a condition in Spark SQL: whether one record has a
    value there.
    """
    return [
        probe
        for field in schema.fields
        for probe in _probes((field.name,), field.type, quoted(field.name), 1)
    ]


def _probes(path: Path, data_type: DataType, sql: str, depth: int) -> Iterator[tuple[Path, str]]:
    variable = f"e{depth}"
    if data_type == Leaf("string"):
        yield path, f"{sql} IS NOT NULL"
    elif isinstance(data_type, Struct):
        for field in data_type.fields:
            yield from _probes((*path, field.name), field.type, f"{sql}.{quoted(field.name)}", depth)
    elif isinstance(data_type, Array):
        for below, probe in _probes((*path, "element"), data_type.element, variable, depth + 1):
            yield below, f"exists({sql}, {variable} -> {probe})"
    elif isinstance(data_type, Map):
        for below, probe in _probes((*path, "value"), data_type.value, variable, depth + 1):
            yield below, f"exists(map_values({sql}), {variable} -> {probe})"
