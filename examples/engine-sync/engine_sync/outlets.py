"""Where statements go: to people, to a command, or to a connection."""

from __future__ import annotations

import importlib
import os
import shlex
import subprocess
from typing import Protocol
from urllib.parse import parse_qsl


class StatementFailed(Exception):
    """The engine's own words. Whether the statement was run is not known."""


class Outlet(Protocol):
    def run(self, sql: str) -> None:
        """One statement, without a semicolon. Raises StatementFailed."""


class Printed:
    """For people to copy: everything is printed anyway."""

    def run(self, sql: str) -> None:
        pass


class Command:
    """Started for each statement, which it reads from its standard input; an exit code but 0 is a failure."""

    def __init__(self, command: str, timeout: float) -> None:
        self._command = shlex.split(command)
        self._timeout = timeout

    def run(self, sql: str) -> None:
        name = self._command[0]
        try:
            ended = subprocess.run(
                self._command,
                input=f"{sql};\n",
                capture_output=True,
                text=True,
                timeout=self._timeout,
                check=False,
            )
        except OSError as error:
            raise StatementFailed(f"{name} cannot be started: {error}") from error
        except subprocess.TimeoutExpired:
            raise StatementFailed(f"{name} was not done after {self._timeout:.0f} s") from None
        if ended.returncode != 0:
            said = (ended.stderr.strip() or ended.stdout.strip())[-2000:]
            raise StatementFailed(f"{name} ended with {ended.returncode}: {said}")


class Connection:
    """A connection of Python's database API (PEP 249), opened by the first statement."""

    def __init__(self, address: str) -> None:
        module, _, query = address.partition("?")
        self._module = importlib.import_module(module)
        self._arguments = {name: _value(text) for name, text in _pairs(query)}
        self._connection = None

    def run(self, sql: str) -> None:
        try:
            if self._connection is None:
                self._connection = self._module.connect(**self._arguments)
            cursor = self._connection.cursor()
            cursor.execute(sql)
            if cursor.description is not None:
                cursor.fetchall()
            cursor.close()
        except Exception as error:
            self._connection = None
            raise StatementFailed(f"{type(error).__name__}: {error}") from error


def outlet_of(run: str | None, timeout: float) -> Outlet:
    """
    `None`: printed. `dbapi:module?name=value&…`: a connection. Else a command. Raises ValueError for a
    variable that is not set, or an empty command.
    """
    if run is None:
        return Printed()
    if not run.strip():
        raise ValueError("--run is empty: a command, or dbapi:<module>?<name>=<value>&…")
    if run.startswith("dbapi:"):
        return Connection(run.partition(":")[2])
    return Command(run, timeout)


def _pairs(query: str) -> list[tuple[str, str]]:
    return parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))


def _value(text: str) -> object:
    """
    Of `$NAME` the variable, as text: secrets belong neither in the list of processes nor in a history. `$$`
    is one `$` of a text.
    """
    if text.startswith("$$"):
        return text[1:]
    if text.startswith("$"):
        name = text[1:]
        if name not in os.environ:
            raise ValueError(f"--run names the environment variable {name!r}, which is not set.")
        return os.environ[name]
    return int(text) if text.isdigit() else text
