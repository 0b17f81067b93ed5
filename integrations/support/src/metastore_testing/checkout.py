"""Where the checkout is that the tests belong to."""

from __future__ import annotations

import os
from pathlib import Path

_MARK = Path("openapi", "openapi.yaml")


def checkout_root() -> Path:
    """The root of the checkout: METASTORE_CHECKOUT, else upwards from here or from the working directory."""
    named = os.environ.get("METASTORE_CHECKOUT")
    starts = [Path(named)] if named else [Path(__file__).parent, Path.cwd()]
    for start in starts:
        for candidate in (start.resolve(), *start.resolve().parents):
            if (candidate / _MARK).is_file():
                return candidate
    raise RuntimeError(
        "The checkout of Metastore was not found: run from inside it, or set METASTORE_CHECKOUT to its root"
    )
