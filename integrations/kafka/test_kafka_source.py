"""What is produced to the broker is what Spark's Structured Streaming reads from it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from confluent_kafka import KafkaException
from metastore_testing.kafka_broker import KafkaBroker
from pyspark.sql import DataFrame, Row, SparkSession


class Stream:
    """A streaming query over a topic: each run reads, from its checkpoint on, all there is, and ends."""

    def __init__(self, spark: SparkSession, kafka: KafkaBroker, topic: str, checkpoint: Path) -> None:
        self._source = (
            spark.readStream.format("kafka")
            .option("kafka.bootstrap.servers", kafka.bootstrap_servers)
            .option("subscribe", topic)
            .option("startingOffsets", "earliest")
            .load()
        )
        self._checkpoint = checkpoint

    def rows(self) -> list[Row]:
        seen: list[Row] = []

        def keep(batch: DataFrame, _batch_id: int) -> None:
            seen.extend(batch.collect())

        query = (
            self._source.writeStream.foreachBatch(keep)
            .option("checkpointLocation", str(self._checkpoint))
            .trigger(availableNow=True)
            .start()
        )
        query.awaitTermination()
        return sorted(seen, key=lambda row: (row.partition, row.offset))


def test_records_come_with_their_key_value_offset_and_time(
    spark: SparkSession, kafka: KafkaBroker, tmp_path: Path
) -> None:
    kafka.create_topic("orders")
    values = [b'{"order_id":1}', b"no JSON", b"", b"\xff\x00"]
    before = int(time.time())
    assert kafka.produce("orders", values, [b"a", None, b"", b"b"]) == 4
    rows = Stream(spark, kafka, "orders", tmp_path).rows()
    assert [(row.topic, row.partition, row.offset) for row in rows] == [
        ("orders", 0, offset) for offset in range(4)
    ]
    assert [bytes(row.value) for row in rows] == values
    assert [None if row.key is None else bytes(row.key) for row in rows] == [b"a", None, b"", b"b"]
    assert all(before <= row.timestamp.timestamp() <= time.time() for row in rows)


def test_every_record_of_every_partition_comes_once(
    spark: SparkSession, kafka: KafkaBroker, tmp_path: Path
) -> None:
    kafka.create_topic("clicks", partitions=3)
    sent = [f'{{"click":{number}}}'.encode() for number in range(1000)]
    kafka.produce("clicks", sent, (f"user {number % 50}".encode() for number in range(1000)))
    rows = Stream(spark, kafka, "clicks", tmp_path).rows()
    assert sorted(bytes(row.value) for row in rows) == sorted(sent)
    assert {row.partition for row in rows} == {0, 1, 2}


def test_a_stream_goes_on_where_it_was_when_the_broker_was_restarted(
    spark: SparkSession, kafka: KafkaBroker, tmp_path: Path
) -> None:
    kafka.create_topic("payments")
    stream = Stream(spark, kafka, "payments", tmp_path)
    kafka.produce("payments", [b"1", b"2"])
    assert [bytes(row.value) for row in stream.rows()] == [b"1", b"2"]
    kafka.stop()
    kafka.start()
    kafka.produce("payments", [b"3"])
    assert [(row.offset, bytes(row.value)) for row in stream.rows()] == [(2, b"3")]


def test_producing_to_a_topic_that_is_not_there_fails(kafka: KafkaBroker) -> None:
    with pytest.raises(KafkaException, match="Unknown topic"):
        kafka.produce("no-such-topic", [b"1"])
