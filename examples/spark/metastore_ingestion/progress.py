"""How far the statements are that bring a table to a version: kept beside the checkpoint."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Any

from metastore_ingestion.files import Files, fresh_of


@dataclass(frozen=True)
class Progress:
    #: Id of the dataset, and name of the table as statements have it: whose they are. A dataset that was
    #: purged and registered again has another id.
    dataset: int | None
    table: str | None
    version: int
    #: What the table has to hold in the end: Spark's JSON.
    schema: str
    statements: list[str]
    done: int = 0

    def one_more(self) -> Progress:
        return replace(self, done=self.done + 1)


class ProgressFile:
    def __init__(self, files: Files, path: str) -> None:
        self._files = files
        self.path = path

    def read(self) -> Progress | None:
        """What was begun and not finished."""
        text = self._files.read(self.path)
        if text is not None:
            return _progress(json.loads(text))
        fresh = self._files.read(fresh_of(self.path))
        try:
            return None if fresh is None else _progress(json.loads(fresh))
        except json.JSONDecodeError:
            # Killed while it was written: none of its statements was run.
            return None

    def keep(self, progress: Progress) -> None:
        self._files.replace(self.path, json.dumps(asdict(progress)))

    def finish(self) -> None:
        self._files.delete(fresh_of(self.path))
        self._files.delete(self.path)


def _progress(read: dict[str, Any]) -> Progress:
    """A file that does not say whose it is, is nobody's."""
    return Progress(**{"dataset": None, "table": None, **read})
