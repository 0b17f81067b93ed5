"""What a DAG takes from its dataset."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from airflow.sdk import DAG
from metastore_client import MetastoreUnavailable
from metastore_dags import dataset_dags
from metastore_testing import MetastoreService
from registered import Datasets


@pytest.fixture(autouse=True)
def environment(datasets: Datasets, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("METASTORE_URL", datasets.url)
    monkeypatch.setenv("METASTORE_CACHE_DIR", str(tmp_path / "known"))
    monkeypatch.setenv("METASTORE_PARSE_TIMEOUT", "1")


def made() -> dict[str, DAG]:
    return {dag.dag_id: dag for dag in dataset_dags()}


def job_of(dag: DAG, phase: str) -> list[str]:
    return list(dag.get_task(phase).command)


def test_owner_tags_and_description_are_those_of_the_dataset(datasets: Datasets) -> None:
    datasets.register(
        "orders", owner="checkout team", description="Orders of the shop", labels={"tier": "gold", "pii": ""}
    )
    dag = made()["orders.ingest"]
    assert dag.owner == "checkout team"
    assert dag.tags == {"metastore", "ingest", "append", "parquet", "tier:gold", "pii"}
    assert dag.description == "Ingests orders: Orders of the shop"
    assert "| source | topic orders |" in (dag.doc_md or "")


def test_landing_has_the_schedule_that_the_dataset_names(datasets: Datasets) -> None:
    datasets.register("orders", properties={"airflow.schedule": "*/10 * * * *"})
    datasets.register("clicks")
    dags = made()
    assert dags["orders.land"].schedule == "*/10 * * * *"
    assert dags["clicks.land"].schedule == "@hourly"


def test_ingestion_follows_landing_unless_the_dataset_names_a_schedule(datasets: Datasets) -> None:
    datasets.register("orders")
    datasets.register("clicks", properties={"airflow.ingest.schedule": "@daily"})
    dags = made()
    assert dags["orders.ingest"].schedule == dags["orders.land"].get_task("land").outlets
    assert dags["clicks.ingest"].schedule == "@daily"


def test_a_schedule_that_is_none_leaves_its_dag_unscheduled_and_says_so(datasets: Datasets) -> None:
    datasets.register("orders", properties={"airflow.schedule": "every other Tuesday"})
    dag = made()["orders.land"]
    assert dag.schedule is None
    assert "schedule-invalid" in dag.tags
    assert "`every other Tuesday`" in (dag.doc_md or "")


def test_sizes_go_to_spark_submit_and_nothing_else_does(
    datasets: Datasets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("METASTORE_JOB_COMMAND", "spark-submit --master yarn ingest.py")
    monkeypatch.setenv("METASTORE_INGEST_ARGUMENTS", "--metrics '/var/metrics/{dataset}.prom'")
    datasets.register(
        "orders",
        properties={
            "spark.executor.memory": "4g; rm -rf /",
            "spark.driver.extraJavaOptions": "-javaagent:mine.jar",
        },
    )
    assert job_of(made()["orders.ingest"], "ingest") == [
        *("spark-submit", "--conf", "spark.executor.memory=4g; rm -rf /", "--master", "yarn", "ingest.py"),
        *("ingest", "--dataset", "orders", "--metrics", "/var/metrics/orders.prom"),
    ]


def test_another_command_takes_the_sizes_as_arguments_of_the_job(
    datasets: Datasets, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("METASTORE_JOB_COMMAND", "python ingest.py")
    datasets.register("orders", properties={"spark.driver.memory": "2g"})
    assert job_of(made()["orders.land"], "land") == [
        *("python", "ingest.py", "land", "--dataset", "orders", "--conf", "spark.driver.memory=2g")
    ]


def test_a_task_that_starts_after_its_dataset_was_paused_finds_its_dag(
    datasets: Datasets, monkeypatch: pytest.MonkeyPatch
) -> None:
    datasets.register("orders")
    datasets.pause("orders")
    assert made() == {}
    monkeypatch.setenv("_AIRFLOW_PARSING_CONTEXT_DAG_ID", "orders.ingest")
    monkeypatch.setenv("_AIRFLOW_PARSING_CONTEXT_TASK_ID", "ingest")
    assert list(made()) == ["orders.ingest"]


def test_what_was_known_too_long_ago_makes_no_dags(
    datasets: Datasets, service: MetastoreService, monkeypatch: pytest.MonkeyPatch
) -> None:
    datasets.register("orders")
    assert made()
    service.kill()
    assert made()
    monkeypatch.setenv("METASTORE_DAGS_KNOWN_FOR", "0.001")
    with pytest.raises(MetastoreUnavailable):
        made()


@pytest.fixture
def silent() -> Iterator[str]:
    """Takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}"


def test_a_metastore_that_never_answers_ends_parsing_in_time(
    silent: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("METASTORE_URL", silent)
    with pytest.raises(MetastoreUnavailable) as away:
        made()
    assert away.value.waited < timedelta(seconds=10).total_seconds()


def test_a_number_that_is_none_names_its_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("METASTORE_PARSE_TIMEOUT", "soon")
    with pytest.raises(ValueError, match="METASTORE_PARSE_TIMEOUT is 'soon'"):
        made()
