"""What whoever runs Airflow decides: environment variables, the same for scheduler and workers."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Optional

from metastore_client import Metastore, Retries, Timeouts

_WEEK = 7 * 86400.0


@dataclass(frozen=True)
class Settings:
    """Read anew at every parse."""

    job_command: str
    """What runs the ingestion job, up to its own arguments."""
    job_arguments: str
    """Arguments of the job in both phases, for every dataset: `{dataset}` stands for its name."""
    land_arguments: str
    ingest_arguments: str
    retries: int
    """How often a task is tried again."""
    schedule: str
    """Of landing, for datasets that name none."""
    parse_timeout: float
    """Seconds that parsing may wait for the metastore, retries and all."""
    known_for: float
    """Seconds for which the datasets that were registered last stand in while the metastore is away."""
    health_timeout: float
    """Seconds for which a run waits for a healthy metastore."""
    health_interval: float

    @classmethod
    def of_environment(cls) -> Settings:
        """Raises ValueError naming the variable that is no number."""
        return cls(
            job_command=os.environ.get("METASTORE_JOB_COMMAND") or "spark-submit ingest.py",
            job_arguments=os.environ.get("METASTORE_JOB_ARGUMENTS", ""),
            land_arguments=os.environ.get("METASTORE_LAND_ARGUMENTS", ""),
            ingest_arguments=os.environ.get("METASTORE_INGEST_ARGUMENTS", ""),
            retries=int(_number("METASTORE_RETRIES", 2, least=0)),
            schedule=os.environ.get("METASTORE_SCHEDULE") or "@hourly",
            parse_timeout=_number("METASTORE_PARSE_TIMEOUT", 5),
            known_for=_number("METASTORE_DAGS_KNOWN_FOR", _WEEK),
            health_timeout=_number("METASTORE_HEALTH_TIMEOUT", 3600),
            health_interval=_number("METASTORE_HEALTH_INTERVAL", 60),
        )


def metastore_for_parsing(settings: Settings) -> Metastore:
    """Never keeps the parsing of DAGs waiting for long."""
    total = settings.parse_timeout
    timeouts = Timeouts(connect=min(1.0, total), read=total, total=total)
    return Metastore(timeout=timeouts, retries=Retries(times=1), cache_max_age=settings.known_for)


def metastore_for_task(actor: Optional[str] = None) -> Metastore:
    """Asks now: nothing that was kept stands in."""
    return Metastore(actor=actor, timeout=Timeouts(total=30.0), cache_max_age=0)


def _number(variable: str, otherwise: float, least: float = 0.001) -> float:
    text = os.environ.get(variable)
    if not text:
        return otherwise
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if number < least:
        raise ValueError(f"{variable} is {text!r}: give a number from {least:g} on")
    return number
