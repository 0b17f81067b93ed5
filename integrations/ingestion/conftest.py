from __future__ import annotations

import os
import random

import pytest


@pytest.fixture
def random_seed() -> int:
    """SEED=n repeats a run; a failing one prints it."""
    seed = int(os.environ.get("SEED") or random.randrange(1_000_000))
    print(f"SEED={seed}")
    return seed
