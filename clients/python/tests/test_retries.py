from __future__ import annotations

import threading

import pytest
from connecting import QUICK, Connect
from hypothesis import given
from hypothesis import strategies as st
from metastore_client import (
    BreakingSchemaChange,
    DatasetRegistration,
    Metastore,
    MetastoreProblem,
    MetastoreUnavailable,
    Retries,
)
from metastore_testing import LoopbackProxy, MetastoreService


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_not_now_is_asked_again(metastore: Metastore, proxy: LoopbackProxy, orders: str, status: int) -> None:
    proxy.answer(status, times=3)
    assert metastore.get_dataset(orders).name == orders
    assert len(proxy.seen) == 4


def test_it_is_asked_no_more_often_than_was_said(connect: Connect, proxy: LoopbackProxy) -> None:
    proxy.answer(503, times=10)
    with pytest.raises(MetastoreUnavailable, match="answers 503"):
        connect(proxy.url, retries=Retries(times=2, first_pause=0.01)).get_dataset("never_seen")
    assert len(proxy.seen) == 3


@pytest.mark.parametrize("after_forwarding", [False, True])
def test_a_broken_connection_is_tried_again(
    metastore: Metastore, proxy: LoopbackProxy, orders: str, after_forwarding: bool
) -> None:
    proxy.break_off(times=2, after_forwarding=after_forwarding)
    answer = metastore.evolve(orders, ddl="order_id BIGINT, amount DOUBLE, coupon STRING")
    assert answer.version == 2
    assert [version.version for version in metastore.schema_versions(orders)] == [2, 1]


def test_what_the_table_lacks_is_told_again_when_the_first_answer_was_lost(
    metastore: Metastore, proxy: LoopbackProxy
) -> None:
    metastore.register(
        DatasetRegistration(
            name="lost_answer", mode="append", source_uri="s3://landing", table_format="DELTA"
        )
    )
    metastore.evolve("lost_answer", ddl="id BIGINT")
    metastore.acknowledge("lost_answer", 1, commit="0")
    proxy.break_off(after_forwarding=True)
    answer = metastore.evolve("lost_answer", ddl="id BIGINT, coupon STRING")
    assert (answer.change_type, answer.version) == ("NONE", 2)
    assert any("coupon" in statement for statement in answer.apply)


def test_an_acknowledgement_may_arrive_twice(metastore: Metastore, proxy: LoopbackProxy, orders: str) -> None:
    proxy.break_off(after_forwarding=True)
    applied = metastore.acknowledge(orders, 1, commit="c1").applied
    assert applied is not None
    assert [event.type for event in metastore.events(dataset=orders)].count("schema.applied") == 1


def test_breaking_is_an_answer_and_not_asked_again(
    metastore: Metastore, proxy: LoopbackProxy, orders: str
) -> None:
    with pytest.raises(BreakingSchemaChange) as caught:
        metastore.evolve(orders, ddl="order_id BIGINT, amount STRING")
    assert len(proxy.seen) == 1
    assert caught.value.occurrences == 1


def test_no_other_conflict_is_asked_again(metastore: Metastore, proxy: LoopbackProxy, orders: str) -> None:
    with pytest.raises(MetastoreProblem, match="DATASET_EXISTS"):
        metastore.register(DatasetRegistration(name=orders, mode="append", source_uri="s3://landing"))
    assert len(proxy.seen) == 1


@pytest.mark.parametrize("status", [400, 401, 404, 409, 412, 500])
def test_a_refusal_is_not_asked_again(metastore: Metastore, proxy: LoopbackProxy, status: int) -> None:
    proxy.answer(status, times=2)
    with pytest.raises(MetastoreProblem):
        metastore.get_dataset("orders")
    assert len(proxy.seen) == 1


def test_what_may_have_registered_is_not_sent_again(metastore: Metastore, proxy: LoopbackProxy) -> None:
    proxy.break_off(after_forwarding=True)
    with pytest.raises(MetastoreUnavailable):
        metastore.register(DatasetRegistration(name="sent_once", mode="append", source_uri="s3://landing"))
    assert len(proxy.seen) == 1
    assert metastore.get_dataset("sent_once").name == "sent_once"


def test_what_cannot_have_arrived_is_sent_again(
    fresh_metastore_service: MetastoreService, connect: Connect
) -> None:
    fresh_metastore_service.stop()
    metastore = connect(fresh_metastore_service.url, timeout=60, retries=Retries(1000, 0.05, 0.1))
    starting = threading.Thread(target=fresh_metastore_service.start)
    starting.start()
    assert (
        metastore.register(DatasetRegistration(name="orders", mode="append", source_uri="s3://landing")).id
        == 1
    )
    starting.join()


def test_a_call_lasts_through_a_restart(fresh_metastore_service: MetastoreService, connect: Connect) -> None:
    metastore = connect(fresh_metastore_service.url, timeout=60, retries=Retries(1000, 0.05, 0.1))
    metastore.register(DatasetRegistration(name="orders", mode="append", source_uri="s3://landing"))
    fresh_metastore_service.kill()
    starting = threading.Thread(target=fresh_metastore_service.start)
    starting.start()
    assert metastore.evolve("orders", ddl="id BIGINT").change_type == "INITIAL"
    starting.join()


def test_a_wish_to_wait_is_heeded(connect: Connect, proxy: LoopbackProxy) -> None:
    proxy.answer(429, headers={"Retry-After": "3600"})
    with pytest.raises(MetastoreUnavailable):
        connect(proxy.url, timeout=10).get_dataset("orders")
    assert len(proxy.seen) == 1, "an hour is more than this call has: waiting less would disregard the wish"


def test_a_short_wish_to_wait_is_waited_for(connect: Connect, proxy: LoopbackProxy, orders: str) -> None:
    proxy.answer(503, headers={"Retry-After": "1"})
    assert connect(proxy.url, timeout=10, retries=QUICK).get_dataset(orders).name == orders
    assert len(proxy.seen) == 2


@pytest.mark.parametrize("wish", ["0.5", "soon", "Mon, 99 Foo 2026", "9" * 5000])
def test_a_wish_that_cannot_be_read_is_none(
    metastore: Metastore, proxy: LoopbackProxy, orders: str, wish: str
) -> None:
    proxy.answer(503, headers={"Retry-After": wish})
    assert metastore.get_dataset(orders).name == orders


@given(attempt=st.integers(0, 10_000), first=st.floats(0.001, 10), factor=st.floats(1, 100))
def test_pauses_double_up_to_the_longest_and_are_partly_chance(
    attempt: int, first: float, factor: float
) -> None:
    retries = Retries(first_pause=first, longest_pause=first * factor)
    whole = min(retries.longest_pause, first * 2 ** min(attempt, 20))
    assert whole / 2 <= retries.pause(attempt) <= whole


def test_no_two_clients_pause_alike() -> None:
    assert len({Retries().pause(3) for _ in range(20)}) > 1
