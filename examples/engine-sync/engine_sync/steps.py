"""What the engine is to be told next of a dataset."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from metastore_client import Dataset, Metastore, MetastoreProblem, RenderedStatement, SchemaWarning

from engine_sync.names import declared_of, taken_out
from engine_sync.state import Statement, StateProblem, Step, Table

_WAS_ACTIVE = ("ACTIVE", "OBSOLETE")


class Planner:
    """`drop`: take tables out of the engine that are no longer in use, instead of saying so."""

    def __init__(self, metastore: Metastore, engine: str, drop: bool) -> None:
        self._metastore = metastore
        self._engine = engine
        self._drop = drop

    def next_step(self, dataset: Optional[Dataset], id: int, table: Table) -> Optional[Step]:
        """None: the engine knows all there is. Raises StateProblem when it knows what never was."""
        if dataset is None or dataset.archived_at is not None:
            return self._leave(table, "purged" if dataset is None else "archived")
        if table.version is None:
            return self._declare(dataset)
        if table.anew:
            return self._leave(table, "to be declared anew", drop=table.ours)
        return self._moved(dataset, table) or self._follow(id, table)

    def _declare(self, dataset: Dataset) -> Optional[Step]:
        try:
            rendered = self._metastore.render_registration(dataset.id, self._engine)
        except MetastoreProblem as problem:
            if problem.code in ("NO_ACTIVE_SCHEMA", "DATASET_NOT_FOUND"):
                return None
            raise
        title = f"{dataset.name}: declared as of version {rendered.version}"
        statements = _told(rendered.statements, rendered.warnings)
        return Step(title, statements, rendered.version, declared_of(dataset), declares=True)

    def _follow(self, id: int, table: Table) -> Optional[Step]:
        held = table.version or 0
        later, newest = [], 0
        for version in self._metastore.schema_versions(id):
            if version.status not in _WAS_ACTIVE:
                continue
            newest = max(newest, version.version)
            if version.version <= held:
                break
            later.append(version)
        if newest < held:
            raise StateProblem(
                f"{table.name}: version {held} was told, but the newest is {newest}. Is this another "
                f"metastore, or an older copy? Look at the table, then run with --anew {table.name}."
            )
        if not later:
            return None
        following = later[-1]
        rendered = self._metastore.render_change(id, held, following.version, self._engine)
        shared = any(warning.code == "SHARED_METADATA" for warning in rendered.warnings)
        why = f"{following.origin}: {_line(following.reason)}"
        title = f"{table.name}: version {held} to {following.version} ({why})"
        statements = _told(rendered.statements, rendered.warnings, as_comments=shared)
        return Step(title, statements, following.version, table.declared)

    def _moved(self, dataset: Dataset, table: Table) -> Optional[Step]:
        """Another place, name or layout: the engine knows the table by the old one."""
        if table.declared is None or table.declared == declared_of(dataset):
            return None
        step = self._leave(table, "given another name, location, format or layout")
        if step is not None and not self._will_drop(table):
            step.to_version, step.declared = table.version, declared_of(dataset)
            anew = f"-- This program does it when it is run with --anew {table.name}"
            step.statements.append(Statement(anew, comment=True))
        return step

    def _leave(self, table: Table, why: str, drop: Optional[bool] = None) -> Optional[Step]:
        if table.version is None or table.declared is None:
            return None
        title = f"{table.name}: {why}"
        sql = taken_out(self._engine, table.declared)
        if sql is None:
            return Step(title, [], None, None)
        if self._will_drop(table) if drop is None else drop:
            return Step(title, [Statement(sql, comment=False)], None, None)
        note = (
            ""
            if table.ours
            else " (it was there before this program declared it: look at whose data it holds)"
        )
        by_hand = Statement(f"-- This takes it out of the engine{note}:\n-- {sql}", comment=True)
        return Step(title, [by_hand], None, None)

    def _will_drop(self, table: Table) -> bool:
        return self._drop and table.ours


def _told(
    rendered: Sequence[RenderedStatement], warnings: Sequence[SchemaWarning], as_comments: bool = False
) -> list[Statement]:
    statements = [Statement(each.sql, each.comment) for each in rendered]
    if as_comments:
        statements = [each if each.comment else Statement(_commented(each.sql), True) for each in statements]
    remarks = [Statement(_commented(f"({each.code}) {each.message}"), True) for each in warnings]
    return [*statements, *remarks]


def _commented(text: str) -> str:
    return "\n".join(f"-- {line}" for line in text.splitlines())


def _line(text: str) -> str:
    return " ".join(text.split())
