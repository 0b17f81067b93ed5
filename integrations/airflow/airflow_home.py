"""A real Airflow of one's own: fresh metadata in SQLite, nothing that listens, nothing from outside."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from metastore_testing import checkout_root

DAGS = checkout_root() / "examples/airflow/dags"

_AIRFLOW = str(Path(sys.executable).with_name("airflow"))
_OF_FILES = ("--local", "--bundle-name", "dags-folder", "--output", "json")


@dataclass(frozen=True)
class Run:
    """How `airflow dags test` ended."""

    status: int
    log: str
    states: dict[str, str]
    """Of the tasks."""
    tries: dict[str, int]


@dataclass
class AirflowHome:
    home: Path
    variables: dict[str, str] = field(default_factory=dict)
    """What whoever runs this Airflow has set."""
    dags: Path = DAGS

    @property
    def environment(self) -> dict[str, str]:
        inherited = {
            name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ
        }
        own = {
            "AIRFLOW_HOME": str(self.home),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__CORE__DAGS_FOLDER": str(self.dags),
            "AIRFLOW__LOGGING__COLORED_CONSOLE_LOG": "False",
            "METASTORE_CACHE_DIR": str(self.home / "known"),
            "METASTORE_HEALTH_INTERVAL": "1",
            "METASTORE_RETRIES": "0",
        }
        return {**inherited, **own, **self.variables}

    def airflow(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """The command itself, in a process of its own."""
        return subprocess.run(
            [_AIRFLOW, *arguments],
            env=self.environment,
            cwd=self.home,
            capture_output=True,
            text=True,
            check=False,
        )

    @contextmanager
    def processing(self) -> Iterator[None]:
        """Airflow's own process that parses DAG files, again and again."""
        often = {
            "AIRFLOW__DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL": "1",
            "AIRFLOW__DAG_PROCESSOR__STALE_DAG_THRESHOLD": "5",
            "AIRFLOW__SCHEDULER__PARSING_CLEANUP_INTERVAL": "1",
            "AIRFLOW__DAG_PROCESSOR__PARSING_PROCESSES": "1",
        }
        with (self.home / "dag-processor.log").open("a") as log:
            process = subprocess.Popen(
                [_AIRFLOW, "dag-processor"],
                env={**self.environment, **often},
                cwd=self.home,
                stdout=log,
                stderr=log,
            )
            try:
                yield
            finally:
                process.terminate()
                process.wait()

    def listed(self) -> list[str]:
        """What `airflow dags list` tells of the files as they are."""
        return sorted(row["dag_id"] for row in _rows(self._succeed("dags", "list", *_OF_FILES)))

    def scheduled(self) -> list[str]:
        """What `airflow dags list` tells of the DAGs that were processed and are still there."""
        rows = _rows(self._succeed("dags", "list", "--columns", "dag_id,is_stale", "--output", "json"))
        return sorted(row["dag_id"] for row in rows if row["is_stale"] == "False")

    def import_errors(self) -> list[str]:
        """What `airflow dags list-import-errors` tells of the files as they are."""
        return [row["error"] for row in _rows(self.airflow("dags", "list-import-errors", *_OF_FILES).stdout)]

    def parse(self) -> None:
        """Once, so that `test` finds the DAGs as they are now."""
        self._succeed("dags", "reserialize")

    def test(self, dag: str, conf: dict[str, object] | None = None) -> Run:
        """`airflow dags test`: one run, in the foreground."""
        with self.started(dag, conf) as process:
            log, _ = process.communicate()
        return self.ended(dag, process.returncode, log)

    @contextmanager
    def started(self, dag: str, conf: dict[str, object] | None = None) -> Iterator[subprocess.Popen[str]]:
        """The same, still running."""
        given = [] if conf is None else ["--conf", json.dumps(conf)]
        process = subprocess.Popen(
            [_AIRFLOW, "dags", "test", dag, *given],
            env=self.environment,
            cwd=self.home,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()

    def ended(self, dag: str, status: int, log: str) -> Run:
        query = """
            SELECT task_id, state, try_number FROM task_instance WHERE run_id =
              (SELECT run_id FROM dag_run WHERE dag_id = :dag ORDER BY id DESC LIMIT 1) AND dag_id = :dag
        """
        with closing(sqlite3.connect(self.home / "airflow.db")) as database:
            rows = database.execute(query, {"dag": dag}).fetchall()
        states = {task: state for task, state, _ in rows}
        return Run(status, log, states, {task: tries for task, _, tries in rows})

    def _succeed(self, *arguments: str) -> str:
        ended = self.airflow(*arguments)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout


def _rows(output: str) -> list[dict[str, str]]:
    """Behind whatever was logged."""
    return json.loads(output.strip().splitlines()[-1])
