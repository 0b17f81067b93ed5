"""Pausing holds from the moment in which it is said, not from the next parsing of the DAGs."""

from __future__ import annotations

from airflow.providers.standard.operators.python import ShortCircuitOperator

from metastore_dags.settings import metastore_for_task


def not_paused(dataset: str) -> ShortCircuitOperator:
    """Skips the rest of the run when the dataset has been paused or archived meanwhile."""
    return ShortCircuitOperator(
        task_id="not_paused",
        python_callable=is_in_use,
        op_args=[dataset],
        doc_md="Skips the run of a dataset that was paused or archived after the run was scheduled.",
    )


def is_in_use(name: str) -> bool:
    dataset = metastore_for_task().get_dataset(name)
    if dataset.archived_at is not None:
        print(f"{name} was archived at {dataset.archived_at}.")
        return False
    if dataset.paused:
        why = dataset.paused_reason or "nobody said why"
        print(f"{name} is paused: {why}. POST /datasets/{name}/resume ends that.")
        return False
    return True
