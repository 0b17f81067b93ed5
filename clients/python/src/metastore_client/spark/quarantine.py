"""Where records go that cannot be read, so that the others can go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812

from metastore_client.spark.data_types import quoted

CORRUPT_RECORD = "_corrupt_record"


@dataclass(frozen=True)
class Quarantine:
    """
    A folder of Parquet files, one folder in it for each batch: a batch that is quarantined again replaces
    what it left there. `batch` has to be the same whenever the same records come again.
    """

    path: str
    batch: str

    @property
    def folder(self) -> str:
        """Of the batch."""
        return f"{self.path.rstrip('/')}/batch={self.batch}"

    def keep(self, records: DataFrame, record: str, reason: str, carry: Sequence[str] = ()) -> int:
        """Keeps the column `record` of each record, with what it carries and the reason. Counts them."""
        kept = records.select(
            F.expr(quoted(record)).cast("string").alias("record"),
            F.lit(reason).alias("reason"),
            *(F.expr(quoted(name)) for name in carry),
        )
        number: int = kept.count()
        if number > 0:
            kept.write.mode("overwrite").parquet(self.folder)
        return number
