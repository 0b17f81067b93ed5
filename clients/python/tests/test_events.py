from __future__ import annotations

import itertools
from collections.abc import Iterable

import pytest
from connecting import Connect
from metastore_client import DatasetRegistration, Event, MetastoreProblem, MetastoreUnavailable
from metastore_testing import LoopbackProxy, MetastoreService

VERSIONS = 7


@pytest.fixture
def busy(orders: str, metastore_service: MetastoreService, connect: Connect) -> str:
    """With 8 events: registered, and 7 versions activated."""
    metastore = connect(metastore_service.url)
    for last in range(2, VERSIONS + 1):
        more = "".join(f", c{number} STRING" for number in range(2, last + 1))
        metastore.evolve(orders, ddl=f"order_id BIGINT, amount DOUBLE{more}")
    return orders


def versions(events: Iterable[Event]) -> list[int | None]:
    return [event.version for event in events]


@pytest.mark.parametrize("page_size", [1, 3, 8, 100])
def test_events_come_in_order_from_all_pages(
    connect: Connect, proxy: LoopbackProxy, busy: str, page_size: int
) -> None:
    events = connect(proxy.url).events(dataset=busy, page_size=page_size)
    assert versions(events) == [None, 1, 2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize("read", range(9))
def test_reading_goes_on_at_the_cursor_and_misses_nothing(
    connect: Connect, proxy: LoopbackProxy, busy: str, read: int
) -> None:
    events = connect(proxy.url).events(dataset=busy, page_size=3)
    first = versions(itertools.islice(events, read))
    rest = versions(connect(proxy.url).events(events.cursor, dataset=busy, page_size=3))
    assert len(first) == read
    assert (first + rest)[:read] == first
    again = len(first) + len(rest) - 8
    assert 0 <= again <= 3
    assert first[: read - again] + rest == [None, 1, 2, 3, 4, 5, 6, 7]


def test_what_happens_later_comes_from_the_same_iterator(
    connect: Connect, proxy: LoopbackProxy, busy: str
) -> None:
    metastore = connect(proxy.url)
    events = metastore.events(dataset=busy)
    list(events)
    assert list(events) == []
    metastore.ddl(busy, f"ALTER TABLE {busy} ADD COLUMN later STRING")
    assert [event.version for event in events] == [8]
    assert list(metastore.events(events.cursor, dataset=busy)) == []


def test_events_of_one_type(connect: Connect, proxy: LoopbackProxy, busy: str) -> None:
    assert [
        event.dataset_name for event in connect(proxy.url).events(type="dataset.registered", dataset=busy)
    ] == [busy]


def test_nothing_is_lost_when_the_service_goes_and_comes(
    fresh_metastore_service: MetastoreService, connect: Connect
) -> None:
    metastore = connect(fresh_metastore_service.url)
    for name in ("a", "b", "c"):
        metastore.register(DatasetRegistration(name=name, mode="append", source_uri="s3://landing"))
    events = metastore.events(page_size=2)
    seen = [next(events).dataset_name, next(events).dataset_name]
    fresh_metastore_service.kill()
    with pytest.raises(MetastoreUnavailable):
        next(events)
    fresh_metastore_service.restart()
    assert seen + [event.dataset_name for event in events] == ["a", "b", "c"]
    assert [event.dataset_name for event in metastore.events(type="dataset.registered")] == ["a", "b", "c"]


def test_a_cursor_of_something_else_is_refused(connect: Connect, proxy: LoopbackProxy) -> None:
    with pytest.raises(MetastoreProblem, match="INVALID_CURSOR"):
        next(connect(proxy.url).events("nonsense"))
