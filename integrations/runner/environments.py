"""Python environments, installed once and again when what they are made of changes."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from pathlib import Path

#: Installed from the checkout, so that the tests see every edit.
_PACKAGES = ("integrations/support", "clients/python")


def python_of(root: Path, name: str) -> Path:
    """
    The Python of an environment of `integrations/requirements`, installed first where it is missing or out of
    date.
    """
    folder = root / ".integrations/venvs" / name
    python = folder / "bin/python"
    stamp = folder / ".installed"
    wanted = _ingredients(root, name)
    if not stamp.exists() or stamp.read_text() != wanted:
        print(f"Installing the environment {name} …", file=sys.stderr, flush=True)
        venv.create(folder, with_pip=True, clear=True)
        _pip(python, "-r", str(_requirements(root, name)))
        _pip(python, "--no-deps", *(part for package in _PACKAGES for part in ("-e", str(root / package))))
        stamp.write_text(wanted)
    return python


def _requirements(root: Path, name: str) -> Path:
    return root / "integrations/requirements" / f"{name}.txt"


def _ingredients(root: Path, name: str) -> str:
    files = [_requirements(root, name), *(root / package / "pyproject.toml" for package in _PACKAGES)]
    digest = hashlib.sha256(f"{sys.version} {root}".encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _pip(python: Path, *arguments: str) -> None:
    command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    subprocess.run(command, check=True, stdout=sys.stderr)
