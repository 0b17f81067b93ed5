"""How the job ends, and what an orchestrator and monitoring can tell by it."""

from __future__ import annotations

import json
import signal
from dataclasses import replace
from pathlib import Path
from urllib.request import Request, urlopen

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


def test_what_was_landed_under_a_name_is_not_taken_for_a_new_dataset_of_that_name(
    orders_job: StartJob, fresh_metastore_service: MetastoreService, tmp_path: Path
) -> None:
    job, metastore = orders_job(_PARQUET)
    job.send([json.dumps({"event_id": 1})])
    assert job.run().exit_code == 0
    _purge(f"{fresh_metastore_service.url}/datasets/orders")
    metastore.register(_PARQUET.registration("orders", LINE, tmp_path))
    done = job.run()
    assert (done.exit_code, "are of another dataset than orders" in done.log) == (2, True), done.log


def test_a_batch_that_passes_after_all_is_no_longer_set_apart(orders_job: StartJob) -> None:
    job, metastore = orders_job(_PARQUET)
    job.send([json.dumps({"event_id": 1, "amount": 1.5})])
    job.send([json.dumps({"event_id": 2, "amount": "a dozen"})])
    assert job.run("--quarantine-rejected").exit_code == 3
    metastore.reject("orders", 2, "a bug of the producer")
    died = job.run_into("when the batch was set apart", "--quarantine-rejected")
    assert (died.exit_code, job.lake()["quarantined"]) == (-signal.SIGKILL, 1), died.log
    metastore.ddl("orders", "ALTER TABLE orders DROP COLUMN amount", reason="nobody needs it")
    done = job.run()
    assert done.exit_code == 0, done.log
    lake = job.lake()
    assert (sorted(row["event_id"] for row in lake["rows"]), lake["quarantined"]) == ([1, 2], 0)


def _purge(dataset: str) -> None:
    archive, purge = f"{dataset}/archive", f"{dataset}?confirm=orders"
    for request in (Request(archive, method="POST"), Request(purge, method="DELETE")):
        urlopen(request).close()


def _folder(parent: Path, name: str) -> Path:
    folder = parent / name
    folder.mkdir()
    return folder
