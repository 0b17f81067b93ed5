"""The job as it is, but for one thing: where it is told to, it dies at once, by SIGKILL."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from metastore_client import Dataset, Metastore
from metastore_client.spark import Quarantine
from metastore_ingestion import batches, command_line
from metastore_ingestion.files import Files
from metastore_ingestion.progress import Progress, ProgressFile
from pyspark.sql import DataFrame


def _die() -> None:
    os.killpg(os.getpgid(0), signal.SIGKILL)


def _before(owner: Any, name: str, times: int = 1) -> None:
    """Dies when the function is called for that time."""
    _replace(owner, name, times, is_after=False)


def _after(owner: Any, name: str, times: int = 1) -> None:
    """Dies when the function has returned for that time."""
    _replace(owner, name, times, is_after=True)


def _any(*arguments: Any) -> bool:
    return True


def _marks_a_change(file: ProgressFile, progress: Progress) -> bool:
    """Behind a statement that alters the table; settings of the session are run again by every start."""
    return progress.done > 0 and progress.statements[progress.done - 1].startswith("ALTER")


def _replace(
    owner: Any, name: str, times: int, *, is_after: bool, counts: Callable[..., bool] = _any
) -> None:
    real = getattr(owner, name)
    calls = 0

    def replacement(*arguments: Any, **named: Any) -> Any:
        nonlocal calls
        is_counted = counts(*arguments)
        calls += is_counted
        if is_counted and calls == times and not is_after:
            _die()
        answer = real(*arguments, **named)
        if is_counted and calls == times:
            _die()
        return answer

    setattr(owner, name, replacement)


def _marking(times: int, *, is_after: bool) -> None:
    _replace(ProgressFile, "keep", times, is_after=is_after, counts=_marks_a_change)


#: In the order in which a batch passes them.
POINTS: dict[str, Callable[[], None]] = {
    "when the batch was set apart": lambda: _after(Quarantine, "keep"),
    "after the metastore answered": lambda: _after(batches, "gate"),
    "when the table was made or altered": lambda: _before(Metastore, "acknowledge"),
    "between a statement and its mark": lambda: _marking(1, is_after=False),
    "behind the first statement": lambda: _marking(1, is_after=True),
    "between the second statement and its mark": lambda: _marking(2, is_after=False),
    "when the version was acknowledged": lambda: _after(Metastore, "acknowledge"),
    "before the batch is written": lambda: _before(batches.Ingestion, "_write"),
    "between two files that are moved": lambda: _after(Files, "move"),
    "when the batch was written": lambda: _after(batches.Ingestion, "_write"),
}


def in_three_files(batch: DataFrame, dataset: Dataset) -> DataFrame:
    """A transform."""
    return batch.repartition(3)


if __name__ == "__main__":
    POINTS[sys.argv[1]]()
    sys.exit(command_line.main(sys.argv[2:]))
