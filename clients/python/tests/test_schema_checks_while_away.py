from __future__ import annotations

import json
import logging
import os
import threading
import time
from pathlib import Path

import pytest
from connecting import Connect
from metastore_client import DatasetRegistration, Metastore, MetastoreUnavailable, Retries, StructType
from metastore_testing import LoopbackProxy, MetastoreService

NESTED = (
    "id BIGINT, customer STRUCT<name: STRING, address: STRUCT<zip: STRING>>, lines ARRAY<STRUCT<sku: STRING>>"
    ", deep ARRAY<ARRAY<STRUCT<x: INT>>>, by_day MAP<STRING, STRUCT<n: INT>>, tags ARRAY<STRING>"
)


def test_a_batch_with_the_active_schema_goes_on_unconfirmed(
    connect: Connect, proxy: LoopbackProxy, orders: str, caplog: pytest.LogCaptureFixture
) -> None:
    known = connect(proxy.url).evolve(orders, ddl="order_id BIGINT, amount DOUBLE")
    proxy.answer(503, times=100)
    answer = connect(proxy.url).evolve(orders, known.effective_schema)
    assert not answer.confirmed
    assert answer.stale_since is not None
    assert (answer.version, answer.projection, answer.apply) == (1, known.projection, [])
    assert [warning.code for warning in answer.warnings] == ["UNCONFIRMED"]
    said = [record.getMessage() for record in caplog.records if record.levelno == logging.WARNING]
    assert any("nobody confirmed that it still is" in message for message in said)


def test_the_order_of_columns_is_no_difference(connect: Connect, proxy: LoopbackProxy, orders: str) -> None:
    connect(proxy.url).evolve(orders, ddl="order_id BIGINT, amount DOUBLE")
    proxy.answer(503, times=100)
    turned: StructType = {
        "type": "struct",
        "fields": [
            {"name": "amount", "type": "double"},
            {"name": "order_id", "type": "long", "nullable": False},
        ],
    }
    assert [step.target for step in connect(proxy.url).evolve(orders, turned).projection] == [
        ["order_id"],
        ["amount"],
    ]


def test_its_projection_is_the_one_that_the_service_gives(connect: Connect, proxy: LoopbackProxy) -> None:
    direct = connect(proxy.url)
    direct.register(DatasetRegistration(name="nested", mode="append", source_uri="s3://landing"))
    said = direct.evolve("nested", ddl=NESTED)
    proxy.answer(503, times=100)
    assert connect(proxy.url).evolve("nested", said.effective_schema).projection == said.projection


@pytest.mark.parametrize(
    "fields",
    [
        {"order_id": "long"},
        {"order_id": "long", "amount": "string"},
        {"order_id": "long", "Amount": "double"},
        {"order_id": "long", "amount": "double", "coupon": "string"},
    ],
)
def test_every_other_batch_is_not_let_pass(
    connect: Connect, proxy: LoopbackProxy, orders: str, fields: dict[str, str]
) -> None:
    connect(proxy.url).evolve(orders, ddl="order_id BIGINT, amount DOUBLE")
    proxy.answer(503, times=100)
    with pytest.raises(MetastoreUnavailable, match="must not be written"):
        connect(proxy.url).evolve(orders, struct(fields))


def test_without_an_active_schema_that_is_known_nothing_passes(
    connect: Connect, proxy: LoopbackProxy, orders: str
) -> None:
    proxy.answer(503, times=100)
    with pytest.raises(MetastoreUnavailable, match="must not be written"):
        connect(proxy.url).evolve(orders, struct({"order_id": "long", "amount": "double"}))


def test_what_was_confirmed_too_long_ago_lets_nothing_pass(
    connect: Connect, proxy: LoopbackProxy, orders: str, tmp_path: Path
) -> None:
    known = connect(proxy.url).evolve(orders, ddl="order_id BIGINT, amount DOUBLE").effective_schema
    for file in (tmp_path / "cache").rglob("*.json"):
        os.utime(file, (0, 0))
    proxy.answer(503, times=100)
    with pytest.raises(MetastoreUnavailable):
        connect(proxy.url).evolve(orders, known)


@pytest.mark.parametrize("age", [1_800, 1_000_000], ids=["young enough", "too old"])
def test_every_check_confirms_the_active_schema(
    connect: Connect, proxy: LoopbackProxy, orders: str, tmp_path: Path, age: float
) -> None:
    metastore = connect(proxy.url)
    known = metastore.evolve(orders, ddl="order_id BIGINT, amount DOUBLE").effective_schema
    before = time.time() - age
    for file in (tmp_path / "cache").rglob("*.json"):
        os.utime(file, (before, before))
    metastore.evolve(orders, known)
    proxy.answer(503, times=100)
    stale_since = metastore.evolve(orders, known).stale_since
    assert stale_since is not None
    assert stale_since.timestamp() > before + 1


def test_a_check_costs_one_request_while_the_schema_stays(
    metastore: Metastore, proxy: LoopbackProxy, orders: str
) -> None:
    for _ in range(3):
        metastore.evolve(orders, ddl="order_id BIGINT, amount DOUBLE")
    assert [seen.method for seen in proxy.seen] == ["POST", "GET", "POST", "POST"]


def test_the_schema_from_before_somebody_changed_it_does_not_pass(
    connect: Connect, proxy: LoopbackProxy, orders: str
) -> None:
    metastore = connect(proxy.url)
    before = metastore.evolve(orders, ddl="order_id BIGINT, amount DOUBLE").effective_schema
    after = metastore.evolve(orders, ddl="order_id BIGINT, amount DOUBLE, coupon STRING").effective_schema
    proxy.answer(503, times=1000)
    assert not metastore.evolve(orders, after).confirmed
    with pytest.raises(MetastoreUnavailable):
        metastore.evolve(orders, before)


