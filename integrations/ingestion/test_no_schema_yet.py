"""What the job does before there is a schema."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from ingestion_job import IngestionJob
from lake_formats import FORMATS
from metastore_client import EvolutionPolicy, Metastore
from metastore_testing.service import MetastoreService
from play_story import StartJob
from spark_line import LINE

_PARQUET = FORMATS["parquet-append"]


def test_a_first_batch_that_breaks_is_not_left_out_where_the_policy_observes(
    fresh_metastore_service: MetastoreService, tmp_path: Path
) -> None:
    url = fresh_metastore_service.url
    observing = EvolutionPolicy(preset="TOLERANT", enforcement="OBSERVE")
    registration = replace(_PARQUET.registration("orders", LINE, tmp_path), evolution_policy=observing)
    Metastore(url, cache_dir=tmp_path / "admin").register(registration)
    job = IngestionJob(url, "orders", "PARQUET", LINE, tmp_path)
    job.send([json.dumps({"event_id": 1, "amount": 1.5, "Amount": 2})])
    done = job.run()
    assert (done.exit_code, "orders has no schema yet" in done.log) == (1, True), done.log
    assert "CASE_COLLISION" in done.log
    assert not (tmp_path / "table").exists()


def test_a_first_batch_without_any_value_is_left_out(orders_job: StartJob) -> None:
    job, metastore = orders_job(_PARQUET)
    job.send([json.dumps({"event_id": None})])
    done = job.run()
    assert (done.exit_code, "1 records are left out" in done.log) == (0, True), done.log
    assert list(metastore.schema_versions("orders")) == []
