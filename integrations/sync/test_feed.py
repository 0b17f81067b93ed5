"""The feed is read on from where it was, and the engine told of everything once."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from datasets import Registered, register
from metastore_testing import MetastoreService
from program import Sync


@pytest.fixture
def trino(printing: Callable[[str], Sync]) -> Sync:
    return printing("trino")


def lake_table(service: MetastoreService, prefix: str = "orders", **settings: object) -> Registered:
    table = {"catalog": "lake", "database": "shop"}
    dataset = register(service.url, prefix, location="s3://lake/orders", table=table, **settings)
    dataset.evolve("order_id BIGINT")
    return dataset


def test_nothing_is_told_twice(service: MetastoreService, trino: Sync) -> None:
    orders = lake_table(service)
    assert len(trino.round().statements) == 1
    assert trino.round().output == ""
    orders.evolve("order_id BIGINT, coupon STRING")
    assert trino.round().statements == [f"ALTER TABLE lake.shop.{orders.name} ADD COLUMN coupon varchar"]
    assert trino.round().output == ""


def test_reading_the_feed_from_the_beginning_tells_nothing_anew(
    service: MetastoreService, trino: Sync
) -> None:
    lake_table(service).evolve("order_id BIGINT, coupon STRING")
    trino.round()
    assert trino.round("--start-over").output == ""


def test_a_table_is_declared_anew_when_somebody_says_so(service: MetastoreService, trino: Sync) -> None:
    orders = lake_table(service)
    first = trino.round().statements
    drop = f'DROP TABLE IF EXISTS "lake"."shop"."{orders.name}"'
    assert trino.round("--anew", orders.name).statements == [drop, *first]
    assert trino.round().output == ""


def test_events_that_change_no_table_say_nothing(service: MetastoreService, trino: Sync) -> None:
    orders = lake_table(service)
    trino.round()
    orders.patch(owner="checkout", labels={"tier": "gold"})
    assert trino.round().output == ""


def test_a_purged_dataset_is_told_of_once(service: MetastoreService, trino: Sync) -> None:
    orders = lake_table(service)
    trino.round()
    orders.archive()
    orders.purge()
    ended = trino.round()
    assert ended.statements == []
    assert f"{orders.name}: purged" in ended.remarks
    assert f'DROP TABLE IF EXISTS "lake"."shop"."{orders.name}"' in ended.remarks
    assert trino.round().output == ""


def test_a_table_without_a_location_is_declared_once_it_has_one(
    service: MetastoreService, trino: Sync
) -> None:
    orders = register(service.url, table={"catalog": "lake", "database": "shop"})
    orders.evolve("order_id BIGINT")
    assert trino.round().statements == []
    orders.patch(location="s3://lake/orders")
    assert len(trino.round().statements) == 1


def test_a_metastore_that_is_away_is_told_and_the_next_round_goes_on(
    service: MetastoreService, trino: Sync
) -> None:
    lake_table(service)
    service.stop()
    away = trino.round()
    assert (away.status, away.output) == (2, "")
    assert "is away" in away.errors
    service.start()
    assert len(trino.round().statements) == 1


def test_people_see_the_remarks_and_the_command_does_not(
    service: MetastoreService, trino: Sync, tmp_path: Path
) -> None:
    orders = lake_table(service)
    orders.evolve("order_id BIGINT, price ARRAY<STRUCT<a: INT>>")
    trino.round(run="true")
    orders.ddl(f"ALTER TABLE {orders.name} ADD COLUMNS (price.element.b INT, city STRING)")
    given = tmp_path / "given"
    ended = trino.round(run=f"sh -c 'cat >> {given}'")
    assert "whole columns only" in ended.remarks
    assert given.read_text() == f"ALTER TABLE lake.shop.{orders.name} ADD COLUMN city varchar;\n"


def test_a_connection_is_given_the_statements(service: MetastoreService, trino: Sync, tmp_path: Path) -> None:
    lake_table(service)
    given = tmp_path / "given"
    ended = trino.round(run=f"dbapi:recording?file={given}&port=8080")
    assert ended.status == 0, ended.errors
    assert given.read_text().startswith("CREATE TABLE lake.shop.orders")


def test_a_password_comes_from_the_environment(
    service: MetastoreService, trino: Sync, tmp_path: Path
) -> None:
    lake_table(service)
    how = f"dbapi:recording?file={tmp_path}/given&port=8080&password=$ENGINE_PASSWORD"
    ended = trino.round(run=how)
    assert (ended.status, "'ENGINE_PASSWORD', which is not set" in ended.errors) == (2, True)
    ended = trino.round(run=how, environment={"ENGINE_PASSWORD": "1234"})
    assert ended.status == 0, ended.errors


def test_what_a_connection_refuses_is_said_with_what_to_do(
    service: MetastoreService, trino: Sync, tmp_path: Path
) -> None:
    dataset = lake_table(service, "refused")
    ended = trino.round(run=f"dbapi:recording?file={tmp_path}/given&port=8080")
    assert ended.status == 1
    assert "PERMISSION_DENIED" in ended.errors
    assert f"--settle {dataset.name}" in ended.errors


def test_a_position_of_another_engine_is_refused(service: MetastoreService, trino: Sync) -> None:
    trino.round()
    ended = Sync("hive", service.url, trino.state).round()
    assert ended.status == 2
    assert "is the state of TRINO" in ended.errors


def test_two_at_a_time_are_refused(trino: Sync) -> None:
    trino.round()
    with trino.state.with_name(f"{trino.state.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ended = trino.round()
    assert ended.status == 2
    assert "Another process works with" in ended.errors


def test_a_version_that_the_metastore_no_longer_has_stops_that_table(
    service: MetastoreService, trino: Sync
) -> None:
    orders = lake_table(service)
    trino.round()
    state = json.loads(trino.state.read_text())
    for table in state["tables"].values():
        table["version"] = 7
    trino.state.write_text(json.dumps(state))
    ended = trino.round("--start-over")
    assert ended.status == 1
    assert f"{orders.name}: version 7 was told, but the newest is 1" in ended.errors


def test_the_feed_is_followed_until_it_is_stopped(
    service: MetastoreService, trino: Sync, tmp_path: Path
) -> None:
    orders = lake_table(service)
    with trino.following(every=0.2) as lines:
        assert any(line.startswith("CREATE TABLE") for line in lines)
        orders.evolve("order_id BIGINT, coupon STRING")
        assert any("ADD COLUMN coupon" in line for line in lines)


def test_what_was_only_printed_is_not_taken_for_run(service: MetastoreService, trino: Sync) -> None:
    lake_table(service)
    assert len(trino.round().statements) == 1
    ended = trino.round(run="true")
    assert ended.status == 2
    assert "only printed" in ended.errors


def test_a_refusal_is_not_taken_for_done_in_the_next_round(service: MetastoreService, trino: Sync) -> None:
    orders = lake_table(service)
    assert trino.round(run="true").status == 0
    orders.evolve("order_id BIGINT, coupon STRING")
    refusing = "sh -c 'echo \"COLUMN_ALREADY_EXISTS: coupon\" >&2; exit 1'"
    for _ in range(2):
        ended = trino.round(run=refusing)
        assert ended.status == 1
        assert "COLUMN_ALREADY_EXISTS" in ended.errors
    assert trino.round(run="true").statements == [
        f"ALTER TABLE lake.shop.{orders.name} ADD COLUMN coupon varchar"
    ]
