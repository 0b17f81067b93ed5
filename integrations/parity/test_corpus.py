"""Real records: each file as it is, and each record of it alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from inference_parity.comparison import Comparison
from inference_parity.settings import corpus

_CORPUS = corpus()
_FILES = [] if _CORPUS is None else sorted(_CORPUS.rglob("*.jsonl"))

pytestmark = pytest.mark.skipif(
    _CORPUS is None, reason="METASTORE_CORPUS names no directory of *.jsonl files"
)


def test_the_corpus_has_files() -> None:
    assert _FILES, f"There is no *.jsonl below {_CORPUS}"


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.name)
def test_a_file_as_it_is(file: Path, comparison: Comparison) -> None:
    comparison.check(file.read_bytes(), "files of the corpus")


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.name)
def test_each_record_alone(file: Path, comparison: Comparison) -> None:
    for line in file.read_bytes().splitlines(keepends=True):
        comparison.check(line, "records of the corpus")
