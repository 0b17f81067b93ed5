"""Waits for a metastore that can answer."""

from __future__ import annotations

from airflow.sdk import BaseSensorOperator, Context
from metastore_client import MetastoreUnavailable

from metastore_dags.settings import Settings, metastore_for_task


def metastore_is_healthy(settings: Settings) -> MetastoreHealthSensor:
    """Reschedules: while it waits it takes no slot of a worker, and it needs no triggerer."""
    return MetastoreHealthSensor(
        task_id="metastore_is_healthy",
        mode="reschedule",
        poke_interval=settings.health_interval,
        timeout=settings.health_timeout,
        doc_md="Waits until the metastore and its database answer.",
    )


class MetastoreHealthSensor(BaseSensorOperator):
    """Asks /health: the service can be up while its database is not."""

    ui_color = "#d9ead3"

    def poke(self, context: Context) -> bool:
        try:
            health = metastore_for_task().health()
        except MetastoreUnavailable as away:
            self.log.warning("%s", away)
            return False
        if health.status == "healthy":
            return True
        self.log.warning("The metastore is not healthy: %s", health.reason or f"database {health.database}")
        return False
