"""Hudi as it comes, without schema-on-read: new columns by a statement, wider types with the batch."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from lake_formats import FORMATS, formats_of
from play_story import StartJob
from spark_line import LINE


@pytest.mark.skipif(
    "hudi-upsert" not in formats_of(LINE), reason="no Hudi for this Spark: see docs/engines.md"
)
def test_it_widens_a_column_with_the_next_batch(orders_job: StartJob) -> None:
    job, metastore = orders_job(
        replace(FORMATS["hudi-upsert"], properties={"hoodie.metadata.enable": "false"})
    )
    job.send([json.dumps({"event_id": 1, "note": "x"})])
    assert job.run().exit_code == 0
    metastore.ddl("orders", "ALTER TABLE orders ADD COLUMN quantity INT", reason="asked for")
    job.send([json.dumps({"event_id": 2, "quantity": 3})])
    assert job.run().exit_code == 0
    metastore.ddl("orders", "ALTER TABLE orders ALTER COLUMN quantity TYPE BIGINT", reason="they order more")
    job.send([json.dumps({"event_id": 3, "quantity": 2**40, "coupon": "y"})])
    done = job.run()
    assert done.exit_code == 0, done.log
    found = {row["event_id"]: (row["note"], row["quantity"], row["coupon"]) for row in job.lake()["rows"]}
    assert found == {1: ("x", None, None), 2: (None, 3, None), 3: (None, 2**40, "y")}

    as_number = "ALTER TABLE orders ALTER COLUMN note TYPE BIGINT"
    metastore.ddl("orders", as_number, reason="the table is written anew", force=True)
    job.send([json.dumps({"event_id": 4, "note": 4})])
    done = job.run()
    said = "It lacks note long (the table has string)"
    assert (done.exit_code, said in done.log, "Rewrite the table" in done.log) == (1, True, True), done.log
