"""What the service says that a table can become is what the engine does with real tables."""

from __future__ import annotations

import pytest
from conftest import Tried
from engine_truth.explanations import not_needed, read_explanations, unexplained
from engine_truth.report import in_a_table
from metastore_testing.checkout import checkout_root


def test_the_service_says_what_the_engine_does(tried: Tried) -> None:
    apart = unexplained(tried.results, read_explanations(), tried.spark)
    assert apart == []


def test_every_explanation_is_needed(tried: Tried) -> None:
    if tried.quick:
        pytest.skip("a quick run does not try all that is explained")
    assert not_needed(tried.results, read_explanations(), tried.table_format, tried.spark) == []


def test_every_explanation_is_on_the_page() -> None:
    page = (checkout_root() / "docs/engines.md").read_text()
    assert [each.why for each in read_explanations() if in_a_table(each.why) not in page] == []


def test_both_answers_were_tried(tried: Tried) -> None:
    """A run that asks nothing, or to which everything is impossible, would agree with anything."""
    for setting in {result.setting for result in tried.results}:
        claims = {result.claim for result in tried.results if result.setting == setting}
        assert {"possible, no value changes", "impossible"} <= claims, setting
