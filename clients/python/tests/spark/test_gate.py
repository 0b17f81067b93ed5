"""The gate and a real service."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from metastore_client import BreakingSchemaChange, DatasetRegistration, Metastore
from metastore_client.models.dataset import EvolutionPolicy
from metastore_client.spark import Quarantine, gate
from metastore_testing.service import MetastoreService
from pyspark.sql import DataFrame, SparkSession
from vectors import records_of


@pytest.fixture
def metastore(metastore_service: MetastoreService) -> Metastore:
    return Metastore(metastore_service.url)


@pytest.fixture
def orders(metastore: Metastore, request: pytest.FixtureRequest) -> str:
    name = f"orders_{abs(hash(request.node.nodeid))}"
    policy = EvolutionPolicy(preset="TOLERANT")
    metastore.register(DatasetRegistration(name, "append", kafka_topic=name, evolution_policy=policy))
    return name


def _batch(spark: SparkSession, *records: Any) -> DataFrame:
    lines = [each if isinstance(each, str) else json.dumps(each) for each in records]
    return spark.read.json(spark.sparkContext.parallelize(lines, 1)).cache()


def test_a_column_that_is_null_in_every_record_is_not_added(
    spark: SparkSession, metastore: Metastore, orders: str
) -> None:
    result = gate(_batch(spark, {"id": 1, "coupon": None}), orders, metastore=metastore)
    assert result.dataframe.columns == ["id"]


def test_without_evidence_it_is_text(spark: SparkSession, metastore: Metastore, orders: str) -> None:
    result = gate(_batch(spark, {"id": 1, "coupon": None}), orders, metastore=metastore, evidence=False)
    assert result.dataframe.columns == ["coupon", "id"]


def test_a_breaking_batch_raises(spark: SparkSession, metastore: Metastore, orders: str) -> None:
    gate(_batch(spark, {"id": 1, "amount": 1.5}), orders, metastore=metastore)
    with pytest.raises(BreakingSchemaChange, match="amount"):
        gate(_batch(spark, {"id": 2, "amount": {"value": 1}}), orders, metastore=metastore)


def test_columns_of_the_job_ride_along(spark: SparkSession, metastore: Metastore, orders: str) -> None:
    batch = _batch(spark, {"id": 1, "new": "x"}).selectExpr("*", "7L AS `the offset`")
    result = gate(batch, orders, metastore=metastore, carry=["the offset"])
    assert records_of(result.dataframe) == [{"id": 1, "new": "x", "the offset": 7}]
    assert [field["name"] for field in metastore.active_schema(orders).schema["fields"]] == ["id", "new"]


def test_the_name_of_a_table_is_not_taken_for_a_struct(
    spark: SparkSession, metastore: Metastore, orders: str
) -> None:
    gate(_batch(spark, {"a": {"b": 1, "c": 3}, "b": 2}), orders, metastore=metastore)
    batch = _batch(spark, {"a": {"b": 1}, "b": 2}).alias("a")
    result = gate(batch, orders, metastore=metastore)
    assert records_of(result.dataframe) == [{"a": {"b": 1, "c": None}, "b": 2}]


def test_corrupt_records_are_set_apart_and_counted(
    spark: SparkSession, metastore: Metastore, orders: str, tmp_path: Path
) -> None:
    quarantine = Quarantine(str(tmp_path), batch="7")
    for _ in range(2):
        batch = _batch(spark, {"id": 1}, '{"id": ', {"id": 2})
        result = gate(batch, orders, metastore=metastore, quarantine=quarantine)
        assert (result.quarantined, records_of(result.dataframe)) == (1, [{"id": 1}, {"id": 2}])
    kept = records_of(spark.read.parquet(str(tmp_path)))
    assert kept == [{"record": '{"id": ', "reason": "The record cannot be read.", "batch": 7}]


def test_without_quarantine_corrupt_records_stop_the_batch(
    spark: SparkSession, metastore: Metastore, orders: str
) -> None:
    with pytest.raises(BreakingSchemaChange, match="CORRUPT_RECORDS"):
        gate(_batch(spark, {"id": 1}, '{"id": '), orders, metastore=metastore)


def test_an_observing_policy_lets_the_batch_through_as_it_came(
    spark: SparkSession, metastore: Metastore
) -> None:
    policy = EvolutionPolicy(preset="TOLERANT", enforcement="OBSERVE")
    metastore.register(DatasetRegistration("observed", "append", kafka_topic="t", evolution_policy=policy))
    gate(_batch(spark, {"id": 1}), "observed", metastore=metastore)
    result = gate(_batch(spark, {"id": "x"}), "observed", metastore=metastore)
    assert result.observed_only
    assert records_of(result.dataframe) == [{"id": "x"}]
