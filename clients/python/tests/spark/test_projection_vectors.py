"""A projection becomes the same SQL in every gate, and the SQL does what the projection says."""

from __future__ import annotations

from typing import Any

import pytest
from metastore_client.models.verdict import ProjectionStep
from metastore_client.spark.data_types import read_schema, sql_type
from metastore_client.spark.projection import projection_expressions
from metastore_client.wire import decode
from py4j.protocol import Py4JJavaError
from pyspark.errors import PySparkException
from pyspark.sql import SparkSession
from vectors import batch_of, records_of, vectors_of

PROJECTIONS = vectors_of("projection")


@pytest.mark.parametrize("vector", PROJECTIONS.values(), ids=PROJECTIONS.keys())
def test_gives_the_expressions_of_the_vector(vector: dict[str, Any]) -> None:
    assert _expressions(vector) == vector["expressions"]


@pytest.mark.parametrize("vector", PROJECTIONS.values(), ids=PROJECTIONS.keys())
def test_spark_makes_of_the_records_what_the_vector_says(
    spark: SparkSession, ansi: str, vector: dict[str, Any]
) -> None:
    projected = batch_of(spark, vector).selectExpr(*_expressions(vector))
    assert _type_text(projected.schema.json()) == _type_text(vector["effective"])
    if "fails" not in vector:
        assert records_of(projected) == vector["projected"]
        return
    with pytest.raises((Py4JJavaError, PySparkException)) as failure:
        projected.collect()
    for text in vector["fails"]:
        assert text in str(failure.value)


def _expressions(vector: dict[str, Any]) -> list[str]:
    steps = [decode(ProjectionStep, step) for step in vector["projection"]]
    return projection_expressions(read_schema(vector["input"]), steps, read_schema(vector["effective"]))


def _type_text(schema: Any) -> str:
    """Spark keeps no length in the type of a column that was computed."""
    text = sql_type(read_schema(schema))
    for limited in ("varchar(3)", "char(2)"):
        text = text.replace(limited, "string")
    return text
