"""Killed at any statement, before or after Hive has run it: the next round ends where it would have ended."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from datasets import register
from hive import Hive
from metastore_testing import MetastoreService
from program import Sync

STATEMENTS = 5
"""CREATE and MSCK; then an addition, a rename, and all columns anew for the one that is dropped."""


@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("which", range(STATEMENTS))
def test_a_kill_loses_and_breaks_nothing(
    service: MetastoreService, hive: Hive, into_hive: Sync, tmp_path: Path, which: int, moment: str
) -> None:
    orders = register(
        service.url,
        f"killed_{which}_{moment}",
        location=(tmp_path / "lake").as_uri(),
        table={"database": "shop"},
        partitionKeys=["country"],
    )
    counter = tmp_path / "counter"
    script = Path(__file__).with_name("killing_command.py")
    command = f"{sys.executable} {script} {hive.port} {counter} {which} {moment}"
    orders.evolve("order_id BIGINT, customer STRING, amount FLOAT, country STRING")
    statuses = until_done(into_hive, command)
    orders.evolve("order_id BIGINT, customer STRING, amount FLOAT, country STRING, coupon STRING")
    orders.ddl(f"ALTER TABLE {orders.name} RENAME COLUMN customer TO buyer")
    orders.ddl(f"ALTER TABLE {orders.name} DROP COLUMN amount")
    statuses += until_done(into_hive, command)

    assert statuses == ([-9, 0, 0] if which < 2 else [0, -9, 0])
    assert hive.columns(f"shop.{orders.name}") == [
        ("order_id", "bigint"),
        ("buyer", "string"),
        ("coupon", "string"),
        ("country", "string"),
    ]
    sent = int(counter.read_text())
    assert sent == STATEMENTS + 1, "one statement alone was sent twice"


def until_done(sync: Sync, command: str) -> list[int]:
    """Starts it again after it was killed, as a supervisor does."""
    first = sync.round(run=command).status
    return [first] if first == 0 else [first, sync.round(run=command).status]
