"""From a real broker into a table, in two goes: nothing is landed twice."""

from __future__ import annotations

import json

from ingestion_job import Done, IngestionJob
from lake_formats import FORMATS
from metastore_testing.kafka_broker import KafkaBroker
from metastore_testing.kafka_jars import kafka_jars
from play_story import StartJob
from spark_line import LINE


def test_what_is_produced_arrives_once(orders_job: StartJob) -> None:
    job, _ = orders_job(FORMATS["parquet-append"])
    with KafkaBroker() as kafka:
        kafka.create_topic("orders")
        for first in (0, 10):
            values = [json.dumps({"event_id": first + index, "customer": "é"}).encode() for index in range(3)]
            kafka.produce("orders", values, [b"key"] * 3)
            done = _run(job, kafka)
            assert done.exit_code == 0, done.log
    rows = sorted((row["event_id"], row["customer"]) for row in job.lake()["rows"])
    assert rows == [(each, "é") for each in (0, 1, 2, 10, 11, 12)]


def _run(job: IngestionJob, kafka: KafkaBroker) -> Done:
    jars = ",".join(str(jar) for jar in kafka_jars(f"spark-{LINE}"))
    return job.run("--bootstrap-servers", kafka.bootstrap_servers, "--conf", f"spark.jars={jars}")
