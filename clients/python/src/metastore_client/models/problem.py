"""What the service says when it refuses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Optional

from metastore_client.models.schema_version import Change
from metastore_client.wire import JSON_NAME


@dataclass(frozen=True)
class InputFault:
    """One input that is not valid: where it is, and what is wrong with it."""

    in_: Literal["body", "path", "query", "header"] = field(metadata={JSON_NAME: "in"})
    path: str
    message: str


@dataclass(frozen=True)
class Problem:
    """What every refusal carries (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    instance: str
    request_id: Optional[str]
    errors: Optional[list[InputFault]] = None


@dataclass(frozen=True)
class Breakage:
    """What the refusal of a batch carries besides."""

    change_type: Literal["BREAKING"]
    blocked_version: int
    active_version: Optional[int]
    occurrences: int
    changes: list[Change]
