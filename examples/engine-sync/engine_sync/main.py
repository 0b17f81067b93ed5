"""The command line."""

from __future__ import annotations

import argparse
import logging
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Optional

from metastore_client import Metastore, MetastoreProblem, MetastoreUnavailable

from engine_sync.follow import Follower
from engine_sync.outlets import outlet_of
from engine_sync.state import State, StateFile, StateProblem

log = logging.getLogger("engine_sync")


def main(arguments: Optional[Sequence[str]] = None) -> int:
    """0: the engine knows all there is. 1: something failed and waits. 2: nothing could be done."""
    options = _options(arguments)
    logging.basicConfig(format="%(levelname)s %(message)s", level=logging.WARNING)
    engine = options.engine.upper()
    try:
        metastore = Metastore(options.url, actor=f"engine-sync {options.engine}", cache_max_age=0)
        outlet = outlet_of(options.run, options.statement_timeout)
        file = StateFile(options.state or _default_state(options))
        with file.alone():
            state = file.load(engine, metastore.url, printed=options.run is None)
            _by_hand(state, file, options)
            follower = Follower(metastore, outlet, state, file, drop=options.gone == "drop", show=_show)
            return _rounds(follower, options.every)
    except (StateProblem, MetastoreUnavailable, MetastoreProblem, ValueError, ImportError) as problem:
        log.error("%s", problem)
        return 2
    except KeyboardInterrupt:
        return 130


def _default_state(options: argparse.Namespace) -> Path:
    return Path(f".engine-sync-{options.engine}{'-printed' if options.run is None else ''}.json")


def _rounds(follower: Follower, every: Optional[float]) -> int:
    if every is None:
        return _round(follower)
    while True:
        try:
            _round(follower)
        except MetastoreUnavailable as away:
            log.warning("%s Tried again in %.0f s.", away, every)
        time.sleep(every)


def _round(follower: Follower) -> int:
    failures = follower.round()
    for failure in failures:
        log.error("%s", failure)
    return 1 if failures else 0


def _by_hand(state: State, file: StateFile, options: argparse.Namespace) -> None:
    for name in options.settle:
        state.settle(name)
    for name in options.anew:
        state.declare_anew(name)
    if options.start_over:
        state.cursor = None
    file.save(state)


def _show(text: str) -> None:
    print(text, flush=True)


def _options(arguments: Optional[Sequence[str]]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="sync.py", description="Keeps Trino or Hive in step with the metastore, by its event feed."
    )
    parser.add_argument("--engine", required=True, choices=("trino", "hive"))
    parser.add_argument("--url", help="of the metastore; METASTORE_URL where it is not given")
    default = "default: .engine-sync-<engine>.json, with -printed where nothing is run"
    parser.add_argument("--state", type=Path, metavar="FILE", help=default)
    outlet = parser.add_mutually_exclusive_group()
    outlet.add_argument(
        "--print", action="store_true", help="print the statements and run none (the default)"
    )
    outlet.add_argument(
        "--run",
        metavar="HOW",
        help="a command that reads a statement from its standard input, or dbapi:<module>?<name>=<value>&…",
    )
    parser.add_argument("--statement-timeout", type=float, default=600, metavar="SECONDS")
    parser.add_argument(
        "--gone",
        choices=("comment", "drop"),
        default="comment",
        help="tables of archived and purged datasets: say how to take them out, or do it (default: comment)",
    )
    parser.add_argument("--every", type=float, metavar="SECONDS", help="go on, with a round this often")
    parser.add_argument(
        "--settle",
        action="append",
        default=[],
        metavar="DATASET",
        help="its failed step was done by hand: go on",
    )
    parser.add_argument(
        "--anew",
        action="append",
        default=[],
        metavar="DATASET",
        help="take its table out, declare it again",
    )
    parser.add_argument("--start-over", action="store_true", help="look at every dataset again")
    return parser.parse_args(arguments)
