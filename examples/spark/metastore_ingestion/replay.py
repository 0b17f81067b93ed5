"""Phase 2 with a pinned version: history into a table of its own."""

from __future__ import annotations

import logging

from metastore_client import Metastore
from metastore_client.spark import CORRUPT_RECORD, Quarantine
from metastore_client.spark.data_types import read_schema
from pyspark.sql import DataFrame, SparkSession

from metastore_ingestion.derived import load_transform, with_derived
from metastore_ingestion.files import Files
from metastore_ingestion.landed import CARRIED
from metastore_ingestion.metrics import Metrics
from metastore_ingestion.options import IngestOptions
from metastore_ingestion.pinned import project_to
from metastore_ingestion.records import case_sensitive, facts_of, read_records
from metastore_ingestion.replay_target import check_target_is_there, replay_target
from metastore_ingestion.stopped import Stopped, WrongUse
from metastore_ingestion.streams import query_id
from metastore_ingestion.tables.table import Batch
from metastore_ingestion.upserts import check_keys, latest_by_key

log = logging.getLogger("ingestion")


class Replay:
    """Projects every batch to the version, writes it elsewhere, and tells the metastore nothing."""

    def __init__(self, metastore: Metastore, dataset: str, options: IngestOptions, metrics: Metrics) -> None:
        if options.schema_version is None or not (options.location or options.table):
            raise WrongUse(
                "A replay needs --schema-version, and --location or --table: another one than the dataset's."
            )
        self._dataset = metastore.get_dataset(dataset)
        spark = SparkSession.active()
        self._table = replay_target(spark, self._dataset, options)
        check_target_is_there(spark, self._table, options.state(self._dataset.name))
        self._version = metastore.schema_version(dataset, options.schema_version)
        self._options = options
        self._metrics = metrics
        self._transform = load_transform(options.transform)
        self._query: str | None = None

    def __call__(self, raw: DataFrame, number: int) -> None:
        is_first = self._query is None
        state = self._options.state(self._dataset.name)
        self._query = self._query or query_id(Files(raw.sparkSession), f"{state}/ingest")
        batch = Batch(self._query, number, may_be_replayed=is_first)
        with case_sensitive(raw.sparkSession):
            records = read_records(raw).persist()
            try:
                self._write(records, batch, Quarantine(f"{state}/quarantine", batch.label))
            finally:
                records.unpersist()

    def _write(self, records: DataFrame, batch: Batch, quarantine: Quarantine) -> None:
        facts = facts_of(records)
        if facts.records == 0:
            return
        good = records.where(f"{CORRUPT_RECORD} IS NULL").drop(CORRUPT_RECORD)
        if facts.corrupt > 0:
            if not self._options.quarantine:
                raise Stopped(
                    "There are records that cannot be read: start with --quarantine to set them apart."
                )
            corrupt = records.where(f"{CORRUPT_RECORD} IS NOT NULL")
            quarantine.keep(corrupt, CORRUPT_RECORD, "The record cannot be read.", [CARRIED])
        projected = project_to(good, read_schema(self._version.schema), [CARRIED])
        rows = with_derived(projected, self._dataset, self._transform)
        dataset, table = self._dataset, self._table
        if not table.exists():
            table.create(rows.drop(CARRIED).schema)
        elif batch.may_be_replayed:
            table.take_back_unfinished()
        if dataset.mode == "upsert":
            check_keys(rows, dataset)
            rows = latest_by_key(rows, dataset)
        table.write(rows.drop(CARRIED), batch)
        self._metrics.batches += 1
        self._metrics.records += facts.records - facts.corrupt
        self._metrics.quarantined += facts.corrupt
        self._metrics.schema_version = self._version.version
        self._metrics.write()
        log.info(
            "%s: batch %s: %s records as version %s",
            *(dataset.name, batch.number, facts.records - facts.corrupt, self._version.version),
        )
