"""Tries one format in the Spark that is installed, and writes what came of it as lines of JSON."""

from __future__ import annotations

import argparse
import itertools
import json
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from metastore_testing.service import MetastoreService
from pyspark.sql import SparkSession

from engine_truth.cells import Cell, Claim, Observation, Result, agree
from engine_truth.data_types import TYPES
from engine_truth.expectations import Expectations
from engine_truth.operation_runs import columns_of, try_operation
from engine_truth.operations import BEFORE, operations_of
from engine_truth.places import COLUMN, MAP_KEY, NESTED, Place
from engine_truth.service_client import Dataset
from engine_truth.settings import FORMATS, Setting, settings_of
from engine_truth.spark import open_session, spark_line, versions_of
from engine_truth.type_changes import Change, TypeChanges

# Columns of one table: independent of each other, and few enough for a commit to be quick.
_COLUMNS = {"PARQUET": 96, "DELTA": 96, "ICEBERG": 96, "HUDI": 40}
# Pairs that are tried within structs, arrays and maps, and on settings that hardly matter to types.
PAIRS = (
    ("byte", "short"), ("byte", "long"), ("short", "integer"), ("integer", "long"), ("long", "integer"),
    ("integer", "double"), ("long", "double"), ("integer", "float"), ("long", "float"), ("float", "double"),
    ("double", "float"), ("integer", "decimal(12,2)"), ("long", "decimal(20,0)"),
    ("decimal(10,2)", "decimal(12,2)"), ("decimal(10,2)", "decimal(12,4)"), ("decimal(9,2)", "decimal(10,2)"),
    ("decimal(12,2)", "decimal(22,2)"), ("decimal(12,2)", "decimal(10,2)"), ("date", "timestamp_ntz"),
    ("date", "timestamp"), ("timestamp", "timestamp_ntz"), ("timestamp_ntz", "timestamp"),
    ("integer", "string"),
    ("long", "string"), ("double", "string"), ("decimal(10,2)", "string"), ("date", "string"),
    ("boolean", "string"), ("timestamp", "string"), ("string", "date"), ("string", "long"),
    ("string", "decimal(10,2)"), ("string", "binary"), ("binary", "string"), ("boolean", "integer"),
)  # fmt: skip


# Text with a length, whose narrowing is no change of a type that a table could show.
TEXT_PAIRS = (
    ("varchar(3)", "varchar(5)"),
    ("varchar(3)", "string"),
    ("char(3)", "varchar(3)"),
    ("char(3)", "string"),
)


def cells_of(setting: Setting, quick: bool) -> list[Cell]:
    """Every pair of types for a column, some of them for what is nested."""
    every = list(itertools.permutations(TYPES, 2))
    pairs = every if setting.every_pair and not quick else list(PAIRS)
    questions = [(COLUMN, *pair) for pair in pairs if pair[1] != "void"]
    questions += [(COLUMN, *pair) for pair in TEXT_PAIRS]
    questions += [(place, *pair) for place in NESTED for pair in PAIRS if _is_stored(setting, place, pair[0])]
    return [Cell(f"c{at}", *question) for at, question in enumerate(questions)]


def _is_stored(setting: Setting, place: Place, before: str) -> bool:
    """Hudi's maps have strings for keys."""
    return place is not MAP_KEY or setting.table_format != "HUDI" or before == "string"


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
    for start, some in _tables_of(cells, _COLUMNS[setting.table_format]):
        name = table_name(setting, str(start))
        dataset = Dataset(service.url, name, setting, spark_line())
        dataset.declare(["id BIGINT", *(cell.declared(cell.before) for cell in some)])
        questions = [(cell, dataset.ask_type_change(cell)) for cell in some]
        changes = TypeChanges(spark, setting, name, folder, expectations)
        for change, observation in changes.observe(questions):
            yield _result(setting, change, observation, engine)


def _tables_of(cells: list[Cell], width: int) -> Iterator[tuple[int, list[Cell]]]:
    """Cells that share a table, with a number for it: whole columns apart from nested ones."""
    for is_nested in (False, True):
        alike = [cell for cell in cells if (cell.place is not COLUMN) == is_nested]
        for start in range(0, len(alike), width):
            yield start + (len(cells) if is_nested else 0), alike[start : start + width]


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
