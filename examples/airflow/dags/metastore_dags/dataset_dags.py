"""Which DAGs there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from airflow.sdk import DAG, get_parsing_context
from metastore_client import Dataset

from metastore_dags.phases import PHASES, dag_id_of
from metastore_dags.settings import Settings, metastore_for_parsing


def dataset_dags(on_blocked_version: Sequence[Callable[..., object]] = ()) -> Iterator[DAG]:
    """
    One DAG for each phase of each registered dataset that is neither paused nor archived, ordered by name.

    While the metastore is away: those of the datasets that were registered when it answered last, if that is
    not too long ago. A task that is about to start finds its own DAG also when its dataset has been paused
    meanwhile: the run then ends as skipped, and not with a DAG that cannot be found.

    Raises MetastoreUnavailable where nothing is known, so that the import error says why there are no DAGs.
    """
    settings = Settings.of_environment()
    context = get_parsing_context()
    for dataset in sorted(metastore_for_parsing(settings).list_datasets(), key=lambda found: found.name):
        for phase, make in PHASES.items():
            if _wanted(dataset, dag_id_of(dataset, phase), context.dag_id, context.task_id):
                yield make(dataset, settings, on_blocked_version)


def _wanted(dataset: Dataset, dag_id: str, parsed_for: str | None, task: str | None) -> bool:
    if parsed_for is not None and parsed_for != dag_id:
        return False
    return task is not None or not dataset.paused
