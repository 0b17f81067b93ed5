"""What settings mean that name columns."""

from __future__ import annotations

import pytest
from metastore_ingestion.paths import column_name, steps


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("a", ["a"]),
        ("a.b", ["a", "b"]),
        ("`order-date`", ["order-date"]),
        ("`a.b`.c", ["a.b", "c"]),
        ("`a``b`", ["a`b"]),
    ],
)
def test_a_path_is_its_names_without_quotes(path: str, names: list[str]) -> None:
    assert steps(path) == names


def test_a_column_is_called_as_it_is() -> None:
    assert column_name("`order-date`") == "order-date"
