"""The modules of the job, for tests that look at its decisions without starting it."""

from __future__ import annotations

import sys

from metastore_testing.checkout import checkout_root

sys.path.insert(0, str(checkout_root() / "examples/spark"))
