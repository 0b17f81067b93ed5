"""What a DAG takes from what is registered: owner, tags, description, schedule."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Optional, TypedDict

from croniter import croniter
from metastore_client import Dataset

SCHEDULE = "airflow.schedule"
INGEST_SCHEDULE = "airflow.ingest.schedule"

_PRESETS = frozenset(
    f"@{word}"
    for word in ("once", "continuous", "hourly", "daily", "weekly", "monthly", "quarterly", "yearly")
)
_LONGEST_TAG = 100


class DagArguments(TypedDict):
    description: str
    tags: set[str]
    doc_md: str
    start_date: datetime
    catchup: bool
    max_active_runs: int
    is_paused_upon_creation: bool
    default_args: dict[str, object]


def dag_arguments(dataset: Dataset, phase: str, about: str, retries: int) -> DagArguments:
    """The same for the same registration: a DAG changes when its dataset does, and not otherwise."""
    return DagArguments(
        description=f"{about} {dataset.name}" + (f": {dataset.description}" if dataset.description else ""),
        tags=_tags(dataset, phase),
        doc_md=_documentation(dataset, about),
        start_date=datetime.fromisoformat(dataset.created_at.replace("Z", "+00:00")).replace(microsecond=0),
        catchup=False,
        max_active_runs=1,
        # Pausing is decided in the metastore, where the jobs see it too.
        is_paused_upon_creation=False,
        default_args={
            "owner": dataset.owner or "metastore",
            "retries": retries,
            "retry_delay": timedelta(minutes=1),
            "retry_exponential_backoff": True,
        },
    )


def schedule_of(dataset: Dataset, name: str, otherwise: str) -> tuple[Optional[str], Optional[str]]:
    """
    The schedule that a property names, and what is wrong with it: what is none leaves the DAG without a
    schedule, so that one wrong word in one dataset does not take all DAGs away.
    """
    text = dataset.properties.get(name, otherwise).strip()
    if text.lower() in ("", "none", "@none"):
        return None, None
    if text in _PRESETS or croniter.is_valid(text):
        return text, None
    return None, f"The property `{name}` is no schedule: `{text}`. Give a cron expression, @daily, or none."


def _tags(dataset: Dataset, phase: str) -> set[str]:
    labels = (f"{key}:{value}" if value else key for key, value in dataset.labels.items())
    own = {"metastore", phase, dataset.mode, dataset.table_format.lower()}
    return own | {label for label in labels if len(label) <= _LONGEST_TAG}


def _documentation(dataset: Dataset, about: str) -> str:
    table = [dataset.table.catalog, dataset.table.database, dataset.table.name or dataset.name]
    rows = {
        "source": f"topic {dataset.kafka_topic}" if dataset.kafka_topic else dataset.source_uri,
        "table": ".".join(step for step in table if step),
        "format": f"{dataset.table_format}, {dataset.mode}",
        "key": ", ".join(dataset.pk_fields),
        "partitioned by": ", ".join(dataset.partition_keys),
        "location": dataset.location,
        "owner": dataset.owner,
    }
    lines = [f"| {name} | {_cell(value)} |" for name, value in rows.items() if value]
    head = [f"{about} `{dataset.name}`.", dataset.description or "", "", "| | |", "| --- | --- |"]
    return "\n".join([*head, *lines])


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
