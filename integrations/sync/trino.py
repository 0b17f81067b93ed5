"""Trino's own grammar."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from pathlib import Path

from metastore_testing import checkout_root
from metastore_testing.maven_jars import resolved_jars

_HERE = Path(__file__).parent


def parsed_by_trino(statements: Sequence[str]) -> list[str]:
    """The kind of each statement. Fails with the parser's words."""
    jars = resolved_jars(
        _HERE / "jars/trino-parser/pom.xml", checkout_root() / ".integrations/jars/trino-parser"
    )
    command = ["java", "-Xmx256m", "-cp", ":".join(str(jar) for jar in jars)]
    ended = subprocess.run(
        [*command, str(_HERE / "engines/TrinoGrammar.java")],
        input="\0".join(statements),
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout.split()
