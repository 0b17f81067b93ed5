"""The program under test, as people start it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from metastore_testing import checkout_root


@dataclass(frozen=True)
class Ended:
    status: int
    output: str
    errors: str

    @property
    def statements(self) -> list[str]:
        """What was printed to be run, without what is for people."""
        lines = [line for line in self.output.splitlines() if not line.startswith("--")]
        return [text.strip() for text in "\n".join(lines).split(";\n") if text.strip(" ;\n")]

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

    def round(self, *options: str, run: str | None = None) -> Ended:
        how = run or self.run
        ended = subprocess.run(
            [
                sys.executable,
                str(checkout_root() / "examples/engine-sync/sync.py"),
                *("--engine", self.engine, "--url", self.url, "--state", str(self.state)),
                *(("--run", how) if how else ()),
                *options,
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        return Ended(ended.returncode, ended.stdout, ended.stderr)
