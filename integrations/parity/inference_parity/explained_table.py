"""The explained differences as a table of Markdown, aligned as Prettier aligns it."""

from __future__ import annotations

from inference_parity.explained import EXPLAINED


def table() -> str:
    head = ("what", "the service", "Spark", "Spark's lines", "why")
    rows = [
        head,
        *((each.name, each.service, each.spark, ", ".join(each.lines), each.why) for each in EXPLAINED),
    ]
    widths = [max(len(cell) for cell in column) for column in zip(*rows)]
    rule = "| " + " | ".join("-" * width for width in widths) + " |"
    lines = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |" for row in rows]
    return "\n".join([lines[0], rule, *lines[1:]])


if __name__ == "__main__":
    print(table())
