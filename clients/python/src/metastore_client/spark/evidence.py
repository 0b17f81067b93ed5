"""What a batch tells beyond its schema."""

from __future__ import annotations

from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812

from metastore_client.spark.data_types import read_schema
from metastore_client.spark.null_only import Path, null_only_probes


def null_only_paths(batch: DataFrame) -> list[Path]:
    """
    The text columns that are null in every record, nested ones too, in one pass over the batch: cache it.
    A reader of JSON calls text what it never saw a value of.
    """
    probes = null_only_probes(read_schema(batch.schema.json()))
    if not probes:
        return []
    asked = [F.expr(f"coalesce(bool_or({sql}), false)") for _, sql in probes]
    answers = batch.agg(*(question.alias(f"p{index}") for index, question in enumerate(asked))).collect()[0]
    return [path for (path, _), has_value in zip(probes, answers) if not has_value]
