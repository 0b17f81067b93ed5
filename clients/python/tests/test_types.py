from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent


@pytest.mark.parametrize(
    "tool", [["mypy", "--strict"], ["ruff", "check"], ["ruff", "format", "--check"]], ids=" ".join
)
def test_the_package_is_typed_and_formatted(tool: list[str]) -> None:
    pytest.importorskip(tool[0])
    _passes(tool, PACKAGE)


@pytest.mark.parametrize("tool", [["ruff", "check"], ["ruff", "format", "--check"]], ids=" ".join)
@pytest.mark.parametrize("folder", ["examples", "integrations"])
def test_so_is_what_stands_around_it(tool: list[str], folder: str) -> None:
    pytest.importorskip(tool[0])
    _passes(tool, PACKAGE.parent.parent / folder)


def _passes(tool: list[str], folder: Path) -> None:
    command = [sys.executable, "-m", *tool]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
