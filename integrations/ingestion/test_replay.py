"""History as a version had it, into a table of its own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from ingestion_job import IngestionJob
from lake_formats import FORMATS
from metastore_client import Metastore
from play_story import StartJob

_PARQUET = FORMATS["parquet-append"]


def test_history_is_replayed_as_a_version_had_it(orders_job: StartJob, tmp_path: Path) -> None:
    job, metastore = orders_job(_PARQUET)
    job.send([json.dumps({"event_id": 1, "amount": 1.5})])
    job.send([json.dumps({"event_id": 2, "Amount": 2, "coupon": "x"}), "no JSON"])
    metrics = tmp_path / "metrics.prom"
    done = job.run("--metrics", str(metrics))
    assert done.exit_code == 0, done.log
    assert 'ingestion_records_total{dataset="orders"} 2' in metrics.read_text()
    assert 'ingestion_quarantined_total{dataset="orders"} 1' in metrics.read_text()
    assert 'ingestion_breaking_schema_change{dataset="orders"} 0' in metrics.read_text()

    before = [version.version for version in metastore.schema_versions("orders")]
    elsewhere = (tmp_path / "replayed").as_uri()
    again = job.run("--schema-version", "1", "--location", elsewhere)
    assert again.exit_code == 0, again.log
    rows = job.lake("--replayed", "1", elsewhere)["rows"]
    values = sorted((row["event_id"], row["amount"]) for row in rows)
    assert (values, list(rows[0])) == ([(1, 1.5), (2, 2.0)], ["amount", "event_id", "ingest_date"])
    assert [version.version for version in metastore.schema_versions("orders")] == before


@pytest.mark.parametrize(
    ("target", "says"),
    [
        (["--location", "{folder}/table/"], "--location is where the dataset's own table lies"),
        (["--location", "{folder}/elsewhere", "--table", "ORDERS"], "--table is the dataset's own table"),
        (["--table", "orders_again"], "Where are the files of orders?"),
        ([], "A replay needs --schema-version, and --location or --table"),
    ],
)
def test_it_is_not_replayed_where_the_dataset_lies(
    orders_job: StartJob, tmp_path: Path, target: list[str], says: str
) -> None:
    job = _ingested(*orders_job(_PARQUET))
    done = job.run("--schema-version", "1", *(part.format(folder=tmp_path.as_uri()) for part in target))
    assert (done.exit_code, says in done.log) == (2, True), done.log
    assert len(job.lake()["rows"]) == 1


def test_a_replay_that_was_taken_away_is_not_taken_for_done(orders_job: StartJob, tmp_path: Path) -> None:
    job = _ingested(*orders_job(_PARQUET))
    replay = ("--schema-version", "1", "--location", (tmp_path / "replayed").as_uri())
    assert [job.run(*replay).exit_code for _ in range(2)] == [0, 0]
    assert len(job.lake("--replayed", "1", replay[-1])["rows"]) == 1
    shutil.rmtree(tmp_path / "replayed")
    done = job.run(*replay)
    assert (done.exit_code, "was replayed into, and is gone" in done.log) == (2, True), done.log


def _ingested(job: IngestionJob, metastore: Metastore) -> IngestionJob:
    job.send([json.dumps({"event_id": 1, "amount": 1.5})])
    assert job.run().exit_code == 0
    return job
