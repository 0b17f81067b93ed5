from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Union

import pytest
from connecting import QUICK, Connect
from metastore_client import DatasetRegistration, Metastore, Retries, Timeouts
from metastore_testing import LoopbackProxy, MetastoreService

_numbers = itertools.count(1)


@pytest.fixture(autouse=True)
def no_settings_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("METASTORE_URL", "METASTORE_API_KEY", "METASTORE_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def connect(tmp_path: Path) -> Connect:
    """A client whose cache is the test's own."""

    def make(
        url: str,
        *,
        api_key: str | None = None,
        actor: str | None = None,
        timeout: Union[float, Timeouts] = 10,
        retries: Union[int, Retries] = QUICK,
        cache_max_age: float = 3600,
        patience: float = 0,
    ) -> Metastore:
        return Metastore(
            url,
            api_key,
            actor,
            timeout=timeout,
            retries=retries,
            cache_dir=tmp_path / "cache",
            cache_max_age=cache_max_age,
            patience=patience,
        )

    return make


@pytest.fixture
def proxy(metastore_service: MetastoreService) -> Iterator[LoopbackProxy]:
    with LoopbackProxy(metastore_service.url) as before:
        yield before


@pytest.fixture
def metastore(connect: Connect, proxy: LoopbackProxy) -> Metastore:
    """Through the proxy, to the service that all tests share."""
    return connect(proxy.url)


@pytest.fixture
def orders(metastore_service: MetastoreService, tmp_path: Path) -> str:
    """A dataset of the test's own, with an active schema; made past the proxy, which has seen nothing yet."""
    direct = Metastore(metastore_service.url, cache_dir=tmp_path / "of_orders")
    name = f"orders_{next(_numbers)}"
    direct.register(DatasetRegistration(name=name, mode="append", kafka_topic="orders"))
    direct.evolve(name, ddl="order_id BIGINT, amount DOUBLE")
    return name
