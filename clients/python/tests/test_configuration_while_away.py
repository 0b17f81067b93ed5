from __future__ import annotations

import logging
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Union

import pytest
from connecting import Connect
from metastore_client import (
    Dataset,
    DatasetRegistration,
    Metastore,
    MetastoreProblem,
    MetastoreUnavailable,
    SchemaVersion,
)
from metastore_testing import LoopbackProxy, MetastoreService

Known = Union[Dataset, SchemaVersion]
Read = Callable[[Metastore, str], Known]

READS: dict[str, Read] = {
    "dataset": lambda metastore, orders: metastore.get_dataset(orders),
    "active schema": lambda metastore, orders: metastore.active_schema(orders),
    "list": lambda metastore, orders: metastore.list_datasets(search=orders)[0],
}

each_read = pytest.mark.parametrize("read", READS.values(), ids=READS.keys())


@each_read
def test_the_last_known_one_serves_while_the_metastore_is_away(
    connect: Connect, proxy: LoopbackProxy, orders: str, read: Read, caplog: pytest.LogCaptureFixture
) -> None:
    before = read(connect(proxy.url), orders)
    proxy.answer(503, times=100)
    after = read(connect(proxy.url), orders)
    assert before.stale_since is None
    assert after.stale_since is not None
    assert replace(after, stale_since=None) == before
    said = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert len(said) == 1
    assert f"The metastore at {proxy.url} is away" in said[0]
    assert f"confirmed last at {after.stale_since.isoformat()}" in said[0]


@each_read
def test_it_serves_also_when_nobody_listens(
    fresh_metastore_service: MetastoreService, connect: Connect, read: Read
) -> None:
    metastore = connect(fresh_metastore_service.url)
    metastore.register(DatasetRegistration(name="orders", mode="append", source_uri="s3://landing"))
    metastore.evolve("orders", ddl="id BIGINT")
    read(metastore, "orders")
    fresh_metastore_service.kill()
    assert read(metastore, "orders").stale_since is not None
    fresh_metastore_service.restart()
    assert read(metastore, "orders").stale_since is None


@each_read
def test_what_is_too_old_does_not_serve(
    connect: Connect, proxy: LoopbackProxy, orders: str, read: Read, tmp_path: Path
) -> None:
    read(connect(proxy.url), orders)
    age(tmp_path, 120)
    proxy.answer(503, times=100)
    with pytest.raises(MetastoreUnavailable):
        read(connect(proxy.url, cache_max_age=60), orders)
    assert read(connect(proxy.url, cache_max_age=180), orders).stale_since is not None


@each_read
def test_what_was_never_read_does_not_serve(
    connect: Connect, proxy: LoopbackProxy, orders: str, read: Read
) -> None:
    proxy.answer(503, times=100)
    with pytest.raises(MetastoreUnavailable) as caught:
        read(connect(proxy.url), orders)
    assert caught.value.problem is not None
    assert caught.value.problem.status == 503


@pytest.mark.parametrize("kind", ["dataset", "active schema"])
def test_a_304_confirms_what_is_known(
    connect: Connect, proxy: LoopbackProxy, orders: str, kind: str, tmp_path: Path
) -> None:
    metastore = connect(proxy.url, cache_max_age=60)
    READS[kind](metastore, orders)
    age(tmp_path, 120)
    READS[kind](metastore, orders)
    assert proxy.seen[-1].status == 304
    proxy.answer(503, times=100)
    assert READS[kind](metastore, orders).stale_since is not None


def test_a_304_brings_back_what_was_deleted_from_the_cache(
    connect: Connect, proxy: LoopbackProxy, orders: str, tmp_path: Path
) -> None:
    metastore = connect(proxy.url)
    metastore.get_dataset(orders)
    for file in files(tmp_path):
        file.unlink()
    metastore.get_dataset(orders)
    proxy.answer(503, times=100)
    assert metastore.get_dataset(orders).stale_since is not None


