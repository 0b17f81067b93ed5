"""What several answers share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Optional, TypedDict, Union

TableFormat = Literal["PARQUET", "HUDI", "DELTA", "ICEBERG"]
Mode = Literal["append", "upsert"]
ChangeType = Literal["NONE", "INITIAL", "NON_BREAKING", "BREAKING"]

JsonObject = dict[str, object]

Path = list[str]
"""Steps from the outermost column inwards; `element`, `key` and `value` below arrays and maps."""


class _NamedField(TypedDict):
    name: str
    type: Union[str, JsonObject]


class StructField(_NamedField, total=False):
    """A field of a schema, as Spark writes it."""

    nullable: bool
    metadata: JsonObject


class StructType(TypedDict):
    """A schema in the form that Spark's `StructType.fromJson` takes and `jsonValue()` gives."""

    type: Literal["struct"]
    fields: list[StructField]


@dataclass(frozen=True)
class Actor:
    type: str
    name: str


@dataclass(frozen=True)
class SchemaWarning:
    """What speaks not against the batch, but ought to be known."""

    code: str
    path: Optional[Path]
    message: str
