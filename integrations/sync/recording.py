"""A module of Python's database API that writes down what it is asked to run."""

from __future__ import annotations

from pathlib import Path


class _Cursor:
    description = None

    def __init__(self, file: Path) -> None:
        self._file = file

    def execute(self, sql: str) -> None:
        if "refused" in sql:
            raise RuntimeError("PERMISSION_DENIED")
        with self._file.open("a") as file:
            file.write(f"{sql}\0")

    def close(self) -> None:
        pass


class _Connection:
    def __init__(self, file: Path) -> None:
        self._file = file

    def cursor(self) -> _Cursor:
        return _Cursor(self._file)


def connect(file: str, port: int, password: str = "") -> _Connection:
    assert port == 8080, "digits are numbers"
    assert password in ("", "1234"), "what the variable holds, as text"
    return _Connection(Path(file))
