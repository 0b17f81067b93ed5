"""History as one version of the schema had it: no question is asked, and nothing evolves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from metastore_client.models.verdict import ProjectionStep
from metastore_client.spark.data_types import Array, DataType, Map, Struct, quoted, read_schema, sql_type
from metastore_client.spark.evidence import null_only_paths
from metastore_client.spark.projection import projection_expressions
from pyspark.sql import DataFrame

from metastore_ingestion.stopped import Stopped

_Path = tuple[str, ...]


def project_to(batch: DataFrame, schema: Struct, carry: Sequence[str]) -> DataFrame:
    """
    The columns of a schema by their names, else by their names in another case; null where the batch has
    none. Types that differ are cast, and the first value that does not fit fails the query.
    """
    data = batch.drop(*carry)
    submitted = read_schema(data.schema.json())
    pinning = _Pinning({tuple(path) for path in null_only_paths(data)})
    steps = list(pinning.fields((), schema, (), submitted))
    expressions = projection_expressions(submitted, steps, schema)
    return batch.toDF(*batch.columns).selectExpr(*expressions, *(quoted(name) for name in carry))


class _Pinning:
    def __init__(self, null_only: set[_Path]) -> None:
        self._null_only = null_only

    def fields(self, target: _Path, wanted: Struct, source: _Path, given: Struct) -> Iterator[ProjectionStep]:
        for field in wanted.fields:
            by_case = (each for each in given.fields if each.name.lower() == field.name.lower())
            found = given.field(field.name) or next(by_case, None)
            at = (*target, field.name)
            if found is None:
                yield _step(at, None)
            else:
                yield from self._value(at, field.type, (*source, found.name), found.type, is_field=True)

    def _value(
        self, target: _Path, wanted: DataType, source: _Path, given: DataType, *, is_field: bool
    ) -> Iterator[ProjectionStep]:
        if not _holds_struct(wanted) and not _holds_struct(given) and type(wanted) is type(given):
            if is_field or wanted != given:
                yield _step(target, source, None if wanted == given else sql_type(wanted))
        elif type(wanted) is not type(given):
            yield self._of_nothing(target, wanted, source, given)
        else:
            if is_field:
                yield _step(target, source)
            yield from self._below(target, wanted, source, given)

    def _below(
        self, target: _Path, wanted: DataType, source: _Path, given: DataType
    ) -> Iterator[ProjectionStep]:
        if isinstance(wanted, Struct) and isinstance(given, Struct):
            yield from self.fields(target, wanted, source, given)
        elif isinstance(wanted, Array) and isinstance(given, Array):
            below = ((*target, "element"), wanted.element, (*source, "element"), given.element)
            yield from self._value(*below, is_field=False)
        elif isinstance(wanted, Map) and isinstance(given, Map):
            key = ((*target, "key"), wanted.key, (*source, "key"), given.key)
            value = ((*target, "value"), wanted.value, (*source, "value"), given.value)
            yield from self._value(*key, is_field=False)
            yield from self._value(*value, is_field=False)

    def _of_nothing(self, target: _Path, wanted: DataType, source: _Path, given: DataType) -> ProjectionStep:
        """A column of another kind may hold nothing but nulls."""
        if source in self._null_only:
            return _step(target, None)
        raise Stopped(
            f"{'.'.join(source)} is {sql_type(given)} in this batch and {sql_type(wanted)} in the pinned "
            "version: no cast leads there. Replay with another --schema-version."
        )


def _step(target: _Path, source: _Path | None, cast: str | None = None) -> ProjectionStep:
    at = None if source is None else list(source)
    return ProjectionStep(list(target), at, cast, True if cast is not None else None)


def _holds_struct(data_type: DataType) -> bool:
    if isinstance(data_type, Array):
        return _holds_struct(data_type.element)
    if isinstance(data_type, Map):
        return _holds_struct(data_type.key) or _holds_struct(data_type.value)
    return isinstance(data_type, Struct)
