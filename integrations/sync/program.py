"""The program under test, as people start it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from metastore_testing import checkout_root

_ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(__file__).parent)}


@dataclass(frozen=True)
class Ended:
    status: int
    output: str
    errors: str

    @property
    def statements(self) -> list[str]:
        """What was printed to be run, without what is for people."""
        return statements_in(self.output)

    @property
    def remarks(self) -> str:
        return "\n".join(line for line in self.output.splitlines() if line.startswith("--"))


@dataclass(frozen=True)
class Sync:
    """One engine, one metastore, one file for the position."""

    engine: str
    url: str
    state: Path
    run: str | None = None

    def round(
        self, *options: str, run: str | None = None, environment: dict[str, str] | None = None
    ) -> Ended:
        command = self._command(*options, run=run)
        variables = {**_ENVIRONMENT, **(environment or {})}
        ended = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)
        return Ended(ended.returncode, ended.stdout, ended.stderr)

    @contextmanager
    def following(self, every: float) -> Iterator[Iterator[str]]:
        """What it prints while it goes on."""
        command = self._command("--every", str(every))
        process = subprocess.Popen(command, env=_ENVIRONMENT, stdout=subprocess.PIPE, text=True)
        try:
            assert process.stdout is not None
            yield iter(process.stdout)
        finally:
            process.kill()
            process.wait()

    def _command(self, *options: str, run: str | None = None) -> list[str]:
        how = run or self.run
        return [
            *(sys.executable, str(checkout_root() / "examples/engine-sync/sync.py")),
            *("--engine", self.engine, "--url", self.url, "--state", str(self.state)),
            *(("--run", how) if how else ()),
            *options,
        ]


def statements_in(text: str) -> list[str]:
    """What runs in a script: without the lines for people, and the semicolons."""
    lines = [line for line in text.splitlines() if not line.startswith("--")]
    return [each.strip(" ;\n") for each in "\n".join([*lines, ""]).split(";\n") if each.strip(" ;\n")]
