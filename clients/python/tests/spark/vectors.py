"""The vectors that every gate is held to."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import StructType

VECTORS = Path(__file__).parents[3] / "vectors"


def vectors_of(kind: str) -> dict[str, dict[str, Any]]:
    found = {
        path.stem: json.loads(path.read_text("utf-8")) for path in sorted((VECTORS / kind).glob("*.json"))
    }
    assert found, f"there are no vectors in {VECTORS / kind}"
    return found


def batch_of(spark: SparkSession, vector: dict[str, Any]) -> DataFrame:
    """The records of a vector, read with its schema."""
    lines = spark.sparkContext.parallelize([json.dumps(row) for row in vector["rows"]], 1)
    return spark.read.schema(StructType.fromJson(vector["input"])).option("mode", "FAILFAST").json(lines)


def records_of(batch: DataFrame) -> list[Any]:
    """The rows as JSON, with every field written out."""
    rows = batch.selectExpr("to_json(struct(*), map('ignoreNullFields', 'false')) AS record").collect()
    return [json.loads(row["record"]) for row in rows]
