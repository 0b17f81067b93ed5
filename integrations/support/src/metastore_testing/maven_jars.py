"""The jars of a pom: resolved by Maven, kept below `.integrations`."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path


class JarsNotResolved(Exception):
    """What Maven said."""


def resolved_jars(pom: Path, folder: Path) -> list[Path]:
    """
    The jars of a pom, in the folder given. Maven is asked only where the pom is newer than what is there.
    Raises JarsNotResolved with the words of Maven.
    """
    resolved = folder / ".resolved"
    if not resolved.exists() or resolved.stat().st_mtime < pom.stat().st_mtime:
        _resolve(pom, folder)
        resolved.touch()
    return sorted(folder.glob("*.jar"))


def _resolve(pom: Path, folder: Path) -> None:
    """In a folder beside its place, so that what was interrupted leaves no half of it."""
    fresh = folder.with_name(f"{folder.name}.fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    command = [
        "mvn",
        "-q",
        "-B",
        "-f",
        str(pom),
        "dependency:copy-dependencies",
        f"-DoutputDirectory={fresh}",
    ]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        raise JarsNotResolved(f"{' '.join(command)} ended with {run.returncode}:\n{run.stdout}{run.stderr}")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
