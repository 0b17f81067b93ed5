"""The DAGs run the real ingestion job, with Spark."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from pathlib import Path

import pytest
from airflow_home import AirflowHome
from metastore_testing import checkout_root
from registered import Datasets

PYTHON = os.environ.get("METASTORE_SPARK_PYTHON")

pytestmark = pytest.mark.skipif(
    not PYTHON,
    reason="METASTORE_SPARK_PYTHON names no Python with PySpark: ./scripts/test-integrations airflow sets it",
)

SMALL = {
    "spark.master": "local[1]",
    "spark.ui.enabled": "false",
    "spark.driver.memory": "1g",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "1",
}


@pytest.fixture
def spark_airflow(airflow: AirflowHome, tmp_path: Path) -> AirflowHome:
    job = [PYTHON or "", str(checkout_root() / "examples/spark/ingest.py")]
    given = [part for name, value in SMALL.items() for part in ("--conf", f"{name}={value}")]
    airflow.variables |= {
        "METASTORE_JOB_COMMAND": shlex.join(job),
        "METASTORE_JOB_ARGUMENTS": shlex.join(["--root", str(tmp_path / "ingestion"), *given]),
        "METASTORE_LAND_ARGUMENTS": f"--directory {tmp_path}/source/{{dataset}}",
    }
    return airflow


def deliver(folder: Path, name: str, *records: dict[str, object]) -> None:
    """A file of JSON lines, there as a whole or not at all."""
    file = folder / "source/orders" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(f".{name}")
    beside.write_text("".join(json.dumps(record) + "\n" for record in records))
    beside.rename(file)


def table_at(location: Path) -> tuple[list[str], list[dict[str, object]]]:
    """Columns and rows of what is in the lake, read by Spark."""
    script = f"""
from pyspark.sql import SparkSession
builder = SparkSession.builder
for name, value in {SMALL!r}.items():
    builder = builder.config(name, value)
table = builder.getOrCreate().read.option("mergeSchema", "true").parquet({str(location)!r})
print("COLUMNS", *table.columns)
for row in table.toJSON().collect():
    print("ROW", row)
"""
    ended = subprocess.run([PYTHON or "", "-c", script], capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    said = [line.partition(" ") for line in ended.stdout.splitlines()]
    columns = next(rest.split() for word, _, rest in said if word == "COLUMNS")
    return columns, [json.loads(rest) for word, _, rest in said if word == "ROW"]


def succeed(airflow: AirflowHome, dag: str, conf: dict[str, object] | None = None) -> None:
    run = airflow.test(dag, conf)
    assert run.status == 0, run.log


def test_records_are_landed_ingested_and_replayed_and_a_breaking_change_stops_the_run(
    spark_airflow: AirflowHome, datasets: Datasets, tmp_path: Path
) -> None:
    table = tmp_path / "lake/orders"
    datasets.register("orders", location=table.as_uri())
    deliver(tmp_path, "1.json", {"order_id": 1, "amount": 9.5})
    succeed(spark_airflow, "orders.land")
    succeed(spark_airflow, "orders.ingest")
    first = (["amount", "order_id"], [{"amount": 9.5, "order_id": 1}])
    assert table_at(table) == first

    deliver(tmp_path, "2.json", {"order_id": 2, "amount": 3.0, "coupon": "spring"})
    succeed(spark_airflow, "orders.land")
    succeed(spark_airflow, "orders.ingest")
    assert table_at(table)[0] == ["amount", "order_id", "coupon"]

    succeed(spark_airflow, "orders.backfill", {"schema_version": 1})
    columns, rows = table_at(tmp_path / "lake/orders-replayed")
    assert columns == ["amount", "order_id"]
    assert sorted(row["order_id"] for row in rows) == [1, 2]

    deliver(tmp_path, "3.json", {"order_id": 3, "amount": [1, 2]})
    succeed(spark_airflow, "orders.land")
    run = spark_airflow.test("orders.ingest")
    assert run.status == 1
    assert (run.states["ingest"], run.states["no_blocked_versions"]) == ("failed", "failed"), run.log
    assert "orders: 1 schema version awaits a decision." in run.log
    assert len(table_at(table)[1]) == 2
