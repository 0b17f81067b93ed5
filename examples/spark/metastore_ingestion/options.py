"""What the caller decides about phase 2."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from metastore_ingestion.landed import state_of


@dataclass(frozen=True)
class IngestOptions:
    root: str
    #: Corrupt records are set apart; else the metastore judges them.
    quarantine: bool = False
    #: So are whole batches whose blocked version a person has rejected.
    quarantine_rejected: bool = False
    transform: str | None = None
    metrics: Path | None = None
    #: Seconds to wait for a metastore that is away.
    patience: float | None = None
    #: Replay history as this version had it.
    schema_version: int | None = None
    location: str | None = None
    table: str | None = None

    def state(self, dataset: str) -> str:
        """A replay has a state of its own, and begins at the first record."""
        own = "" if self.schema_version is None else f"/replay-{self.schema_version}-{self.table or 'table'}"
        return f"{state_of(self.root, dataset)}{own}"
