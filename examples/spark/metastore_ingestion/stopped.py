"""Why the job stops, and with which exit code: what an orchestrator can tell apart."""

from __future__ import annotations

UNEXPECTED = 1
WRONG_USE = 2
BREAKING = 3
PAUSED = 4
AWAY = 5


class Stopped(Exception):
    """Something that a person has to see to. The message says what."""

    exit_code = UNEXPECTED


class WrongUse(Stopped):
    """The dataset's settings, or the job's arguments, are not such that it can run."""

    exit_code = WRONG_USE


class DatasetPaused(Stopped):
    exit_code = PAUSED


class TableDoesNotFit(Stopped):
    """The real table is not as the metastore has it, and no statement brings it there."""
