"""Runs each format in a Spark of its own and keeps the lines of JSON that came of it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from engine_truth.cells import Result
from engine_truth.explanations import read_results
from engine_truth.settings import FORMATS
from engine_truth.spark import has_jars, spark_line
from metastore_testing.checkout import checkout_root


@dataclass(frozen=True)
class Tried:
    """Everything that was tried of one format in one line of Spark."""

    table_format: str
    spark: str
    quick: bool
    results: list[Result]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--quick", action="store_true", help="only the pairs of types that some format can do")


@pytest.fixture(scope="session", params=FORMATS)
def tried(request: pytest.FixtureRequest) -> Tried:
    table_format = str(request.param)
    if not has_jars(table_format):
        pytest.skip(f"There is no {table_format} for Spark {spark_line()}: see docs/engines.md")
    quick = bool(request.config.getoption("--quick"))
    name = f"spark-{spark_line()}-{table_format.lower()}{'-quick' if quick else ''}.jsonl"
    out = checkout_root() / ".integrations/results/truth" / name
    command = [sys.executable, "-m", "engine_truth.run", "--format", table_format, "--out", str(out)]
    subprocess.run([*command, "--quick"] if quick else command, cwd=Path(__file__).parent, check=True)
    return Tried(table_format, spark_line(), quick, read_results([out]))
