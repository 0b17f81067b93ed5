"""Brings the real table to the version that the metastore answered with, and says so."""

from __future__ import annotations

import logging

from metastore_client import Dataset, Metastore, MetastoreProblem
from metastore_client.models.verdict import EvolveResult
from metastore_client.spark.data_types import Struct, read_schema
from pyspark.sql.types import StructType

from metastore_ingestion.derived import derived_columns
from metastore_ingestion.fit import Nothing, differences
from metastore_ingestion.progress import Progress, ProgressFile
from metastore_ingestion.statements import dropped_by, has_renames, was_done
from metastore_ingestion.stopped import StatementFailed, Stopped, TableDoesNotFit, first_line
from metastore_ingestion.tables.table import Table

log = logging.getLogger("ingestion")


class TableKeeper:
    """
    Killed at any moment, it goes on where it was: what is to be run is written down before the first
    statement and crossed out behind each, so that at most one is run twice, and that one says that it was
    done already. One that fails otherwise is not crossed out, and is tried again at the next start.
    """

    def __init__(self, metastore: Metastore, dataset: Dataset, progress: ProgressFile) -> None:
        self._metastore = metastore
        self._progress = progress
        #: Read anew for every batch.
        self.dataset = dataset
        self._acknowledged: int | None = None

    def finish_what_was_begun(self, table: Table) -> None:
        """
        To be called before the metastore is asked: a table that is half altered is of no version. Raises
        StatementFailed, TableDoesNotFit.
        """
        begun = self._progress.read()
        if begun is None:
            return
        if (begun.dataset, begun.table) != (self.dataset.id, table.name):
            log.warning(
                "%s: the statements in %s are of dataset %s and table %s, not of %s and %s: left aside",
                *(self.dataset.name, self._progress.path, begun.dataset, begun.table),
                *(self.dataset.id, table.name),
            )
            self._progress.finish()
        elif table.exists():
            log.info("%s: going on with the statements for version %s", self.dataset.name, begun.version)
            try:
                self._run(table, begun, is_begun=True)
            except (StatementFailed, TableDoesNotFit) as failure:
                if not self._may_be_given_up(begun, failure):
                    raise
                log.warning("%s: asking the metastore anew: %s", self.dataset.name, failure)
                self._progress.finish()

    def bring_up(self, table: Table, answer: EvolveResult, wanted: StructType) -> None:
        """
        Makes or alters the table, looks at it and acknowledges the version. `wanted` holds derived columns
        too. Raises StatementFailed, TableDoesNotFit.
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
        statements = answer.apply if is_there else []
        self._run(table, Progress(self.dataset.id, table.name, version, wanted.json(), statements))

    def recognise(self, table: Table, unfit: TableDoesNotFit, wanted: int | None) -> bool:
        """
        Finds the version whose columns the table has, and acknowledges it, for a table of which the metastore
        was never told: killed between making it and saying so, or made by others. False where it has those of
        none; raises TableDoesNotFit where it was told of that version, as of one that came before others.
        """
        derived = {name.lower() for name in derived_columns(self.dataset)}
        columns = read_schema(table.schema().json()).fields
        there = Struct(tuple(field for field in columns if field.name.lower() not in derived))
        earlier: int | None = None
        for version in self._metastore.schema_versions(self.dataset.name):
            if version.status not in ("ACTIVE", "OBSOLETE") or version.version == wanted:
                continue
            found = differences(there, read_schema(version.schema), Nothing())
            if found.missing or found.beyond:
                continue
            if version.applied is None:
                self.acknowledge(table, version.version)
                return True
            earlier = earlier or version.version
        if earlier is not None:
            raise unfit.as_an_earlier_version(self.dataset.name, earlier) from None
        return False

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

    def _may_be_given_up(self, begun: Progress, failure: Stopped) -> bool:
        """
        Whether people have decided otherwise meanwhile; or all was run and did not help, and running it from
        its start does no harm.
        """
        if self._metastore.schema_version(self.dataset.name, begun.version).status != "ACTIVE":
            return True
        return isinstance(failure, TableDoesNotFit) and not has_renames(begun.statements)

    def _run(self, table: Table, progress: Progress, is_begun: bool = False) -> None:
        first_failure: Exception | None = None
        may_be_done = progress.done if is_begun else None
        if progress.statements:
            self._progress.keep(progress)
        for index, statement in enumerate(progress.statements):
            is_setting = statement.upper().startswith("SET ")
            if statement.startswith("--"):
                log.warning("%s: not a statement, but a word to people: %s", self.dataset.name, statement)
            elif index >= progress.done or is_setting:
                failure = self._try(table, statement, progress.version, index == may_be_done)
                first_failure = first_failure or failure
            if index >= progress.done:
                progress = progress.one_more()
                self._progress.keep(progress)
        self._check(table, progress, first_failure)
        self.acknowledge(table, progress.version)
        self._progress.finish()

    def _try(self, table: Table, statement: str, version: int, may_be_done: bool) -> Exception | None:
        """
        What it failed with, where it was run before, by this job or by people. Whether that matters is seen
        at the end. Raises StatementFailed.
        """
        log.info("%s: %s", self.dataset.name, statement)
        try:
            table.spark.sql(statement)
        except Exception as failure:
            said = first_line(failure)
            log.warning("%s: %s", self.dataset.name, said)
            if table.keeps_columns:
                done = was_done(statement, said, read_schema(table.schema().json()))
                if not (may_be_done if done is None else done):
                    where = self._progress.path
                    raise StatementFailed(self.dataset.name, version, statement, said, where) from failure
            return failure
        return None

    def _check(self, table: Table, progress: Progress, failure: Exception | None) -> None:
        if not table.keeps_columns:
            return
        there = read_schema(table.schema().json())
        found = differences(there, read_schema(progress.schema), table)
        dropped = {".".join(path) for path in dropped_by(progress.statements)}
        undropped = [name for name in found.beyond if name.lower() in dropped]
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
            sentences.append(f"The first statement that failed said: {first_line(failure)}")
        words = (each.lstrip("- ") for each in progress.statements if each.startswith("--"))
        sentences += [f"The metastore said: {each}" for each in words]
        sentences.append(
            "Alter it by hand, or tell the metastore which version it has "
            f"(POST /datasets/{name}/schema/versions/<version>/applied), and start the job again."
        )
        return "\n".join(sentences)
