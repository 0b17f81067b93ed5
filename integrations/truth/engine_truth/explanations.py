"""Disagreements that are understood: a committed list, of which each entry must still be needed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from engine_truth.cells import Result

EXPLAINED = Path(__file__).parent.parent / "explained.json"


@dataclass(frozen=True)
class Explanation:
    """Which disagreements it is about, as patterns, why they are, and where that is written."""

    settings: tuple[str, ...]
    spark: tuple[str, ...]
    # `type` for a change of a type; otherwise the name of the operation.
    changes: tuple[str, ...]
    places: tuple[str, ...]
    # `before -> after`
    types: tuple[str, ...]
    claim: str
    outcomes: tuple[str, ...]
    why: str
    source: str

    def covers(self, result: Result, line: str) -> bool:
        """Whether it explains this disagreement, found in this line of Spark."""
        return (
            line in self.spark
            and result.claim == self.claim
            and result.outcome in self.outcomes
            and _matches(result.setting, self.settings)
            and _matches(result.change, self.changes)
            and _matches(result.place, self.places)
            and _matches(f"{result.before} -> {result.after}", self.types)
        )

    def about(self, table_format: str, line: str) -> bool:
        """Whether it says anything of a format in a line of Spark."""
        return line in self.spark and any(each.startswith(table_format) for each in self.settings)


def read_explanations(path: Path = EXPLAINED) -> list[Explanation]:
    """The committed list. Raises ValueError for an entry that lacks something or has too much."""
    entries = json.loads(path.read_text())
    return [_explanation(entry) for entry in entries]


def _explanation(entry: dict[str, str | list[str]]) -> Explanation:
    known = Explanation.__dataclass_fields__
    if set(entry) != set(known):
        raise ValueError(f"An explanation has exactly {', '.join(known)}; this one has {', '.join(entry)}")
    lists = {key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()}
    return Explanation(**lists)  # type: ignore[arg-type]  # what each is, the file says


def read_results(paths: Iterable[Path]) -> list[Result]:
    """The lines that a run wrote."""
    lines = [line for path in paths for line in path.read_text().splitlines()]
    return [Result(**json.loads(line)) for line in lines]


def unexplained(results: Sequence[Result], explanations: Sequence[Explanation], line: str) -> list[str]:
    """A line for each disagreement that nothing explains."""
    return [
        _words(result)
        for result in results
        if not result.agrees and not any(each.covers(result, line) for each in explanations)
    ]


def not_needed(
    results: Sequence[Result], explanations: Sequence[Explanation], table_format: str, line: str
) -> list[str]:
    """Explanations of what does not disagree any more."""
    apart = [result for result in results if not result.agrees]
    return [
        f"{', '.join(each.settings)} in Spark {line}: {each.why}"
        for each in explanations
        if each.about(table_format, line) and not any(each.covers(result, line) for result in apart)
    ]


def _matches(text: str, patterns: Sequence[str]) -> bool:
    return any(fnmatchcase(text, pattern.replace("[", "[[]")) for pattern in patterns)


def _words(result: Result) -> str:
    what = f"{result.change} {result.place} {result.before} -> {result.after}".replace("  -> ", "")
    return (
        f"{result.setting}: {what}: the service says {result.claim} ({result.rule}), "
        f"the engine: {result.outcome} (by {result.way}). {result.detail}"
    )
