"""The command line of both phases."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from pathlib import Path

from metastore_client import (
    BreakingSchemaChange,
    Dataset,
    Metastore,
    MetastoreError,
    MetastoreProblem,
    MetastoreUnavailable,
)
from pyspark.sql import SparkSession

from metastore_ingestion.batches import Ingestion
from metastore_ingestion.files import Files
from metastore_ingestion.ingest_stream import ingest
from metastore_ingestion.land import LandOptions, land
from metastore_ingestion.metrics import Metrics
from metastore_ingestion.options import IngestOptions
from metastore_ingestion.registered import registered
from metastore_ingestion.replay import Replay
from metastore_ingestion.session import session_for
from metastore_ingestion.stopped import (
    AWAY,
    BREAKING,
    PAUSED,
    UNEXPECTED,
    WRONG_USE,
    Stopped,
    WrongUse,
    unfit_value,
)
from metastore_ingestion.whose_state import claim_state

_EXIT_CODES = """
exit codes: 0 done; 1 something unexpected, or a value that does not fit its column; 2 wrong use;
3 breaking schema change, recorded as a blocked version; 4 the dataset is paused or archived;
5 the metastore is away
"""


#: What the metastore says that is no surprise, by its code.
_OF_PROBLEM = {
    "DATASET_ARCHIVED": PAUSED,
    "DATASET_NOT_FOUND": WRONG_USE,
    "VERSION_NOT_FOUND": WRONG_USE,
}


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(levelname)s %(message)s", stream=sys.stderr
    )
    logging.getLogger("ingestion").setLevel(logging.INFO)
    # It tells with traces what is raised, and printed once, in the end.
    logging.getLogger("py4j").setLevel(logging.CRITICAL)
    try:
        _run(options)
    except BreakingSchemaChange as breaking:
        return _stop(str(breaking), BREAKING)
    except MetastoreUnavailable as away:
        return _stop(str(away), AWAY)
    except MetastoreProblem as problem:
        return _stop(str(problem), _OF_PROBLEM.get(problem.code, UNEXPECTED))
    except MetastoreError as refused:
        return _stop(str(refused), UNEXPECTED)
    except Stopped as stopped:
        return _stop(str(stopped), stopped.exit_code)
    except Exception as failure:
        said = unfit_value(failure, options.dataset)
        if said is None:
            raise
        return _stop(said, UNEXPECTED)
    return 0


def _run(options: argparse.Namespace) -> None:
    metastore = _metastore(options.metastore)
    dataset = registered(metastore, options.dataset)
    given = dict(options.conf)
    if options.jars:
        given["spark.jars"] = ",".join(_jars(options.jars))
    spark = session_for(dataset, given, options.warehouse)
    try:
        claim_state(Files(spark), options.root, dataset)
        if options.phase in ("land", "run"):
            wanted = LandOptions(
                options.root, options.bootstrap_servers, options.directory, options.files_per_batch
            )
            land(spark, dataset, wanted)
        if options.phase in ("ingest", "run"):
            _ingest(spark, metastore, dataset, options)
    finally:
        spark.stop()


def _ingest(spark: SparkSession, metastore: Metastore, dataset: Dataset, options: argparse.Namespace) -> None:
    wanted = IngestOptions(
        root=options.root,
        quarantine=options.quarantine,
        quarantine_rejected=options.quarantine_rejected,
        transform=options.transform,
        metrics=options.metrics,
        patience=options.patience,
        schema_version=options.schema_version,
        location=options.location,
        table=options.table,
    )
    metrics = Metrics(dataset.name, wanted.metrics)
    kind = Ingestion if wanted.schema_version is None else Replay
    try:
        ingest(spark, dataset, wanted, kind(metastore, dataset.name, wanted, metrics))
    finally:
        metrics.write()


def _metastore(url: str | None) -> Metastore:
    try:
        return Metastore(url, actor="ingestion")
    except ValueError as wrong:
        raise WrongUse(f"{wrong} (--metastore, or METASTORE_URL)") from wrong


def _stop(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code


def _jars(folder_or_files: str) -> list[str]:
    path = Path(folder_or_files)
    return sorted(str(jar) for jar in path.glob("*.jar")) if path.is_dir() else folder_or_files.split(",")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ingest.py",
        description=__doc__,
        epilog=_EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    phases = parser.add_subparsers(dest="phase", required=True, metavar="land|ingest|run")
    for name, about, groups in (
        ("land", "phase 1: records as they are, from Kafka or a directory", (_of_land,)),
        ("ingest", "phase 2: what was landed into the table, as the metastore allows", (_of_ingest,)),
        ("run", "both, one after the other", (_of_land, _of_ingest)),
    ):
        phase = phases.add_parser(
            name, help=about, epilog=_EXIT_CODES, formatter_class=argparse.RawDescriptionHelpFormatter
        )
        for add_arguments in (_common, *groups):
            add_arguments(phase)
    return parser


def _root(text: str) -> str:
    if not text.strip("/ "):
        raise argparse.ArgumentTypeError(
            "is empty, or the root of the whole machine: name a folder of its own"
        )
    return text.rstrip("/")


def _setting(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not NAME=VALUE, such as spark.master=local[2]")
    return name, value


def _common(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dataset", required=True, help="name or id of the registered dataset")
    parser.add_argument(
        "--root",
        type=_root,
        default=os.environ.get("METASTORE_INGESTION_ROOT") or None,
        required=not os.environ.get("METASTORE_INGESTION_ROOT"),
        help="folder of what is landed, of checkpoints and quarantine (METASTORE_INGESTION_ROOT)",
    )
    parser.add_argument("--metastore", metavar="URL", help="METASTORE_URL where not given")
    parser.add_argument(
        "--conf", action="append", type=_setting, default=[], metavar="NAME=VALUE", help="setting of Spark"
    )
    parser.add_argument("--jars", help="jars of the table format: a folder, or files with commas between")
    parser.add_argument(
        "--warehouse", metavar="DIR", help="on a machine of one's own: the folder of the catalog"
    )


def _of_land(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--bootstrap-servers", help="of Kafka, for the dataset's topic")
    parser.add_argument("--directory", help="of files with a JSON record a line; sourceUri where not given")
    parser.add_argument("--files-per-batch", type=int, metavar="N", help="land so many files at a time")


def _of_ingest(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quarantine", action="store_true", help="set corrupt records apart and go on")
    parser.add_argument(
        "--quarantine-rejected",
        action="store_true",
        help="set a breaking batch apart when a person has rejected its version, and go on",
    )
    parser.add_argument("--transform", metavar="MODULE:FUNCTION", help="adds derived columns behind the gate")
    parser.add_argument("--metrics", type=Path, metavar="FILE", help="for Prometheus' textfile collector")
    parser.add_argument(
        "--patience", type=float, metavar="SECONDS", help="to wait for a metastore that is away"
    )
    parser.add_argument(
        "--schema-version",
        type=int,
        metavar="N",
        help="replay all that was landed as version N had it, into --location or --table, and evolve nothing",
    )
    parser.add_argument("--location", help="of the replayed table")
    parser.add_argument("--table", help="name of the replayed table")
