"""A streaming query from its start to its end."""

from __future__ import annotations

import json
from collections.abc import Callable

from pyspark.sql import DataFrame
from pyspark.sql.streaming import DataStreamWriter

from metastore_ingestion.files import Files


def run_to_the_end(writer: DataStreamWriter) -> None:
    """Until all that was there at the start is done. Raises what the query failed with."""
    query = writer.start()
    try:
        query.awaitTermination()
    finally:
        query.stop()


class EachBatch:
    """
    What is done with each batch. Spark hands on what Python raises as text, with the traces of two
    languages; the exception itself is kept here.
    """

    def __init__(self, do: Callable[[DataFrame, int], None]) -> None:
        self._do = do
        self._failure: BaseException | None = None

    def __call__(self, batch: DataFrame, number: int) -> None:
        try:
            self._do(batch, number)
        except BaseException as failure:
            self._failure = failure
            raise

    def run(self, writer: DataStreamWriter) -> None:
        try:
            run_to_the_end(writer.foreachBatch(self))
        except Exception:
            if self._failure is not None:
                raise self._failure from None
            raise


def query_id(files: Files, checkpoint: str) -> str:
    """
    The name that Spark gave to what has this checkpoint: batch numbers mean something together with it
    alone. A checkpoint that was deleted begins again at batch 0, and is another query.
    """
    written = files.read(f"{checkpoint}/metadata")
    if written is None:
        raise RuntimeError(f"{checkpoint} holds no metadata, although the query runs")
    return str(json.loads(written)["id"])
