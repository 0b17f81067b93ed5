"""What happened, and whether the service is well."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Optional

from metastore_client.models.common import Actor, JsonObject


@dataclass(frozen=True)
class Event:
    """One change of state: who, what, before, after, why."""

    id: int
    type: str
    dataset_id: Optional[int]
    dataset_name: Optional[str]
    version: Optional[int]
    actor: Actor
    before: Optional[JsonObject]
    after: Optional[JsonObject]
    reason: Optional[str]
    request_id: Optional[str]
    created_at: str


@dataclass(frozen=True)
class Health:
    """Well or not: `reason` says why not."""

    status: Literal["healthy", "unhealthy"]
    database: Literal["connected", "unreachable"]
    migrations: Literal["applied", "pending", "unknown"]
    version: str
    uptime_seconds: int
    reason: Optional[str] = None
