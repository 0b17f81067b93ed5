"""Does one operation to a small real table, as the service says or by ALTER TABLE, and reads it back."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import StructType

from engine_truth.cells import Answer, Claim, Observation, Outcome
from engine_truth.failures import ENGINE_REFUSED, words_of
from engine_truth.lake_tables import LakeTable, lake_table
from engine_truth.operations import BEFORE, Operation
from engine_truth.settings import Setting
from engine_truth.ways import ALTER, MERGE, SCHEMA, SERVICE

_OLD_IDS = (1, 2)
_NEW_ID = 3


def columns_of(columns: dict[str, tuple[str, str]]) -> list[str]:
    """Spark's DDL of columns."""
    return [f"`{name}` {data_type}" for name, (data_type, _) in columns.items()]


def _is_required(name: str, data_type: str) -> bool:
    return name == "id" or data_type.endswith("NOT NULL")


def _may_be_null(data_type: str, value: str) -> str:
    """A literal is never null, and nothing within it; engines would store it as such a column."""
    return f"IF(nothing = 0, CAST({value} AS {data_type}), NULL)"


def try_operation(
    spark: SparkSession, setting: Setting, name: str, folder: Path, operation: Operation, answer: Answer
) -> tuple[Observation, str | None]:
    """
    What came of an operation, and what the service's statements failed with, if they did: then again on
    another table, with Spark told what the job's writes are told.
    """
    seen, failure = OperationRun(spark, setting, name, folder, operation).observe(answer)
    if failure is None or answer.claim is Claim.IMPOSSIBLE or not setting.write:
        return seen, failure
    told = [f"SET {key} = {value}" for key, value in setting.write.items()]
    other = f"{name}_again"
    apply = tuple(text.replace(f"truth.{name}", f"truth.{other}") for text in answer.apply)
    run = OperationRun(spark, setting, other, folder, operation)
    again, _ = run.observe(replace(answer, apply=apply), told)
    return again, failure


class OperationRun:
    """One table for one operation: two files of before, one of after."""

    def __init__(
        self, spark: SparkSession, setting: Setting, name: str, folder: Path, operation: Operation
    ) -> None:
        self._spark = spark
        self._operation = operation
        self._table: LakeTable = lake_table(spark, name, setting, folder)

    def observe(self, answer: Answer, told: Sequence[str] = ()) -> tuple[Observation, str | None]:
        """
        What came of it, and what the statements failed with, if they did. `told`: what Spark is told before
        those of the service.
        """
        self._table.create(columns_of(BEFORE))
        for number in _OLD_IDS:
            self._table.append(self._rows({**BEFORE, "id": ("BIGINT", f"{number}L")}))
        way, failure = self._bring_about(answer, told)
        if way is None:
            return Observation(Outcome.REFUSED, "none", failure or ""), failure
        written = self._write(way)
        if written is not None:
            outcome = Outcome.REFUSED if way == MERGE else Outcome.UNWRITABLE
            return Observation(outcome, "none" if way == MERGE else way, written), failure
        return self._read(way), failure

    def _bring_about(self, answer: Answer, told: Sequence[str]) -> tuple[str | None, str | None]:
        if self._table.schema() is None:
            return SCHEMA, None
        statements = [text for text in answer.apply if not text.startswith("--")]
        table = f"truth.{self._table.name}"
        natural = [f"ALTER TABLE {table} {action}" for action in self._operation.natural]
        possible = answer.claim is not Claim.IMPOSSIBLE
        if possible and not statements:
            return MERGE, None
        failure = self._run([*told, *statements] if possible else natural)
        if failure is not None:
            return None, failure
        return (SERVICE if possible and not told else ALTER), None

    def _run(self, statements: Sequence[str]) -> str | None:
        try:
            for statement in statements:
                self._table.run(statement)
        except ENGINE_REFUSED as failure:
            return words_of(failure)
        return None

    def _write(self, way: str) -> str | None:
        columns = {**self._operation.columns_after(), "id": ("BIGINT", f"{_NEW_ID}L")}
        try:
            rows = self._in_order(self._rows(columns))
            if way == MERGE:
                self._table.merge(rows)
            else:
                self._table.append(rows)
        except ENGINE_REFUSED as failure:
            return words_of(failure)
        return None

    def _in_order(self, rows: DataFrame) -> DataFrame:
        """As the table has its columns, where it says so: a job writes by name."""
        schema = self._table.schema()
        known = [] if schema is None else [name for name in schema.names if name in rows.columns]
        others = [name for name in rows.columns if name not in known]
        return rows.select(*(f"`{name}`" for name in [*known, *others]))

    def _read(self, way: str) -> Observation:
        operation = self._operation
        expected_new = {**operation.expected_old(), **operation.new}
        try:
            rows = self._table.read(self._schema_after())
            texts = rows.selectExpr(
                "id", *(f"CAST({each} AS STRING) AS `e{at}`" for at, each in enumerate(expected_new))
            )
            got = {row["id"]: row for row in texts.collect()}
        except ENGINE_REFUSED as failure:
            return Observation(Outcome.UNREADABLE, way, words_of(failure))
        wrong = [
            f"{each} of row {number} is {got[number][f'e{at}']} instead of {text}"
            for number in (*_OLD_IDS, _NEW_ID)
            for at, each in enumerate(expected_new)
            for text in [(expected_new if number == _NEW_ID else operation.expected_old()).get(each)]
            if number not in got or got[number][f"e{at}"] != text
        ]
        if not wrong and operation.order and self._names() not in (None, operation.order):
            return Observation(
                Outcome.REFUSED, way, f"taken, but the columns are {', '.join(self._names() or [])}"
            )
        return Observation(Outcome.CORRUPT if wrong else Outcome.LOSSLESS, way, "; ".join(wrong[:3]))

    def _names(self) -> list[str] | None:
        """The columns of the table, without those that Hudi has for itself; None where it has no metadata."""
        schema = self._table.schema()
        return None if schema is None else [name for name in schema.names if not name.startswith("_hoodie")]

    def _rows(self, columns: dict[str, tuple[str, str]]) -> DataFrame:
        return self._spark.sql(
            "SELECT "
            + ", ".join(
                f"{value} AS `{name}`"
                if _is_required(name, data_type)
                else f"{_may_be_null(data_type, value)} AS `{name}`"
                for name, (data_type, value) in columns.items()
            )
            + " FROM (SELECT CAST(rand() * 0 AS INT) AS nothing)"
        )

    def _schema_after(self) -> StructType:
        own = self._table.schema()
        if own is not None:
            return own
        # A reader is told text, whatever its length is: Spark takes no CHAR there.
        columns = ", ".join(columns_of(self._operation.columns_after()))
        return self._spark.createDataFrame([], re.sub(r"(VAR)?CHAR\(\d+\)", "STRING", columns)).schema
