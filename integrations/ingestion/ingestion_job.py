"""The job of examples/spark as a process of its own, for one dataset on local directories."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from metastore_testing.checkout import checkout_root
from metastore_testing.engine_jars import engine_jars

_JOB = checkout_root() / "examples/spark"
_WORDS = {"PARQUET": "nothing", "DELTA": "delta-", "ICEBERG": "iceberg-", "HUDI": "hudi-"}

#: Little memory, and no time spent on making code fast that runs once.
_SMALL = {
    "spark.master": "local[2]",
    "spark.driver.memory": "1g",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.sql.codegen.wholeStage": "false",
    "spark.ui.enabled": "false",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "1",
    "spark.databricks.delta.snapshotPartitions": "1",
    "spark.sql.streaming.stopTimeout": "10s",
}


@dataclass
class Done:
    exit_code: int
    log: str


class IngestionJob:
    def __init__(self, url: str, dataset: str, table_format: str, line: str, folder: Path) -> None:
        self._url = url
        self._dataset = dataset
        self._folder = folder
        self.source = folder / "source"
        self.source.mkdir()
        self.log_file = folder / "job.log"
        self._files = 0
        jars = [jar for jar in engine_jars(line) if jar.name.startswith(_WORDS[table_format])]
        conf = {**_SMALL, **({"spark.jars": ",".join(map(str, jars))} if jars else {})}
        self._conf = [part for name, value in conf.items() for part in ("--conf", f"{name}={value}")]
        self._process: subprocess.Popen[bytes] | None = None

    def send(self, lines: Sequence[str]) -> None:
        """One file of the source: one batch. Each is a second later than the one before."""
        self._files += 1
        path = self.source / f"{self._files:03d}.json"
        hidden = path.with_name(f".{path.name}")
        hidden.write_text("\n".join(lines) + "\n")
        at = 1_769_000_000 + self._files
        os.utime(hidden, (at, at))
        hidden.rename(path)

    def start(self, *more: str, program: Sequence[str] = (str(_JOB / "ingest.py"),)) -> None:
        command = [
            *(sys.executable, *program, "run", "--dataset", self._dataset),
            *("--metastore", self._url, "--root", str(self._folder / "root")),
            *("--directory", str(self.source), "--files-per-batch", "1"),
            *("--warehouse", str(self._folder / "warehouse"), "--quarantine", *self._conf, *more),
        ]
        with self.log_file.open("ab") as log:
            log.write(b"--- started\n")
            log.flush()
            self._start_of_log = log.tell()
            self._process = subprocess.Popen(
                command,
                cwd=self._folder,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # A process group of its own: Python and its JVM are killed together.
                start_new_session=True,
            )

    def wait(self) -> Done:
        assert self._process is not None
        code = self._process.wait()
        self._process = None
        return Done(code, self.log())

    def run(self, *more: str) -> Done:
        self.start(*more)
        return self.wait()

    def run_into(self, crash_point: str, *more: str) -> Done:
        """Runs until it dies where it is told to."""
        self.start(*more, program=(str(Path(__file__).with_name("crash_points.py")), crash_point))
        return self.wait()

    def log(self) -> str:
        """Of the run that is under way, or was the last."""
        with self.log_file.open("rb") as log:
            log.seek(self._start_of_log)
            return log.read().decode(errors="replace")

    def wait_for(self, text: str, times: int) -> bool:
        """Whether the run said this so often; False where it ended before."""
        while self._process is not None:
            if self.log().count(text) >= times:
                return True
            if self._process.poll() is not None:
                return False
            time.sleep(0.02)
        return False

    def ended_within(self, seconds: float) -> bool:
        assert self._process is not None
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True

    def kill(self) -> None:
        """SIGKILL of the job, Python and JVM alike."""
        if self._process is None:
            return
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None

    def lake(self, *more: str) -> dict[str, Any]:
        """What a reader finds."""
        script = Path(__file__).with_name("read_lake.py")
        command = [sys.executable, str(script), self._url, self._dataset, str(self._folder / "root")]
        command += [str(self._folder / "warehouse"), *self._conf, *more]
        read = subprocess.run(
            command, cwd=self._folder, env=self._environment(), capture_output=True, text=True, check=False
        )
        assert read.returncode == 0, read.stderr
        found: dict[str, Any] = json.loads(read.stdout.splitlines()[-1])
        return found

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "PYTHONPATH": str(_JOB),
            "METASTORE_CACHE_DIR": str(self._folder / "cache"),
            "SPARK_LOCAL_IP": "127.0.0.1",
        }
