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
    done = subprocess.run(
        [sys.executable, "-m", *tool], cwd=PACKAGE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
