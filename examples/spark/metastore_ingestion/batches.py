"""Phase 2, one batch: gate, transform, statements and acknowledgement, write."""

from __future__ import annotations

import logging

from metastore_client import BreakingSchemaChange, Dataset, Metastore
from metastore_client.spark import CORRUPT_RECORD, GateResult, Quarantine, gate
from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812
from pyspark.sql.types import StructType

from metastore_ingestion.alter import TableKeeper
from metastore_ingestion.derived import derived_columns, load_transform, with_derived
from metastore_ingestion.files import Files
from metastore_ingestion.landed import CARRIED, METADATA, VALUE
from metastore_ingestion.metrics import Metrics
from metastore_ingestion.options import IngestOptions
from metastore_ingestion.progress import ProgressFile
from metastore_ingestion.records import BatchFacts, case_sensitive, facts_of, read_records
from metastore_ingestion.registered import registered
from metastore_ingestion.stopped import ObservedWithoutSchema, Stopped, TableDoesNotFit
from metastore_ingestion.streams import query_id
from metastore_ingestion.tables.open_table import open_table
from metastore_ingestion.tables.table import Batch, Table
from metastore_ingestion.upserts import check_keys, latest_by_key

log = logging.getLogger("ingestion")


class Ingestion:
    """
    Everything in it can be done twice: a batch that was interrupted anywhere comes again with the same
    number and the same records.
    """

    def __init__(self, metastore: Metastore, dataset: str, options: IngestOptions, metrics: Metrics) -> None:
        self._metastore = metastore
        self._name = dataset
        self._options = options
        self._metrics = metrics
        self._transform = load_transform(options.transform)
        self._dataset: int | None = None
        self._keeper: TableKeeper | None = None
        self._query: str | None = None

    def __call__(self, raw: DataFrame, number: int) -> None:
        dataset = registered(self._metastore, self._name)
        if self._dataset not in (None, dataset.id):
            raise Stopped(f"{self._name} was purged and registered anew meanwhile. Start the job again.")
        self._dataset = dataset.id
        batch = self._identity(raw, number)
        log.info("%s: batch %s begins", self._name, number)
        with case_sensitive(raw.sparkSession):
            records = read_records(raw).persist()
        try:
            self._ingest(raw, records, dataset, batch)
        finally:
            records.unpersist()

    def _ingest(
        self,
        raw: DataFrame,
        records: DataFrame,
        dataset: Dataset,
        batch: Batch,
        was_recognised: bool = False,
    ) -> None:
        facts = facts_of(records)
        if facts.records == 0:
            log.info("%s: batch %s is empty", self._name, batch.number)
            return
        table = open_table(raw.sparkSession, dataset)
        if batch.may_be_replayed and table.exists():
            table.take_back_unfinished()
        keeper = self._keeper_of(raw, dataset)
        keeper.finish_what_was_begun(table)
        with case_sensitive(raw.sparkSession):
            passed = self._pass(raw, records, facts, batch)
        if passed is None:
            return
        rows = with_derived(passed.dataframe, dataset, self._transform)
        try:
            keeper.bring_up(table, passed.answer, _wanted(passed, rows, dataset))
        except TableDoesNotFit as unfit:
            if passed.answer.apply or was_recognised:
                raise
            if not keeper.recognise(table, unfit, passed.answer.version):
                raise
            self._ingest(raw, records, dataset, batch, was_recognised=True)
            return
        self._write(rows, table, dataset, batch)
        self._count(passed, facts, batch)

    def _pass(self, raw: DataFrame, records: DataFrame, facts: BatchFacts, batch: Batch) -> GateResult | None:
        quarantine = Quarantine(f"{self._options.state(self._name)}/quarantine", batch.label)
        if batch.may_be_replayed:
            # What was set apart of it the time before may pass now.
            Files(raw.sparkSession).delete(quarantine.folder)
        submitted = records if facts.corrupt > 0 else records.drop(CORRUPT_RECORD)
        try:
            passed = gate(
                submitted,
                self._name,
                metastore=self._metastore,
                carry=[CARRIED],
                source={"application": "ingestion", "batch": batch.label, **facts.offsets_text()},
                quarantine=quarantine if self._options.quarantine else None,
                patience=self._options.patience,
            )
            return self._with_columns(passed, facts, batch)
        except BreakingSchemaChange as breaking:
            if not self._options.quarantine_rejected or not self._is_rejected(breaking):
                self._metrics.breaking_schema_change = 1
                raise
            reason = f"Version {breaking.blocked_version} was rejected."
            self._metrics.quarantined += quarantine.keep(_with_metadata(raw), VALUE, reason, [CARRIED])
            log.warning(
                "%s: batch %s is set apart: %s %s", self._name, batch.number, reason, quarantine.folder
            )
            return None

    def _with_columns(self, passed: GateResult, facts: BatchFacts, batch: Batch) -> GateResult | None:
        """None where nothing is known of any column. Raises ObservedWithoutSchema."""
        answer = passed.answer
        if answer.effective_schema is not None:
            return passed
        if answer.would_be is not None:
            raise ObservedWithoutSchema(self._name, answer.changes)
        log.warning(
            "%s: batch %s has no value in any column, and there is no schema yet: %s records are left out",
            *(self._name, batch.number, facts.records),
        )
        return None

    def _is_rejected(self, breaking: BreakingSchemaChange) -> bool:
        return self._metastore.schema_version(self._name, breaking.blocked_version).status == "REJECTED"

    def _write(self, rows: DataFrame, table: Table, dataset: Dataset, batch: Batch) -> None:
        if dataset.mode == "upsert":
            check_keys(rows, dataset)
            rows = latest_by_key(rows, dataset)
        table.write(rows.drop(CARRIED), batch)

    def _count(self, passed: GateResult, facts: BatchFacts, batch: Batch) -> None:
        metrics, answer = self._metrics, passed.answer
        metrics.batches += 1
        metrics.records += facts.records - passed.quarantined
        metrics.quarantined += passed.quarantined
        metrics.schema_version = answer.version or 0
        lag = metrics.lag_since(facts.latest)
        metrics.write()
        log.info(
            "%s: batch %s: %s records as version %s (%s), %s set apart, %.0f s behind",
            *(self._name, batch.number, facts.records - passed.quarantined, answer.version),
            *(answer.change_type, passed.quarantined, lag),
        )

    def _identity(self, raw: DataFrame, number: int) -> Batch:
        is_first = self._query is None
        if self._query is None:
            checkpoint = f"{self._options.state(self._name)}/ingest"
            self._query = query_id(Files(raw.sparkSession), checkpoint)
        return Batch(self._query, number, may_be_replayed=is_first)

    def _keeper_of(self, raw: DataFrame, dataset: Dataset) -> TableKeeper:
        if self._keeper is None:
            path = f"{self._options.state(self._name)}/statements.json"
            self._keeper = TableKeeper(self._metastore, dataset, ProgressFile(Files(raw.sparkSession), path))
        self._keeper.dataset = dataset
        return self._keeper


def _wanted(passed: GateResult, rows: DataFrame, dataset: Dataset) -> StructType:
    """What the table has to hold: the effective schema, and the derived fields as they came about."""
    effective = StructType.fromJson(dict(passed.answer.effective_schema or {}))
    there = {name.lower() for name in effective.names}
    derived = [name for name in derived_columns(dataset) if name.lower() not in there]
    return StructType([*effective.fields, *(rows.schema[name] for name in derived)])


def _with_metadata(raw: DataFrame) -> DataFrame:
    return raw.select(VALUE, F.struct(*METADATA).alias(CARRIED))
