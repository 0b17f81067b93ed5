"""Datasets: what is registered, and how schemas of theirs may evolve."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, Optional

from metastore_client.models.common import Mode, TableFormat
from metastore_client.wire import LOCAL

Preset = Literal["STRICT", "TOLERANT", "FROZEN"]
Enforcement = Literal["ENFORCE", "OBSERVE"]
AllowOrBlock = Literal["ALLOW", "BLOCK"]
BlockOrIgnore = Literal["BLOCK", "IGNORE"]
AllowBlockOrIgnore = Literal["ALLOW", "BLOCK", "IGNORE"]


@dataclass(frozen=True)
class TableName:
    catalog: Optional[str] = None
    database: Optional[str] = None
    name: Optional[str] = None


@dataclass(frozen=True)
class EvolutionPolicy:
    """What jobs may do to the table. What is None is as the preset, or the service, has it."""

    preset: Optional[Preset] = None
    enforcement: Optional[Enforcement] = None
    new_fields: Optional[AllowBlockOrIgnore] = None
    missing_fields: Optional[AllowOrBlock] = None
    narrower_types: Optional[AllowOrBlock] = None
    widening: Optional[AllowOrBlock] = None
    string_fallback: Optional[AllowOrBlock] = None
    corrupt_records: Optional[BlockOrIgnore] = None
    invalid_names: Optional[BlockOrIgnore] = None
    max_new_fields: Optional[int] = None
    max_columns: Optional[int] = None
    type_hints: Optional[dict[str, str]] = None


@dataclass(frozen=True)
class Dataset:
    """One source that feeds one lakehouse table."""

    id: int
    name: str
    kafka_topic: Optional[str]
    source_uri: Optional[str]
    mode: Mode
    pk_fields: list[str]
    partition_keys: list[str]
    derived_fields: list[str]
    protected_fields: list[str]
    transform_jars: list[str]
    table_format: TableFormat
    table: TableName
    location: Optional[str]
    description: Optional[str]
    owner: Optional[str]
    labels: dict[str, str]
    properties: dict[str, str]
    paused: bool
    paused_reason: Optional[str]
    evolution_policy: EvolutionPolicy
    former_pk_fields: list[str]
    former_partition_keys: list[str]
    revision: int
    created_at: str
    updated_at: str
    archived_at: Optional[str]
    stale_since: Optional[datetime] = field(default=None, metadata={LOCAL: True})
    """Set when the metastore is away: this is the last known good one, confirmed then for the last time."""


@dataclass(frozen=True)
class DatasetRegistration:
    """What to register. What is None is left to the service."""

    name: str
    mode: Mode
    kafka_topic: Optional[str] = None
    source_uri: Optional[str] = None
    pk_fields: Optional[list[str]] = None
    partition_keys: Optional[list[str]] = None
    derived_fields: Optional[list[str]] = None
    protected_fields: Optional[list[str]] = None
    transform_jars: Optional[list[str]] = None
    table_format: Optional[TableFormat] = None
    table: Optional[TableName] = None
    location: Optional[str] = None
    description: Optional[str] = None
    owner: Optional[str] = None
    paused: Optional[bool] = None
    paused_reason: Optional[str] = None
    evolution_policy: Optional[EvolutionPolicy] = None
    labels: Optional[dict[str, str]] = None
    properties: Optional[dict[str, str]] = None
