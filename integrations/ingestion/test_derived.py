"""Columns that the job adds behind the check."""

from __future__ import annotations

import pytest
from a_dataset import a_dataset
from metastore_client import Dataset
from metastore_ingestion.derived import load_transform, with_derived
from metastore_ingestion.landed import CARRIED
from metastore_ingestion.stopped import WrongUse
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812


@pytest.fixture
def batch(spark: SparkSession) -> DataFrame:
    return spark.sql(f"SELECT 1 AS id, named_struct('offset', 7L) AS {CARRIED}")


def test_names_may_be_quoted_where_they_are_registered(batch: DataFrame) -> None:
    settings = {"ingest.derive.order-date": "id + 1", "ingest.derive.a.b": f"{CARRIED}.offset"}
    dataset = a_dataset(derived_fields=["`order-date`", "`a.b`"], properties=settings)
    assert _derived(batch, dataset) == {"id": 1, "order-date": 2, "a.b": 7}


def test_what_the_batch_has_itself_is_left_as_it_is(batch: DataFrame) -> None:
    assert _derived(batch, a_dataset(derived_fields=["ID"])) == {"id": 1}


def test_what_lies_within_a_column_is_left_to_a_transform(batch: DataFrame) -> None:
    assert _derived(batch, a_dataset(derived_fields=["address.city"])) == {"id": 1}


def test_a_column_of_which_nobody_says_how_it_comes_about_is_wrong_use(batch: DataFrame) -> None:
    with pytest.raises(WrongUse, match=r'set properties\["ingest\.derive\.order-date"\]'):
        _derived(batch, a_dataset(derived_fields=["`order-date`"]))


def _derived(batch: DataFrame, dataset: Dataset) -> dict[str, object]:
    rows = with_derived(batch, dataset, load_transform(None)).withColumn(CARRIED, F.lit(None)).collect()
    return {name: value for name, value in rows[0].asDict().items() if name != CARRIED}
