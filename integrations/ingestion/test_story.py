"""Every kind of change through the real job into every format: no row is lost, and none is doubled."""

from __future__ import annotations

import pytest
from lake_formats import FORMATS, formats_of
from orders_story import Story
from play_story import StartJob, differences, play
from spark_line import LINE
from story_chapters import tell


@pytest.mark.parametrize("name", formats_of(LINE))
def test_thirty_batches_arrive_whole(orders_job: StartJob, name: str) -> None:
    job, metastore = orders_job(FORMATS[name])
    story = tell(FORMATS[name], LINE)
    assert _batches(story) == 30
    play(story, job, metastore, "orders")
    assert differences(story, job.lake()) == []
    assert [version.version for version in metastore.schema_versions("orders", applied=False)] == []


def _batches(story: Story) -> int:
    return sum(isinstance(step, list) for step in story.steps)
