"""Settings name columns in SQL, quoted where they are not plain. Calls of DataFrames take bare names."""

from __future__ import annotations

import re

_STEP = re.compile(r"`((?:[^`]|``)*)`|([^.`]+)")


def steps(path: str) -> list[str]:
    """The names that a path is made of: `a.b` and `` `a`.`b` `` are a and b, `` `a.b` `` is one."""
    return [
        quoted.replace("``", "`") if quoted else plain.strip()
        for quoted, plain in _STEP.findall(path.strip())
    ]


def column_name(path: str) -> str:
    """Of a column at the top."""
    return ".".join(steps(path))
