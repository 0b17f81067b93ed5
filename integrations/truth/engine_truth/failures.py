"""What an engine said when it refused, in one line."""

from __future__ import annotations

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException

# Whatever a statement, a write or a read may end with; anything else is a fault of the tests.
ENGINE_REFUSED = (PySparkException, Py4JError)
_LONGEST = 300


def words_of(failure: BaseException) -> str:
    """The innermost cause, without the stack, the file names and the plan."""
    lines = [line.strip() for line in str(failure).splitlines() if line.strip()]
    causes = [line.removeprefix("Caused by: ") for line in lines if line.startswith("Caused by: ")]
    if causes:
        return causes[-1][:_LONGEST]
    said = [line for line in lines if not line.startswith("An error occurred while calling")]
    return (said[0].removeprefix(": ") if said else type(failure).__name__)[:_LONGEST]
