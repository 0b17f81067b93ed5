"""The command behind `scripts/test-integrations`."""

from __future__ import annotations

import argparse
import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

from runner.environments import python_of
from runner.results import Result, read_reports
from runner.suites import Suite, all_suites

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / ".integrations/reports"


def main() -> int:
    suites = {suite.name: suite for suite in all_suites()}
    options = _arguments(suites)
    if options.list:
        for suite in suites.values():
            print(f"{suite.name:<15} {suite.about}")
        return 0
    chosen = [suite for name, suite in suites.items() if _is_chosen(name, options.names)]
    outcomes = [(suite.name, *_run(suite, options.pytest)) for suite in chosen]
    total = Result()
    print()
    for name, result, status, seconds in outcomes:
        print(f"{'ok    ' if status == 0 else 'FAILED'} {name:<15} {result} ({seconds:.0f} s)")
        total += result
    broken = [name for name, _, status, _ in outcomes if status != 0]
    print(f"\nFailed: {', '.join(broken)}." if broken else "\nEvery suite passed.")
    print(total)
    return 1 if broken or total.passed == 0 else 0


def _arguments(suites: dict[str, Suite]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./scripts/test-integrations", description=__doc__)
    parser.add_argument(
        "names", nargs="*", help="suites, or their beginnings: `truth` is truth-3.5 and truth-4.0"
    )
    parser.add_argument("--list", action="store_true", help="say which suites there are, and run none")
    parser.add_argument(
        "--pytest", default="", metavar="OPTIONS", help="more for pytest, such as '-k delta -x'"
    )
    options = parser.parse_args()
    unknown = [name for name in options.names if not any(_is_chosen(suite, [name]) for suite in suites)]
    if unknown:
        parser.error(f"no suite is called {', '.join(unknown)}; there are {', '.join(suites)}")
    return options


def _is_chosen(suite: str, names: list[str]) -> bool:
    return not names or any(suite == name or suite.startswith(f"{name}-") for name in names)


def _run(suite: Suite, pytest_options: str) -> tuple[Result, int, float]:
    print(f"\n== {suite.name}: {suite.about}", flush=True)
    started = time.monotonic()
    reports = REPORTS / suite.name
    shutil.rmtree(reports, ignore_errors=True)
    reports.mkdir(parents=True)
    command = _pytest(suite, reports, pytest_options) if suite.environment else _maven(suite, reports)
    programs = {variable: str(python_of(ROOT, name)) for variable, name in suite.programs.items()}
    variables = {**os.environ, **suite.variables, **programs, "METASTORE_CHECKOUT": str(ROOT)}
    variables.pop("PYTHONPATH", None)
    status = subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode
    result = read_reports(reports)
    return result, status or (1 if result.failed else 0), time.monotonic() - started


def _pytest(suite: Suite, reports: Path, options: str) -> list[str]:
    python = str(python_of(ROOT, suite.environment or ""))
    report = f"--junitxml={reports / 'pytest.xml'}"
    return [python, "-m", "pytest", "-q", report, *suite.arguments, *shlex.split(options)]


def _maven(suite: Suite, reports: Path) -> list[str]:
    where = ["-f", "clients/scala/pom.xml", f"-Dmetastore.reports={reports}"]
    return ["mvn", "-q", "-B", *where, *suite.arguments, "test"]


if __name__ == "__main__":
    sys.exit(main())
