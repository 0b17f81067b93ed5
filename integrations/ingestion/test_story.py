"""Every kind of change through the real job into every format: no row is lost, and none is doubled."""

from __future__ import annotations

from pathlib import Path

import pytest
from metastore_client import Metastore
from metastore_testing.service import MetastoreService

from ingestion_job import IngestionJob
from lake_formats import FORMATS, formats_of
from orders_story import Story
from play_story import differences, play
from spark_line import LINE
from story_chapters import tell


@pytest.mark.parametrize("name", formats_of(LINE))
def test_thirty_batches_arrive_whole(
    fresh_metastore_service: MetastoreService, tmp_path: Path, name: str
) -> None:
    lake = FORMATS[name]
    metastore = Metastore(fresh_metastore_service.url, cache_dir=tmp_path / "admin")
    metastore.register(lake.registration("orders", LINE, tmp_path))
    story = tell(lake, LINE)
    assert _batches(story) == 30
    job = IngestionJob(fresh_metastore_service.url, "orders", lake.format, LINE, tmp_path)
    play(story, job, metastore, "orders")
    assert differences(story, job.lake()) == []
    assert [version.version for version in metastore.schema_versions("orders", applied=False)] == []


def _batches(story: Story) -> int:
    return sum(isinstance(step, list) for step in story.steps)
