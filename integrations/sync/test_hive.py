"""Hive 4.0 is told what happens, and knows it."""

from __future__ import annotations

from pathlib import Path

import pytest
from datasets import Registered, register
from hive import Hive, HiveRefused
from metastore_testing import MetastoreService
from program import Sync

ORDERS = "order_id BIGINT, customer STRING, amount FLOAT, country STRING"


def shop_table(service: MetastoreService, tmp_path: Path, **settings: object) -> Registered:
    location = (tmp_path / "lake").as_uri()
    return register(service.url, location=location, table={"database": "shop"}, **settings)


def test_what_hive_alters_no_table_to_it_is_declared_as(
    service: MetastoreService, hive: Hive, into_hive: Sync, tmp_path: Path
) -> None:
    orders = shop_table(service, tmp_path, partitionKeys=["country"])
    orders.evolve("order_id BIGINT, coupon STRING, gift BOOLEAN, country STRING")
    into_hive.round()
    orders.ddl(f"ALTER TABLE {orders.name} DROP COLUMN coupon")
    refused = into_hive.round()
    assert refused.status == 1
    assert "gift BOOLEAN in the place of coupon STRING" in refused.remarks
    assert "types incompatible with the existing columns in their respective positions" in refused.errors
    assert into_hive.round("--anew", orders.name).status == 0
    assert [name for name, _ in hive.columns(f"shop.{orders.name}")] == ["order_id", "gift", "country"]


def test_a_table_that_somebody_else_changed_is_declared_anew(
    service: MetastoreService, hive: Hive, into_hive: Sync, tmp_path: Path
) -> None:
    orders = shop_table(service, tmp_path)
    orders.evolve("order_id BIGINT, customer STRING")
    into_hive.round()
    hive.ask(f"ALTER TABLE shop.{orders.name} CHANGE COLUMN customer client STRING")
    orders.ddl(f"ALTER TABLE {orders.name} RENAME COLUMN customer TO buyer")
    failed = into_hive.round()
    assert failed.status == 1
    assert f"--anew {orders.name}" in failed.errors
    assert into_hive.round("--anew", orders.name).status == 0
    assert hive.columns(f"shop.{orders.name}") == [("order_id", "bigint"), ("buyer", "string")]


def test_the_first_active_schema_declares_the_table(
    service: MetastoreService, hive: Hive, into_hive: Sync, tmp_path: Path
) -> None:
    orders = shop_table(service, tmp_path, partitionKeys=["country"])
    assert into_hive.round().statements == []
    orders.evolve(ORDERS)
    assert into_hive.round().status == 0
    assert hive.columns(f"shop.{orders.name}") == [
        ("order_id", "bigint"),
        ("customer", "string"),
        ("amount", "float"),
        ("country", "string"),
    ]


def test_each_following_version_alters_the_table(
    service: MetastoreService, hive: Hive, into_hive: Sync, tmp_path: Path
) -> None:
    orders = shop_table(service, tmp_path)
    orders.evolve(ORDERS)
    into_hive.round()
    orders.evolve(f"{ORDERS}, coupon STRING")
    assert into_hive.round().status == 0
    orders.ddl(f"ALTER TABLE {orders.name} RENAME COLUMN customer TO buyer")
    orders.ddl(f"ALTER TABLE {orders.name} DROP COLUMN country")
    ended = into_hive.round()
    assert (ended.status, ended.errors) == (0, "")
    assert "version 2 to 3" in ended.remarks
    assert "version 3 to 4" in ended.remarks
    assert hive.columns(f"shop.{orders.name}") == [
        ("order_id", "bigint"),
        ("buyer", "string"),
        ("amount", "float"),
        ("coupon", "string"),
    ]


def test_a_table_that_was_there_before_is_taken_as_it_is_and_never_dropped(
    service: MetastoreService, hive: Hive, into_hive: Sync, tmp_path: Path
) -> None:
    orders = shop_table(service, tmp_path)
    hive.ask(f"CREATE TABLE shop.{orders.name} (order_id BIGINT) STORED AS PARQUET")
    orders.evolve("order_id BIGINT")
    ended = into_hive.round()
    assert ended.status == 0
    assert "is known already" in ended.remarks
    orders.archive()
    ended = into_hive.round("--gone", "drop")
    assert ended.statements == []
    assert "DROP TABLE" in ended.remarks
    assert hive.columns(f"shop.{orders.name}") == [("order_id", "bigint")]


def test_an_archived_dataset_leaves_hive_with_its_data_in_place_and_comes_back(
    service: MetastoreService, hive: Hive, into_hive: Sync, tmp_path: Path
) -> None:
    orders = shop_table(service, tmp_path)
    orders.evolve("order_id BIGINT")
    into_hive.round()
    kept = tmp_path / "lake" / "part-0.parquet"
    kept.parent.mkdir(exist_ok=True)
    kept.write_bytes(b"rows")
    orders.archive()
    assert into_hive.round("--gone", "drop").status == 0
    with pytest.raises(HiveRefused):
        hive.columns(f"shop.{orders.name}")
    assert kept.read_bytes() == b"rows"
    orders.restore()
    assert into_hive.round("--gone", "drop").status == 0
    assert hive.columns(f"shop.{orders.name}") == [("order_id", "bigint")]


def test_a_table_that_moved_is_declared_anew(
    service: MetastoreService, hive: Hive, into_hive: Sync, tmp_path: Path
) -> None:
    orders = shop_table(service, tmp_path)
    orders.evolve("order_id BIGINT")
    into_hive.round()
    orders.patch(location=(tmp_path / "elsewhere").as_uri())
    assert into_hive.round("--gone", "drop").status == 0
    assert f"{tmp_path}/elsewhere" in "\n".join(hive.ask(f"DESCRIBE FORMATTED shop.{orders.name}"))


def test_what_fails_for_one_dataset_holds_back_no_other_and_goes_on_when_it_can(
    service: MetastoreService, hive: Hive, into_hive: Sync, tmp_path: Path
) -> None:
    early = register(
        service.url, "early", location=(tmp_path / "early").as_uri(), table={"database": "later"}
    )
    early.evolve("id INT")
    orders = shop_table(service, tmp_path)
    orders.evolve("order_id BIGINT")
    ended = into_hive.round()
    assert ended.status == 1
    assert "Database does not exist" in ended.errors
    assert f"--settle {early.name}" in ended.errors
    assert hive.columns(f"shop.{orders.name}") == [("order_id", "bigint")]
    hive.ask("CREATE DATABASE later")
    assert into_hive.round().status == 0
    assert hive.columns(f"later.{early.name}") == [("id", "int")]
    hive.ask("DROP DATABASE later CASCADE")


def test_what_was_done_by_hand_is_settled(
    service: MetastoreService, hive: Hive, into_hive: Sync, tmp_path: Path
) -> None:
    orders = shop_table(service, tmp_path)
    orders.evolve("order_id BIGINT")
    into_hive.round()
    hive.ask(f"DROP TABLE shop.{orders.name}")
    orders.evolve("order_id BIGINT, coupon STRING")
    assert into_hive.round().status == 1
    assert into_hive.round().status == 1
    hive.ask(f"CREATE EXTERNAL TABLE shop.{orders.name} (order_id BIGINT, coupon STRING) STORED AS PARQUET")
    assert into_hive.round("--settle", orders.name).status == 0
    orders.evolve("order_id BIGINT, coupon STRING, city STRING")
    assert into_hive.round().status == 0
    assert [name for name, _ in hive.columns(f"shop.{orders.name}")] == ["order_id", "coupon", "city"]
