"""The embedded PostgreSQL, which survives the service when that is killed."""

from __future__ import annotations

import os
import shutil
import signal
import time
from pathlib import Path

_LINK = "elsewhere"


def stop_embedded(data_dir: Path, patience: float = 15) -> None:
    """Stops the database server that runs in this DATA_DIR, if one does."""
    data = _settled(data_dir) / "cluster" / "data"
    pid = _server_of(data)
    if pid is None:
        return
    for sent in (signal.SIGINT, signal.SIGQUIT):
        os.kill(pid, sent)
        deadline = time.monotonic() + patience
        while time.monotonic() < deadline:
            if not _runs(pid, data):
                return
            time.sleep(0.02)
    raise RuntimeError(f"The database in {data} (process {pid}) does not stop")


def remove_data(data_dir: Path) -> None:
    """Removes the DATA_DIR, and the place that the service chose where its database could not reach it."""
    settled = _settled(data_dir)
    for directory in {settled, data_dir}:
        shutil.rmtree(directory, ignore_errors=True)


def _settled(data_dir: Path) -> Path:
    link = data_dir / _LINK
    return link.readlink() if link.is_symlink() else data_dir


def _server_of(data: Path) -> int | None:
    try:
        pid = abs(int((data / "postmaster.pid").read_text().splitlines()[0]))
    except (OSError, ValueError, IndexError):
        return None
    return pid if _runs(pid, data) else None


def _runs(pid: int, data: Path) -> bool:
    """A server works in its data directory: whatever else has the number since is none of ours."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        return state not in "ZX" and Path(f"/proc/{pid}/cwd").samefile(data)
    except OSError:
        return False
