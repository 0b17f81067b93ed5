"""Tells people of schemas that wait for their decision."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from airflow.sdk import BaseOperator, Context, TriggerRule
from airflow.sdk.exceptions import AirflowFailException
from metastore_client import SchemaVersion
from metastore_client.change_table import change_table

from metastore_dags.settings import metastore_for_task


class BlockedVersionsFound(AirflowFailException):
    """Not tried again: only a person, or another batch, ends it."""


def no_blocked_versions(dataset: str, callbacks: Sequence[Callable[..., object]]) -> BlockedVersionsAlert:
    """Runs after the job, whether that succeeded or not."""
    return BlockedVersionsAlert(
        task_id="no_blocked_versions",
        dataset=dataset,
        trigger_rule=TriggerRule.ALL_DONE,
        on_failure_callback=list(callbacks),
        doc_md="Fails while a schema version awaits a decision, and says what changed and what to do.",
    )


class BlockedVersionsAlert(BaseOperator):
    """
    Fails while a version of the dataset awaits a decision, with what changed and what to do as the message:
    callbacks get it as `exception` in the context.
    """

    ui_color = "#f4cccc"

    def __init__(self, *, dataset: str, **arguments: object) -> None:
        super().__init__(**arguments)
        self.dataset = dataset

    def execute(self, context: Context) -> None:
        metastore = metastore_for_task()
        blocked = list(metastore.schema_versions(self.dataset, status="BLOCKED"))
        if not blocked:
            self.log.info("No version of %s awaits a decision.", self.dataset)
            return
        active = next(metastore.schema_versions(self.dataset, status="ACTIVE"), None)
        message = alert_message(self.dataset, blocked, active.version if active else None, metastore.url)
        self.log.error("%s", message)
        raise BlockedVersionsFound(message)


def alert_message(dataset: str, blocked: Sequence[SchemaVersion], active: int | None, url: str) -> str:
    """What somebody on call needs: which dataset and version, what changed, what to do."""
    one = len(blocked) == 1
    await_ = "version awaits" if one else "versions await"
    head = f"{dataset}: {len(blocked)} schema {await_} a decision."
    state = "no version is active yet" if active is None else f"version {active} stays active"
    versions = [_version(dataset, version, url) for version in blocked]
    return "\n\n".join([f"{head} Batches with {'it' if one else 'them'} are refused; {state}.", *versions])


def _version(dataset: str, version: SchemaVersion, url: str) -> str:
    breaking = [change for change in version.changes if change.verdict == "BREAKING"]
    told = ", ".join(f"{name} {value}" for name, value in sorted(version.source.items()))
    source = f" ({told})" if told else ""
    address = f"{url}/datasets/{dataset}/schema/versions/{version.version}"
    times = "once" if version.occurrences == 1 else f"{version.occurrences} times"
    return "\n".join(
        [
            f"Version {version.version}, seen {times}, last at {version.last_seen_at}{source}",
            change_table(breaking or version.changes),
            "What to do:",
            "  The producer's mistake: have it corrected, and batches that fit go on. Decide against it:",
            f"    {_curl(address, 'reject')}",
            '  Meant so: let it pass (with "dryRun": true it says what that would do):',
            f"    {_curl(address, 'approve')}",
            f"  Look at it: curl {address}",
        ]
    )


def _curl(address: str, decision: str) -> str:
    return f"curl {address}/{decision} -H 'Content-Type: application/json' -d '{{\"reason\": \"…\"}}'"
