"""Arguments and answers that let the job not even begin, and what the exit code makes of them."""

from __future__ import annotations

import pytest
from metastore_client import MetastoreProblem
from metastore_ingestion import command_line
from metastore_ingestion.stopped import unfit_value

_URL = ["--metastore", "http://127.0.0.1:9"]
_GOOD = ["ingest", "--dataset", "orders", "--root", "lake"]


@pytest.fixture(autouse=True)
def _no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("METASTORE_URL", "METASTORE_INGESTION_ROOT"):
        monkeypatch.delenv(name, raising=False)


def test_it_asks_for_the_address_of_the_metastore(capsys: pytest.CaptureFixture[str]) -> None:
    assert command_line.main(_GOOD) == 2
    assert "METASTORE_URL" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([*_GOOD, *_URL, "--conf", "spark.master"], "NAME=VALUE"),
        (["ingest", "--dataset", "orders", "--root", "", *_URL], "is empty"),
        (["ingest", "--dataset", "orders", *_URL], "--root"),
    ],
)
def test_arguments_that_say_nothing_are_refused(
    arguments: list[str], says: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("METASTORE_INGESTION_ROOT", "")
    with pytest.raises(SystemExit) as ended:
        command_line.main(arguments)
    assert (ended.value.code, says in capsys.readouterr().err) == (2, True)


@pytest.mark.parametrize(
    ("code", "exit_code"),
    [("DATASET_ARCHIVED", 4), ("DATASET_NOT_FOUND", 2), ("VERSION_NOT_FOUND", 2), ("INTERNAL_ERROR", 1)],
)
def test_what_the_metastore_refuses_has_the_exit_code_of_its_kind(
    code: str, exit_code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = {"type": "t", "title": "t", "status": 409, "code": code, "detail": "d", "instance": "/"}
    body["requestId"] = "r"

    def refuse(options: object) -> None:
        raise MetastoreProblem(body, "http://metastore")

    monkeypatch.setattr(command_line, "_run", refuse)
    assert command_line.main([*_GOOD, *_URL]) == exit_code


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (
            "x\njava.lang.RuntimeException: Column a.b has the value 1\n2, which is no int\n\tat",
            "Column a.b has",
        ),
        (
            "[USER_RAISED_EXCEPTION] Column a has the value x, which is no decimal(10,2) SQLSTATE: P0001",
            "(10,2).",
        ),
        ("Plan: raise_error(concat(Column a has the value , cast(a as string), , which is no int))", None),
        ("Column a is unknown", None),
    ],
)
def test_a_value_that_does_not_fit_is_told_without_traces(said: str, told: str | None) -> None:
    found = unfit_value(RuntimeError(said), "orders")
    assert found is None if told is None else told in str(found)
    assert "SQLSTATE" not in str(found)
