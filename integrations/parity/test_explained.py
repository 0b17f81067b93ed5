"""Every difference that is kept on purpose is still there, and documented."""

from __future__ import annotations

import pytest
from inference_parity.comparison import Comparison
from inference_parity.explained import EXPLAINED, Explained
from inference_parity.explained_table import table
from metastore_testing.checkout import checkout_root

_DOCUMENT = checkout_root() / "docs/inference-parity.md"


@pytest.mark.parametrize("explained", EXPLAINED, ids=lambda explained: explained.name)
def test_what_is_explained_is_still_different(explained: Explained, comparison: Comparison) -> None:
    expected = {explained.name} if comparison.spark.line in explained.lines else set()
    assert comparison.explanations(explained.example) == expected


def test_the_document_has_each_explanation() -> None:
    assert table() in _DOCUMENT.read_text(encoding="utf-8"), (
        f"{_DOCUMENT} has another table: put in what `python -m inference_parity.explained_table` prints"
    )
