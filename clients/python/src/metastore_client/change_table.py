"""Changes of a schema as a table for people."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from metastore_client.models.schema_version import Change

_COLUMNS = (("column", 22), ("rule", 20), ("before → after", 24), ("why", 36), ("what to do", 44))
_LONGEST = 400


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
        f"{change.before or '(none)'} → {change.after or '(none)'}",
        change.reason,
        change.remediation or "",
    ]


def path_text(path: Sequence[str]) -> str:
    """A path as Spark writes it: dots between the steps, back-quotes where a name needs them."""
    return ".".join(
        step if step.replace("_", "a").isalnum() else f"`{step.replace('`', '``')}`" for step in path
    )


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
    short = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    return textwrap.wrap(short, width, break_on_hyphens=False) or [""]
