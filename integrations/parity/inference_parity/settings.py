"""What a run can be told."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Optional

SEED = int(os.environ.get("PARITY_SEED", "0"))
"""The same seed draws the same texts."""

CASES = int(os.environ.get("PARITY_CASES", "400"))
"""About how many texts are drawn, of all kinds together."""


def corpus() -> Optional[Path]:
    """A directory with files of JSON records."""
    named = os.environ.get("METASTORE_CORPUS")
    return Path(named) if named else None
