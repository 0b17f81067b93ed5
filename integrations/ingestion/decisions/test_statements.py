"""Statements that fail, lists that were left behind, tables that are not as the metastore has them.

Decisions alone, with a table in memory; what engines do is played by the other tests here.
"""

from __future__ import annotations

import json
from contextlib import nullcontext
from dataclasses import asdict
from types import SimpleNamespace

import pytest
from metastore_ingestion import batches
from metastore_ingestion.progress import Progress
from metastore_ingestion.stopped import StatementFailed, TableDoesNotFit
from table_fakes import Disk, FakeMetastore, FakeTable, answer, columns, keeper_of

_ADD_C = "ALTER TABLE `t` ADD COLUMNS (`c` STRING)"
_TO_X, _TO_A, _TO_B = (
    f"ALTER TABLE `t` RENAME COLUMN `{old}` TO `{new}`" for old, new in (("a", "x"), ("b", "a"), ("x", "b"))
)
_SWAP = {_TO_X: columns("x", "b"), _TO_A: columns("x", "a"), _TO_B: columns("b", "a")}
_V1, _V2 = columns("a"), columns("a", "c")


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def metastore() -> FakeMetastore:
    made = FakeMetastore()
    made.has(1, _V1, applied=True)
    made.has(2, _V2)
    return made


def test_a_statement_that_fails_for_a_moment_is_run_again(metastore: FakeMetastore, disk: Disk) -> None:
    table = FakeTable(_V1, {_ADD_C: _V2}, {_ADD_C: ["timed out", "timed out again"]})
    with pytest.raises(StatementFailed, match="timed out"):
        keeper_of(metastore, disk).bring_up(table, answer(2, _ADD_C), _V2)
    with pytest.raises(StatementFailed, match="timed out again"):
        keeper_of(metastore, disk).finish_what_was_begun(table)
    keeper_of(metastore, disk).finish_what_was_begun(table)
    assert (metastore.applied, disk.files) == ([1, 2], {})


def test_names_are_not_swapped_back_by_a_start_after_a_failure(metastore: FakeMetastore, disk: Disk) -> None:
    swapped = columns("b", "a")
    table = FakeTable(columns("a", "b"), _SWAP, {_TO_X: ["timed out", "timed out"], _TO_B: ["timed out"]})
    with pytest.raises(StatementFailed):
        keeper_of(metastore, disk).bring_up(table, answer(2, _TO_X, _TO_A, _TO_B), swapped)
    for _ in range(2):
        with pytest.raises(StatementFailed):
            keeper_of(metastore, disk).finish_what_was_begun(table)
    keeper_of(metastore, disk).finish_what_was_begun(table)
    assert table.columns == swapped
    assert table.ran == [_TO_X, _TO_X, _TO_X, _TO_A, _TO_B, _TO_B]


@pytest.mark.parametrize(
    ("statement", "said", "holds"),
    [
        (_ADD_C, "[FIELDS_ALREADY_EXISTS] Cannot add column, because `c` already exists", _V2),
        ("ALTER TABLE `t` DROP COLUMNS (`old`)", "Missing field old in table t", _V2),
        ("ALTER TABLE `t` RENAME COLUMN `old` TO `c`", "whatever an engine says", _V2),
    ],
)
def test_what_was_done_by_others_is_no_failure(
    metastore: FakeMetastore, disk: Disk, statement: str, said: str, holds: object
) -> None:
    table = FakeTable(_V2, {}, {statement: [said]})
    keeper_of(metastore, disk).bring_up(table, answer(2, statement), _V2)
    assert metastore.applied == [1, 2]


def test_a_list_is_given_up_when_people_decided_otherwise(metastore: FakeMetastore, disk: Disk) -> None:
    table = FakeTable(_V1, {}, {_ADD_C: ["not supported"] * 9})
    with pytest.raises(StatementFailed):
        keeper_of(metastore, disk).bring_up(table, answer(2, _ADD_C), _V2)
    metastore.has(3, _V1)
    keeper = keeper_of(metastore, disk)
    keeper.finish_what_was_begun(table)
    assert disk.files == {}
    keeper.bring_up(table, answer(3), _V1)
    assert metastore.applied == [1, 3]


def test_a_list_that_is_through_and_did_not_help_is_given_up(metastore: FakeMetastore, disk: Disk) -> None:
    table = FakeTable(_V1, {}, {})
    with pytest.raises(TableDoesNotFit, match="It lacks c string"):
        keeper_of(metastore, disk).bring_up(table, answer(2, _ADD_C), _V2)
    table.becomes[_ADD_C] = _V2
    keeper = keeper_of(metastore, disk)
    keeper.finish_what_was_begun(table)
    keeper.bring_up(table, answer(2, _ADD_C), _V2)
    assert metastore.applied == [1, 2]


