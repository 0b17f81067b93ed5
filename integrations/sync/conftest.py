"""One service and one Hive for the whole run; a position of its own for each test."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from datasets import purge_all
from hive import Hive
from metastore_testing import MetastoreService
from program import Sync


@pytest.fixture(scope="session")
def hive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hive]:
    with Hive(tmp_path_factory.mktemp("engine")) as engine:
        engine.ask("CREATE DATABASE shop")
        yield engine


@pytest.fixture(scope="session")
def running() -> Iterator[MetastoreService]:
    with MetastoreService(DEFAULT_POLICY="TOLERANT") as service:
        yield service


@pytest.fixture
def service(running: MetastoreService) -> Iterator[MetastoreService]:
    """Without datasets: of what earlier tests registered, only events are left."""
    yield running
    purge_all(running.start().url)


@pytest.fixture
def printing(service: MetastoreService, tmp_path: Path) -> Callable[[str], Sync]:
    return lambda engine: Sync(engine, service.url, tmp_path / f"{engine}.json")


@pytest.fixture
def into_hive(service: MetastoreService, hive: Hive, tmp_path: Path) -> Sync:
    command = f"{sys.executable} {Path(__file__).with_name('hive.py')} {hive.port}"
    return Sync("hive", service.url, tmp_path / "hive.json", command)
