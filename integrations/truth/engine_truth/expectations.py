"""What a value of one type is as another one, by Spark's own cast: what a change should come to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyspark.errors import AnalysisException
from pyspark.sql import SparkSession

from engine_truth.data_types import sql_name


@dataclass(frozen=True)
class Expected:
    """A value as text after the cast, null where it does not fit; whether the cast back gives what it was."""

    text: str | None
    kept: bool


def as_text(expression: str, data_type: str) -> str:
    """SQL that tells any two values of a type apart."""
    return f"hex({expression})" if data_type == "binary" else f"CAST({expression} AS STRING)"


class Expectations:
    """Asks Spark once for each value and pair of types."""

    def __init__(self, spark: SparkSession) -> None:
        self._spark = spark
        self._known: dict[tuple[str, str, tuple[str, ...]], list[Expected] | None] = {}

    def of(self, before: str, after: str, literals: Sequence[str]) -> list[Expected] | None:
        """In the order of the literals. None where Spark casts the one to the other in no case."""
        key = (before, after, tuple(literals))
        if key not in self._known:
            self._known[key] = self._ask(before, after, literals)
        return self._known[key]

    def _ask(self, before: str, after: str, literals: Sequence[str]) -> list[Expected] | None:
        old, new = sql_name(before), sql_name(after)
        values = ", ".join(f"({index}, CAST({text} AS {old}))" for index, text in enumerate(literals))
        there = f"TRY_CAST(v AS {new})"
        try:
            rows = self._spark.sql(
                f"SELECT {as_text(there, after)} AS text, {there} IS NOT NULL AS fits, v IS NULL AS was_null "
                f"FROM VALUES {values} AS t(i, v) ORDER BY i"
            ).collect()
        except AnalysisException:
            return None
        try:
            back = self._spark.sql(
                f"SELECT TRY_CAST({there} AS {old}) <=> v AS kept FROM VALUES {values} AS t(i, v) ORDER BY i"
            ).collect()
        except AnalysisException:
            # No way back, so nobody can say that nothing is lost.
            back = None
        return [
            Expected(
                row["text"], bool(row["was_null"]) or (row["fits"] and back is not None and back[at]["kept"])
            )
            for at, row in enumerate(rows)
        ]
