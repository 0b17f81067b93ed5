"""One text, inferred by both."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Callable

from inference_parity.explained import EXPLAINED
from inference_parity.null_only import null_only_paths
from inference_parity.outcome import (
    Inferred,
    NullFields,
    Path,
    Refused,
    ServiceInferred,
    ServiceOutcome,
    SparkOutcome,
)
from inference_parity.plain_reading import plain_records, record_lines
from inference_parity.schema_paths import leaves, with_void
from inference_parity.service_inference import ServiceInference
from inference_parity.spark_inference import SparkInference

_SHOWN = 2000


@dataclass(frozen=True)
class Case:
    """What both made of one text in one mode."""

    body: bytes
    service: ServiceOutcome
    spark: SparkOutcome
    spark_by_case: Callable[[], SparkOutcome]

    @property
    def agrees(self) -> bool:
        return self.service_agrees_with(self.spark)

    def service_agrees_with(self, spark: SparkOutcome) -> bool:
        """On a schema to the letter, or on that there is none."""
        if isinstance(self.service, Refused) or isinstance(spark, Refused):
            return isinstance(self.service, Refused) and isinstance(spark, Refused)
        return self.service.schema == spark.schema


@dataclass(repr=False)
class Comparison:
    """Compares texts, and counts what came of them."""

    service: ServiceInference
    spark: SparkInference
    counts: dict[str, Counter[str]] = field(default_factory=dict)

    def check(self, body: bytes, origin: str) -> None:
        """Raises AssertionError for a difference that is not explained."""
        string, drop = self._case(body, "STRING"), self._case(body, "DROP")
        found = [self._verdict(string), self._verdict(drop)]
        counter = self.counts.setdefault(origin, Counter())
        counter["texts"] += 1
        counter.update({verdict for verdict in found if verdict != "equal"})
        if isinstance(string.service, ServiceInferred):
            self._check_null_only(string, drop, string.service)

    def explanations(self, body: bytes) -> set[str]:
        """By what the differences about a text are explained; none where there are none."""
        verdicts = {self._verdict(self._case(body, mode)) for mode in ("STRING", "DROP")}
        return verdicts - {"equal", "neither"}

    @property
    def version(self) -> str:
        return self.spark.version

    def summary(self) -> list[str]:
        """A line for each origin, and one for each explanation: in how many texts."""
        return [
            line
            for origin, counter in self.counts.items()
            for line in (f"{origin}: {counter['texts']} texts", *_explained_lines(counter))
        ]

    def _case(self, body: bytes, mode: NullFields) -> Case:
        drop = mode == "DROP"
        return Case(
            body,
            self.service.infer(body, mode),
            self.spark.infer(body, drop=drop),
            lambda: self.spark.infer(body, drop=drop, case_sensitive=True),
        )

    def _verdict(self, case: Case) -> str:
        if case.agrees:
            return "neither" if isinstance(case.service, Refused) else "equal"
        for explained in EXPLAINED:
            if self.spark.line in explained.lines and explained.holds(case):
                return explained.name
        raise AssertionError(describe(case))

    def _check_null_only(self, string: Case, drop: Case, service: ServiceInferred) -> None:
        void = self.service.infer(string.body, "VOID")
        assert isinstance(void, ServiceInferred), void
        assert void.schema == with_void(service.schema, service.null_only)
        assert isinstance(drop.service, ServiceInferred), drop.service
        assert service.null_only == drop.service.null_only == void.null_only
        lines = record_lines(string.body)
        assert lines is None or service.records == len(lines)
        records = plain_records(string.body)
        if records is not None:
            _same_paths(string.body, service.null_only, null_only_paths(records), "Python")
        if (
            string.agrees
            and drop.agrees
            and isinstance(string.spark, Inferred)
            and isinstance(drop.spark, Inferred)
        ):
            _same_paths(string.body, service.null_only, dropped(string.spark, drop.spark), "Spark")


def _explained_lines(counter: Counter[str]) -> list[str]:
    return [f"  {name}: {count}" for name, count in counter.most_common() if name != "texts"]


def dropped(full: Inferred, without_nulls: Inferred) -> list[Path]:
    """What Spark leaves out with dropFieldIfAllNull."""
    left = set(leaves(without_nulls.schema))
    return [path for path in leaves(full.schema) if path not in left]


def _same_paths(body: bytes, named: tuple[Path, ...], expected: list[Path], by: str) -> None:
    assert list(named) == expected, f"{shown(body)}\n  null only: {list(named)}\n  as {by} has it: {expected}"


def describe(case: Case) -> str:
    return f"{shown(case.body)}\n  service: {case.service}\n  Spark:   {case.spark}"


def shown(body: bytes) -> str:
    text = repr(body)
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({len(body)} bytes)"
