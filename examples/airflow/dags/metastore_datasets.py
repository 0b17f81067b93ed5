"""DAGs for Airflow: those of every dataset that is registered in the metastore and not paused."""

from __future__ import annotations

from metastore_dags import dataset_dags

# Who is told of versions that await a decision: notifiers, or functions of the context.
ON_BLOCKED_VERSION = []

for dag in dataset_dags(on_blocked_version=ON_BLOCKED_VERSION):
    globals()[dag.dag_id] = dag
