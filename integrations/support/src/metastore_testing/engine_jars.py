"""The jars that make Spark read and write Delta, Iceberg and Hudi: resolved by Maven, kept below `.integrations`."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from metastore_testing.checkout import checkout_root

LINES = ("3.5", "4.0")


class JarsNotResolved(Exception):
    """What Maven said."""


def engine_jars(line: str) -> list[Path]:
    """
    Takes "3.5" or "4.0". Gives the jars of the table formats for that Spark; Maven is asked only where its pom is newer
    than what is there. Raises JarsNotResolved with the words of Maven.
    """
    pom = checkout_root() / "integrations/support/jars" / f"spark-{line}" / "pom.xml"
    if not pom.exists():
        raise JarsNotResolved(f"There are jars for Spark {', '.join(LINES)}, and none for {line}: {pom} is not there.")
    folder = checkout_root() / ".integrations/jars" / f"spark-{line}"
    resolved = folder / ".resolved"
    if not resolved.exists() or resolved.stat().st_mtime < pom.stat().st_mtime:
        _resolve(pom, folder)
        resolved.touch()
    return sorted(folder.glob("*.jar"))


def _resolve(pom: Path, folder: Path) -> None:
    """In a folder beside its place, so that what was interrupted leaves no half of it."""
    fresh = folder.with_name(f"{folder.name}.fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    command = ["mvn", "-q", "-B", "-f", str(pom), "dependency:copy-dependencies", f"-DoutputDirectory={fresh}"]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode != 0:
        raise JarsNotResolved(f"{' '.join(command)} ended with {run.returncode}:\n{run.stdout}{run.stderr}")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)


if __name__ == "__main__":
    for each in sys.argv[1:] or LINES:
        print("\n".join(str(jar) for jar in engine_jars(each)))
