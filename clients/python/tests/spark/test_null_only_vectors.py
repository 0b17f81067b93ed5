"""Every gate asks a batch the same questions about columns without a value."""

from __future__ import annotations

from typing import Any

import pytest
from metastore_client.spark.data_types import read_schema
from metastore_client.spark.evidence import null_only_paths
from metastore_client.spark.null_only import null_only_probes
from pyspark.sql import SparkSession
from vectors import batch_of, vectors_of

VECTORS = vectors_of("null-only")


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS.keys())
def test_asks_what_the_vector_asks(vector: dict[str, Any]) -> None:
    probes = [
        {"path": list(path), "hasValue": sql} for path, sql in null_only_probes(read_schema(vector["input"]))
    ]
    assert probes == vector["probes"]


@pytest.mark.parametrize("vector", VECTORS.values(), ids=VECTORS.keys())
def test_finds_the_paths_without_a_value(spark: SparkSession, ansi: str, vector: dict[str, Any]) -> None:
    batch = batch_of(spark, vector)
    assert [list(path) for path in null_only_paths(batch)] == vector["nullOnlyPaths"]
