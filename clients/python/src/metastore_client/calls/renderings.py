"""Schemas for other engines and systems."""

from __future__ import annotations

from typing import Optional, TypeVar

from metastore_client.caller import Caller, DatasetRef
from metastore_client.models.rendering import (
    DocumentKind,
    Engine,
    RenderedChange,
    RenderedDocument,
    RenderedSql,
)
from metastore_client.operations import RENDER_ACTIVE, RENDER_DIFF, RENDER_REGISTRATION, RENDER_VERSION

T = TypeVar("T")


class RenderingCalls(Caller):
    def render_sql(self, dataset: DatasetRef, engine: Engine, version: Optional[int] = None) -> RenderedSql:
        """CREATE TABLE of a version, of the active one where none is named."""
        return self._render(dataset, engine, version, RenderedSql)

    def render_document(
        self, dataset: DatasetRef, kind: DocumentKind, version: Optional[int] = None
    ) -> RenderedDocument:
        """A version's schema as Iceberg, Avro or JSON Schema, the active one's where none is named."""
        return self._render(dataset, kind, version, RenderedDocument)

    def render_change(
        self, dataset: DatasetRef, from_version: int, to_version: int, engine: Engine
    ) -> RenderedChange:
        """The ALTER TABLE statements from one version to another. Both have to have been active."""
        query = {"from": from_version, "to": to_version, "as": engine}
        return self._answer(RENDER_DIFF, {"dataset": dataset}, query).read_as(RenderedChange)

    def render_registration(self, dataset: DatasetRef, engine: Engine) -> RenderedSql:
        """What tells an engine's catalog about the table where it lies. Its `version` is the active one."""
        return self._answer(RENDER_REGISTRATION, {"dataset": dataset}, {"as": engine}).read_as(RenderedSql)

    def _render(self, dataset: DatasetRef, kind: str, version: Optional[int], cls: type[T]) -> T:
        if version is None:
            return self._answer(RENDER_ACTIVE, {"dataset": dataset}, {"as": kind}).read_as(cls)
        path = {"dataset": dataset, "version": version}
        return self._answer(RENDER_VERSION, path, {"as": kind}).read_as(cls)
