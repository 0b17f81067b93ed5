"""The jars that make Spark read and write Delta, Iceberg and Hudi."""

from __future__ import annotations

import sys
from pathlib import Path

from metastore_testing.checkout import checkout_root
from metastore_testing.maven_jars import JarsNotResolved, resolved_jars

LINES = ("3.5", "4.0")


def engine_jars(line: str) -> list[Path]:
    """
    Takes "3.5" or "4.0". Gives the jars of the table formats for that Spark. Raises JarsNotResolved with the
    words of Maven.
    """
    pom = checkout_root() / "integrations/support/jars" / f"spark-{line}" / "pom.xml"
    if not pom.exists():
        raise JarsNotResolved(
            f"There are jars for Spark {', '.join(LINES)}, and none for {line}: {pom} is not there."
        )
    return resolved_jars(pom, checkout_root() / ".integrations/jars" / f"spark-{line}")


if __name__ == "__main__":
    for each in sys.argv[1:] or LINES:
        print("\n".join(str(jar) for jar in engine_jars(each)))