def test_a_304_is_not_about_what_another_process_kept(
    connect: Connect, proxy: LoopbackProxy, orders: str, tmp_path: Path
) -> None:
    metastore = connect(proxy.url)
    said = metastore.get_dataset(orders)
    for file in files(tmp_path):
        file.write_text(file.read_text().replace('"append"', '"upsert"'))
    metastore.get_dataset(orders)
    assert proxy.seen[-1].status == 304
    proxy.answer(503, times=100)
    assert connect(proxy.url).get_dataset(orders).mode == said.mode


def test_an_age_limit_of_zero_is_never_whatever_the_clock_says(
    connect: Connect, proxy: LoopbackProxy, orders: str, tmp_path: Path
) -> None:
    connect(proxy.url).get_dataset(orders)
    age(tmp_path, -200)
    proxy.answer(503, times=100)
    with pytest.raises(MetastoreUnavailable):
        connect(proxy.url, cache_max_age=0).get_dataset(orders)


def test_what_is_gone_is_forgotten(connect: Connect, proxy: LoopbackProxy, orders: str) -> None:
    metastore = connect(proxy.url)
    metastore.get_dataset(orders)
    proxy.answer(404)
    with pytest.raises(MetastoreProblem):
        metastore.get_dataset(orders)
    proxy.answer(503, times=100)
    with pytest.raises(MetastoreUnavailable):
        metastore.get_dataset(orders)


def test_a_refusal_is_no_absence(connect: Connect, proxy: LoopbackProxy, orders: str) -> None:
    metastore = connect(proxy.url)
    metastore.get_dataset(orders)
    proxy.answer(500)
    with pytest.raises(MetastoreProblem):
        metastore.get_dataset(orders)


def test_half_a_list_is_not_known(
    connect: Connect, proxy: LoopbackProxy, metastore_service: MetastoreService
) -> None:
    direct = connect(metastore_service.url)
    for number in range(501):
        direct.register(
            DatasetRegistration(name=f"half_{number}", mode="append", source_uri="s3://landing", owner="half")
        )
    metastore = connect(proxy.url, retries=0)
    proxy.pass_on(times=1)
    proxy.answer(503, times=2)
    with pytest.raises(MetastoreUnavailable):
        metastore.list_datasets(owner="half")
    with pytest.raises(MetastoreUnavailable):
        metastore.list_datasets(owner="half")


def test_a_cache_that_cannot_be_written_is_said_and_hinders_nothing(
    proxy: LoopbackProxy, orders: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "cache").write_text("a file where the directory should be")
    assert Metastore(proxy.url, cache_dir=tmp_path / "cache").get_dataset(orders).name == orders
    assert "cannot be kept" in caplog.text


@pytest.mark.parametrize("content", ["", "{", "[]", '{"body": {}}', "\udcff"])
def test_a_cache_that_cannot_be_read_is_as_none(
    connect: Connect, proxy: LoopbackProxy, orders: str, tmp_path: Path, content: str
) -> None:
    connect(proxy.url).get_dataset(orders)
    for file in files(tmp_path):
        file.write_text(content, errors="surrogateescape")
    proxy.answer(503, times=100)
    with pytest.raises(MetastoreUnavailable):
        connect(proxy.url).get_dataset(orders)


def test_another_service_has_a_cache_of_its_own(
    connect: Connect, proxy: LoopbackProxy, metastore_service: MetastoreService, orders: str
) -> None:
    connect(metastore_service.url).get_dataset(orders)
    proxy.answer(503, times=100)
    with pytest.raises(MetastoreUnavailable):
        connect(proxy.url).get_dataset(orders)


def test_nothing_half_written_stays(
    connect: Connect, proxy: LoopbackProxy, orders: str, tmp_path: Path
) -> None:
    connect(proxy.url).get_dataset(orders)
    assert [file.suffix for file in files(tmp_path)] == [".json"]
    assert all(file.stat().st_mode & 0o077 == 0 for file in files(tmp_path))


def files(tmp_path: Path) -> list[Path]:
    return [path for path in (tmp_path / "cache").rglob("*") if path.is_file()]


def age(tmp_path: Path, seconds: float) -> None:
    for file in files(tmp_path):
        then = file.stat().st_mtime - seconds
        os.utime(file, (then, then))
