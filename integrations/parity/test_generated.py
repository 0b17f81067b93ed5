"""Texts that Hypothesis draws, and makes smaller where there is a difference."""

from __future__ import annotations

from typing import Callable

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis.strategies import SearchStrategy
from inference_parity import json_texts
from inference_parity.comparison import Comparison
from inference_parity.settings import CASES, SEED

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

Test = Callable[[Comparison], None]


def _drawn(
    texts: SearchStrategy[bytes], share: float
) -> Callable[[Callable[[Comparison, bytes], None]], Test]:
    chosen = settings(
        max_examples=max(1, round(CASES * share)),
        deadline=None,
        database=None,
        report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )
    return lambda test: seed(SEED)(chosen(given(body=texts)(test)))


@_drawn(json_texts.WELL_FORMED, 0.35)
def test_well_formed_records(comparison: Comparison, body: bytes) -> None:
    comparison.check(body, "well-formed records")


@_drawn(json_texts.NUMBERS, 0.2)
def test_numbers_that_meet(comparison: Comparison, body: bytes) -> None:
    comparison.check(body, "numbers that meet")


@_drawn(json_texts.STRINGS, 0.1)
def test_strings_that_meet(comparison: Comparison, body: bytes) -> None:
    comparison.check(body, "strings that meet")


@_drawn(json_texts.MANGLED, 0.25)
def test_mangled_records(comparison: Comparison, body: bytes) -> None:
    comparison.check(body, "mangled records")


@_drawn(json_texts.NAMES_IN_TWO_CASES, 0.1)
def test_names_in_two_cases(comparison: Comparison, body: bytes) -> None:
    comparison.check(body, "names in two cases")


@_drawn(json_texts.MEMBERS_THAT_COME_TWICE, 0.1)
def test_members_that_come_twice(comparison: Comparison, body: bytes) -> None:
    comparison.check(body, "members that come twice")
