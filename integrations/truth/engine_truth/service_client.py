"""The few calls of the service that are asked here."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Sequence
from typing import cast

from engine_truth.cells import Answer, Cell, Claim
from engine_truth.data_types import sql_name
from engine_truth.settings import Setting

Json = dict[str, object]

_CLAIMS = {"TYPE_WIDENED": Claim.LOSSLESS, "TYPE_WIDENING_LOSSY": Claim.LOSSY}


class UnexpectedAnswer(Exception):
    """An answer that the question does not allow for."""


class Dataset:
    """A dataset of the service that stands for one real table."""

    def __init__(self, url: str, name: str, setting: Setting, spark_version: str) -> None:
        self._url = url
        self._name = name
        body: Json = {
            "name": name,
            "kafkaTopic": name,
            "mode": "append",
            "tableFormat": setting.table_format,
            "properties": {**setting.properties, "engine.spark.version": spark_version},
            "table": {"database": "truth", "name": name},
        }
        self._expect(201, "POST", "/datasets", body)

    def declare(self, columns: Sequence[str]) -> None:
        """Makes these columns, in Spark's DDL, the first schema."""
        body: Json = {"ddl": ", ".join(columns), "origin": "DECLARED"}
        self._expect(200, "POST", f"/datasets/{self._name}/schema/evolve", body)

    def ask_type_change(self, cell: Cell) -> Answer:
        """What the service says of one change of a type, without making it."""
        operation: Json = {"op": "ALTER_TYPE", "path": cell.path, "type": sql_name(cell.after)}
        return self.ask([operation])

    def ask(self, operations: Sequence[Json]) -> Answer:
        """What the service says of operations of DDL, without doing them."""
        body: Json = {
            "operations": list(operations),
            "force": True,
            "reason": "A question of the tests",
            "dryRun": True,
        }
        status, answer = self._call("POST", f"/datasets/{self._name}/ddl", body)
        if status == 409:
            refusals = cast("list[dict[str, str]]", answer["refusals"])
            return Answer(Claim.IMPOSSIBLE, refusals[0]["code"], reason=refusals[0]["reason"])
        if status != 200:
            raise UnexpectedAnswer(f"POST /datasets/{self._name}/ddl {operations}: {status} {answer}")
        return _read(answer)

    def _expect(self, status: int, method: str, path: str, body: Json) -> None:
        got, answer = self._call(method, path, body)
        if got != status:
            raise UnexpectedAnswer(f"{method} {path}: {got} instead of {status}: {json.dumps(answer)[:2000]}")

    def _call(self, method: str, path: str, body: Json) -> tuple[int, Json]:
        request = urllib.request.Request(
            self._url + path,
            data=json.dumps(body).encode(),
            method=method,
            headers={"Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, json.load(answer)
        except urllib.error.HTTPError as refusal:
            return refusal.code, json.load(refusal)


def _read(answer: Json) -> Answer:
    changes = cast("list[dict[str, str]]", answer["changes"])
    warnings = cast("list[dict[str, str]]", answer["warnings"])
    apply = tuple(cast("list[str]", answer["apply"]))
    rule = changes[0]["rule"] if changes else "-"
    needs_rewrite = any(warning["code"] == "REWRITE_NEEDED" for warning in warnings)
    claim = Claim.IMPOSSIBLE if needs_rewrite else _CLAIMS.get(rule, Claim.LOSSLESS)
    return Answer(claim, rule, apply, changes[0].get("reason", "") if changes else "")
