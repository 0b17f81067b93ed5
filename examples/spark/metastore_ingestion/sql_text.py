"""Pieces of Spark SQL."""

from __future__ import annotations

from metastore_client.spark.data_types import quoted, read_schema, sql_type
from pyspark.sql.types import StructType


def literal(text: str) -> str:
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def columns_sql(schema: StructType) -> str:
    """
    The columns of a CREATE TABLE, all of them nullable: whether a value may be absent is the metastore's to
    say.
    """
    fields = read_schema(schema.json()).fields
    return ", ".join(f"{quoted(field.name)} {sql_type(field.type)}" for field in fields)


def view_name(batch_label: str) -> str:
    return "batch_" + batch_label.replace("-", "_")
