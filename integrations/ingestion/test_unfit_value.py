"""A value that does not fit the column it is cast to."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from ingestion_job import IngestionJob
from lake_formats import FORMATS
from metastore_client import EvolutionPolicy, Metastore
from metastore_testing.service import MetastoreService
from spark_line import LINE


def test_the_job_says_which_column_and_value_and_what_can_be_done(
    fresh_metastore_service: MetastoreService, tmp_path: Path
) -> None:
    url = fresh_metastore_service.url
    hinted = EvolutionPolicy(preset="TOLERANT", type_hints={"amount": "INT"})
    registration = FORMATS["parquet-append"].registration("orders", LINE, tmp_path)
    Metastore(url, cache_dir=tmp_path / "admin").register(replace(registration, evolution_policy=hinted))
    job = IngestionJob(url, "orders", "PARQUET", LINE, tmp_path)
    job.send([json.dumps({"event_id": 1, "amount": "12"}), json.dumps({"event_id": 2, "amount": "a dozen"})])
    done = job.run()
    said = "Column amount has the value a dozen, which is no integer. Nothing of this batch was written"
    assert (done.exit_code, said in done.log, "Traceback" in done.log) == (1, True, False), done.log
