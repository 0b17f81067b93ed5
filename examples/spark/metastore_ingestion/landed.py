"""What a landed record looks like. It stays as it came; only what surrounds it is known."""

from __future__ import annotations

#: The raw text of a record, and what it came with.
VALUE = "value"
METADATA = ("key", "topic", "partition", "offset", "timestamp", "ingested_at")

#: The struct of the metadata that rides along through the gate, for derived columns: `__landed.offset`.
CARRIED = "__landed"
#: The column by which upserts find the latest row of a key.
NUMBER = "__number"


def landing_of(root: str, dataset: str) -> str:
    return f"{root}/landing/{dataset}"


def state_of(root: str, dataset: str) -> str:
    """Checkpoints, the progress of statements and what is quarantined."""
    return f"{root}/state/{dataset}"
