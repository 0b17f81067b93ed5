from __future__ import annotations

import os
import random

import pyspark
import pytest


@pytest.fixture(scope="session")
def line() -> str:
    """Of Spark: 3.5 or 4.0."""
    return ".".join(pyspark.__version__.split(".")[:2])


@pytest.fixture
def random_seed() -> int:
    """SEED=n repeats a run; a failing one prints it."""
    seed = int(os.environ.get("SEED") or random.randrange(1_000_000))
    print(f"SEED={seed}")
    return seed
