"""Kills the job and the service at random moments."""

from __future__ import annotations

import random

from ingestion_job import Done, IngestionJob
from metastore_testing.service import MetastoreService

_AWAY = 5
_LONGEST = 5.0


class Disturbances:
    """
    A runner that kills the job so many times, and the service as often: at a random moment of a batch, of the
    start, or of landing. What was killed is started again.
    """

    def __init__(self, service: MetastoreService, seed: int, kills: int) -> None:
        self._service = service
        self._rng = random.Random(seed)
        self._targets = ["job"] * kills + ["service"] * kills
        self._rng.shuffle(self._targets)
        self.told: list[str] = []

    @property
    def left(self) -> int:
        return len(self._targets)

    def __call__(self, job: IngestionJob) -> Done:
        while True:
            job.start("--quarantine-rejected", "--patience", "120")
            if not self._targets:
                return job.wait()
            done = self._disturb(job)
            if done is not None and done.exit_code != _AWAY:
                return done

    def _disturb(self, job: IngestionJob) -> Done | None:
        """How the job ended by itself; None where it was killed."""
        while self._targets:
            batches = self._rng.choice([0, 1, 1, 2])
            delay = self._rng.uniform(0.0, _LONGEST) + (self._rng.uniform(0.0, 10.0) if batches == 0 else 0.0)
            job.wait_for(" begins", batches)
            if job.ended_within(delay):
                return job.wait()
            target = self._targets.pop()
            self.told.append(f"{target} {delay:.2f} s after {batches} batches had begun")
            if target == "job":
                job.kill()
                return None
            self._service.kill()
            # The job goes on meanwhile, and finds nobody.
            job.ended_within(self._rng.uniform(0.0, 3.0))
            self._service.start()
        return job.wait()
