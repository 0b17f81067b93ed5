"""What comes of inferring from a text: a schema, or a refusal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Union

NullFields = Literal["STRING", "DROP", "VOID"]
Path = tuple[str, ...]


@dataclass(frozen=True)
class Inferred:
    """A schema as Spark writes it: `StructType.json`."""

    schema: str


@dataclass(frozen=True)
class ServiceInferred(Inferred):
    null_only: tuple[Path, ...]
    records: int


@dataclass(frozen=True)
class Refused:
    """Why there is no schema: the sentence of the service, or the condition that Spark names."""

    reason: str


SparkOutcome = Union[Inferred, Refused]
ServiceOutcome = Union[ServiceInferred, Refused]
