"""The command line of the ingestion job. No shell reads it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

from metastore_client import Dataset

from metastore_dags.settings import Settings

# Sizing alone: whoever may register a dataset must not say which programs run on the cluster.
_SIZING = re.compile(
    r"spark\.((driver|executor)\.(cores|memory|memoryOverhead)|executor\.instances"
    r"|dynamicAllocation\.[A-Za-z]+|sql\.shuffle\.partitions)"
)


def job_command(dataset: Dataset, phase: str, settings: Settings) -> list[str]:
    """What whoever runs Airflow decides, `{dataset}` being the name, and the sizes that the dataset names."""
    before, after = _sized(settings.job_command, dataset)
    for_phase = settings.land_arguments if phase == "land" else settings.ingest_arguments
    given = [*shlex.split(settings.job_arguments), *shlex.split(for_phase)]
    named = [argument.replace("{dataset}", dataset.name) for argument in given]
    return [*before, phase, "--dataset", dataset.name, *after, *named]


def _sized(command: str, dataset: Dataset) -> tuple[list[str], list[str]]:
    """To spark-submit sizes come first, as the driver starts with them; else the job takes them."""
    program, *rest = shlex.split(command)
    sizes = [
        part
        for name, value in sorted(dataset.properties.items())
        if _SIZING.fullmatch(name)
        for part in ("--conf", f"{name}={value}")
    ]
    if Path(program).name == "spark-submit":
        return [program, *sizes, *rest], []
    return [program, *rest], sizes