def test_a_list_with_renames_is_not_run_from_its_start_again(metastore: FakeMetastore, disk: Disk) -> None:
    wanted = columns("b", "a", "c")
    table = FakeTable(columns("a", "b"), _SWAP, {})
    with pytest.raises(TableDoesNotFit):
        keeper_of(metastore, disk).bring_up(table, answer(2, _TO_X, _TO_A, _TO_B, _ADD_C), wanted)
    with pytest.raises(TableDoesNotFit):
        keeper_of(metastore, disk).finish_what_was_begun(table)
    table.columns = wanted
    keeper_of(metastore, disk).finish_what_was_begun(table)
    assert (metastore.applied, len(table.ran)) == ([1, 2], 4)


@pytest.mark.parametrize(("dataset", "name"), [(7, "`t`"), (1, "`moved`")])
def test_statements_of_another_dataset_or_table_are_not_run(
    metastore: FakeMetastore, disk: Disk, dataset: int, name: str
) -> None:
    table = FakeTable(_V1, {}, {_ADD_C: ["timed out"]})
    with pytest.raises(StatementFailed):
        keeper_of(metastore, disk).bring_up(table, answer(2, _ADD_C), _V2)
    other = FakeTable(_V1, name=name)
    keeper_of(metastore, disk, dataset).finish_what_was_begun(other)
    assert (other.ran, disk.files) == ([], {})


@pytest.mark.parametrize(
    ("statement", "own"),
    [
        ("ALTER TABLE `lake`.`db`.`t` DROP COLUMNS (old_id)", "id"),
        ("ALTER TABLE `lake`.`db`.`t` DROP COLUMNS (old_id, `x``, y`)", "b"),
    ],
)
def test_a_column_of_the_tables_own_is_not_taken_for_one_that_was_dropped(
    metastore: FakeMetastore, disk: Disk, statement: str, own: str
) -> None:
    table = FakeTable(columns("a", "c", own))
    keeper_of(metastore, disk).bring_up(table, answer(2, statement), _V2)
    assert metastore.applied == [1, 2]


def test_a_column_that_was_not_dropped_is_seen_in_lower_case(metastore: FakeMetastore, disk: Disk) -> None:
    table = FakeTable(columns("a", "c", "coupon"))
    with pytest.raises(TableDoesNotFit, match="It still has coupon"):
        keeper_of(metastore, disk).bring_up(table, answer(2, "ALTER TABLE `t` DROP COLUMNS (`Coupon`)"), _V2)


def test_a_table_brought_back_to_an_earlier_version_stops_the_job(
    metastore: FakeMetastore, monkeypatch: pytest.MonkeyPatch
) -> None:
    metastore.versions[2].applied = True
    with pytest.raises(TableDoesNotFit, match=r'schema/rollback with \{"version": 1,'):
        _ingest(metastore, FakeTable(_V1), monkeypatch)


@pytest.mark.parametrize(("fresh", "ran"), [("whole", [_ADD_C]), ("half", []), (None, [])])
def test_a_list_that_was_about_to_take_its_place_is_finished(
    metastore: FakeMetastore, disk: Disk, fresh: str | None, ran: list[str]
) -> None:
    """Where no file can be renamed over another, there is none for a moment."""
    text = json.dumps(asdict(Progress(1, "`t`", 2, _V2.json(), [_ADD_C])))
    if fresh is not None:
        disk.files["statements.json.fresh"] = text if fresh == "whole" else text[:40]
    table = FakeTable(_V1, {_ADD_C: _V2})
    keeper_of(metastore, disk).finish_what_was_begun(table)
    assert table.ran == ran


def test_a_table_that_nobody_told_of_is_recognised_once(
    metastore: FakeMetastore, monkeypatch: pytest.MonkeyPatch
) -> None:
    metastore.versions[1].applied = None
    with pytest.raises(TableDoesNotFit, match="It lacks c string"):
        _ingest(metastore, FakeTable(_V1), monkeypatch)
    assert metastore.applied == [1]


def _ingest(metastore: FakeMetastore, table: FakeTable, monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch of version 2, for which the metastore has no statements to give."""
    monkeypatch.setattr(batches, "facts_of", lambda records: SimpleNamespace(records=1))
    monkeypatch.setattr(batches, "open_table", lambda *arguments: table)
    monkeypatch.setattr(batches, "with_derived", lambda *arguments: SimpleNamespace(schema=_V2))
    monkeypatch.setattr(batches, "_wanted", lambda *arguments: _V2)
    monkeypatch.setattr(batches, "case_sensitive", lambda spark: nullcontext())
    job = object.__new__(batches.Ingestion)
    keeper = keeper_of(metastore, Disk())
    monkeypatch.setattr(
        job, "_pass", lambda *a: SimpleNamespace(answer=answer(2), dataframe=None), raising=False
    )
    monkeypatch.setattr(job, "_keeper_of", lambda *a: keeper, raising=False)
    batch = SimpleNamespace(number=0, may_be_replayed=False)
    job._name = "orders"
    job._transform = None
    job._ingest(SimpleNamespace(sparkSession=None), None, keeper.dataset, batch)
