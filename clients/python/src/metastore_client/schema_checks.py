"""May this batch be written? Also while the metastore is away."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Optional, Union

from metastore_client.caller import DatasetRef
from metastore_client.configuration import Configuration, kept_name
from metastore_client.limits import Retries
from metastore_client.models.common import Path
from metastore_client.models.schema_version import SchemaVersion
from metastore_client.models.verdict import EvolveResult, Origin, Submission
from metastore_client.operations import ACTIVE_SCHEMA, EVOLVE_SCHEMA
from metastore_client.problems import MetastoreError, MetastoreUnavailable
from metastore_client.schema_equality import logically_equal
from metastore_client.unconfirmed import unconfirmed
from metastore_client.wire import encode

log = logging.getLogger("metastore_client")

_WAITING = Retries(times=1_000_000, first_pause=0.5, longest_pause=15.0)


@dataclass(frozen=True)
class LastCheck:
    """What the service said last: which version is active, and what its table still lacks."""

    active_schema_version_id: int
    apply: list[str]


class SchemaChecks(Configuration):
    def evolve(
        self,
        dataset: DatasetRef,
        schema: Union[str, Mapping[str, object], None] = None,
        *,
        ddl: Optional[str] = None,
        null_only_paths: Optional[Sequence[Union[str, Path]]] = None,
        base_version: Optional[int] = None,
        origin: Origin = "INFERRED",
        source: Optional[Mapping[str, str]] = None,
        patience: Optional[float] = None,
    ) -> EvolveResult:
        """
        Asks whether a batch with this schema may be written. If so, the table's schema evolves with it.

        schema          Spark's JSON, as an object or as the text of `df.schema.json()`; or `ddl`
        null_only_paths fields in which nothing but null was seen: their type is no evidence
        base_version    number of the version that the job had loaded
        source          where the batch comes from: application, batch, offsets
        patience        seconds to wait while the metastore is away, in place of the client's

        While the metastore is away, a batch that has the active schema of the last check goes on, if the
        table lacked nothing then: the answer is not `confirmed`. Every other batch waits, and so does every
        one while the metastore is there, but busy. A schema of origin DECLARED neither goes on, nor waits.

        Raises `BreakingSchemaChange`: do not write. `MetastoreUnavailable`: nobody knows; do not write.
        """
        submission = submission_of(schema, ddl, null_only_paths, base_version, origin, source)
        try:
            answer = self._evolve(dataset, submission)
        except MetastoreUnavailable as away:
            if origin == "DECLARED":
                raise
            stand_in = None if _is_there(away) else self._unconfirmed(dataset, schema)
            if stand_in is not None:
                log.warning("%s %s", away, stand_in.warnings[0].message)
                return stand_in
            answer = self._wait(dataset, submission, self.patience if patience is None else patience, away)
        self._remember(dataset, answer)
        return answer

    def active_schema(self, dataset: DatasetRef) -> SchemaVersion:
        """
        The active version. When the metastore is away: the last known good one, with `stale_since` set.

        Raises `MetastoreProblem` `NO_ACTIVE_SCHEMA` while there is none; `MetastoreUnavailable` when nothing
        recent is known.
        """
        found, stale_since = self._last_known_good(ACTIVE_SCHEMA, SchemaVersion, {"dataset": dataset})
        return replace(found, stale_since=stale_since)

    def _evolve(
        self,
        dataset: DatasetRef,
        submission: Submission,
        retries: Optional[Retries] = None,
        total: Optional[float] = None,
    ) -> EvolveResult:
        path = {"dataset": dataset}
        answer = self._answer(EVOLVE_SCHEMA, path, body=encode(submission), retries=retries, total=total)
        return answer.read_as(EvolveResult)

    def _unconfirmed(self, dataset: DatasetRef, schema: object) -> Optional[EvolveResult]:
        """For a batch like the active schema, if the last check was of it and its table lacked nothing."""
        kept = self._recall(kept_name(ACTIVE_SCHEMA, {"dataset": dataset}), SchemaVersion)
        if kept is None or not logically_equal(schema, kept[0].schema):
            return None
        last = self._recall(_check_name(dataset), LastCheck)
        known = last is not None and last[0] == LastCheck(kept[0].id, [])
        return unconfirmed(*kept) if known else None

    def _wait(
        self, dataset: DatasetRef, submission: Submission, patience: float, away: MetastoreUnavailable
    ) -> EvolveResult:
        """Until the service is back. Raises `MetastoreUnavailable`, which says what that means."""
        waited = 0.0
        if patience > 0:
            log.warning("%s The batch of %s waits for it, for up to %.0f s.", away, dataset, patience)
            try:
                return self._evolve(dataset, submission, _WAITING, patience)
            except MetastoreUnavailable as still:
                waited = still.waited
        reason = (
            f"{away.reason}; the batch of {dataset} cannot be checked and must not be written: nothing "
            "that the metastore said before stands in for its answer"
        )
        raise MetastoreUnavailable(reason, self.url, away.waited + waited, away.problem) from away

    def _remember(self, dataset: DatasetRef, answer: EvolveResult) -> None:
        """Keeps the active schema, confirmed as of now, for the time when the metastore is away."""
        active_id = answer.active_schema_version_id
        if active_id is None:
            return
        self._cache.keep(_check_name(dataset), encode(LastCheck(active_id, answer.apply)))
        name = kept_name(ACTIVE_SCHEMA, {"dataset": dataset})
        kept = self._recall(name, SchemaVersion)
        if kept is not None and kept[0].id == active_id and self._cache.confirm(name):
            return
        try:
            self._fetch(ACTIVE_SCHEMA, SchemaVersion, {"dataset": dataset})
        except MetastoreError as error:
            log.info("The active schema of %s was not kept: %s", dataset, error)

    def _acknowledged(self, dataset: DatasetRef, version: SchemaVersion) -> None:
        """The table has all that this version asks for."""
        last = self._recall(_check_name(dataset), LastCheck)
        if last is not None and last[0].active_schema_version_id == version.id:
            self._cache.keep(_check_name(dataset), encode(LastCheck(version.id, [])))


def submission_of(
    schema: Union[str, Mapping[str, object], None],
    ddl: Optional[str],
    null_only_paths: Optional[Sequence[Union[str, Path]]],
    base_version: Optional[int],
    origin: Origin,
    source: Optional[Mapping[str, str]],
) -> Submission:
    """Raises ValueError unless there is either a schema or DDL."""
    if (schema is None) == (ddl is None):
        raise ValueError("Give the schema of the batch, or its ddl")
    return Submission(
        schema=None if isinstance(schema, str) else schema,
        schema_json=schema if isinstance(schema, str) else None,
        ddl=ddl,
        origin=origin,
        base_version=base_version,
        null_only_paths=list(null_only_paths) if null_only_paths else None,
        source=dict(source) if source else None,
    )


def _is_there(away: MetastoreUnavailable) -> bool:
    """It answers, but has no time now: perhaps because somebody changes the very schema."""
    said = away.problem
    return said is not None and (said.code == "DATASET_BUSY" or said.status == 429)


def _check_name(dataset: DatasetRef) -> str:
    return f"{EVOLVE_SCHEMA.id} {dataset}"
