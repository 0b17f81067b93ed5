"""What the caller decides about phase 2."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
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
        """A replay has a state of its own for each target, and begins at the first record."""
        if self.schema_version is None:
            return state_of(self.root, dataset)
        target = f"{(self.location or '').rstrip('/')}\n{self.table or ''}"
        name = f"replay-{self.schema_version}-{sha256(target.encode()).hexdigest()[:16]}"
        return f"{state_of(self.root, dataset)}/{name}"
