"""Runs the ingestion job, and knows what its exit codes mean."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from typing import ClassVar

from airflow.providers.standard.hooks.subprocess import SubprocessHook
from airflow.sdk import BaseOperator, Context
from airflow.sdk.exceptions import AirflowException, AirflowFailException, AirflowSkipException

_BREAKING = 3
_PAUSED = 4


class IngestionJob(BaseOperator):
    """
    `command` is run as it is, without a shell. `asked` are more arguments, in which `{{ params.… }}` stand
    for what whoever triggers a run asks for; those that come out empty are left out.

    A breaking schema change is not tried again, since only a person or another batch ends it. A dataset that
    has been paused meanwhile ends as skipped.
    """

    ui_color = "#cfe2f3"
    template_fields: ClassVar[Sequence[str]] = ("asked",)

    def __init__(self, *, command: Sequence[str], asked: Sequence[str] = (), **arguments: object) -> None:
        super().__init__(**arguments)
        self.command = list(command)
        self.asked = list(asked)

    @cached_property
    def hook(self) -> SubprocessHook:
        return SubprocessHook()

    def execute(self, context: Context) -> None:
        command = [*self.command, *(argument for argument in self.asked if argument)]
        ended = self.hook.run_command(command, env=dict(os.environ))
        if ended.exit_code == _BREAKING:
            raise AirflowFailException(
                "The batch brings a breaking schema change and was not written. What changed is above, "
                "and in the task no_blocked_versions with what to do."
            )
        if ended.exit_code == _PAUSED:
            raise AirflowSkipException(ended.output)
        if ended.exit_code != 0:
            raise AirflowException(f"The job ended with {ended.exit_code}: {ended.output}")

    def on_kill(self) -> None:
        self.hook.send_sigterm()
