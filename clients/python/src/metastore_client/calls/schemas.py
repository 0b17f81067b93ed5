"""Schemas and their versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal, Optional, Union

from metastore_client.caller import DatasetRef
from metastore_client.models.common import Path
from metastore_client.models.page import SchemaVersionList
from metastore_client.models.schema_version import SchemaVersion, VersionStatus
from metastore_client.models.verdict import CompareResult, InferredSchema, Origin
from metastore_client.operations import (
    ACKNOWLEDGE_VERSION,
    COMPARE_SCHEMA,
    GET_VERSION,
    INFER_SCHEMA,
    LIST_VERSIONS,
)
from metastore_client.schema_checks import SchemaChecks, submission_of
from metastore_client.wire import encode


class SchemaCalls(SchemaChecks):
    def compare(
        self,
        dataset: DatasetRef,
        schema: Union[str, Mapping[str, object], None] = None,
        *,
        ddl: Optional[str] = None,
        null_only_paths: Optional[Sequence[Union[str, Path]]] = None,
        base_version: Optional[int] = None,
        origin: Origin = "INFERRED",
    ) -> CompareResult:
        """What `evolve` would say, BREAKING too; nothing is written."""
        submission = submission_of(schema, ddl, null_only_paths, base_version, origin, None)
        answer = self._answer(COMPARE_SCHEMA, {"dataset": dataset}, body=encode(submission))
        return answer.read_as(CompareResult)

    def infer(
        self,
        records: Union[str, bytes, Sequence[object]],
        null_fields: Optional[Literal["STRING", "DROP", "VOID"]] = None,
    ) -> InferredSchema:
        """The schema that Spark would infer. Text is one JSON value a line, taken as it was written."""
        body = records if isinstance(records, (str, bytes)) else {"records": list(records)}
        return self._answer(INFER_SCHEMA, query={"nullFields": null_fields}, body=body).read_as(
            InferredSchema
        )

    def schema_versions(
        self,
        dataset: DatasetRef,
        *,
        status: Optional[VersionStatus] = None,
        applied: Optional[bool] = None,
    ) -> Iterator[SchemaVersion]:
        """The versions, newest first, page by page as they are asked for."""
        query = {"status": status, "applied": applied}
        return self._pages(LIST_VERSIONS, SchemaVersionList, {"dataset": dataset}, query)

    def schema_version(self, dataset: DatasetRef, version: int) -> SchemaVersion:
        """One version. Raises `MetastoreProblem` `VERSION_NOT_FOUND`."""
        path = {"dataset": dataset, "version": version}
        return self._answer(GET_VERSION, path).read_as(SchemaVersion)

    def acknowledge(
        self, dataset: DatasetRef, version: int, commit: Optional[str] = None, at: Optional[str] = None
    ) -> SchemaVersion:
        """
        Says that the real table was brought to this version: by which commit of the lake, when (ISO 8601).

        Raises `MetastoreProblem` `ALREADY_APPLIED` when another commit did.
        """
        path = {"dataset": dataset, "version": version}
        given = {name: value for name, value in {"commit": commit, "at": at}.items() if value is not None}
        found = self._answer(ACKNOWLEDGE_VERSION, path, body=given).read_as(SchemaVersion)
        self._acknowledged(dataset, found)
        return found
