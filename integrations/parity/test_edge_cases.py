"""Texts that were thought of."""

from __future__ import annotations

import pytest
from inference_parity.comparison import Comparison
from inference_parity.edge_cases import edge_cases

_CASES = edge_cases()


@pytest.mark.parametrize("subject", _CASES)
def test_edge_cases_are_inferred_as_spark_infers_them(subject: str, comparison: Comparison) -> None:
    differences: list[str] = []
    for body in _CASES[subject]:
        try:
            comparison.check(body, "edge cases")
        except AssertionError as difference:
            differences.append(str(difference))
    assert not differences, "\n".join(differences)
