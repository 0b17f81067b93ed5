"""From raw text to columns, as Spark infers them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from metastore_client.spark import CORRUPT_RECORD
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812
from pyspark.sql.types import ArrayType, DataType, StringType, StructField, StructType

from metastore_ingestion.landed import CARRIED, METADATA, NUMBER, VALUE
from metastore_ingestion.stopped import Stopped

#: JSON text with an array at its top is several records to Spark's reader, and one to from_json: it is taken
#: for none.
_IS_ARRAY = f"ltrim({VALUE}) LIKE '[%'"


@dataclass(frozen=True)
class BatchFacts:
    records: int
    corrupt: int
    latest: datetime | None
    """When the newest record was written to its source."""
    offsets: dict[str, str]
    """From and to, by topic and partition."""

    def offsets_text(self) -> dict[str, str]:
        """As entries of a submission's source, which takes 32."""
        return {f"offsets/{place}": text for place, text in sorted(self.offsets.items())[:28]}


@contextmanager
def case_sensitive(spark: SparkSession) -> Iterator[None]:
    """Columns that differ in case alone are found by the metastore, which says so; Spark would only fail."""
    before = str(spark.conf.get("spark.sql.caseSensitive"))
    spark.conf.set("spark.sql.caseSensitive", "true")
    try:
        yield
    finally:
        spark.conf.set("spark.sql.caseSensitive", before)


def read_records(raw: DataFrame) -> DataFrame:
    """
    The columns that Spark infers from these records, `_corrupt_record` and, in one struct, the metadata.
    Records without a value (tombstones of Kafka) are none.
    """
    with_value = raw.where(f"{VALUE} IS NOT NULL")
    objects = with_value.where(f"NOT ({_IS_ARRAY})").select(VALUE)
    inferred = raw.sparkSession.read.json(objects.rdd.map(lambda row: str(row[0]))).schema
    schema = StructType([field for field in _once(inferred).fields if field.name != CORRUPT_RECORD])
    _check_names(schema)
    reading = StructType([*schema.fields]).add(CORRUPT_RECORD, StringType())
    options = {"columnNameOfCorruptRecord": CORRUPT_RECORD}
    read = with_value.select(
        F.when(F.expr(f"NOT ({_IS_ARRAY})"), F.from_json(VALUE, reading, options)).alias("read"),
        VALUE,
        F.struct(*METADATA).alias(CARRIED),
    )
    corrupt = f"IF(read IS NULL, {VALUE}, read.{CORRUPT_RECORD})"
    columns = [F.col("read").getField(field.name).alias(field.name) for field in schema.fields]
    return read.select(*columns, F.expr(corrupt).alias(CORRUPT_RECORD), CARRIED)


def _once(inferred: StructType) -> StructType:
    """Of a name that one record has twice Spark infers two fields, and reads one value: the last one."""
    fields = {field.name: StructField(field.name, _each_once(field.dataType)) for field in inferred.fields}
    return StructType(list(fields.values()))


def _each_once(found: DataType) -> DataType:
    if isinstance(found, StructType):
        return _once(found)
    return ArrayType(_each_once(found.elementType)) if isinstance(found, ArrayType) else found


def _check_names(schema: StructType) -> None:
    taken = [name for name in schema.names if name.lower() in (CARRIED, NUMBER)]
    if taken:
        raise Stopped(
            f"Records have a field {taken[0]}, a name that the job needs itself: rename it at its source."
        )


def facts_of(records: DataFrame) -> BatchFacts:
    """One pass over a cached batch."""
    found = records.groupBy(f"{CARRIED}.topic", f"{CARRIED}.partition").agg(
        F.count("*").alias("records"),
        F.count(CORRUPT_RECORD).alias("corrupt"),
        F.max(f"{CARRIED}.timestamp").alias("latest"),
        F.min(f"{CARRIED}.offset").alias("first"),
        F.max(f"{CARRIED}.offset").alias("last"),
    )
    rows = found.collect()
    return BatchFacts(
        records=sum(row["records"] for row in rows),
        corrupt=sum(row["corrupt"] for row in rows),
        latest=max((row["latest"] for row in rows), default=None),
        offsets={f"{row['topic']}-{row['partition']}": f"{row['first']}..{row['last']}" for row in rows},
    )
