"""A projection by the words of the contract, on JSON: what Spark's rows are compared with."""

from __future__ import annotations

import json
from typing import Any, Optional

from metastore_client.models.verdict import ProjectionStep

Json = Any


class DoesNotFit(Exception):
    pass


class Reference:
    def __init__(self, steps: list[ProjectionStep], effective: Json) -> None:
        self._steps = {tuple(step.target): step for step in steps}
        self._effective = effective

    def project(self, record: Json) -> Json:
        return self._fields((), self._effective, (), record)

    def _fields(self, target: tuple[str, ...], wanted: Json, path: tuple[str, ...], value: Json) -> Json:
        return {
            f["name"]: self._field((*target, f["name"]), f["type"], path, value) for f in wanted["fields"]
        }

    def _field(self, target: tuple[str, ...], wanted: Json, path: tuple[str, ...], parent: Json) -> Json:
        step = self._steps[target]
        if step.source is None:
            return None
        assert tuple(step.source[:-1]) == path
        return self._value(target, step, wanted, tuple(step.source), parent.get(step.source[-1]))

    def _part(self, target: tuple[str, ...], wanted: Json, path: tuple[str, ...], value: Json) -> Json:
        step = self._steps.get(target)
        return (
            None
            if step is not None and step.source is None
            else self._value(target, step, wanted, path, value)
        )

    def _value(
        self,
        target: tuple[str, ...],
        step: Optional[ProjectionStep],
        wanted: Json,
        path: tuple[str, ...],
        value: Json,
    ) -> Json:
        if value is None:
            return None
        if step is not None and step.cast is not None:
            return cast(wanted, value)
        if isinstance(wanted, str):
            return value
        if wanted["type"] == "array":
            below, inner = (*target, "element"), (*path, "element")
            return [self._part(below, wanted["elementType"], inner, each) for each in value]
        if wanted["type"] == "map":
            below, inner = (*target, "value"), (*path, "value")
            return {key: self._part(below, wanted["valueType"], inner, each) for key, each in value.items()}
        return self._fields(target, wanted, path, value)


def cast(wanted: Json, value: Json) -> Json:
    """As Spark in ANSI mode."""
    if value is None:
        return None
    if not isinstance(wanted, str):
        if wanted["type"] == "array":
            return [cast(wanted["elementType"], each) for each in value]
        return {key: cast(wanted["valueType"], each) for key, each in value.items()}
    if wanted == "string":
        return value if isinstance(value, str) else json.dumps(value)
    if wanted == "integer" and not -(2**31) <= value < 2**31:
        raise DoesNotFit(str(value))
    return float(value) if wanted == "double" or wanted.startswith("decimal") else value
