"""`airflow dags test` against a real service, with commands that stand in for the job."""

from __future__ import annotations

from pathlib import Path

import pytest
from airflow_home import DAGS, AirflowHome
from metastore_testing import MetastoreService
from registered import Datasets

ORDERS = "order_id BIGINT, amount DOUBLE"


def stand_in(folder: Path, script: str) -> str:
    """A command that takes the arguments of the job."""
    file = folder / "job"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return str(file)


def read_until(output: object, line_with: str) -> str:
    seen = ""
    for line in output:
        seen += line
        if line_with in line:
            return seen
    raise AssertionError(f"{line_with!r} was never said:\n{seen}")


def test_a_run_in_which_all_is_well_succeeds(airflow: AirflowHome, datasets: Datasets) -> None:
    datasets.register("orders")
    run = airflow.test("orders.ingest")
    assert run.status == 0, run.log
    assert set(run.states.values()) == {"success"}
    assert "no_blocked_versions" in run.states


def test_a_run_waits_until_the_metastore_is_back(
    airflow: AirflowHome, datasets: Datasets, service: MetastoreService
) -> None:
    datasets.register("orders")
    airflow.listed()
    service.stop()
    with airflow.started("orders.land") as process:
        log = read_until(process.stdout, "Is METASTORE_URL right?")
        service.start()
        rest, _ = process.communicate()
    run = airflow.ended("orders.land", process.returncode, log + rest)
    assert run.status == 0, run.log
    assert run.states == {"metastore_is_healthy": "success", "not_paused": "success", "land": "success"}


def test_a_dataset_that_is_paused_after_its_run_began_is_skipped(
    airflow: AirflowHome, datasets: Datasets, service: MetastoreService
) -> None:
    datasets.register("orders")
    airflow.listed()
    datasets.pause("orders", "moving house")
    service.stop()
    with airflow.started("orders.ingest") as process:
        log = read_until(process.stdout, "Is METASTORE_URL right?")
        service.start()
        rest, _ = process.communicate()
    run = airflow.ended("orders.ingest", process.returncode, log + rest)
    assert run.states["ingest"] == "skipped", run.log
    assert "orders is paused: moving house" in run.log


def test_a_blocked_version_fails_the_run_and_says_what_to_do(
    airflow: AirflowHome, datasets: Datasets
) -> None:
    datasets.register("orders")
    datasets.evolve("orders", ORDERS)
    assert datasets.evolve("orders", "order_id BIGINT, amount ARRAY<INT>") == 409
    airflow.variables["METASTORE_RETRIES"] = "2"
    run = airflow.test("orders.ingest")
    assert run.status == 1
    assert run.states["ingest"] == "success"
    assert run.states["no_blocked_versions"] == "failed"
    assert run.tries["no_blocked_versions"] == 1
    assert "orders: 1 schema version awaits a decision." in run.log
    assert "version 1 stays active" in run.log
    assert "(application orders-ingest, batch 17)" in run.log
    assert f"curl {datasets.url}/datasets/orders/schema/versions/2/approve" in run.log
    datasets.reject("orders", 2)
    assert airflow.test("orders.ingest").status == 0


def test_whoever_is_to_be_told_of_a_blocked_version_gets_the_message(
    airflow: AirflowHome, datasets: Datasets, tmp_path: Path
) -> None:
    told = tmp_path / "told"
    dags = tmp_path / "dags"
    dags.mkdir()
    (dags / "metastore_dags").symlink_to(DAGS / "metastore_dags")
    (dags / ".airflowignore").write_text("metastore_dags/\n")
    example = (DAGS / "metastore_datasets.py").read_text()
    tell = f"[lambda context: open({str(told)!r}, 'w').write(str(context['exception']))]"
    (dags / "metastore_datasets.py").write_text(
        example.replace("ON_BLOCKED_VERSION = []", f"ON_BLOCKED_VERSION = {tell}")
    )
    datasets.register("orders")
    datasets.evolve("orders", ORDERS)
    datasets.evolve("orders", "order_id BIGINT, amount ARRAY<INT>")
    AirflowHome(airflow.home, airflow.variables, dags).test("orders.ingest")
    assert "orders: 1 schema version awaits a decision." in told.read_text()


@pytest.mark.parametrize(
    ("exit_code", "state"), [(3, "failed"), (4, "skipped")], ids=["breaking change", "paused"]
)
def test_what_the_job_ends_with_is_understood(
    airflow: AirflowHome, datasets: Datasets, tmp_path: Path, exit_code: int, state: str
) -> None:
    datasets.register("orders")
    airflow.variables |= {
        "METASTORE_JOB_COMMAND": stand_in(tmp_path, f"exit {exit_code}"),
        "METASTORE_RETRIES": "2",
    }
    run = airflow.test("orders.ingest")
    assert run.states["ingest"] == state, run.log
    assert run.states["no_blocked_versions"] == "success"
    assert run.tries["ingest"] == 1


def test_a_job_that_fails_fails_the_run_although_the_alert_has_nothing_to_say(
    airflow: AirflowHome, datasets: Datasets, tmp_path: Path
) -> None:
    datasets.register("orders")
    airflow.variables["METASTORE_JOB_COMMAND"] = stand_in(tmp_path, "echo no disk left; exit 1")
    run = airflow.test("orders.ingest")
    assert run.status == 1
    assert run.states["no_blocked_versions"] == "success", run.log
    assert run.states["done"] == "upstream_failed"
    assert "The job ended with 1: no disk left" in run.log


def test_a_backfill_pins_the_version_that_was_asked_for(
    airflow: AirflowHome, datasets: Datasets, tmp_path: Path
) -> None:
    datasets.register("orders", location="s3a://lake/orders")
    airflow.variables["METASTORE_JOB_COMMAND"] = stand_in(tmp_path, f'echo "$@" > {tmp_path}/arguments')
    assert airflow.test("orders.backfill", {"schema_version": 3}).status == 0
    assert (tmp_path / "arguments").read_text().split() == [
        *("ingest", "--dataset", "orders", "--schema-version=3", "--location=s3a://lake/orders-replayed")
    ]


def test_a_backfill_of_what_is_no_version_does_not_begin(
    airflow: AirflowHome, datasets: Datasets, tmp_path: Path
) -> None:
    datasets.register("orders")
    airflow.variables["METASTORE_JOB_COMMAND"] = stand_in(tmp_path, f"touch {tmp_path}/ran")
    run = airflow.test("orders.backfill", {"schema_version": "3; rm -rf /"})
    assert run.status != 0
    assert "schema_version" in run.log
    assert not (tmp_path / "ran").exists()
