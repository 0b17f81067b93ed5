"""Between a batch and its table: nothing gets through that the table could not take."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812

from metastore_client.models.verdict import EvolveResult, Origin
from metastore_client.spark.data_types import quoted, read_schema
from metastore_client.spark.evidence import null_only_paths
from metastore_client.spark.projection import projection_expressions
from metastore_client.spark.quarantine import CORRUPT_RECORD, Quarantine

if TYPE_CHECKING:
    from metastore_client import Metastore

log = logging.getLogger("metastore_client")


@dataclass(frozen=True)
class GateResult:
    """
    A batch that may be written. `dataframe` has exactly the columns of the effective schema, in its order,
    and behind them those that were carried along.
    """

    dataframe: DataFrame
    answer: EvolveResult
    quarantined: int

    @property
    def observed_only(self) -> bool:
        """The policy only observes, and would have stopped this: the batch is let through as it came."""
        return self.answer.would_be is not None


def gate(
    batch: DataFrame,
    dataset: str,
    *,
    metastore: Metastore,
    carry: Sequence[str] = (),
    origin: Origin = "INFERRED",
    base_version: int | None = None,
    source: Mapping[str, str] | None = None,
    evidence: bool = True,
    quarantine: Quarantine | None = None,
    patience: float | None = None,
) -> GateResult:
    """
    Submits the schema of a batch and gives the batch as the table takes it. Cache the batch before: it is
    read for the evidence, and again when it is written.

    carry       columns that are the job's own: not submitted, and in the result behind the others
    source      where the batch comes from, for the history: application, batch, offsets
    evidence    whether to look for text columns that are null in every record
    quarantine  where records go that have a `_corrupt_record`; without it they are the service's to judge

    Raises BreakingSchemaChange, and then nothing may be written; MetastoreUnavailable. A value that does not
    fit a checked cast fails the query that writes, with a message that names column and value.
    """
    quarantined = 0
    if quarantine is not None and CORRUPT_RECORD in batch.columns:
        batch, quarantined = _set_apart(batch, quarantine, carry)
    data = batch.drop(*carry)
    answer = metastore.evolve(
        dataset,
        data.schema.json(),
        null_only_paths=[list(path) for path in null_only_paths(data)] if evidence else None,
        base_version=base_version,
        origin=origin,
        source=dict(source) if source else None,
        patience=patience,
    )
    for warning in answer.warnings:
        log.warning("%s: %s: %s", dataset, warning.code, warning.message)
    return GateResult(_projected(batch, data, answer, carry), answer, quarantined)


def _set_apart(batch: DataFrame, quarantine: Quarantine, carry: Sequence[str]) -> tuple[DataFrame, int]:
    corrupt = F.expr(quoted(CORRUPT_RECORD)).isNotNull()
    reason = "The record cannot be read."
    number = quarantine.keep(batch.where(corrupt), CORRUPT_RECORD, reason, carry)
    return batch.where(~corrupt).drop(CORRUPT_RECORD), number


def _projected(batch: DataFrame, data: DataFrame, answer: EvolveResult, carry: Sequence[str]) -> DataFrame:
    if answer.would_be is not None:
        return batch
    carried = [quoted(name) for name in carry]
    if answer.effective_schema is None:
        return batch.selectExpr(*carried)
    submitted, effective = read_schema(data.schema.json()), read_schema(answer.effective_schema)
    expressions = projection_expressions(submitted, answer.projection, effective)
    # Columns without the name of their table: `a`.`b` could mean column b of a table a.
    return batch.toDF(*batch.columns).selectExpr(*expressions, *carried)
