"""`airflow dags list` follows what is registered."""

from __future__ import annotations

import time
from collections.abc import Callable

from airflow_home import AirflowHome
from metastore_testing import MetastoreService
from registered import Datasets

PHASES = ("backfill", "ingest", "land")
PATIENCE = 180.0


def dags_of(*datasets: str) -> list[str]:
    return [f"{dataset}.{phase}" for dataset in sorted(datasets) for phase in PHASES]


def wait_for(look: Callable[[], list[str]], wanted: list[str]) -> list[str]:
    """What is seen once it is as wanted, or after all patience."""
    deadline = time.monotonic() + PATIENCE
    while True:
        seen = look()
        if seen == wanted or time.monotonic() > deadline:
            return seen


def test_dags_follow_the_registered_datasets(airflow: AirflowHome, datasets: Datasets) -> None:
    assert airflow.listed() == []
    datasets.register("orders")
    assert airflow.listed() == dags_of("orders")
    datasets.register("clicks")
    assert airflow.listed() == dags_of("clicks", "orders")
    datasets.pause("orders")
    assert airflow.listed() == dags_of("clicks")
    datasets.resume("orders")
    assert airflow.listed() == dags_of("clicks", "orders")
    datasets.archive("clicks")
    assert airflow.listed() == dags_of("orders")


def test_the_dag_processor_takes_paused_datasets_out_and_back(
    airflow: AirflowHome, datasets: Datasets
) -> None:
    datasets.register("orders")
    datasets.register("clicks")
    with airflow.processing():
        for change, wanted in (
            (lambda: None, dags_of("clicks", "orders")),
            (lambda: datasets.pause("orders"), dags_of("clicks")),
            (lambda: datasets.resume("orders"), dags_of("clicks", "orders")),
        ):
            change()
            assert wait_for(airflow.scheduled, wanted) == wanted


def test_nothing_fails_to_import(airflow: AirflowHome, datasets: Datasets) -> None:
    datasets.register("orders", properties={"airflow.schedule": "every other Tuesday"})
    assert airflow.import_errors() == []


def test_a_metastore_that_is_away_takes_no_dags_away(
    airflow: AirflowHome, datasets: Datasets, service: MetastoreService
) -> None:
    datasets.register("orders")
    airflow.listed()
    service.kill()
    assert airflow.listed() == dags_of("orders")


def test_without_any_answer_yet_the_import_error_says_what_to_look_at(
    airflow: AirflowHome, datasets: Datasets, service: MetastoreService
) -> None:
    service.kill()
    (error,) = airflow.import_errors()
    assert f"The metastore at {datasets.url} is away" in error
