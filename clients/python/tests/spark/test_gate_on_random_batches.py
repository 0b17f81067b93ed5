"""Whatever the service answers, the gate makes of the batch what the answer says."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from metastore_client import BreakingSchemaChange, DatasetRegistration, Metastore
from metastore_client.models.dataset import EvolutionPolicy
from metastore_client.spark import gate
from metastore_client.spark.data_types import read_schema, sql_type
from metastore_testing.service import MetastoreService
from py4j.protocol import Py4JJavaError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from pyspark.sql.types import StructType
from random_batches import batch_schema, record, table_for
from reference import DoesNotFit, Reference
from vectors import records_of

PAIRS = 40
_LEAST_PASSED = 15


def test_any_batch_that_passes_has_the_effective_schema_and_its_own_values(
    spark: SparkSession, metastore_service: MetastoreService, random_seed: int
) -> None:
    metastore = Metastore(metastore_service.url)
    passed, failed = 0, 0
    for index in range(PAIRS):
        rng = random.Random(f"{random_seed}-{index}")
        schema = batch_schema(rng)
        records = [record(rng, schema) or {} for _ in range(4)]
        dataset = _registered(metastore, f"pair_{random_seed}_{index}", table_for(rng, schema), rng)
        lines = spark.sparkContext.parallelize([json.dumps(each) for each in records], 1)
        batch = spark.read.schema(StructType.fromJson(schema)).json(lines)
        try:
            result = gate(batch, dataset, metastore=metastore, evidence=rng.random() < 0.5)
        except BreakingSchemaChange:
            continue
        failed += _compare(result, records, rng)
        passed += 1
    assert passed >= _LEAST_PASSED
    assert failed >= 1, "no value ever failed a checked cast: the records are too tame"


def _compare(result: Any, records: list[Any], rng: random.Random) -> bool:
    effective = result.answer.effective_schema
    assert sql_type(read_schema(result.dataframe.schema.json())) == sql_type(read_schema(effective))
    reference = Reference(result.answer.projection, effective)
    try:
        expected = [reference.project(each) for each in records]
    except DoesNotFit as failure:
        with pytest.raises((Py4JJavaError, PySparkException), match=f"has the value {failure}, which is no"):
            result.dataframe.collect()
        return True
    assert records_of(result.dataframe) == expected
    return False


def _registered(metastore: Metastore, name: str, table: Any, rng: random.Random) -> str:
    policy = EvolutionPolicy(preset="TOLERANT")
    metastore.register(
        DatasetRegistration(name, "append", kafka_topic=name, table_format="PARQUET", evolution_policy=policy)
    )
    metastore.evolve(name, table, origin=rng.choice(["DECLARED", "DECLARED", "INFERRED"]))
    return name
