"""Schemas as SQL of the engines, or as documents of other systems."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from metastore_client.models.common import JsonObject, SchemaWarning
from metastore_client.wire import JSON_NAME

Engine = Literal["SPARK", "TRINO", "HIVE", "FLINK"]
DocumentKind = Literal["ICEBERG", "AVRO", "JSON_SCHEMA"]


@dataclass(frozen=True)
class RenderedStatement:
    sql: str
    comment: bool
    """A remark and not a statement: something the engine cannot be told."""


@dataclass(frozen=True)
class RenderedSql:
    """The whole table in an engine's SQL."""

    as_: Engine = field(metadata={JSON_NAME: "as"})
    version: int
    statements: list[RenderedStatement]
    script: str
    warnings: list[SchemaWarning]


@dataclass(frozen=True)
class RenderedDocument:
    as_: DocumentKind = field(metadata={JSON_NAME: "as"})
    version: int
    document: JsonObject
    warnings: list[SchemaWarning]


@dataclass(frozen=True)
class RenderedChange:
    """The way from one version to another in an engine's SQL."""

    as_: Engine = field(metadata={JSON_NAME: "as"})
    from_version: int = field(metadata={JSON_NAME: "from"})
    to_version: int = field(metadata={JSON_NAME: "to"})
    statements: list[RenderedStatement]
    script: str
    warnings: list[SchemaWarning]
