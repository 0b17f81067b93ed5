"""Columns that people gave a table, and of which nobody told the metastore."""

from __future__ import annotations

import json

import pytest
from lake_formats import FORMATS, formats_of
from play_story import StartJob
from spark_line import LINE

_UPSERTS = [name for name in formats_of(LINE) if name.endswith("-upsert")]


@pytest.mark.parametrize("name", _UPSERTS)
def test_they_keep_their_values_when_batches_lack_them(orders_job: StartJob, name: str) -> None:
    lake = FORMATS[name]
    job, _ = orders_job(lake)
    job.send([json.dumps({"event_id": each, "note": "x"}) for each in (1, 2)])
    assert job.run().exit_code == 0
    table = "lake.raw.orders" if lake.format == "ICEBERG" else "orders"
    by_hand = [
        f"ALTER TABLE {table} ADD COLUMNS (by_hand INT)",
        f"UPDATE {table} SET by_hand = event_id + 10",
    ]
    if lake.format == "HUDI":
        by_hand.insert(0, "SET hoodie.schema.on.read.enable = true")
    job.lake(*(part for statement in by_hand for part in ("--first", statement)))
    # A column more, so that statements are run too.
    job.send([json.dumps({"event_id": 3, "coupon": "y"})])
    done = job.run()
    assert done.exit_code == 0, done.log
    found = {row["event_id"]: (row["note"], row["by_hand"], row["coupon"]) for row in job.lake()["rows"]}
    assert found == {1: ("x", 11, None), 2: ("x", 12, None), 3: (None, None, "y")}
