"""How long to wait, and how often to try."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Timeouts:
    """Seconds. There is always an end: `total` holds for a call with all its retries."""

    connect: float = 3.0
    read: float = 30.0
    total: float = 60.0

    def __post_init__(self) -> None:
        if min(self.connect, self.read, self.total) <= 0:
            raise ValueError("Timeouts have to be above 0 seconds")

    @classmethod
    def of(cls, timeout: float | Timeouts | None) -> Timeouts:
        """A number is the total; the others are never more."""
        if timeout is None:
            return cls()
        if isinstance(timeout, Timeouts):
            return timeout
        return cls(min(cls.connect, timeout), min(cls.read, timeout), timeout)


@dataclass(frozen=True)
class Retries:
    """How often a call is repeated after it failed, and with which pauses in seconds."""

    times: int = 5
    first_pause: float = 0.25
    longest_pause: float = 8.0

    def __post_init__(self) -> None:
        if self.times < 0 or self.first_pause <= 0 or self.longest_pause < self.first_pause:
            raise ValueError(
                "Retries: times from 0, pauses above 0, and the first not longer than the longest"
            )

    @classmethod
    def of(cls, retries: int | Retries | None) -> Retries:
        if retries is None:
            return cls()
        return retries if isinstance(retries, Retries) else cls(times=retries)

    def pause(self, attempt: int) -> float:
        """Doubles each time; half of it is chance: jobs that failed together do not come back together."""
        longest = min(self.longest_pause, self.first_pause * 2 ** min(attempt, 30))
        chance = random.uniform(0.5, 1)
        return float(longest * chance)


class Deadline:
    """A moment after which nothing more is tried."""

    def __init__(self, seconds: float) -> None:
        self._start = time.monotonic()
        self._seconds = seconds

    @property
    def passed(self) -> float:
        return time.monotonic() - self._start

    @property
    def left(self) -> float:
        return self._seconds - self.passed
