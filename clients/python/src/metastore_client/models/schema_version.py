"""Versions of a schema, and the changes between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Optional

from metastore_client.models.common import Actor, JsonObject, Path, StructType, TableFormat
from metastore_client.wire import JSON_NAME, LOCAL

VersionStatus = Literal["ACTIVE", "OBSOLETE", "BLOCKED", "APPROVED", "REJECTED", "RESOLVED"]
VersionChangeType = Literal["INITIAL", "NON_BREAKING", "BREAKING"]
ChangeKind = Literal["ADDED", "REMOVED", "TYPE", "NULLABILITY", "NAME", "ORDER", "METADATA", "EVIDENCE"]


@dataclass(frozen=True)
class FormatAnswer:
    """Can this table format do it?"""

    format: TableFormat
    can: bool
    why: Optional[str] = None
    remedy: Optional[str] = None


@dataclass(frozen=True)
class Change:
    """One difference between two schemas, with its rule. All rules: `GET /rules` of the service."""

    rule: str
    kind: ChangeKind
    path: Path
    before: Optional[str]
    after: Optional[str]
    verdict: Literal["NONE", "NON_BREAKING", "BREAKING"]
    reason: str
    remediation: Optional[str] = None
    risk: Optional[Literal["PRECISION", "STRINGIFIED", "CHECKED"]] = None
    formats: Optional[list[FormatAnswer]] = None


@dataclass(frozen=True)
class Decision:
    """Who decided about a blocked version, and why."""

    at: str
    by: Actor
    reason: str
    led_to_version: Optional[int]
    resolutions: list[JsonObject]


@dataclass(frozen=True)
class Applied:
    """Who brought the table to a version."""

    at: str
    by: Actor
    commit: Optional[str]


@dataclass(frozen=True)
class SchemaVersion:
    id: int
    dataset_id: int
    version: int
    status: VersionStatus
    change_type: VersionChangeType
    origin: Literal["INFERRED", "DECLARED", "DDL", "DECISION", "ROLLBACK"]
    schema: StructType
    schema_json: str = field(metadata={JSON_NAME: "schema_json"})
    fingerprint: str
    logical_fingerprint: str
    compared_with_version: Optional[int]
    changes: list[Change]
    reason: str
    claimed_change_type: Optional[VersionChangeType]
    source: dict[str, str]
    submitted_by: Actor
    occurrences: int
    created_at: str
    last_seen_at: str
    valid_from: Optional[str]
    valid_to: Optional[str]
    derived_from_version: Optional[int]
    decision: Optional[Decision]
    applied: Optional[Applied]
    stale_since: Optional[datetime] = field(default=None, metadata={LOCAL: True})
    """Set when the metastore is away: this is the last known good one, confirmed then for the last time."""
