"""One round: what happened since the last one, and the engine told of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from typing import Optional

from metastore_client import Dataset, Metastore, MetastoreProblem

from engine_sync.carry_out import Carrier, StepFailed
from engine_sync.outlets import Outlet
from engine_sync.state import State, StateFile, StateProblem, Step, Table
from engine_sync.steps import Planner

log = logging.getLogger("engine_sync")


class Follower:
    def __init__(
        self,
        metastore: Metastore,
        outlet: Outlet,
        state: State,
        file: StateFile,
        *,
        drop: bool,
        show: Callable[[str], None],
    ) -> None:
        self._metastore = metastore
        self._state = state
        self._file = file
        self._planner = Planner(metastore, state.engine, drop)
        self._carrier = Carrier(outlet, show, self._save)
        self._show = show

    def round(self) -> list[str]:
        """
        Reads the feed to its end, then tells the engine of every dataset that something happened to.
        Gives what failed: that waits for the next round.

        Raises MetastoreUnavailable; what has been done by then is recorded.
        """
        self._read_feed()
        failures = []
        for id in list(self._state.waiting):
            try:
                self._catch_up(id)
            except (StepFailed, StateProblem) as problem:
                failures.append(str(problem))
                continue
            except MetastoreProblem as problem:
                failures.append(f"{self._state.tables[id].name}: {problem}")
                continue
            self._state.waiting.remove(id)
            self._save()
        return failures

    def _read_feed(self) -> None:
        """The feed says whom to look at; what to do follows from the versions, so nothing is done twice."""
        try:
            self._note_events()
        except MetastoreProblem as problem:
            if problem.code != "INVALID_CURSOR" or self._state.cursor is None:
                raise
            log.warning(
                "The metastore does not know where this reader was: it starts over. %s", problem.detail
            )
            self._state.cursor = None
            self._note_events()

    def _note_events(self) -> None:
        events = self._metastore.events(self._state.cursor, page_size=500)
        waiting = set(self._state.waiting)
        for event in events:
            if event.dataset_id is None:
                continue
            waiting.add(event.dataset_id)
            self._state.table(event.dataset_id, event.dataset_name or str(event.dataset_id))
        if events.cursor != self._state.cursor:
            self._state.waiting, self._state.cursor = sorted(waiting), events.cursor
            self._save()

    def _catch_up(self, id: int) -> None:
        table = self._state.tables[id]
        again = table.step is not None and not table.step.refused
        if table.step is not None and table.step.begun:
            self._carrier.carry_out(table, table.step, again)
            self._finish(table, table.step)
            again = False
        # What was not begun is made anew: what it failed for may be mended by then.
        table.step = None
        for dataset in self._as_it_is(id):
            step = self._planner.next_step(dataset, id, table)
            if step is None:
                break
            if step.declares and all(statement.comment for statement in step.statements):
                self._tell_once(table, step)
                break
            self._carrier.carry_out(table, step, again)
            self._finish(table, step)
            again = False
        if dataset is None:
            del self._state.tables[id]

    def _finish(self, table: Table, step: Step) -> None:
        table.step = None
        table.version = step.to_version
        table.declared = step.declared
        table.ours = table.ours and step.to_version is not None
        table.anew = table.anew and step.to_version is not None
        self._save()

    def _tell_once(self, table: Table, step: Step) -> None:
        """The engine cannot be told of the table: news once, and again when the reason is another one."""
        text = "\n".join(statement.sql for statement in step.statements)
        if table.told != text:
            self._show(f"-- {step.title}: not by this program\n{text}")
            table.told = text
            self._save()

    def _as_it_is(self, id: int) -> Iterator[Optional[Dataset]]:
        """The dataset, asked for anew before each step; None once it has been purged."""
        while True:
            yield self._dataset(id)

    def _dataset(self, id: int) -> Optional[Dataset]:
        try:
            return self._metastore.get_dataset(id)
        except MetastoreProblem as problem:
            if problem.code != "DATASET_NOT_FOUND":
                raise
            return None

    def _save(self) -> None:
        self._file.save(self._state)
