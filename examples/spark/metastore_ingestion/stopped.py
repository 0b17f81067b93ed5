"""Why the job stops, and with which exit code: what an orchestrator can tell apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from metastore_client.change_table import change_table
from metastore_client.models.schema_version import Change

UNEXPECTED = 1
WRONG_USE = 2
BREAKING = 3
PAUSED = 4
AWAY = 5


class Stopped(Exception):
    """Something that a person has to see to. The message says what."""

    exit_code = UNEXPECTED


class WrongUse(Stopped):
    """The dataset's settings, or the job's arguments, are not such that it can run."""

    exit_code = WRONG_USE


class DatasetPaused(Stopped):
    exit_code = PAUSED


class TableDoesNotFit(Stopped):
    """The real table is not as the metastore has it, and no statement brings it there."""

    def as_an_earlier_version(self, dataset: str, version: int) -> TableDoesNotFit:
        """The same, of a table that was brought back to a version, by RESTORE, from a backup, by hand."""
        return TableDoesNotFit(
            f"{self}\nIt has the columns of version {version}, which was acknowledged before later ones. "
            "If it shall stay so, tell the metastore: "
            f'POST /datasets/{dataset}/schema/rollback with {{"version": {version}, "reason": "…"}}; '
            "the job acknowledges the new version that this makes. If not, bring it forward by hand."
        )


class StatementFailed(Stopped):
    """The engine did not take a statement, and it was not done before."""

    def __init__(self, dataset: str, version: int, statement: str, said: str, kept_in: str) -> None:
        super().__init__(
            f"A statement that leads to version {version} of {dataset} failed: {statement}\n{said}\n"
            "The job runs it again when it is started again. If it can never be run, do by hand what it "
            f"says, or go back (POST /datasets/{dataset}/schema/rollback), and start it again. Its list of "
            f"statements is in {kept_in}."
        )


def first_line(failure: Exception) -> str:
    """What it says of the matter: Py4J's own words come before that of the JVM."""
    lines = [
        line for line in str(failure).splitlines() if not line.startswith("An error occurred while calling")
    ]
    return lines[0].removeprefix(": ") if lines else repr(failure)


class ObservedWithoutSchema(Stopped):
    """
    A batch that breaks, under a policy that only observes, before there is a version: it is let through, and
    there are no columns that a table could be made with.
    """

    def __init__(self, dataset: str, changes: Sequence[Change]) -> None:
        super().__init__(
            f"{dataset} has no schema yet, and this batch gives it none: it is breaking, which the policy "
            "only observes, so that nothing was recorded. Nothing was written.\n"
            f"{change_table([change for change in changes if change.verdict == 'BREAKING'])}\n"
            "Say which columns the table has: "
            f'POST /datasets/{dataset}/schema/evolve with {{"ddl": "<columns>", "origin": "DECLARED"}}. '
            "Or have it recorded, and decide about it: "
            f'PATCH /datasets/{dataset} with {{"evolutionPolicy": {{"enforcement": "ENFORCE"}}}}. '
            "Records that cannot be read are set apart with --quarantine. Then start the job again."
        )


#: Behind a bracket it is the expression, as plans show it, and not what was raised.
_UNFIT_VALUE = re.compile(r"(?<!\()Column .+? has the value .*?, which is no \w+(?:\([\d, ]+\))?", re.DOTALL)


def unfit_value(failure: Exception, dataset: str) -> str | None:
    """
    What a checked cast failed with, and the ways out; None where something else failed. Spark wraps it in
    traces of its own.
    """
    found = _UNFIT_VALUE.search(str(failure))
    if found is None:
        return None
    return (
        f"{found[0]}. Nothing of this batch was written, and it comes again when the job is started again.\n"
        "A person decided the type of this column, so nothing was blocked that could be rejected. Change the "
        "column to a type that takes the value, or give it another name and add it anew as STRING (POST "
        f"/datasets/{dataset}/ddl, with force and a reason; without the type hint, where one gives "
        "it its type), or, where the format does not take that, drop it. And have the producer send what "
        "fits."
    )
