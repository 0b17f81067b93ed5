"""Changes of a schema as a table for people."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence

from metastore_client.models.schema_version import Change

_COLUMNS = (("column", 18), ("rule", 25), ("before → after", 20), ("why", 32), ("what to do", 40))
_LONGEST_TYPE = 200
_PLAIN_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)


def change_table(changes: Sequence[Change]) -> str:
    """One row per change: column, rule, before → after, why, what to do; long texts are wrapped."""
    rows = [_row([title for title, _ in _COLUMNS])]
    rows += [_row(_cells(change)) for change in changes]
    rule = "+".join("-" * (width + 2) for _, width in _COLUMNS)
    return "\n".join([f"+{rule}+", *(f"{row}\n+{rule}+" for row in rows)])


def _cells(change: Change) -> list[str]:
    return [
        path_text(change.path),
        change.rule,
        f"{_type(change.before)} → {_type(change.after)}",
        change.reason,
        change.remediation or "",
    ]


def _type(text: str | None) -> str:
    """A struct of a thousand fields says no more than its first ones."""
    if text is None:
        return "(none)"
    return text if len(text) <= _LONGEST_TYPE else text[: _LONGEST_TYPE - 1] + "…"


def path_text(path: Sequence[str]) -> str:
    """A path as Spark writes it: dots between the steps, back-quotes where a name needs them."""
    return ".".join(step if _PLAIN_NAME.fullmatch(step) else _quoted(step) for step in path)


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _row(cells: Sequence[str]) -> str:
    wrapped = [_wrap(cell, width) for cell, (_, width) in zip(cells, _COLUMNS)]
    height = max(len(lines) for lines in wrapped)
    return "\n".join(
        "|"
        + "|".join(
            f" {lines[index] if index < len(lines) else '':<{width}} "
            for lines, (_, width) in zip(wrapped, _COLUMNS)
        )
        + "|"
        for index in range(height)
    )


def _wrap(text: str, width: int) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=False) or [""]
