"""How the job ends, and what an orchestrator and monitoring can tell by it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from ingestion_job import IngestionJob
from lake_formats import FORMATS, LakeFormat
from metastore_client import Metastore
from metastore_testing.service import MetastoreService
from play_story import StartJob
from spark_line import LINE

_PARQUET = FORMATS["parquet-append"]


def test_it_does_not_run_while_the_dataset_is_paused(
    fresh_metastore_service: MetastoreService, tmp_path: Path
) -> None:
    metastore = Metastore(fresh_metastore_service.url, cache_dir=tmp_path / "admin")
    paused = replace(
        _PARQUET.registration("paused", LINE, tmp_path), paused=True, paused_reason="until Thursday"
    )
    metastore.register(paused)
    job = IngestionJob(fresh_metastore_service.url, "paused", "PARQUET", LINE, _folder(tmp_path, "paused"))
    done = job.run()
    assert (done.exit_code, "until Thursday" in done.log) == (4, True), done.log


def test_it_says_that_the_metastore_is_away(
    orders_job: StartJob, fresh_metastore_service: MetastoreService
) -> None:
    job, _ = orders_job(_PARQUET)
    fresh_metastore_service.kill()
    done = job.run()
    assert (done.exit_code, "is away" in done.log) == (5, True), done.log


def test_it_refuses_what_it_does_not_write(orders_job: StartJob) -> None:
    job, _ = orders_job(LakeFormat("PARQUET", "upsert", {}))
    job.send([json.dumps({"event_id": 1})])
    done = job.run()
    assert (done.exit_code, "register it with DELTA" in done.log) == (2, True), done.log


def test_records_without_a_key_stop_an_upsert(orders_job: StartJob) -> None:
    job, _ = orders_job(FORMATS["delta-upsert"])
    job.send([json.dumps({"event_id": 1}), json.dumps({"event_id": None, "customer": "x"})])
    done = job.run()
    assert (done.exit_code, "no value in the key (event_id)" in done.log) == (1, True), done.log


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


def test_columns_that_differ_in_case_alone_are_the_metastores_to_judge(orders_job: StartJob) -> None:
    job, _ = orders_job(_PARQUET)
    job.send([json.dumps({"event_id": 1, "amount": 1.5, "Amount": 2})])
    done = job.run()
    assert (done.exit_code, "CASE_COLLISION" in done.log) == (3, True), done.log


def test_a_batch_that_breaks_shows_in_the_metrics(orders_job: StartJob, tmp_path: Path) -> None:
    job, _ = orders_job(_PARQUET)
    job.send([json.dumps({"event_id": 1, "amount": 1.5})])
    job.send([json.dumps({"event_id": 2, "amount": {"value": 2}})])
    metrics = tmp_path / "metrics.prom"
    assert job.run("--metrics", str(metrics)).exit_code == 3
    assert 'ingestion_breaking_schema_change{dataset="orders"} 1' in metrics.read_text()
    assert 'ingestion_records_total{dataset="orders"} 1' in metrics.read_text()


def _folder(parent: Path, name: str) -> Path:
    folder = parent / name
    folder.mkdir()
    return folder
