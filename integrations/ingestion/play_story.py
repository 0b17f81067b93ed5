"""Plays a story into a lake, and says how the lake differs from what was sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from ingestion_job import Done, IngestionJob
from lake_formats import LakeFormat
from metastore_client import Metastore
from orders_story import Blocked, Story, checksum

BREAKING = 3

#: Gives the job of a format, and what people call the service by.
StartJob = Callable[[LakeFormat], tuple[IngestionJob, Metastore]]

#: Runs the job until it ends by itself.
Runner = Callable[[IngestionJob], Done]


def undisturbed(job: IngestionJob) -> Done:
    return job.run("--quarantine-rejected")


def play(
    story: Story, job: IngestionJob, metastore: Metastore, dataset: str, run: Runner = undisturbed
) -> None:
    """Batches are sent until something happens; then the job runs, and it happens."""
    for step in story.steps:
        if isinstance(step, list):
            job.send(step)
            continue
        done = run(job)
        if isinstance(step, Blocked):
            _decide(step, done, metastore, dataset)
        else:
            assert done.exit_code == 0, done.log
            step.do(metastore, dataset)
    done = run(job)
    assert done.exit_code == 0, done.log


def _decide(step: Blocked, done: Done, metastore: Metastore, dataset: str) -> None:
    assert done.exit_code == BREAKING, done.log
    assert "Breaking schema change" in done.log
    assert step.mentions in done.log.partition("Breaking schema change")[2]
    blocked = next(iter(metastore.schema_versions(dataset, status="BLOCKED")))
    step.decide(metastore, dataset, blocked.version)


def differences(story: Story, lake: dict[str, Any]) -> list[str]:
    """Rows that are missing, come twice, or hold other values than were sent."""
    found = []
    times = Counter(row["event_id"] for row in lake["rows"])
    found += [f"{event_id} is missing" for event_id in story.rows if event_id not in times]
    found += [f"{event_id} is there {count} times" for event_id, count in times.items() if count > 1]
    for row in lake["rows"]:
        row.pop("ingest_date")
        expected = story.rows.get(row["event_id"])
        if row != expected:
            found.append(f"{row} is not {expected}")
        elif checksum(row) != row["checksum"]:
            found.append(f"{row['event_id']}: its values are not those of its checksum")
    if lake["quarantined"] != story.quarantined:
        found.append(f"{lake['quarantined']} records are set apart, not {story.quarantined}")
    return found
