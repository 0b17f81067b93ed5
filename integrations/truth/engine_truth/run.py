"""Tries one format in the Spark that is installed, and writes what came of it as lines of JSON."""

from __future__ import annotations

import argparse
import itertools
import json
import logging
import re
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from metastore_testing.service import MetastoreService
from pyspark.sql import SparkSession

from engine_truth.cells import Cell, Claim, Observation, Result, agree
from engine_truth.expectations import Expectations
from engine_truth.operation_runs import columns_of, try_operation
from engine_truth.operations import BEFORE, operations_of
from engine_truth.questions import cells_of, tables_of
from engine_truth.service_client import Dataset
from engine_truth.settings import FORMATS, Setting, settings_of
from engine_truth.spark import open_session, spark_line, versions_of
from engine_truth.type_changes import Change, TypeChanges


def try_setting(
    spark: SparkSession,
    setting: Setting,
    service: MetastoreService,
    folder: Path,
    expectations: Expectations,
    quick: bool,
) -> Iterator[Result]:
    """One line for each cell of a setting."""
    configure(spark, setting)
    engine = versions_of(setting.table_format)
    cells = cells_of(setting, quick)
    everything = _dataset(service, setting, table_name(setting, "all"), cells)
    said = {cell.column: everything.ask_type_change(cell).claim for cell in cells}
    for number, some in enumerate(tables_of(setting, cells, said)):
        name = table_name(setting, str(number))
        dataset = _dataset(service, setting, name, some)
        questions = [(cell, dataset.ask_type_change(cell)) for cell in some]
        changes = TypeChanges(spark, setting, name, folder, expectations)
        for change, observation in changes.observe(questions):
            yield _result(setting, change, observation, engine)


def _dataset(service: MetastoreService, setting: Setting, name: str, cells: list[Cell]) -> Dataset:
    dataset = Dataset(service.url, name, setting, spark_line())
    dataset.declare(["id BIGINT", *(cell.declared(cell.before) for cell in cells)])
    return dataset


def try_operations(
    spark: SparkSession, setting: Setting, service: MetastoreService, folder: Path
) -> Iterator[Result]:
    """One line for each change of columns that is not about a type."""
    configure(spark, setting)
    engine = versions_of(setting.table_format)
    for at, operation in enumerate(operations_of(setting.finds_by_name)):
        name = table_name(setting, f"op{at}")
        dataset = Dataset(service.url, name, setting, spark_line())
        dataset.declare(columns_of(BEFORE))
        answer = dataset.ask(operation.asked)
        seen, failure = try_operation(spark, setting, name, folder, operation, answer)
        for key in setting.write:
            spark.conf.unset(key)
        configure(spark, setting)
        yield Result(
            setting=setting.name,
            change=operation.name,
            place="",
            before="",
            after="",
            claim=answer.claim.value,
            rule=answer.rule,
            outcome=seen.outcome.value,
            way=seen.way,
            agrees=agree(answer.claim, seen.outcome)
            and (failure is None or answer.claim is Claim.IMPOSSIBLE),
            detail=_details(seen, failure if answer.claim is not Claim.IMPOSSIBLE else None),
            engine=engine,
        )


def configure(spark: SparkSession, setting: Setting) -> None:
    for key, value in setting.session.items():
        spark.conf.set(key, value)


def table_name(setting: Setting, suffix: str) -> str:
    return re.sub(r"\W+", "_", f"{setting.name}_{suffix}").lower()


def _result(setting: Setting, change: Change, seen: Observation, engine: dict[str, str]) -> Result:
    cell, answer = change.cell, change.answer
    return Result(
        setting=setting.name,
        change="type",
        place=cell.place.name,
        before=cell.before,
        after=cell.after,
        claim=answer.claim.value,
        rule=answer.rule,
        outcome=seen.outcome.value,
        way=seen.way,
        agrees=agree(answer.claim, seen.outcome) and change.apply_failed is None,
        detail=_details(seen, change.apply_failed),
        engine=engine,
    )


def _details(seen: Observation, apply_failed: str | None) -> str:
    failed = apply_failed and f"what the service says to run fails: {apply_failed}"
    return " | ".join(words for words in (seen.detail, failed) if words)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--format", required=True, choices=FORMATS)
    parser.add_argument("--out", required=True, type=Path, help="file for the lines of JSON")
    parser.add_argument(
        "--quick", action="store_true", help="only the pairs of types that some format can do"
    )
    parser.add_argument("--only", choices=("types", "operations"))
    parser.add_argument("--setting", help="only the setting of this name")
    arguments = parser.parse_args()
    # Told to stop, it ends the service and Spark in order.
    # Spark 4 says on standard error whatever the engine refuses, and that is what is asked for here.
    logging.disable(logging.ERROR)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="truth-") as folder,
        MetastoreService() as service,
        arguments.out.open("w") as out,
    ):
        spark = open_session(arguments.format, Path(folder))
        expectations = Expectations(spark)
        for setting in settings_of(arguments.format):
            if arguments.setting not in (None, setting.name):
                continue
            started, count, apart = time.monotonic(), 0, 0
            operations = try_operations(spark, setting, service, Path(folder))
            types = try_setting(spark, setting, service, Path(folder), expectations, arguments.quick)
            tried = {"operations": (operations,), "types": (types,)}.get(arguments.only, (operations, types))
            for result in itertools.chain(*tried):
                out.write(json.dumps(result.to_json()) + "\n")
                count, apart = count + 1, apart + (not result.agrees)
            seconds = time.monotonic() - started
            print(
                f"{setting.name}: {count} changes tried in {seconds:.0f} s, {apart} disagreements",
                file=sys.stderr,
            )
        spark.stop()


if __name__ == "__main__":
    main()
