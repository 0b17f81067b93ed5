"""Whether what was read back is what was written: the engine's side of a cell."""

from __future__ import annotations

from engine_truth.cells import Cell, Observation, Outcome
from engine_truth.expectations import Expectations
from engine_truth.reading import Read
from engine_truth.samples import new_values, samples_of


def judge_read(
    cell: Cell, read: Read, expectations: Expectations, way: str, new_from: int | None
) -> Observation:
    """Compares every old value, and the new ones (with ids from `new_from`), with Spark's own cast of it."""
    if read.failure is not None and not read.plain_only:
        return Observation(Outcome.UNREADABLE, way, read.failure)
    wrong, lost = _compare_old(cell, read, expectations)
    if new_from is not None and not read.plain_only:
        wrong += _compare_new(cell, read, expectations, new_from)
    if wrong:
        return Observation(Outcome.CORRUPT, way, "; ".join(wrong[:3]))
    if read.plain_only:
        return Observation(Outcome.LOSSY, way, f"fails on a value that does not fit: {read.failure}")
    if lost:
        return Observation(Outcome.LOSSY, way, "; ".join(lost[:3]))
    return Observation(Outcome.LOSSLESS, way)


def _compare_old(cell: Cell, read: Read, expectations: Expectations) -> tuple[list[str], list[str]]:
    samples = [each for each in samples_of(cell) if each.plain or not read.plain_only]
    expected = expectations.of(cell.before, cell.after, [each.literal for each in samples])
    wrong: list[str] = []
    lost: list[str] = []
    for at, sample in enumerate(samples):
        got = {read.texts.get(row, "no such row") for row in sample.ids}
        if sample.literal == "NULL":
            if got != {None}:
                wrong.append(f"null is read as {_words(got)}")
        elif expected is None:
            if got != {None}:
                wrong.append(f"{sample.literal} is read as {_words(got)}")
            else:
                lost.append(f"{sample.literal} is read as null")
        elif got != {expected[at].text}:
            wrong.append(f"{sample.literal} is read as {_words(got)} instead of {expected[at].text}")
        elif not expected[at].kept:
            lost.append(f"{sample.literal} is read as {_words(got)}")
    return wrong, lost


def _compare_new(cell: Cell, read: Read, expectations: Expectations, new_from: int) -> list[str]:
    literals = new_values(cell)
    expected = expectations.of(cell.after, cell.after, literals)
    if expected is None:
        return []
    return [
        f"{literal}, written as {cell.after}, is read as {got} instead of {expected[at].text}"
        for at, literal in enumerate(literals)
        for got in [read.texts.get(new_from + at, "no such row")]
        if got != expected[at].text
    ]


def _words(values: set[str | None]) -> str:
    return " or ".join(sorted("null" if value is None else value for value in values))
