"""Hive itself, in a process of its own, with a metastore that begins empty."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

from metastore_testing import checkout_root
from metastore_testing.maven_jars import resolved_jars

_HERE = Path(__file__).parent
_PATIENCE = 120.0
_OPENED = [
    *(f"java.base/java.{package}=ALL-UNNAMED" for package in ("lang", "net", "util", "io", "util.regex")),
    "java.base/java.util.concurrent=ALL-UNNAMED",
    "java.sql/java.sql=ALL-UNNAMED",
]


class HiveRefused(Exception):
    """In the words of Hive."""


class Hive:
    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._log = directory / "hive.log"
        self._process: subprocess.Popen[bytes] | None = None
        self.port = 0

    def __enter__(self) -> Hive:
        jars = resolved_jars(_HERE / "jars/hive/pom.xml", checkout_root() / ".integrations/jars/hive")
        command = [
            "java",
            "-Xmx700m",
            *(part for package in _OPENED for part in ("--add-opens", package)),
            "-cp",
            ":".join(str(jar) for jar in jars),
            str(_HERE / "engines/HiveServer.java"),
            str(self._directory / "hive"),
        ]
        # Into a file: what Hive logs would fill a pipe, and then Hive would wait.
        with self._log.open("w") as log:
            self._process = subprocess.Popen(command, cwd=self._directory, stdout=log, stderr=log)
        self.port = self._announced()
        return self

    def _announced(self) -> int:
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline and self._process is not None and self._process.poll() is None:
            found = re.search(r"^listens on ([0-9]+)$", self._log.read_text(), re.MULTILINE)
            if found:
                return int(found[1])
            time.sleep(0.1)
        self.__exit__(None, None, None)
        raise RuntimeError(f"Hive did not start:\n{self._log.read_text()}")

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def ask(self, sql: str) -> list[str]:
        """The rows of an answer, columns separated by tabs. Raises HiveRefused."""
        return ask_hive(self.port, sql)

    def columns(self, table: str) -> list[tuple[str, str]]:
        """Names and types, partition columns last."""
        columns = []
        for row in self.ask(f"DESCRIBE {table}"):
            name, kind, *_ = (cell.strip() for cell in [*row.split("\t"), ""])
            if not name or name.startswith("#"):
                break
            columns.append((name, kind))
        return columns


def ask_hive(port: int, sql: str) -> list[str]:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(sql.encode())
        connection.shutdown(socket.SHUT_WR)
        with connection.makefile(encoding="utf-8") as answer:
            status, _, text = answer.read().partition("\n")
    if status != "OK":
        raise HiveRefused(text.strip())
    return text.splitlines()


if __name__ == "__main__":
    try:
        print("\n".join(ask_hive(int(sys.argv[1]), sys.stdin.read())))
    except HiveRefused as refusal:
        sys.exit(str(refusal))
