from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from connecting import Connect
from metastore_client import MetastoreUnavailable, Retries, Timeouts
from metastore_testing import LoopbackProxy

# Without the limit under test these calls would have no end: `released` is set only after they came back.


@pytest.fixture
def released() -> Iterator[threading.Event]:
    event = threading.Event()
    yield event
    event.set()


def test_an_answer_that_stalls_is_given_up(
    connect: Connect, proxy: LoopbackProxy, released: threading.Event
) -> None:
    proxy.stall(released)
    with pytest.raises(MetastoreUnavailable, match="timed out"):
        connect(proxy.url, timeout=Timeouts(read=0.2), retries=0).get_dataset("orders")


def test_after_an_answer_that_stalled_it_is_asked_again(
    connect: Connect, proxy: LoopbackProxy, orders: str, released: threading.Event
) -> None:
    proxy.stall(released)
    assert connect(proxy.url, timeout=Timeouts(read=0.5)).get_dataset(orders).name == orders


def test_an_answer_without_end_is_given_up(
    connect: Connect, proxy: LoopbackProxy, released: threading.Event
) -> None:
    proxy.trickle(released, pause=0.02)
    with pytest.raises(MetastoreUnavailable, match="too long"):
        connect(proxy.url, timeout=Timeouts(read=10, total=0.3), retries=0).get_dataset("orders")


def test_all_attempts_together_have_a_limit(connect: Connect, proxy: LoopbackProxy) -> None:
    proxy.answer(503, times=100_000)
    with pytest.raises(MetastoreUnavailable):
        connect(proxy.url, timeout=0.3, retries=Retries(1_000_000, 0.01, 0.01)).get_dataset("orders")


@pytest.mark.parametrize("limits", [{"connect": 0}, {"read": -1}, {"total": 0}])
def test_there_is_no_call_without_limits(limits: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="above 0"):
        Timeouts(**limits)
