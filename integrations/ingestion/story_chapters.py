"""The story itself."""

from __future__ import annotations

from typing import Any

import pytest
from lake_formats import LakeFormat
from metastore_client import Metastore, MetastoreProblem, ResolutionRequest
from orders_story import Act, Blocked, Story

Json = Any


def tell(lake: LakeFormat, line: str) -> Story:
    story = Story(lake, line)
    story.batch()
    _fields_come_and_go(story)
    _people_change_columns(story)
    _odd_records(story)
    _breaking_changes(story)
    _the_rest(story)
    return story


def _fields_come_and_go(story: Story) -> None:
    def coupon(order: Json, number: int) -> None:
        order["coupon"] = f"coupon {number}"

    def city(order: Json, number: int) -> None:
        if order["address"] is not None:
            order["address"]["city"] = f"city {number}"

    def keep_city(row: Json, order: Json, number: int) -> None:
        if row["address"] is not None:
            row["address"]["city"] = f"city {number}"

    def discount(order: Json, number: int) -> None:
        for item in order["items"]:
            item["discount"] = number / 4

    def keep_discount(row: Json, order: Json, number: int) -> None:
        for item in row["items"]:
            item["discount"] = number / 4

    story.batch(coupon)  # A new field. It is dropped later on.
    story.batch(city, keep=keep_city)  # A new field in a struct.
    story.batch(_without("note", "coupon"), keep=_keep(remark=None))  # Missing ones.
    story.batch(lambda order, number: order.update(coupon=None, future=None))  # Null in every record.
    story.batch(discount, keep=keep_discount)  # A new field in the elements of an array.
    story.batch(
        lambda order, number: order.update(amount=int(order["amount"])),
        keep=lambda row, order, number: row.update(amount=float(order["amount"])),
    )  # A narrower type.
    story.batch(_case, keep=None)  # Other cases of letters, nested too.


def _case(order: Json, number: int) -> None:
    order["Customer"] = order.pop("customer")
    if order["address"] is not None:
        order["address"]["STREET"] = order["address"].pop("street")


def _people_change_columns(story: Story) -> None:
    def quantity(value: float) -> Any:
        return lambda order, number: order.update(quantity=value)

    first, wider = story.lake.widening[story.line] or ("INT", None)
    story.ddl("ALTER TABLE {table} ADD COLUMN quantity " + first + " COMMENT 'pieces'")
    story.batch()
    story.batch(quantity(3), keep=_keep(quantity=3))
    if wider is None:
        story.steps.append(Act("a widening that the format cannot do", _refused_widening))
        story.batch(quantity(4), keep=_keep(quantity=4))
    else:
        story.ddl("ALTER TABLE {table} ALTER COLUMN quantity TYPE " + wider)
        large = {"INT": 2**30, "BIGINT": 2**40, "DOUBLE": 2.5}[wider]
        story.batch(quantity(large), keep=_keep(quantity=large))
    story.ddl("ALTER TABLE {table} RENAME COLUMN note TO remark", force=True)
    story.renamed()
    story.batch()  # Producers still send the old name …
    story.batch(lambda order, number: order.update(remark=order.pop("note")))  # … and then the new one.
    story.ddl("ALTER TABLE {table} DROP COLUMN coupon")
    story.batch(lambda order, number: order.update(coupon="still sent"))
    story.ddl("ALTER TABLE {table} ADD COLUMNS (channel STRING COMMENT 'where from')")
    story.batch()
    story.batch(lambda order, number: order.update(channel="web"), keep=_keep(channel="web"))


def _refused_widening(metastore: Metastore, dataset: str) -> None:
    with pytest.raises(MetastoreProblem, match="DDL_REFUSED"):
        metastore.ddl(dataset, f"ALTER TABLE {dataset} ALTER COLUMN quantity TYPE DOUBLE", reason="asked for")


def _odd_records(story: Story) -> None:
    story.batch(lambda order, number: order.update(_hoodie_commit_time="1", _rescued_data="x"))  # Reserved.
    story.batch(lines=('{"event_id": 1, "customer": ', "no JSON at all", '["an", "array"]'))  # Corrupt ones.
    story.batch(lambda order, number: order.update(items=[]), keep=_keep(items=[]))  # Empty arrays alone.
    story.batch(_without("address"), keep=_keep(address=None))


def _breaking_changes(story: Story) -> None:
    def as_text(order: Json, number: int) -> None:
        order["amount"] = str(order["amount"])

    def taken_apart(order: Json, number: int) -> None:
        order["customer"] = {"name": order["customer"], "since": 2020}

    def approve(metastore: Metastore, dataset: str, version: int) -> None:
        # Hudi alone would rather turn the column into text.
        keep = ResolutionRequest(path="amount", action="KEEP")
        metastore.approve(
            dataset, version, "it stays a number, and texts are read as one", resolutions=[keep]
        )

    def reject(metastore: Metastore, dataset: str, version: int) -> None:
        metastore.reject(dataset, version, "the producer sends it again as it was")

    story.batch(as_text)
    story.steps.append(Blocked("amount", approve))
    story.batch(as_text)
    story.batch()
    before = story.next_id
    story.batch(taken_apart, rejected=True)
    story.steps.append(Blocked("customer", reject))
    story.next_id = before
    story.batch()  # The same orders, as they should have been.


def _the_rest(story: Story) -> None:
    def payment(order: Json, number: int) -> None:
        order["payment"] = {"method": "card", "card": {"last4": f"{number:04d}", "name": None}}

    def keep_payment(row: Json, order: Json, number: int) -> None:
        row["payment"] = {"method": "card", "card": {"last4": f"{number:04d}"}}

    story.batch(payment, keep=keep_payment)  # A struct in a struct, a part of it null everywhere.
    story.update(range(7, 10))
    story.batch()
    story.batch(lambda order, number: order.update(amount=float(2**53)), keep=_keep(amount=float(2**53)))
    story.batch()


def _without(*names: str) -> Any:
    def drop(order: Json, number: int) -> None:
        for name in names:
            order.pop(name, None)

    return drop


def _keep(**values: Json) -> Any:
    return lambda row, order, number: row.update(values)
