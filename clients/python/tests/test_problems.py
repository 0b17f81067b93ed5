from __future__ import annotations

import json
import pickle
import re
import shlex
import urllib.request

import pytest
from connecting import Connect
from metastore_client import (
    BreakingSchemaChange,
    DatasetRegistration,
    Metastore,
    MetastoreError,
    MetastoreProblem,
    MetastoreUnavailable,
)
from metastore_client.change_table import path_text
from metastore_testing import LoopbackProxy, MetastoreService


@pytest.fixture
def breaking(metastore: Metastore, orders: str) -> BreakingSchemaChange:
    with pytest.raises(BreakingSchemaChange) as caught:
        metastore.evolve(orders, ddl="amount STRING, coupon STRING")
    return caught.value


def test_a_breaking_change_says_what_it_is(breaking: BreakingSchemaChange) -> None:
    assert (breaking.code, breaking.status) == ("BREAKING_SCHEMA_CHANGE", 409)
    assert (breaking.blocked_version, breaking.active_version, breaking.occurrences) == (2, 1, 1)
    assert {change.path[0]: change.rule for change in breaking.breaking_changes} == {
        "amount": "TYPE_UNFIT",
        "order_id": "FIELD_REMOVED",
    }
    assert "coupon" in [change.path[0] for change in breaking.changes]


def test_its_changes_are_printed_as_a_table(breaking: BreakingSchemaChange) -> None:
    lines = str(breaking).splitlines()
    assert lines[0] == "Breaking schema change: blocked version 2, seen once; 1 stays active."
    table = [line for line in lines if line[:1] in "+|" and line]
    assert len({len(line) for line in table}) == 1
    assert re.search(r"\| column +\| rule +\| before → after +\| why +\| what to do +\|", str(breaking))
    rows = "\n".join(table).split("\n+")
    amount = next(row for row in rows if "TYPE_UNFIT" in row)
    cells = [
        " ".join(parts).split() for parts in zip(*(line.split("|")[1:6] for line in amount.splitlines()[1:]))
    ]
    change = next(change for change in breaking.changes if change.path == ["amount"])
    assert [" ".join(cell) for cell in cells[:3]] == ["amount", "TYPE_UNFIT", "double → string"]
    assert "".join(cells[3]) == change.reason.replace(" ", "")
    assert "".join(cells[4]) == (change.remediation or "").replace(" ", "")


def test_the_calls_that_it_prints_are_the_ones_that_decide(
    breaking: BreakingSchemaChange, metastore: Metastore, orders: str
) -> None:
    lines = dict(
        re.findall(
            r"^(Look at it|Try letting pass|Let it pass|Decide against it): +(.*)$", str(breaking), re.M
        )
    )
    assert run(lines["Look at it"])["status"] == "BLOCKED"
    assert run(lines["Try letting pass"])["status"] == "dryRun"
    assert run(lines["Decide against it"])["status"] == "rejected"
    assert metastore.schema_version(orders, 2).status == "REJECTED"
    assert "/approve" in lines["Let it pass"]


def test_a_first_schema_that_breaks_leaves_nothing_active(metastore: Metastore) -> None:
    metastore.register(
        DatasetRegistration(name="keyed", mode="upsert", source_uri="s3://landing", pk_fields=["id"])
    )
    with pytest.raises(BreakingSchemaChange, match="no version is active yet") as caught:
        metastore.evolve("keyed", ddl="other STRING")
    assert caught.value.active_version is None


def test_an_invalid_request_names_every_fault(metastore: Metastore) -> None:
    with pytest.raises(MetastoreProblem) as caught:
        metastore.register(DatasetRegistration(name="1", mode="append", partition_keys=[""]))
    problem = caught.value
    assert (problem.code, problem.status) == ("INVALID_REQUEST", 400)
    assert [(fault.in_, fault.path) for fault in problem.errors] == [
        ("body", "/name"),
        ("body", "/partitionKeys/0"),
    ]
    for told in (problem.detail, problem.errors[1].message, problem.request_id):
        assert str(told) in str(problem)


def test_what_is_particular_to_a_refusal_is_in_its_body(metastore: Metastore, orders: str) -> None:
    with pytest.raises(MetastoreProblem, match="DDL_REFUSED") as caught:
        metastore.ddl(orders, f"ALTER TABLE {orders} DROP COLUMN nothing")
    refusals = caught.value.body["refusals"]
    assert isinstance(refusals, list)
    assert refusals[0]["path"] == ["nothing"]


