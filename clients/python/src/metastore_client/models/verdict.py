"""What a job hands in of a batch, and what it is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Optional, Union

from metastore_client.models.common import ChangeType, Path, SchemaWarning, StructType
from metastore_client.models.schema_version import Change, VersionChangeType
from metastore_client.wire import JSON_NAME, LOCAL

Origin = Literal["INFERRED", "DECLARED"]


@dataclass(frozen=True)
class Submission:
    """The schema of a batch: as an object, as the text of `df.schema.json()`, or as Spark DDL."""

    schema: Optional[Mapping[str, object]] = None
    schema_json: Optional[str] = field(default=None, metadata={JSON_NAME: "schema_json"})
    ddl: Optional[str] = None
    change_type: Optional[VersionChangeType] = field(default=None, metadata={JSON_NAME: "change_type"})
    origin: Optional[Origin] = None
    base_version: Optional[int] = None
    null_only_paths: Optional[list[Union[str, Path]]] = None
    source: Optional[dict[str, str]] = None


@dataclass(frozen=True)
class ProjectionStep:
    """One column, or nested field, of what is to be written."""

    target: Path
    source: Optional[Path]
    """Where it comes from in the batch; None: from nowhere, null is written."""
    cast: Optional[str] = None
    """The type to cast to; None: it fits as it is."""
    checked: Optional[Literal[True]] = None
    """The cast has to fail on a value that does not fit, and must not make null of it."""
    default: None = None


@dataclass(frozen=True)
class EvolveResult:
    """The batch may be written: bring the table up by `apply`, cast the batch by `projection`."""

    status: Literal["success"]
    change_type: Literal["NONE", "INITIAL", "NON_BREAKING"]
    version: Optional[int]
    active_schema_version_id: Optional[int]
    changes: list[Change]
    effective_schema: Optional[StructType]
    projection: list[ProjectionStep]
    apply: list[str]
    warnings: list[SchemaWarning]
    would_be: Optional[Literal["BREAKING"]] = None
    new_version: Optional[int] = None
    stale_since: Optional[datetime] = field(default=None, metadata={LOCAL: True})
    """Set when the metastore is away: nobody confirmed this; the batch has the schema that was active."""

    @property
    def confirmed(self) -> bool:
        """Did the metastore itself say so?"""
        return self.stale_since is None


@dataclass(frozen=True)
class CompareResult:
    """What evolve would say; nothing was written."""

    change_type: ChangeType
    version: Optional[int]
    active_schema_version_id: Optional[int]
    changes: list[Change]
    effective_schema: Optional[StructType]
    projection: list[ProjectionStep]
    apply: list[str]
    warnings: list[SchemaWarning]


@dataclass(frozen=True)
class InferredSchema:
    """The schema that Spark would infer from the records, and where nothing but null was seen."""

    schema: StructType
    schema_json: str = field(metadata={JSON_NAME: "schema_json"})
    null_only_paths: list[Path]
    records: int
