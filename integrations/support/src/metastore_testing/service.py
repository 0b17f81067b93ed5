"""A service of one's own: fresh data, a port of its own, and everything ended with it."""

from __future__ import annotations

import atexit
import os
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

from metastore_testing.checkout import checkout_root
from metastore_testing.embedded import remove_data, stop_embedded
from metastore_testing.ports import free_port

_INHERITED = ("PATH", "HOME", "TMPDIR", "LANG")
_PATIENCE = 60.0


class ServiceDidNotStart(Exception):
    """What the service said before it went."""


class MetastoreService:
    """
    The real service as a process of its own, with an embedded database in a fresh directory.

        with MetastoreService(DEFAULT_POLICY="TOLERANT") as service:
            service.url     # http://127.0.0.1:23456
            service.kill()  # SIGKILL of the service only; its database lives on
            service.restart()

    Keywords are environment variables of the service; those of the caller (API_KEY …) are not passed on.
    """

    def __init__(self, **env: str) -> None:
        self._root = checkout_root()
        self._env = env
        self._process: subprocess.Popen[bytes] | None = None
        self.data_dir = Path(tempfile.mkdtemp(prefix="metastore-"))
        self.log_file = self.data_dir / "service.log"
        self.port = free_port()
        self._log_start = 0
        atexit.register(self.close)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def start(self) -> MetastoreService:
        """Starts the service on its data and its port, and waits until it is ready."""
        if self.running:
            return self
        _build_if_missing(self._root)
        with self.log_file.open("ab") as log:
            self._log_start = log.tell()
            self._process = subprocess.Popen(
                ["node", str(self._root / "dist/src/main.js")],
                cwd=self.data_dir,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                # Ctrl-C is for the tests, which then end the service in order.
                start_new_session=True,
            )
        self._await_ready()
        return self

    def stop(self) -> None:
        """SIGTERM: the service answers what is under way and stops its database. Data stay."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """SIGKILL of the service's process alone: its database lives on and is adopted by the next start."""
        self._end(signal.SIGKILL)

    def restart(self, **env: str) -> MetastoreService:
        """Stops it if it runs, and starts it on the same data and port; with more variables set."""
        self.stop()
        self._env = {**self._env, **env}
        return self.start()

    def close(self) -> None:
        """Ends everything that was started and removes its data. May be called twice."""
        atexit.unregister(self.close)
        try:
            self.stop()
        finally:
            stop_embedded(self.data_dir)
            remove_data(self.data_dir)

    def log(self) -> str:
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""

    def __enter__(self) -> MetastoreService:
        try:
            return self.start()
        except BaseException:
            self.close()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _environment(self) -> Mapping[str, str]:
        inherited = {name: os.environ[name] for name in _INHERITED if name in os.environ}
        own = {
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "DATA_DIR": str(self.data_dir),
            "LOG_LEVEL": "info",
        }
        return {**inherited, **own, **self._env}

    def _await_ready(self) -> None:
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            if not self.running:
                raise ServiceDidNotStart(f"The service went before it was ready:\n{self.log()}")
            if self._listens() and _is_ready(self.url):
                return
            time.sleep(0.05)
        raise ServiceDidNotStart(f"The service was not ready after {_PATIENCE:.0f} s:\n{self.log()}")

    def _listens(self) -> bool:
        """Its own word for it: on the port of another service, that one would answer."""
        return f"listens on {self.url}" in self.log()[self._log_start :]

    def _end(self, sent: signal.Signals) -> None:
        process = self._process
        if process is None:
            return
        process.send_signal(sent)
        try:
            process.wait(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise
        self._process = None


def _is_ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/health/ready", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _build_if_missing(root: Path) -> None:
    if not (root / "dist/src/main.js").exists():
        subprocess.run(["node", "scripts/build.mjs"], cwd=root, check=True)
