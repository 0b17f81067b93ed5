"""Brings the real table to the version that the metastore answered with, and says so."""

from __future__ import annotations

import logging

from metastore_client import Dataset, Metastore, MetastoreProblem
from metastore_client.models.verdict import EvolveResult
from metastore_client.spark.data_types import Struct, read_schema
from pyspark.sql.types import StructType

from metastore_ingestion.fit import differences
from metastore_ingestion.progress import Progress, ProgressFile
from metastore_ingestion.stopped import Stopped, TableDoesNotFit
from metastore_ingestion.tables.table import Table

log = logging.getLogger("ingestion")


class TableKeeper:
    """
    Killed at any moment, it goes on where it was: what is to be run is written down before the first
    statement and crossed out behind each, so that at most one is run twice, and that one says that it was
    done already.
    """

    def __init__(self, metastore: Metastore, dataset: Dataset, progress: ProgressFile) -> None:
        self._metastore = metastore
        self._progress = progress
        #: Read anew for every batch.
        self.dataset = dataset
        self._acknowledged: int | None = None

    def finish_what_was_begun(self, table: Table) -> None:
        """To be called before the metastore is asked: a table that is half altered is of no version."""
        begun = self._progress.read()
        if begun is not None and table.exists():
            log.info("%s: going on with the statements for version %s", self.dataset.name, begun.version)
            self._run(table, begun)

    def bring_up(self, table: Table, answer: EvolveResult, wanted: StructType) -> None:
        """
        Makes or alters the table, looks at it and acknowledges the version. `wanted` holds derived columns
        too. Raises TableDoesNotFit.
        """
        version = answer.version
        if version is None or (version == self._acknowledged and not answer.apply):
            return
        is_there = table.exists()
        if not answer.confirmed:
            if not is_there:
                raise Stopped(
                    f"There is no table {table.name}, and the metastore is away: it is not made unasked."
                )
            return
        if not is_there:
            table.create(wanted)
        self._run(table, Progress(version, wanted.json(), answer.apply if is_there else []))

    def recognise(self, table: Table) -> int | None:
        """
        The version whose columns the table has, for a table of which the metastore was never told: killed
        between making it and saying so, or made by others.
        """
        derived = {name.lower() for name in self.dataset.derived_fields}
        columns = read_schema(table.schema().json()).fields
        there = Struct(tuple(field for field in columns if field.name.lower() not in derived))
        for version in self._metastore.schema_versions(self.dataset.name):
            if version.status not in ("ACTIVE", "OBSOLETE"):
                continue
            found = differences(there, read_schema(version.schema), lambda path: False)
            if not found.missing and not found.beyond:
                return version.version
        return None

    def acknowledge(self, table: Table, version: int) -> None:
        try:
            if self._metastore.schema_version(self.dataset.name, version).applied is None:
                self._metastore.acknowledge(self.dataset.name, version, table.commit())
        except MetastoreProblem as problem:
            # Somebody else was quicker: that it was applied is all that counts.
            if problem.code != "ALREADY_APPLIED":
                raise
        self._acknowledged = version
        log.info("%s: the table has version %s", self.dataset.name, version)

    def _run(self, table: Table, progress: Progress) -> None:
        first_failure: Exception | None = None
        if progress.statements:
            self._progress.keep(progress)
        for index, statement in enumerate(progress.statements):
            is_setting = statement.upper().startswith("SET ")
            if statement.startswith("--"):
                log.warning("%s: to be done by hand: %s", self.dataset.name, statement)
            elif index >= progress.done or is_setting:
                failure = self._try(table, statement)
                first_failure = first_failure or failure
            if index >= progress.done:
                progress = progress.one_more()
                self._progress.keep(progress)
        self._check(table, progress, first_failure)
        self.acknowledge(table, progress.version)
        self._progress.finish()

    def _try(self, table: Table, statement: str) -> Exception | None:
        """
        A statement that was run before the job was killed fails now: whether that matters is seen at the
        end.
        """
        log.info("%s: %s", self.dataset.name, statement)
        try:
            table.spark.sql(statement)
        except Exception as failure:
            log.warning("%s: %s", self.dataset.name, _first_line(failure))
            return failure
        return None

    def _check(self, table: Table, progress: Progress, failure: Exception | None) -> None:
        if not table.keeps_columns:
            return
        there = read_schema(table.schema().json())
        found = differences(there, read_schema(progress.schema), table.comes_with_batch)
        undropped = [name for name in found.beyond if _is_dropped(name, progress.statements)]
        if found.missing or undropped:
            raise TableDoesNotFit(self._told(table, progress, found.missing, undropped, failure)) from failure
        if found.beyond:
            log.warning("%s: the table has more: %s", self.dataset.name, ", ".join(found.beyond))

    def _told(
        self,
        table: Table,
        progress: Progress,
        missing: list[str],
        undropped: list[str],
        failure: Exception | None,
    ) -> str:
        name, version = self.dataset.name, progress.version
        sentences = [f"{table.name} is not as version {version} of {name} has it."]
        if missing:
            sentences.append(f"It lacks {', '.join(missing)}.")
        if undropped:
            sentences.append(f"It still has {', '.join(undropped)}.")
        if failure is not None:
            sentences.append(f"The first statement that failed said: {_first_line(failure)}")
        sentences += [f"To be done by hand: {each}" for each in progress.statements if each.startswith("--")]
        sentences.append(
            "Alter it by hand, or tell the metastore which version it has "
            f"(POST /datasets/{name}/schema/versions/<version>/applied), and start the job again."
        )
        return "\n".join(sentences)


def _is_dropped(name: str, statements: list[str]) -> bool:
    last = name.rpartition(".")[2]
    return any(" DROP COLUMN" in statement and last in statement for statement in statements)


def _first_line(failure: Exception) -> str:
    """What it says of the matter: Py4J's own words come before that of the JVM."""
    lines = [
        line for line in str(failure).splitlines() if not line.startswith("An error occurred while calling")
    ]
    return lines[0].removeprefix(": ") if lines else repr(failure)