def test_every_error_can_be_pickled(breaking: BreakingSchemaChange, metastore: Metastore) -> None:
    with pytest.raises(MetastoreProblem) as problem:
        metastore.get_dataset("nowhere")
    away = MetastoreUnavailable("it answers 503", "http://metastore", 1.5, problem.value)
    for error in (breaking, problem.value, away):
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is type(error)
        assert isinstance(again, MetastoreError)
        assert str(again) == str(error)
        assert vars(again).keys() == vars(error).keys()
    assert pickle.loads(pickle.dumps(breaking)).breaking_changes == breaking.breaking_changes
    assert pickle.loads(pickle.dumps(away)).problem.code == "DATASET_NOT_FOUND"


def test_a_key_is_asked_for_and_sent(
    connect: Connect, monkeypatch: pytest.MonkeyPatch, fresh_metastore_service: MetastoreService
) -> None:
    url = fresh_metastore_service.restart(API_KEY="sixteen-characters-and-more").url
    with pytest.raises(MetastoreProblem, match="UNAUTHENTICATED") as caught:
        connect(url).list_datasets()
    assert caught.value.status == 401
    assert connect(url).health().status == "healthy"
    assert connect(url, api_key="sixteen-characters-and-more").list_datasets() == []
    monkeypatch.setenv("METASTORE_API_KEY", "sixteen-characters-and-more")
    assert connect(url).list_datasets() == []


def test_the_key_is_never_printed(connect: Connect) -> None:
    assert "secret" not in repr(connect("http://127.0.0.1:1", api_key="secret"))


def test_a_key_may_end_in_a_line_break(connect: Connect, proxy: LoopbackProxy, orders: str) -> None:
    assert connect(proxy.url, api_key="sixteen-characters-and-more\n").get_dataset(orders).name == orders
    assert proxy.seen[0].headers["Authorization"] == "Bearer sixteen-characters-and-more"


@pytest.mark.parametrize("key", ["hidden\nX-Other: 1", "hidden\u2026", "hidden\x00"])
def test_a_key_that_cannot_be_sent_is_not_printed(connect: Connect, key: str) -> None:
    with pytest.raises(ValueError, match="The API key") as caught:
        connect("http://127.0.0.1:1", api_key=key)
    assert "hidden" not in str(caught.value)


@pytest.mark.parametrize(
    ("status", "body"),
    [(200, b"<html>Log in</html>"), (200, b'{"id": "one"}'), (404, b"not here"), (500, b"[]")],
)
def test_what_no_metastore_says_is_told_apart(
    metastore: Metastore, proxy: LoopbackProxy, status: int, body: bytes
) -> None:
    proxy.answer(status, body=body)
    with pytest.raises(MetastoreProblem, match="METASTORE_URL") as caught:
        metastore.get_dataset("orders")
    assert (caught.value.code, caught.value.status) == ("UNEXPECTED_ANSWER", status)
    assert body.decode() in caught.value.detail


def test_nobody_is_followed_elsewhere(metastore: Metastore, proxy: LoopbackProxy) -> None:
    proxy.answer(302, headers={"Location": "http://elsewhere.invalid/"})
    with pytest.raises(MetastoreProblem, match=r"leads to http://elsewhere\.invalid/"):
        metastore.get_dataset("orders")


def test_health_of_something_else_is_absence(metastore: Metastore, proxy: LoopbackProxy) -> None:
    proxy.answer(503, body=b"<html>no upstream</html>")
    with pytest.raises(MetastoreUnavailable, match="answers 503"):
        metastore.health()


def test_an_unhealthy_service_says_why(metastore: Metastore, proxy: LoopbackProxy) -> None:
    body = {
        "status": "unhealthy",
        "database": "unreachable",
        "migrations": "unknown",
        "version": "1",
        "uptimeSeconds": 1,
    }
    proxy.answer(503, body=json.dumps({**body, "reason": "connection refused"}).encode())
    assert metastore.health().reason == "connection refused"
    assert len(proxy.seen) == 1


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (["a"], "a"),
        (["a", "b_1"], "a.b_1"),
        (["x.y"], "`x.y`"),
        (["a`b", "c"], "`a``b`.c"),
        (["größe"], "`größe`"),
    ],
)
def test_paths_are_written_as_spark_writes_them(path: list[str], text: str) -> None:
    assert path_text(path) == text


def run(command: str) -> dict[str, object]:
    """What curl would do with it."""
    words = shlex.split(command)
    options = dict(zip(words[2::2], words[3::2]))
    data = options["-d"].encode() if "-d" in options else None
    headers = dict([options["-H"].split(": ")]) if "-H" in options else {}
    with urllib.request.urlopen(urllib.request.Request(words[1], data, headers), timeout=30) as answer:
        read: dict[str, object] = json.load(answer)
        return read
