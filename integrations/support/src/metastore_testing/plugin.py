"""Fixtures for every suite, and an end in order when the run itself is told to stop."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from types import FrameType

import pytest

from metastore_testing.service import MetastoreService


def pytest_configure() -> None:
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _leave_in_order)


def _leave_in_order(number: int, frame: FrameType | None) -> None:
    pytest.exit("told to stop", returncode=128 + number)


@pytest.fixture(scope="session")
def metastore_service() -> Iterator[MetastoreService]:
    """One service for the whole run: give datasets names of their own, and leave it running."""
    with MetastoreService() as service:
        yield service


@pytest.fixture
def fresh_metastore_service() -> Iterator[MetastoreService]:
    """A service of the test's own, to stop, kill and restart."""
    with MetastoreService() as service:
        yield service
