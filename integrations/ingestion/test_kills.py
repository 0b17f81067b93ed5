"""Killing the job and the service at random moments changes nothing in the result."""

from __future__ import annotations

from pathlib import Path

import pytest
from metastore_client import Metastore
from metastore_testing.service import MetastoreService

from disturbances import Disturbances
from ingestion_job import IngestionJob
from lake_formats import FORMATS
from play_story import differences, play
from spark_line import LINE
from story_chapters import tell

KILLS = 10
_UPSERT = {"3.5": "hudi-upsert", "4.0": "delta-upsert"}[LINE]


@pytest.mark.parametrize("name", ["parquet-append", _UPSERT])
def test_kills_change_nothing(
    fresh_metastore_service: MetastoreService, tmp_path: Path, random_seed: int, name: str
) -> None:
    lake = FORMATS[name]
    metastore = Metastore(fresh_metastore_service.url, cache_dir=tmp_path / "admin")
    metastore.register(lake.registration("orders", LINE, tmp_path))
    story = tell(lake, LINE)
    job = IngestionJob(fresh_metastore_service.url, "orders", lake.format, LINE, tmp_path)
    disturbances = Disturbances(fresh_metastore_service, random_seed, KILLS)
    try:
        play(story, job, metastore, "orders", disturbances)
    finally:
        print(*disturbances.told, sep="\n")
        job.kill()
    assert disturbances.left == 0, "the story ended before everything was killed"
    assert differences(story, job.lake()) == []
