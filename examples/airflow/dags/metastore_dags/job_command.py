"""The command line of the ingestion job."""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence

from metastore_client import Dataset

from metastore_dags.settings import Settings

ARGUMENTS = "airflow.arguments"

# Sizing alone: whoever may register a dataset must not say which programs run on the cluster.
_SIZING = re.compile(
    r"spark\.((driver|executor)\.(cores|memory|memoryOverhead)|executor\.instances"
    r"|dynamicAllocation\.[A-Za-z]+|sql\.shuffle\.partitions)"
)


def job_command(dataset: Dataset, phase: str, settings: Settings, more: Sequence[str] = ()) -> str:
    """
    What bash runs. METASTORE_JOB_COMMAND comes as it is written; what the dataset says is quoted.

    `more` is taken as it stands too: text for bash.
    """
    own = [phase, "--dataset", dataset.name, *shlex.split(dataset.properties.get(ARGUMENTS, ""))]
    parts = [
        with_sizing(settings.job_command, dataset),
        *(shlex.quote(argument) for argument in own),
        settings.job_arguments,
        *more,
    ]
    return " ".join(part for part in parts if part)


def with_sizing(command: str, dataset: Dataset) -> str:
    """The sizes that the dataset's properties name, for spark-submit; other commands get none."""
    sizes = {name: value for name, value in sorted(dataset.properties.items()) if _SIZING.fullmatch(name)}
    program, _, rest = command.partition(" ")
    if not program.endswith("spark-submit") or not sizes:
        return command
    options = " ".join(f"--conf {shlex.quote(f'{name}={value}')}" for name, value in sizes.items())
    return f"{program} {options} {rest}"
