"""A job that dies at any point of a batch goes on as if it had not."""

from __future__ import annotations

import json
import signal
from typing import Any

import pytest
from ingestion_job import IngestionJob
from lake_formats import FORMATS, LakeFormat, formats_of
from play_story import StartJob
from spark_line import LINE

_ALTERING = [
    "between a statement and its mark",
    "behind the first statement",
    "between the second statement and its mark",
]
_MADE = "when the table was made or altered"
_MOVING = "between two files that are moved"
_POINTS = [
    "after the metastore answered",
    _MADE,
    *_ALTERING,
    "when the version was acknowledged",
    "before the batch is written",
    _MOVING,
    "when the batch was written",
]

#: Three statements, of which each, run twice or left out, would leave values in the wrong column.
_SWAP = (
    "ALTER TABLE orders RENAME COLUMN left TO aside; ALTER TABLE orders RENAME COLUMN right TO left; "
    "ALTER TABLE orders RENAME COLUMN aside TO right"
)


@pytest.mark.parametrize("name", formats_of(LINE))
def test_every_record_is_there_once_with_its_values(orders_job: StartJob, name: str) -> None:
    lake = FORMATS[name]
    job, metastore = orders_job(lake)
    sent: dict[int, dict[str, Any]] = {}
    written: list[int] = []
    for number, point in enumerate(_points_of(lake)):
        batch = _batch(number)
        job.send([json.dumps(record) for record in batch])
        if point in _ALTERING:
            metastore.ddl("orders", _SWAP, force=True, reason="they were mixed up")
            for row in (sent[each] for each in written):
                row["left"], row["right"] = row["right"], row["left"]
        sent.update({record["event_id"]: record for record in batch})
        died = job.run_into(point, "--transform", "crash_points:in_three_files")
        assert died.exit_code == -signal.SIGKILL, f"{point}: {died.log}"
        if point == _MADE:
            # The metastore was never told of the table, and cannot know what it lacks now.
            metastore.ddl("orders", "ALTER TABLE orders ADD COLUMN by_hand INT", reason="asked for")
            _run_to_the_end(job)
            written = list(sent)
    _run_to_the_end(job)
    assert sorted(map(_without_nulls, job.lake()["rows"])) == sorted(map(_without_nulls, sent.values()))


def _run_to_the_end(job: IngestionJob) -> None:
    done = job.run()
    assert done.exit_code == 0, done.log


def _batch(number: int) -> list[dict[str, Any]]:
    """With a column that no batch before it had."""
    ids = range(10 * number, 10 * number + 3)
    return [{"event_id": each, "left": each + 1, "right": -each, f"column_{number}": "x"} for each in ids]


def _points_of(lake: LakeFormat) -> list[str]:
    """Parquet has no statements, and the others move no files."""
    if lake.format == "PARQUET":
        return [point for point in _POINTS if point not in _ALTERING]
    return [point for point in _POINTS if point != _MOVING]


def _without_nulls(row: dict[str, Any]) -> str:
    return json.dumps({k: v for k, v in row.items() if v is not None and k != "ingest_date"}, sort_keys=True)
