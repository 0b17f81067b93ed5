from __future__ import annotations

import multiprocessing
import threading
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from connecting import Connect
from metastore_client import Metastore, Retries, Timeouts
from metastore_client.cache import default_directory
from metastore_testing import LoopbackProxy, MetastoreService


@pytest.mark.parametrize("url", ["", "metastore:8000", "ftp://metastore", "http://", "http://metastore?x=1"])
def test_a_wrong_address_is_said_at_once(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("METASTORE_URL", raising=False)
    with pytest.raises(ValueError, match=r"metastore"):
        Metastore(url)


@pytest.mark.parametrize(
    "url", ["http://user:hidden@metastore:8000", "http://hidden@metastore", "user:hidden@metastore:8000"]
)
def test_credentials_in_an_address_are_refused_and_not_printed(url: str) -> None:
    with pytest.raises(ValueError, match="METASTORE_API_KEY") as caught:
        Metastore(url)
    assert "hidden" not in str(caught.value)


def test_the_address_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("METASTORE_URL", "http://metastore.internal:8000/")
    assert Metastore(cache_dir=tmp_path).url == "http://metastore.internal:8000"


def test_the_service_may_live_below_a_path(connect: Connect, proxy: LoopbackProxy) -> None:
    proxy.answer(404)
    with pytest.raises(Exception, match="404"):
        connect(f"{proxy.url}/lake/metastore/").get_dataset("a/b ü")
    assert proxy.seen[0].target == "/lake/metastore/datasets/a%2Fb%20%C3%BC"


def test_the_cache_is_where_the_environment_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.delenv("METASTORE_CACHE_DIR", raising=False)
    assert default_directory() == tmp_path / "metastore-client"
    monkeypatch.setenv("METASTORE_CACHE_DIR", str(tmp_path / "named"))
    assert default_directory() == tmp_path / "named"


def test_a_number_is_the_limit_of_everything() -> None:
    assert Timeouts.of(2) == Timeouts(connect=2, read=2, total=2)
    assert Timeouts.of(45) == Timeouts(connect=3, read=30, total=45)
    assert Timeouts.of(None) == Timeouts()
    assert Retries.of(2) == Retries(times=2)


@pytest.mark.parametrize("wrong", [(-1, 1, 1), (1, 0, 1), (1, 1, 0.5)])
def test_retries_that_make_no_sense_are_refused(wrong: tuple[int, float, float]) -> None:
    with pytest.raises(ValueError, match="Retries"):
        Retries(*wrong)


def test_threads_share_a_client(metastore: Metastore, orders: str) -> None:
    found: list[str] = []

    def ask() -> None:
        found.extend(metastore.get_dataset(orders).name for _ in range(20))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [orders] * 160


def ask_often(metastore: Metastore, orders: str, answers: Connection) -> None:
    answers.send([metastore.schema_version(orders, 1).version for _ in range(200)])


def test_a_forked_process_gets_its_own_answers(
    metastore_service: MetastoreService, connect: Connect, orders: str
) -> None:
    metastore = connect(metastore_service.url)
    metastore.evolve(orders, ddl="order_id BIGINT, amount DOUBLE, coupon STRING")
    metastore.schema_version(orders, 1)
    ours, theirs = multiprocessing.Pipe()
    child = multiprocessing.get_context("fork").Process(target=ask_often, args=(metastore, orders, theirs))
    child.start()
    assert [metastore.schema_version(orders, 2).version for _ in range(200)] == [2] * 200
    assert ours.poll(60)
    assert ours.recv() == [1] * 200
    child.join()