def test_nothing_passes_while_the_table_is_known_to_lack_a_column(
    connect: Connect, proxy: LoopbackProxy
) -> None:
    metastore = connect(proxy.url)
    metastore.register(
        DatasetRegistration(name="lacking", mode="append", table_format="DELTA", source_uri="s3://landing")
    )
    metastore.evolve("lacking", ddl="id BIGINT")
    metastore.acknowledge("lacking", 1)
    answer = metastore.evolve("lacking", ddl="id BIGINT, coupon STRING")
    assert answer.apply != []
    proxy.answer(503, times=6)
    with pytest.raises(MetastoreUnavailable):
        metastore.evolve("lacking", answer.effective_schema)
    metastore.acknowledge("lacking", 2)
    proxy.answer(503, times=6)
    assert not metastore.evolve("lacking", answer.effective_schema).confirmed


def test_an_outdated_schema_does_not_pass_when_the_new_one_could_not_be_read(
    connect: Connect, proxy: LoopbackProxy, orders: str
) -> None:
    metastore = connect(proxy.url, retries=0)
    before = metastore.evolve(orders, ddl="order_id BIGINT, amount DOUBLE").effective_schema
    proxy.pass_on()
    proxy.answer(503, times=100)
    assert metastore.evolve(orders, ddl="order_id BIGINT, amount DOUBLE, coupon STRING").version == 2
    with pytest.raises(MetastoreUnavailable, match="must not be written"):
        metastore.evolve(orders, before)


def test_a_version_that_no_check_has_seen_does_not_pass(
    connect: Connect, proxy: LoopbackProxy, orders: str, metastore_service: MetastoreService, tmp_path: Path
) -> None:
    metastore = connect(proxy.url)
    metastore.evolve(orders, ddl="order_id BIGINT, amount DOUBLE")
    somebody = Metastore(metastore_service.url, cache_dir=tmp_path / "of_somebody")
    somebody.evolve(orders, ddl="order_id BIGINT, amount DOUBLE, coupon STRING")
    newer = metastore.active_schema(orders)
    assert newer.version == 2
    proxy.answer(503, times=100)
    with pytest.raises(MetastoreUnavailable, match="must not be written"):
        metastore.evolve(orders, newer.schema)


def test_a_check_of_too_long_ago_says_nothing_about_the_table(
    connect: Connect, proxy: LoopbackProxy, orders: str, tmp_path: Path
) -> None:
    metastore = connect(proxy.url)
    metastore.evolve(orders, ddl="order_id BIGINT, amount DOUBLE")
    for file in (tmp_path / "cache").rglob("*.json"):
        os.utime(file, (0, 0))
    known = metastore.active_schema(orders)
    proxy.answer(503, times=100)
    with pytest.raises(MetastoreUnavailable, match="must not be written"):
        metastore.evolve(orders, known.schema)


@pytest.mark.parametrize(("status", "code"), [(503, "DATASET_BUSY"), (429, None)])
def test_nothing_stands_in_for_a_metastore_that_is_there_but_busy(
    connect: Connect, proxy: LoopbackProxy, orders: str, status: int, code: str | None
) -> None:
    metastore = connect(proxy.url)
    known = metastore.evolve(orders, ddl="order_id BIGINT, amount DOUBLE").effective_schema
    said = {"type": "about:blank", "title": "Busy", "status": status, "code": code, "detail": "Busy."}
    body = json.dumps({**said, "instance": "/datasets/orders", "requestId": None}).encode() if code else b""
    proxy.answer(status, times=100, body=body)
    with pytest.raises(MetastoreUnavailable, match="must not be written"):
        metastore.evolve(orders, known)
    assert metastore.active_schema(orders).stale_since is not None


def test_a_declared_schema_is_never_let_pass_unconfirmed(
    connect: Connect, proxy: LoopbackProxy, orders: str
) -> None:
    known = connect(proxy.url).evolve(orders, ddl="order_id BIGINT, amount DOUBLE").effective_schema
    proxy.answer(503, times=100)
    with pytest.raises(MetastoreUnavailable):
        connect(proxy.url).evolve(orders, known, origin="DECLARED")


def test_another_batch_waits_until_the_service_is_back(
    fresh_metastore_service: MetastoreService, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    metastore = connect(fresh_metastore_service.url, retries=Retries(1, 0.01, 0.01), patience=60)
    metastore.register(DatasetRegistration(name="orders", mode="append", source_uri="s3://landing"))
    metastore.evolve("orders", ddl="id BIGINT")
    fresh_metastore_service.kill()
    starting = threading.Thread(target=fresh_metastore_service.start)

    class StartOnceItWaits(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if "waits for it" in record.getMessage():
                starting.start()

    handler = StartOnceItWaits()
    logging.getLogger("metastore_client").addHandler(handler)
    try:
        answer = metastore.evolve("orders", ddl="id BIGINT, coupon STRING")
    finally:
        logging.getLogger("metastore_client").removeHandler(handler)
        starting.join()
    assert answer.confirmed
    assert answer.version == 2


def test_waiting_has_an_end(connect: Connect, proxy: LoopbackProxy, orders: str) -> None:
    proxy.answer(503, times=100_000)
    metastore = connect(proxy.url, retries=0, patience=60)
    with pytest.raises(MetastoreUnavailable, match="must not be written"):
        metastore.evolve(orders, ddl="order_id BIGINT", patience=0.6)
    assert len(proxy.seen) > 1


def struct(fields: dict[str, str]) -> StructType:
    return {"type": "struct", "fields": [{"name": name, "type": kind} for name, kind in fields.items()]}
