from __future__ import annotations

import importlib
import pkgutil
from typing import Any

import metastore_client.models
import pytest
from contract import DOCUMENT, SCHEMAS, Schema, differences, resolve
from metastore_client.models.dataset import EvolutionPolicy
from metastore_client.operations import OPERATIONS, Operation, Repeat

NAMED_OTHERWISE = {"SchemaWarning": "Warning"}
INLINE: dict[str, Schema] = {
    "Actor": SCHEMAS["Event"]["properties"]["actor"],
    "TableName": SCHEMAS["Dataset"]["properties"]["table"],
    "Breakage": SCHEMAS["BreakingSchemaChangeProblem"]["allOf"][2],
}
GENERIC = {"Page"}


def model_classes() -> list[Any]:
    package = metastore_client.models
    modules = [
        importlib.import_module(f"{package.__name__}.{found.name}")
        for found in pkgutil.iter_modules(package.__path__)
    ]
    values: set[Any] = {
        value for module in modules for value in vars(module).values() if isinstance(value, type)
    }
    classes = [cls for cls in values if hasattr(cls, "__dataclass_fields__") and cls.__name__ not in GENERIC]
    return sorted(classes, key=lambda cls: str(cls.__name__))


@pytest.mark.parametrize("cls", model_classes(), ids=lambda cls: str(cls.__name__))
def test_every_type_has_the_fields_of_the_contract(cls: Any) -> None:
    schema = INLINE.get(cls.__name__) or SCHEMAS[NAMED_OTHERWISE.get(cls.__name__, cls.__name__)]
    assert list(differences(cls, resolve(schema))) == []


def test_the_policy_to_register_has_the_same_settings() -> None:
    assert list(differences(EvolutionPolicy, SCHEMAS["EvolutionPolicyChanges"])) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"properties": {"later": {"type": "string"}}}, ["Actor lacks later"]),
        ({"required": ["type"]}, ["Actor.name is not required by the contract"]),
        ({"properties": {"name": {"type": "integer"}}}, ["Actor.name is integer, not string"]),
        ({"properties": {"name": {"type": ["string", "null"]}}}, ["Actor.name may be null"]),
        ({"properties": {"type": {"type": "string", "enum": ["A"]}}}, ["Actor.type is one of ['A']"]),
    ],
)
def test_a_drift_is_found(change: Schema, said: list[str]) -> None:
    actor = INLINE["Actor"]
    drifted = {**actor, **change, "properties": {**actor["properties"], **change.get("properties", {})}}
    assert list(differences(metastore_client.models.common.Actor, drifted)) == said


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.id)
def test_every_call_is_in_the_contract(operation: Operation) -> None:
    declared = DOCUMENT["paths"][operation.path][operation.method.lower()]
    assert declared["operationId"] == operation.id
    assert ("304" in declared["responses"]) == operation.tagged


def test_only_reads_and_what_is_thought_through_are_sent_twice() -> None:
    twice = {
        operation.id
        for operation in OPERATIONS
        if operation.repeat is Repeat.HARMLESS and operation.method == "POST"
    }
    assert twice == {"evolveSchema", "compareSchema", "inferSchema", "acknowledgeVersion"}
    assert all(operation.because for operation in OPERATIONS)
