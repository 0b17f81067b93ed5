"""What the engine has been told, and how far the feed has been read. One file, whole or as it was before."""

from __future__ import annotations

import fcntl
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Optional


class StateProblem(Exception):
    """Nothing is run: a person has to look."""


@dataclass
class Statement:
    sql: str
    comment: bool
    """For people: printed, and never run."""


@dataclass
class Declared:
    """The settings by which the engine knows a table."""

    table: list[str]
    location: Optional[str]
    table_format: str
    partition_keys: list[str]


@dataclass
class Step:
    """Statements that belong together, and which of them is next: after a crash it may have been run."""

    title: str
    statements: list[Statement]
    to_version: Optional[int]
    """What the engine has afterwards; None: no table."""
    declared: Optional[Declared]
    """How the engine knows the table afterwards."""
    declares: bool = False
    """Begins with what makes the engine know the table."""
    next: int = 0
    refused: bool = False
    """The engine has said of the next one that it cannot be, without a doubt whether it was run before."""

    @property
    def begun(self) -> bool:
        """Something of it was run."""
        return any(not statement.comment for statement in self.statements[: self.next])


@dataclass
class Table:
    name: str
    version: Optional[int] = None
    """What the engine has; None: it does not know the table."""
    declared: Optional[Declared] = None
    ours: bool = False
    """Declared by this program, and so without data of its own."""
    anew: bool = False
    """Somebody wants it to be taken out and declared again."""
    step: Optional[Step] = None
    told: Optional[str] = None
    """The comment that was shown last, so that it is not shown with every event."""


@dataclass
class State:
    engine: str
    url: str
    cursor: Optional[str] = None
    tables: dict[int, Table] = field(default_factory=dict)
    """By the id of the dataset: a name can be given again after a purge."""
    waiting: list[int] = field(default_factory=list)
    """Datasets of which something happened that the engine has not been told."""
    printed: bool = False
    """Statements were only shown: whether anybody ran them is not known."""

    def table(self, dataset: int, name: str) -> Table:
        return self.tables.setdefault(dataset, Table(name))

    def named(self, name: str) -> int:
        """The id of a dataset. Raises StateProblem."""
        for dataset, table in self.tables.items():
            if table.name.lower() == name.lower():
                return dataset
        raise StateProblem(f"Nothing of {name} has been told to {self.engine}.")

    def settle(self, name: str) -> None:
        """The step that failed was done by hand, or cannot be done."""
        dataset = self.named(name)
        step = self.tables[dataset].step
        if step is None:
            raise StateProblem(f"No statement of {name} failed: there is nothing to settle.")
        step.next = len(step.statements)
        self._look_at(dataset)

    def declare_anew(self, name: str) -> None:
        """Whatever the engine has by now: its table is to be taken out and declared again."""
        dataset = self.named(name)
        self.tables[dataset].anew, self.tables[dataset].step = True, None
        self._look_at(dataset)

    def _look_at(self, dataset: int) -> None:
        self.waiting = sorted({*self.waiting, dataset})


class StateFile:
    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Raises StateProblem while another process works with the same file."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        with self.path.with_name(f"{self.path.name}.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise StateProblem(
                    f"Another process works with {self.path}: wait for it, or stop it."
                ) from None
            yield

    def load(self, engine: str, url: str, printed: bool) -> State:
        """Raises StateProblem: the file is of another engine, metastore or way to tell, or cannot be read."""
        try:
            text = self.path.read_text()
        except FileNotFoundError:
            return State(engine, url, printed=printed)
        try:
            state = _decode(json.loads(text))
        except (ValueError, KeyError, TypeError) as error:
            raise StateProblem(f"{self.path} is no state of this program: {error!r}.") from error
        if (state.engine, state.url) != (engine, url):
            raise StateProblem(
                f"{self.path} is the state of {state.engine} by the metastore at {state.url}, "
                f"not of {engine} by {url}: name another file with --state."
            )
        if state.printed != printed:
            been = "only printed" if state.printed else "run"
            raise StateProblem(
                f"The statements that {self.path} counts were {been}: name another file with --state, "
                f"or {state.engine} would never be told of them."
            )
        return state

    def save(self, state: State) -> None:
        """A file beside it, on disk before it takes the place."""
        handle, beside = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}-")
        try:
            with os.fdopen(handle, "w") as file:
                json.dump(asdict(state), file, indent=1)
                file.flush()
                os.fsync(file.fileno())
            Path(beside).replace(self.path)
        except BaseException:
            Path(beside).unlink(missing_ok=True)
            raise
        directory = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)


def _decode(raw: dict[str, object]) -> State:
    state = State(**raw)
    state.tables = {int(dataset): _table(**table) for dataset, table in state.tables.items()}
    return state


def _table(step: Optional[dict[str, object]], declared: Optional[dict[str, object]], **rest: object) -> Table:
    table = Table(**rest)
    table.declared = _declared(declared)
    table.step = _step(**step) if step else None
    return table


def _step(statements: list[dict], declared: Optional[dict[str, object]], **rest: object) -> Step:
    return Step(statements=[Statement(**each) for each in statements], declared=_declared(declared), **rest)


def _declared(raw: Optional[dict[str, object]]) -> Optional[Declared]:
    return Declared(**raw) if raw else None
