"""What people change and decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Optional, Union

from metastore_client.models.common import Actor, ChangeType, Path, SchemaWarning, StructType
from metastore_client.models.schema_version import Change

Outcome = Literal["applied", "unchanged", "dryRun"]
DecisionAction = Literal["KEEP", "ADOPT", "DROP", "RENAME", "LEAVE_OUT"]


@dataclass(frozen=True)
class DdlResult:
    """What a change of columns led to."""

    status: Outcome
    change_type: Literal["NONE", "NON_BREAKING", "BREAKING"]
    version: int
    active_schema_version_id: int
    changes: list[Change]
    schema: StructType
    apply: list[str]
    warnings: list[SchemaWarning]
    new_version: Optional[int] = None


@dataclass(frozen=True)
class RollBackResult:
    """What going back to an earlier schema led to."""

    status: Outcome
    change_type: ChangeType
    version: Optional[int]
    active_schema_version_id: Optional[int]
    changes: list[Change]
    schema: StructType
    apply: list[str]
    warnings: list[SchemaWarning]
    new_version: Optional[int] = None


@dataclass(frozen=True)
class Resolution:
    """How one breaking change was decided."""

    rule: str
    path: Path
    action: DecisionAction
    to: Optional[str]
    outcome: str


@dataclass(frozen=True)
class ResolutionRequest:
    """How to decide one breaking change; those that are not named are decided by default."""

    path: Union[str, Path]
    action: DecisionAction
    rule: Optional[str] = None
    to: Optional[str] = None


@dataclass(frozen=True)
class ApprovalResult:
    """What letting a blocked version pass led to."""

    status: Outcome
    change_type: ChangeType
    version: Optional[int]
    active_schema_version_id: Optional[int]
    changes: list[Change]
    schema: StructType
    apply: list[str]
    warnings: list[SchemaWarning]
    approved_version: int
    resolutions: list[Resolution]
    new_version: Optional[int] = None


@dataclass(frozen=True)
class RejectionResult:
    status: Literal["rejected"]
    version: int
    reason: str
    decided_by: Actor
    decided_at: str
    occurrences: int
