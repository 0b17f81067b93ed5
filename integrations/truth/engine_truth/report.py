"""Writes what was tried, and what is explained, as the tables of docs/engines.md."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from engine_truth.cells import Claim, Result
from engine_truth.explanations import Explanation, read_explanations, read_results
from engine_truth.settings import SETTINGS

_MARKED = r"(<!-- {0} -->\n)(.*?)(<!-- end -->)"


def line_of(result: Result) -> str:
    """The line of Spark that a result is from: 3.5."""
    return ".".join(result.engine["spark"].split(".")[:2])


def counts(results: Sequence[Result]) -> Iterator[str]:
    """A row for each setting and Spark: how many changes, what the service says of them, how many differ."""
    said = "| no value changes | values can change | impossible "
    yield f"| table | Spark | tried {said}| as the engine | explained |"
    yield "| --- | --- | --: | --: | --: | --: | --: | --: |"
    for line in sorted({line_of(result) for result in results}):
        for setting in SETTINGS:
            some = [each for each in results if each.setting == setting.name and line_of(each) == line]
            if not some:
                continue
            said = [sum(each.claim == claim.value for each in some) for claim in Claim]
            agreeing = sum(each.agrees for each in some)
            cells = [setting.name, line, len(some), *said, agreeing, len(some) - agreeing]
            yield f"| {' | '.join(str(cell) for cell in cells)} |"


def disagreements(results: Sequence[Result], explanations: Sequence[Explanation]) -> Iterator[str]:
    """A row for each explanation, with the number of changes that it is about."""
    yield "| tables | Spark | what | the service | the engine | changes | why |"
    yield "| --- | --- | --- | --- | --- | --: | --- |"
    for each in explanations:
        about = [result for result in results if not result.agrees and each.covers(result, line_of(result))]
        types = (f"`{pair}`" for pair in each.types if pair != "*")
        what = ", ".join(part for part in (*each.changes, *each.places, *types) if part not in ("*", "type"))
        cells = (
            ", ".join(each.settings).replace("*", ""),
            ", ".join(each.spark),
            what or "types",
            each.claim,
            "; ".join(sorted({result.outcome for result in about})),
            str(len(about)),
            f"{each.why} ([source]({each.source}))" if each.source else each.why,
        )
        yield f"| {' | '.join(in_a_table(cell) for cell in cells)} |"


def in_a_table(text: str) -> str:
    """As a cell of a table in Markdown."""
    return text.replace("|", " ")


def versions(results: Sequence[Result]) -> Iterator[str]:
    """A row for each engine, with the exact versions that were run."""
    yield "| engine | versions |"
    yield "| --- | --- |"
    names = sorted(
        {name for result in results for name in result.engine}, key=lambda name: (name != "spark", name)
    )
    for name in names:
        found = sorted({result.engine[name] for result in results if name in result.engine})
        yield f"| `{name}` | {', '.join(found)} |"


def write(page: Path, results: Sequence[Result], explanations: Sequence[Explanation]) -> None:
    """Replaces the marked tables of a page."""
    text = page.read_text()
    for mark, rows in (
        ("versions", versions(results)),
        ("counts", counts(results)),
        ("disagreements", disagreements(results, explanations)),
    ):
        table = "\n".join(rows)
        pattern = re.compile(_MARKED.format(mark), re.DOTALL)
        if pattern.search(text) is None:
            raise ValueError(f"{page} has no place for {mark}: <!-- {mark} --> … <!-- end -->")
        text = pattern.sub(lambda found, table=table: f"{found[1]}\n{table}\n\n{found[3]}", text)
    page.write_text(text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", type=Path)
    parser.add_argument("results", type=Path, nargs="+", help="lines of JSON that runs wrote")
    arguments = parser.parse_args()
    write(arguments.page, read_results(arguments.results), read_explanations())


if __name__ == "__main__":
    main()
