"""The committed contract, and how the types of the client compare with it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from typing import Any, Literal, Union, get_args, get_origin

import yaml
from metastore_client.models.common import StructField, StructType
from metastore_client.wire import hints_of, is_required, json_name, wire_fields
from metastore_testing import checkout_root

# A schema of the contract is JSON of any form; what it is expected to be is checked where it is looked at.
Schema = dict[str, Any]

DOCUMENT: Schema = yaml.safe_load((checkout_root() / "openapi/openapi.yaml").read_text())
SCHEMAS: dict[str, Schema] = DOCUMENT["components"]["schemas"]

OPEN_STRINGS = {"Change.rule", "Resolution.rule", "ResolutionRequest.rule"}
"""Strings here, enumerations there: a new rule is no reason to change this client."""

LENIENT = {"TableName", "EvolutionPolicy", "ProjectionStep.default"}
"""Not required here although answers always have it: who registers, or makes up a step, need not give it."""


def resolve(schema: Schema) -> Schema:
    """Without references; what is put together of several is one."""
    if "$ref" in schema:
        return resolve(SCHEMAS[schema["$ref"].rsplit("/", 1)[1]])
    if "allOf" not in schema:
        return schema
    merged: Schema = {"type": "object", "properties": {}, "required": []}
    for part in map(resolve, schema["allOf"]):
        merged["properties"] |= part.get("properties", {})
        merged["required"] += part.get("required", [])
    return merged


def differences(cls: Any, schema: Schema) -> Iterator[str]:
    """What a dataclass has otherwise than the contract: names, what is required, types."""
    known = {json_name(field): field for field in wire_fields(cls)}
    properties = schema["properties"]
    for name in sorted(properties.keys() - known.keys()):
        yield f"{cls.__name__} lacks {name}"
    for name in sorted(known.keys() - properties.keys()):
        yield f"{cls.__name__} has {name}, which is not in the contract"
    for name in sorted(known.keys() & properties.keys()):
        at = f"{cls.__name__}.{name}"
        required = name in schema.get("required", []) and not LENIENT & {cls.__name__, at}
        field = known[name]
        if is_required(field) != required:
            yield f"{at} is {'' if required else 'not '}required by the contract"
        hint = hints_of(cls)[field.name]
        if not required and get_origin(hint) is Union:
            # Absent is None here, whether or not it may be null there.
            hint = Union[tuple(choice for choice in get_args(hint) if choice is not type(None))]
            properties = {**properties, name: without_null(resolve(properties[name]))}
        yield from type_differences(hint, properties[name], at)


def without_null(schema: Schema) -> Schema:
    if isinstance(schema.get("type"), list):
        others = [kind for kind in schema["type"] if kind != "null"]
        enum = {"enum": [value for value in schema["enum"] if value is not None]} if "enum" in schema else {}
        return {**schema, "type": others[0], **enum}
    if "anyOf" in schema:
        others = [choice for choice in schema["anyOf"] if choice.get("type") != "null"]
        return others[0] if len(others) == 1 else {**schema, "anyOf": others}
    return schema


def type_differences(hint: Any, schema: Schema, at: str) -> Iterator[str]:
    schema = resolve(schema)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Union and type(None) in arguments:
        if not is_nullable(schema):
            yield f"{at} is never null"
        others = tuple(choice for choice in arguments if choice is not type(None))
        yield from type_differences(Union[others], without_null(schema), at)
    elif is_nullable(schema) and hint is not type(None):
        yield f"{at} may be null"
    elif origin is Union:
        choices = schema.get("anyOf", [])
        if len(choices) != len(arguments):
            yield f"{at} has {len(choices)} forms"
        for choice, form in zip(arguments, choices):
            yield from type_differences(choice, form, at)
    elif origin is Literal:
        if sorted(map(str, arguments)) != sorted(map(str, schema.get("enum", []))):
            yield f"{at} is one of {schema.get('enum')}"
    elif origin is list:
        yield from expect(schema, "array", at)
        yield from type_differences(arguments[0], schema.get("items", {}), f"{at}[]")
    elif origin is dict and arguments[1] is not object:
        yield from expect(schema, "object", at)
        yield from type_differences(arguments[1], schema.get("additionalProperties", {}), f"{at}{{}}")
    elif dataclasses.is_dataclass(hint):
        yield from expect(schema, "object", at)
        yield from differences(hint, schema)
    elif hint in (StructType, StructField):
        yield from typed_dict_differences(hint, schema)
    else:
        yield from plain_differences(hint, schema, at)


def plain_differences(hint: Any, schema: Schema, at: str) -> Iterator[str]:
    names = {str: "string", int: "integer", bool: "boolean", type(None): "null"}
    yield from expect(schema, names.get(hint, "object"), at)
    if "enum" in schema and at not in OPEN_STRINGS:
        yield f"{at} is one of {schema['enum']}"


def typed_dict_differences(hint: Any, schema: Schema) -> Iterator[str]:
    if hint.__annotations__.keys() != schema["properties"].keys():
        yield f"{hint.__name__} has {list(schema['properties'])}"
    if hint.__required_keys__ != set(schema["required"]):
        yield f"{hint.__name__} requires {schema['required']}"


def expect(schema: Mapping[str, object], kind: str, at: str) -> Iterator[str]:
    if schema.get("type") != kind:
        yield f"{at} is {schema.get('type')}, not {kind}"


def is_nullable(schema: Schema) -> bool:
    kinds = schema.get("type")
    forms = schema.get("anyOf", [])
    return (isinstance(kinds, list) and "null" in kinds) or any(form.get("type") == "null" for form in forms)
