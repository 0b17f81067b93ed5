"""What each phase's DAG consists of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from airflow.providers.standard.operators.empty import EmptyOperator
from airflow.sdk import DAG, Asset, Param, chain
from metastore_client import Dataset

from metastore_dags.blocked_versions import no_blocked_versions
from metastore_dags.dag_arguments import INGEST_SCHEDULE, SCHEDULE, dag_arguments, schedule_of
from metastore_dags.health_sensor import metastore_is_healthy
from metastore_dags.ingestion_job import IngestionJob
from metastore_dags.job_command import job_command
from metastore_dags.not_paused import not_paused
from metastore_dags.settings import Settings

Callbacks = Sequence[Callable[..., object]]

_ASKED = (
    "--schema-version={{ params.schema_version }}",
    "{{ '--location=' ~ params.location if params.location else '' }}",
    "{{ '--table=' ~ params.table if params.table else '' }}",
)


def dag_id_of(dataset: Dataset, phase: str) -> str:
    return f"{dataset.name}.{phase}"


def land_dag(dataset: Dataset, settings: Settings, on_blocked_version: Callbacks) -> DAG:
    """Phase 1: raw records, as they come. No schema is judged, so nothing is lost while one is blocked."""
    schedule, wrong = schedule_of(dataset, SCHEDULE, settings.schedule)
    with _dag(dataset, settings, "land", "Lands the raw records of", schedule, wrong) as dag:
        job = _job(dataset, "land", settings)
        job.outlets = [landed(dataset)]
        chain(metastore_is_healthy(settings), not_paused(dataset.name), job)
    return dag


def ingest_dag(dataset: Dataset, settings: Settings, on_blocked_version: Callbacks) -> DAG:
    """Phase 2: into the table. Runs after each landing, unless the dataset names a schedule."""
    schedule, wrong = schedule_of(dataset, INGEST_SCHEDULE, "")
    named = INGEST_SCHEDULE in dataset.properties
    with _dag(dataset, settings, "ingest", "Ingests", schedule if named else [landed(dataset)], wrong) as dag:
        _guarded(dataset, settings, _job(dataset, "ingest", settings), on_blocked_version)
    return dag


def backfill_dag(dataset: Dataset, settings: Settings, on_blocked_version: Callbacks) -> DAG:
    """Phase 2 over all that was landed, by hand: with the schema of one version, into another table."""
    with _dag(dataset, settings, "backfill", "Replays the history of", None, None) as dag:
        dag.params.update(_replay_params(dataset))
        _guarded(dataset, settings, _job(dataset, "ingest", settings, _ASKED), on_blocked_version)
    return dag


PHASES: dict[str, Callable[[Dataset, Settings, Callbacks], DAG]] = {
    "land": land_dag,
    "ingest": ingest_dag,
    "backfill": backfill_dag,
}


def landed(dataset: Dataset) -> Asset:
    """What landing makes and ingestion waits for."""
    return Asset(name=f"{dataset.name} landed", uri=f"metastore://landed/{dataset.name}")


def _dag(
    dataset: Dataset,
    settings: Settings,
    phase: str,
    about: str,
    schedule: str | list[Asset] | None,
    wrong: str | None,
) -> DAG:
    arguments = dag_arguments(dataset, phase, about, settings.retries)
    if wrong is not None:
        arguments["tags"] |= {"schedule-invalid"}
        arguments["doc_md"] = f"**Not scheduled.** {wrong}\n\n{arguments['doc_md']}"
    return DAG(dag_id=dag_id_of(dataset, phase), schedule=schedule, **arguments)


def _job(dataset: Dataset, phase: str, settings: Settings, asked: Sequence[str] = ()) -> IngestionJob:
    return IngestionJob(
        task_id=phase,
        command=job_command(dataset, phase, settings),
        asked=asked,
        doc_md=f"Phase `{phase}` of the ingestion job.",
    )


def _replay_params(dataset: Dataset) -> dict[str, Param]:
    text = ["null", "string"]
    beside = f"{dataset.location.rstrip('/')}-replayed" if dataset.location else None
    return {
        "schema_version": Param(
            1, type="integer", minimum=1, description="The version that all records are projected to"
        ),
        "location": Param(beside, type=text, description="Where the replayed table is stored"),
        "table": Param(None, type=text, description="Its name, where a catalog keeps it"),
    }


def _guarded(dataset: Dataset, settings: Settings, job: IngestionJob, on_blocked_version: Callbacks) -> None:
    """The alert comes after the job in any case, so a task after both says whether all went well."""
    alert = no_blocked_versions(dataset.name, on_blocked_version)
    chain(metastore_is_healthy(settings), not_paused(dataset.name), job, alert)
    [job, alert] >> EmptyOperator(task_id="done")
