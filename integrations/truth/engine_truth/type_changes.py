"""Changes the types of many columns in one real table, as the service says or as the engine would."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyspark.sql import SparkSession
from pyspark.sql.types import StructType

from engine_truth.cells import Answer, Cell, Claim, Observation, Outcome
from engine_truth.data_types import is_text_of_length, sql_name
from engine_truth.expectations import Expectations
from engine_truth.failures import ENGINE_REFUSED, words_of
from engine_truth.filtering import check_filters
from engine_truth.judge import judge_read
from engine_truth.lake_tables import LakeTable, lake_table
from engine_truth.places import COLUMN
from engine_truth.reading import read_cells, type_at
from engine_truth.samples import NEW_FROM, new_file, old_files, rewriting_rows
from engine_truth.settings import Setting
from engine_truth.ways import ALTER, MERGE, SCHEMA, SERVICE

# Formats that store two types as one say the one for the other.
_STORED_ALIKE = {
    "ICEBERG": {"byte": "integer", "short": "integer"},
    "HUDI": {"byte": "integer", "short": "integer"},
}

_SOUND = (Outcome.LOSSLESS, Outcome.LOSSY)


@dataclass
class Change:
    """What became of a cell so far."""

    cell: Cell
    answer: Answer
    way: str | None = None
    # The first id of rows that were written with the new type.
    new_from: int | None = None
    failures: list[str] = field(default_factory=list)
    apply_failed: str | None = None
    unwritable: str | None = None

    @property
    def detail(self) -> str:
        return " | ".join(self.failures)


class TypeChanges:
    """One table with a column for each cell."""

    def __init__(
        self, spark: SparkSession, setting: Setting, name: str, folder: Path, expectations: Expectations
    ) -> None:
        self._spark = spark
        self._setting = setting
        self._expectations = expectations
        self._batches = 0
        self._table: LakeTable = lake_table(spark, name, setting, folder)

    def observe(self, questions: Sequence[tuple[Cell, Answer]]) -> list[tuple[Change, Observation]]:
        """Makes the table, its old files, the changes and a new file, and reads everything back."""
        cells = [cell for cell, _ in questions]
        self._table.create(["id BIGINT", *(cell.declared(cell.before) for cell in cells)])
        for rows in old_files(self._spark, cells):
            self._table.append(rows)
        changes = [Change(cell, answer) for cell, answer in questions]
        for change in changes:
            self._bring_about(change, cells)
        self._write_new(changes, cells)
        return self._read_back(changes)

    def _bring_about(self, change: Change, cells: Sequence[Cell]) -> None:
        if self._table.schema() is None:
            change.way = SCHEMA
            return
        statements = [text for text in change.answer.apply if not text.startswith("--")]
        if change.answer.claim is not Claim.IMPOSSIBLE and statements:
            if self._try(change, SERVICE, statements):
                return
            change.apply_failed = change.failures[-1]
        elif self._is_there(change.cell):
            # Nothing to run, since the format stores both as one.
            change.way = SERVICE
            return
        column = ".".join(change.cell.path)
        alter = (
            f"ALTER TABLE truth.{self._table.name} ALTER COLUMN {column} TYPE {sql_name(change.cell.after)}"
        )
        if alter not in statements and self._try(change, ALTER, [alter]):
            return
        self._try_merge(change, cells)

    def _try(self, change: Change, way: str, statements: Sequence[str]) -> bool:
        try:
            for statement in statements:
                self._table.run(statement)
        except ENGINE_REFUSED as failure:
            change.failures.append(f"{way}: {words_of(failure)}")
            return False
        if not self._is_there(change.cell):
            change.failures.append(f"{way}: taken, but the type stays")
            return False
        change.way = way
        return True

    def _try_merge(self, change: Change, cells: Sequence[Cell]) -> None:
        start = self._next_ids()
        # Formats that fill in columns which a batch lacks get one that has little else: that is quicker.
        sent = [change.cell] if self._table.fills_in else cells
        try:
            self._table.merge(new_file(self._spark, sent, self._table.schema(), [change.cell], start))
        except ENGINE_REFUSED as failure:
            change.failures.append(f"{MERGE}: {words_of(failure)}")
            return
        if not self._is_there(change.cell):
            change.failures.append(f"{MERGE}: taken, but the type stays")
            return
        change.way = MERGE
        change.new_from = start

    def _next_ids(self) -> int:
        """Rows of one batch are told from those of others by their ids."""
        self._batches += 1
        return NEW_FROM * self._batches

    def _is_there(self, cell: Cell) -> bool:
        schema = self._table.schema()
        if schema is None or cell.column not in schema.names:
            return schema is None
        alike = _STORED_ALIKE.get(self._setting.table_format, {})
        after = "string" if is_text_of_length(cell.after) else alike.get(cell.after, cell.after)
        return type_at(schema, cell) == after

    def _write_new(self, changes: Sequence[Change], cells: Sequence[Cell]) -> None:
        """One batch for all; where that fails, halves of them, until it is clear whose fault it is."""
        pending = [change for change in changes if change.way is not None and change.new_from is None]
        if not pending:
            return
        if self._table.schema() is None:
            # Files of one folder need not agree, so every cell gets its own new type.
            start = self._next_ids()
            self._table.append(new_file(self._spark, cells, None, [change.cell for change in pending], start))
            for change in pending:
                change.new_from = start
            return
        self._write_halves(pending, cells)

    def _write_halves(self, pending: Sequence[Change], cells: Sequence[Cell]) -> None:
        start = self._next_ids()
        try:
            retyped = [change.cell for change in pending]
            self._table.append(new_file(self._spark, cells, self._table.schema(), retyped, start))
        except ENGINE_REFUSED as failure:
            if len(pending) == 1:
                pending[0].unwritable = words_of(failure)
                return
            half = len(pending) // 2
            self._write_halves(pending[:half], cells)
            self._write_halves(pending[half:], cells)
            return
        for change in pending:
            change.new_from = start

    def _read_back(self, changes: Sequence[Change]) -> list[tuple[Change, Observation]]:
        readable = [change for change in changes if change.way is not None and change.unwritable is None]
        seen = self._judge(readable)
        if self._table.upserts and all(_can_be_rewritten(change) for change in changes):
            sound = [change for change in readable if seen[change.cell.column].outcome in _SOUND]
            failures = self._rewrite_halves(sound, [change.cell for change in changes])
            again = self._judge([change for change in sound if change.cell.column not in failures])
            for column, one in {**failures, **again}.items():
                if one.outcome is not seen[column].outcome:
                    one.detail = f"after an upsert wrote old files anew: {one.detail}"
                    seen[column] = one
        return [(change, seen.get(change.cell.column) or _unread(change)) for change in changes]

    def _judge(self, readable: Sequence[Change]) -> dict[str, Observation]:
        cells = [change.cell for change in readable]
        schema = self._reader_schema(cells)
        hopeful = [
            each.cell for each in readable if each.answer.claim is not Claim.IMPOSSIBLE or each.way != SCHEMA
        ]
        reads = read_cells(self._table, schema, hopeful, [cell for cell in cells if cell not in hopeful])
        seen = {
            change.cell.column: judge_read(
                change.cell, reads[change.cell.column], self._expectations, change.way or "", change.new_from
            )
            for change in readable
        }
        whole = [cell for cell in cells if reads[cell.column].failure is None]
        wrong_filters = check_filters(self._table, schema, whole, reads, self._expectations)
        for column, words in wrong_filters.items():
            if seen[column].outcome is not Outcome.CORRUPT:
                seen[column] = Observation(Outcome.CORRUPT, seen[column].way, words)
        return seen

    def _rewrite_halves(self, sound: Sequence[Change], cells: Sequence[Cell]) -> dict[str, Observation]:
        """By column, what an upsert fails with that writes the old files anew."""
        if not sound:
            return {}
        try:
            retyped = [change.cell for change in sound]
            self._table.rewrite(rewriting_rows(self._spark, cells, self._table.schema(), retyped))
        except ENGINE_REFUSED as failure:
            if len(sound) == 1:
                observation = Observation(Outcome.UNWRITABLE, sound[0].way or "", words_of(failure))
                return {sound[0].cell.column: observation}
            half = len(sound) // 2
            return {
                **self._rewrite_halves(sound[:half], cells),
                **self._rewrite_halves(sound[half:], cells),
            }
        return {}

    def _reader_schema(self, cells: Sequence[Cell]) -> StructType:
        own = self._table.schema()
        if own is not None:
            return own
        columns = ["id BIGINT", *(cell.declared(cell.after) for cell in cells)]
        # A reader is told text, whatever its length is: Spark takes no CHAR there.
        return self._spark.createDataFrame(
            [], re.sub(r"(VAR)?CHAR\(\d+\)", "STRING", ", ".join(columns))
        ).schema


def _can_be_rewritten(change: Change) -> bool:
    """
    Hudi upserts into no table with two decimals within arrays, maps or structs ("Can't redefine"), and none
    in which a single value does not fit its new type.
    """
    return change.cell.place is COLUMN and change.answer.claim is Claim.LOSSLESS


def _unread(change: Change) -> Observation:
    if change.unwritable is not None:
        return Observation(Outcome.UNWRITABLE, change.way or "none", change.unwritable)
    return Observation(Outcome.REFUSED, "none", change.detail)
