"""The last known good configuration, on disk: for the time when the metastore is away."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Optional

log = logging.getLogger("metastore_client")

_SKEW = 300.0
"""Seconds by which a file may be younger than the clock says; more, and its age means nothing."""


@dataclass(frozen=True)
class Remembered:
    body: object
    confirmed: datetime
    """When the service last said so."""


class Cache:
    """One file per thing, whole or not there. What cannot be written is said, and hinders nobody."""

    def __init__(self, directory: Path, url: str, max_age: float) -> None:
        self._directory = directory / hashlib.sha256(url.encode()).hexdigest()[:16]
        self._max_age = max_age

    def keep(self, name: str, body: object) -> None:
        """Remembers what the service says now: written beside and renamed, so nobody reads half of it."""
        text = json.dumps({"name": name, "body": body})
        path = self._path(name)
        try:
            self._directory.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, beside = tempfile.mkstemp(dir=self._directory, prefix=".new-")
            try:
                with os.fdopen(handle, "w") as file:
                    file.write(text)
                    file.flush()
                    os.fsync(file.fileno())
                Path(beside).replace(path)
            except BaseException:
                Path(beside).unlink(missing_ok=True)
                raise
        except OSError as error:
            log.warning("%s cannot be kept for the time when the metastore is away: %s", name, error)

    def confirm(self, name: str) -> bool:
        """The service says the same as before. False: it is not here."""
        try:
            os.utime(self._path(name))
        except OSError:
            return False
        return True

    def forget(self, name: str) -> None:
        """There is no such thing any more."""
        try:
            self._path(name).unlink(missing_ok=True)
        except OSError as error:
            log.warning("%s cannot be removed from the cache: %s", name, error)

    def recall(self, name: str) -> Optional[Remembered]:
        """What was kept, unless it is too old, or cannot be read."""
        if self._max_age <= 0:
            return None
        path = self._path(name)
        try:
            confirmed = path.stat().st_mtime
            kept = json.loads(path.read_text())
        except (OSError, ValueError):
            return None
        age = time.time() - confirmed
        if age > self._max_age or age < -_SKEW:
            log.warning(
                "%s was kept, but %.0f s is more than the age limit of %.0f s", name, age, self._max_age
            )
            return None
        if not isinstance(kept, dict) or "body" not in kept:
            return None
        return Remembered(kept["body"], datetime.fromtimestamp(confirmed, timezone.utc))

    def _path(self, name: str) -> Path:
        return self._directory / f"{hashlib.sha256(name.encode()).hexdigest()[:32]}.json"


def default_directory() -> Path:
    """METASTORE_CACHE_DIR, else where this user's programs cache things."""
    named = os.environ.get("METASTORE_CACHE_DIR")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "metastore-client"
