"""Runs the statements of a step, each one recorded before it is sent and after it was."""

from __future__ import annotations

from collections.abc import Callable

from engine_sync.already import columns_are_so, table_is_gone, table_is_there
from engine_sync.outlets import Outlet, StatementFailed
from engine_sync.state import Step, Table


class StepFailed(Exception):
    """The engine said no; what to do about it is in the message."""


class Carrier:
    """
    `show` gets every line as it is printed. `save` writes the state down: whatever happens between two of its
    calls, of one statement alone nobody knows whether it was run, and that one is sent again.
    """

    def __init__(self, outlet: Outlet, show: Callable[[str], None], save: Callable[[], None]) -> None:
        self._outlet = outlet
        self._show = show
        self._save = save

    def carry_out(self, table: Table, step: Step, again: bool) -> None:
        """`again`: the statement that is next has been sent before. Raises StepFailed."""
        table.step = step
        self._show(f"-- {step.title}" + (f", from statement {step.next + 1} on" if step.next else ""))
        self._save()
        while step.next < len(step.statements):
            statement = step.statements[step.next]
            self._show(statement.sql if statement.comment else f"{statement.sql};")
            if not statement.comment:
                self._run(table, step, statement.sql, again)
                again = False
            step.next += 1
            step.refused = False
            self._save()

    def _run(self, table: Table, step: Step, sql: str, again: bool) -> None:
        if _drops(sql) and not table.ours:
            why = "It was there before this program declared it, which drops no such table."
            raise StepFailed(_advice(table, step, why))
        try:
            self._outlet.run(sql)
        except StatementFailed as failure:
            remark = _excuse(table, step, str(failure), again)
            if remark is None:
                step.refused = not again and (columns_are_so(str(failure)) or table_is_gone(str(failure)))
                self._save()
                raise StepFailed(_advice(table, step, str(failure))) from failure
            self._show(f"-- {remark}")
        else:
            if step.declares and not step.begun:
                table.ours = True


def _excuse(table: Table, step: Step, said: str, again: bool) -> str | None:
    """Why a statement that failed is as good as run; None: it is not."""
    if step.declares and table_is_there(said):
        return f"{table.name} is known already: never dropped by this program. Are its columns so?"
    if again and step.to_version is None and table_is_gone(said):
        return f"It was gone already: {_line(said)}"
    if again and columns_are_so(said):
        return f"It was so already: {_line(said)}"
    return None


def _advice(table: Table, step: Step, said: str) -> str:
    return (
        f"{table.name}: statement {step.next + 1} of {len(step.statements)} failed ({step.title}).\n"
        f"  {step.statements[step.next].sql}\n  {said}\n"
        f"It is sent again in the next round; other datasets go on. Done by hand, or not to be done: "
        f"--settle {table.name}. To declare the table anew: --anew {table.name}."
    )


def _drops(sql: str) -> bool:
    return sql.upper().startswith("DROP TABLE")


def _line(text: str) -> str:
    return " ".join(text.split())[:300]
