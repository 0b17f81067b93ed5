"""Whose landing and checkpoints lie below a name."""

from __future__ import annotations

import pytest
from a_dataset import a_dataset
from metastore_ingestion.stopped import WrongUse
from metastore_ingestion.whose_state import claim_state
from table_fakes import Disk

_MARKER = "lake/state/orders/dataset.json"


def test_the_dataset_that_came_first_goes_on() -> None:
    disk = Disk()
    for _ in range(2):
        claim_state(disk, "lake", a_dataset(id=1, created_at="2026-01-01T00:00:00.000Z"))
    assert list(disk.files) == [_MARKER]


@pytest.mark.parametrize(("number", "created_at"), [(2, "2026-01-01"), (1, "2026-01-02")])
def test_another_one_of_that_name_does_not(number: int, created_at: str) -> None:
    """With the same number, too: it may be of another metastore."""
    disk = Disk()
    claim_state(disk, "lake", a_dataset(id=1, created_at="2026-01-01"))
    with pytest.raises(WrongUse, match=f"another dataset than orders.*{_MARKER} says"):
        claim_state(disk, "lake", a_dataset(id=number, created_at=created_at))


@pytest.mark.parametrize("text", ["", "{", "null", "{}"])
def test_what_does_not_say_whose_it_is_is_named(text: str) -> None:
    with pytest.raises(WrongUse, match=_MARKER):
        claim_state(Disk({_MARKER: text}), "lake", a_dataset())


def test_what_was_landed_before_anybody_said_whose_it_is_is_taken_over(
    caplog: pytest.LogCaptureFixture,
) -> None:
    claim_state(Disk({"lake/landing/orders": ""}), "lake", a_dataset())
    assert "taken over" in caplog.text
