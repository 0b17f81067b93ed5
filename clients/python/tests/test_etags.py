from __future__ import annotations

from typing import Callable

import pytest
from connecting import Connect
from metastore_client import Metastore
from metastore_client.etags import TaggedAnswers
from metastore_testing import LoopbackProxy, MetastoreService

READS: dict[str, Callable[[Metastore, str], object]] = {
    "dataset": lambda metastore, orders: metastore.get_dataset(orders),
    "active schema": lambda metastore, orders: metastore.active_schema(orders),
    "version": lambda metastore, orders: metastore.schema_version(orders, 1),
    "rendering": lambda metastore, orders: metastore.render_sql(orders, "TRINO"),
}


@pytest.mark.parametrize("read", READS.values(), ids=READS.keys())
def test_what_did_not_change_is_not_sent_again(
    metastore: Metastore, proxy: LoopbackProxy, orders: str, read: Callable[[Metastore, str], object]
) -> None:
    assert read(metastore, orders) == read(metastore, orders)
    assert [seen.status for seen in proxy.seen] == [200, 304]


def test_what_changed_is_sent_again(
    metastore: Metastore, metastore_service: MetastoreService, connect: Connect, orders: str
) -> None:
    assert metastore.active_schema(orders).version == 1
    connect(metastore_service.url).evolve(orders, ddl="order_id BIGINT, amount DOUBLE, coupon STRING")
    assert metastore.active_schema(orders).version == 2


def test_only_so_many_answers_are_held() -> None:
    held = TaggedAnswers(most=2)
    held.put("a", "1", b"")
    held.put("b", "1", b"")
    held.get("a")
    held.put("c", "1", b"")
    assert [held.get(target) is not None for target in "abc"] == [True, False, True]
