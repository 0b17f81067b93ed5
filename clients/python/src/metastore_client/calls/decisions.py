"""What people change and decide. Every one of these calls is sent once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

from metastore_client.caller import Caller, DatasetRef
from metastore_client.models.decision import (
    ApprovalResult,
    DdlResult,
    RejectionResult,
    ResolutionRequest,
    RollBackResult,
)
from metastore_client.operations import APPROVE_VERSION, EXECUTE_DDL, REJECT_VERSION, ROLL_BACK
from metastore_client.wire import encode


class DecisionCalls(Caller):
    """`expected_version` refuses where another version is active by now; `dry_run` says what would happen."""

    def ddl(
        self,
        dataset: DatasetRef,
        sql: str,
        *,
        reason: Optional[str] = None,
        force: bool = False,
        expected_version: Optional[int] = None,
        dry_run: bool = False,
    ) -> DdlResult:
        """Changes columns by Spark's ALTER TABLE. Raises `MetastoreProblem` `DDL_REFUSED`, `INVALID_SQL`."""
        body = _given(sql=sql, reason=reason, force=force, expectedVersion=expected_version, dryRun=dry_run)
        return self._answer(EXECUTE_DDL, {"dataset": dataset}, body=body).read_as(DdlResult)

    def approve(
        self,
        dataset: DatasetRef,
        version: int,
        reason: str,
        *,
        resolutions: Sequence[ResolutionRequest] = (),
        expected_version: Optional[int] = None,
        dry_run: bool = False,
    ) -> ApprovalResult:
        """Lets a blocked version pass. Raises `MetastoreProblem` `NOT_APPROVABLE`, `NOT_BLOCKED`."""
        body = _given(
            reason=reason,
            resolutions=[encode(resolution) for resolution in resolutions],
            expectedVersion=expected_version,
            dryRun=dry_run,
        )
        path = {"dataset": dataset, "version": version}
        return self._answer(APPROVE_VERSION, path, body=body).read_as(ApprovalResult)

    def reject(
        self, dataset: DatasetRef, version: int, reason: str, *, expected_version: Optional[int] = None
    ) -> RejectionResult:
        """Decides against a blocked version. Raises `MetastoreProblem` `NOT_BLOCKED`."""
        path = {"dataset": dataset, "version": version}
        body = _given(reason=reason, expectedVersion=expected_version)
        return self._answer(REJECT_VERSION, path, body=body).read_as(RejectionResult)

    def roll_back(
        self,
        dataset: DatasetRef,
        version: int,
        reason: str,
        *,
        force: bool = False,
        expected_version: Optional[int] = None,
        dry_run: bool = False,
    ) -> RollBackResult:
        """Makes a new version like an earlier one. Raises `MetastoreProblem` `ROLLBACK_REFUSED`."""
        body = _given(
            version=version, reason=reason, force=force, expectedVersion=expected_version, dryRun=dry_run
        )
        return self._answer(ROLL_BACK, {"dataset": dataset}, body=body).read_as(RollBackResult)


def _given(**values: object) -> dict[str, object]:
    return {name: value for name, value in values.items() if value is not None}
