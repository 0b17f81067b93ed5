"""What a caller is told when it does not go on. All of it can be pickled."""

from __future__ import annotations

from typing import Optional

from metastore_client.change_table import change_table
from metastore_client.models.common import JsonObject
from metastore_client.models.problem import Breakage, InputFault, Problem
from metastore_client.models.schema_version import Change
from metastore_client.wire import decode


class MetastoreError(Exception):
    """Whatever this client raises of its own."""


class MetastoreProblem(MetastoreError):
    """
    The metastore's own word for what is wrong.

    `body` is all that it said, with what is particular to the code (`refusals`, `activeVersion` …).
    """

    def __init__(self, body: JsonObject, url: str) -> None:
        super().__init__(body, url)
        self.body = body
        self.url = url
        self.problem = decode(Problem, body)

    @property
    def code(self) -> str:
        """Stable: what programs look at. All codes are in the contract."""
        return self.problem.code

    @property
    def status(self) -> int:
        return self.problem.status

    @property
    def detail(self) -> str:
        return self.problem.detail

    @property
    def errors(self) -> list[InputFault]:
        """Each invalid input."""
        return self.problem.errors or []

    @property
    def request_id(self) -> Optional[str]:
        """By which the service's log knows the request."""
        return self.problem.request_id

    def __str__(self) -> str:
        lines = [f"{self.code} ({self.status}): {self.detail}"]
        lines += [f"  {fault.in_} {fault.path}: {fault.message}" for fault in self.errors]
        lines.append(f"  {self.url}{self.problem.instance}, request {self.request_id or 'unknown'}")
        return "\n".join(lines)


class BreakingSchemaChange(MetastoreProblem):
    """This batch must not be written. Prints what changed, and the calls that decide about it."""

    def __init__(self, body: JsonObject, url: str) -> None:
        super().__init__(body, url)
        self._breakage = decode(Breakage, body)

    @property
    def changes(self) -> list[Change]:
        """Every difference, also those that break nothing."""
        return self._breakage.changes

    @property
    def breaking_changes(self) -> list[Change]:
        return [change for change in self.changes if change.verdict == "BREAKING"]

    @property
    def blocked_version(self) -> int:
        """Number of the version that records the problem."""
        return self._breakage.blocked_version

    @property
    def active_version(self) -> Optional[int]:
        """Number of the version that stays active; None: there is none yet."""
        return self._breakage.active_version

    @property
    def occurrences(self) -> int:
        """How often this problem has been submitted."""
        return self._breakage.occurrences

    @property
    def version_url(self) -> str:
        """The blocked version, to look at."""
        of_dataset = self.problem.instance.rsplit("/schema/", 1)[0]
        return f"{self.url}{of_dataset}/schema/versions/{self.blocked_version}"

    def __str__(self) -> str:
        others = len(self.changes) - len(self.breaking_changes)
        active = (
            "no version is active yet"
            if self.active_version is None
            else f"{self.active_version} stays active"
        )
        times = "once" if self.occurrences == 1 else f"{self.occurrences} times"
        more = ', "dryRun": true'
        return "\n".join(
            [
                f"Breaking schema change: blocked version {self.blocked_version}, seen {times}; {active}.",
                "",
                change_table(self.breaking_changes),
                *([f"({others} further changes break nothing)"] if others else []),
                "",
                f"Look at it:        curl {self.version_url}",
                f"Try letting pass:  {self._curl('approve', more)}",
                f"Let it pass:       {self._curl('approve')}",
                f"Decide against it: {self._curl('reject')}",
                '(with an API key: -H "Authorization: Bearer $METASTORE_API_KEY")',
                f"Request {self.request_id or 'unknown'}",
            ]
        )

    def _curl(self, decision: str, more: str = "") -> str:
        body = f'{{"reason": "…"{more}}}'
        return f"curl {self.version_url}/{decision} -H 'Content-Type: application/json' -d '{body}'"


class MetastoreUnavailable(MetastoreError):
    """
    The metastore did not answer in time, and nothing stands in for its answer: do not write.

    `problem` is what it did answer, where it answered that it cannot.
    """

    def __init__(
        self, reason: str, url: str, waited: float = 0.0, problem: Optional[MetastoreProblem] = None
    ) -> None:
        super().__init__(reason, url, waited, problem)
        self.reason = reason
        self.url = url
        self.waited = waited
        self.problem = problem

    def __str__(self) -> str:
        return (
            f"The metastore at {self.url} is away: {self.reason} (tried for {self.waited:.1f} s). "
            f"Is it up? curl {self.url}/health. Is METASTORE_URL right?"
        )
