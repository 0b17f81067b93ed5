"""Columns that the job adds after the check: `derivedFields` of the dataset."""

from __future__ import annotations

import importlib
from collections.abc import Callable

from metastore_client import Dataset
from metastore_client.spark.data_types import quoted
from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812

from metastore_ingestion.landed import CARRIED
from metastore_ingestion.paths import steps
from metastore_ingestion.stopped import WrongUse

#: properties["ingest.derive.<column>"] is the Spark SQL of a derived column.
DERIVE = "ingest.derive."

Transform = Callable[[DataFrame, Dataset], DataFrame]


def load_transform(name: str | None) -> Transform:
    """
    `module:function`, which takes the projected batch and the dataset, and gives the batch with more
    columns.
    """
    if name is None:
        return lambda batch, dataset: batch
    module, _, function = name.partition(":")
    try:
        found: Transform = getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError, ValueError) as error:
        raise WrongUse(f"--transform {name} names no function (module:function): {error}") from error
    return found


def derived_columns(dataset: Dataset) -> list[str]:
    """Their names without quotes. What is within a column is none of its own: a transform sees to it."""
    paths = (steps(field) for field in dataset.derived_fields)
    return [path[0] for path in paths if len(path) == 1]


def with_derived(batch: DataFrame, dataset: Dataset, transform: Transform) -> DataFrame:
    """
    The batch with every derived field, and what it carried still behind them. A field that the batch brings
    itself, or that the transform adds, is left as it is.
    """
    given = batch.drop(CARRIED)
    transformed = transform(batch, dataset)
    for name in derived_columns(dataset):
        if _has(transformed, name):
            continue
        expression = dataset.properties.get(f"{DERIVE}{name}")
        if expression is None:
            raise WrongUse(
                f"{dataset.name} has the derived field {name}, and nothing says how it comes about: set "
                f'properties["{DERIVE}{name}"] to its Spark SQL (PATCH /datasets/{dataset.name}), such as '
                f"to_date({CARRIED}.timestamp), or add it by --transform."
            )
        transformed = transformed.withColumn(name, F.expr(expression))
    derived = [name for name in derived_columns(dataset) if not _has(given, name)]
    return transformed.select(*(F.expr(quoted(name)) for name in (*given.columns, *derived, CARRIED)))


def _has(batch: DataFrame, column: str) -> bool:
    return column.lower() in (name.lower() for name in batch.columns)
