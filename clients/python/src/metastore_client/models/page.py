"""Lists, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Optional, TypeVar

from metastore_client.models.dataset import Dataset
from metastore_client.models.event import Event
from metastore_client.models.schema_version import SchemaVersion

T = TypeVar("T")


@dataclass(frozen=True)
class Page(Generic[T]):
    """`next_cursor` leads to the next page; None: this was the last."""

    items: list[T]
    next_cursor: Optional[str]


@dataclass(frozen=True)
class DatasetPage(Page[Dataset]):
    items: list[Dataset]


@dataclass(frozen=True)
class SchemaVersionList(Page[SchemaVersion]):
    items: list[SchemaVersion]


@dataclass(frozen=True)
class EventFeed:
    """The feed has no end: its cursor leads to what happens later."""

    items: list[Event]
    next_cursor: str
