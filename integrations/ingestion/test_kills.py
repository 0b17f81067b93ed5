"""Killing the job and the service at random moments changes nothing in the result."""

from __future__ import annotations

import pytest
from disturbances import Disturbances
from lake_formats import FORMATS
from metastore_testing.service import MetastoreService
from play_story import StartJob, differences, play
from spark_line import LINE
from story_chapters import tell

KILLS = 10
_UPSERT = {"3.5": "hudi-upsert", "4.0": "delta-upsert"}[LINE]


@pytest.mark.parametrize("name", ["parquet-append", _UPSERT])
def test_kills_change_nothing(
    orders_job: StartJob, fresh_metastore_service: MetastoreService, random_seed: int, name: str
) -> None:
    job, metastore = orders_job(FORMATS[name])
    story = tell(FORMATS[name], LINE)
    disturbances = Disturbances(fresh_metastore_service, random_seed, KILLS)
    try:
        play(story, job, metastore, "orders", disturbances)
    finally:
        print(*disturbances.told, sep="\n")
    assert disturbances.left == 0, "the story ended before everything was killed"
    assert differences(story, job.lake()) == []
