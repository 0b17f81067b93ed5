"""JSON of the service to typed values and back. Names are camelCase there, snake_case here."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Mapping
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

LOCAL = "local"
"""Marks a field that this client adds and the service does not know."""

JSON_NAME = "json"
"""Marks a field whose name at the service follows another rule."""


class UnexpectedJsonError(Exception):
    """An answer that is not of the form that the contract promises; says where."""


def json_name(field: dataclasses.Field[Any]) -> str:
    """The name of a field at the service."""
    named: str | None = field.metadata.get(JSON_NAME)
    return named or re.sub(r"_(\w)", lambda match: match.group(1).upper(), field.name)


def wire_fields(cls: type) -> list[dataclasses.Field[Any]]:
    """The fields of a dataclass that the service knows."""
    return [field for field in dataclasses.fields(cls) if not field.metadata.get(LOCAL)]


@functools.cache
def hints_of(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)


def decode(cls: type[T], value: object) -> T:
    """
    The value as a `cls`. Fields that are not known are left out, and so newer services can be talked to.

    Raises `UnexpectedJsonError` where a required field is missing or of another type.
    """
    decoded: T = _decode(cls, value, "")
    return decoded


def encode(value: object, *, nulls: bool = False) -> dict[str, object]:
    """A dataclass as JSON of the service. What is None is left out, unless `nulls`."""
    if not dataclasses.is_dataclass(value) or isinstance(value, type):
        raise TypeError(f"{value!r} is no dataclass")
    given = ((json_name(field), getattr(value, field.name)) for field in wire_fields(type(value)))
    return {name: _plain(item, nulls) for name, item in given if nulls or item is not None}


def _plain(value: object, nulls: bool) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return encode(value, nulls=nulls)
    if isinstance(value, Mapping):
        return {key: _plain(item, nulls) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(item, nulls) for item in value]
    return value


# What comes out depends on a hint that exists at run time only; callers see the typed `decode` above.
def _decode(hint: Any, value: object, path: str) -> Any:
    origin = get_origin(hint)
    if origin is Union:
        return _decode_union(get_args(hint), value, path)
    if origin is list:
        items = _expect(list, value, path)
        return [_decode(get_args(hint)[0], item, f"{path}/{index}") for index, item in enumerate(items)]
    if origin is dict:
        entries = _expect(dict, value, path)
        return {key: _decode(get_args(hint)[1], item, f"{path}/{key}") for key, item in entries.items()}
    if origin is Literal:
        # A newer service may know more values than these.
        return value
    if hint is object:
        return value
    if dataclasses.is_dataclass(hint):
        return _decode_dataclass(hint, _expect(dict, value, path), path)
    return _expect(dict if issubclass(hint, dict) else hint, value, path)


def _decode_union(choices: tuple[Any, ...], value: object, path: str) -> Any:
    if value is None and type(None) in choices:
        return None
    others = [choice for choice in choices if choice is not type(None)]
    for choice in others[:-1]:
        try:
            return _decode(choice, value, path)
        except UnexpectedJsonError:
            continue
    return _decode(others[-1], value, path)


def _decode_dataclass(cls: Any, value: dict[str, object], path: str) -> Any:
    given: dict[str, object] = {}
    hints = hints_of(cls)
    for field in wire_fields(cls):
        name = json_name(field)
        if name in value:
            given[field.name] = _decode(hints[field.name], value[name], f"{path}/{name}")
        elif is_required(field):
            raise UnexpectedJsonError(f"{path}/{name} is missing")
    return cls(**given)


def is_required(field: dataclasses.Field[Any]) -> bool:
    return field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING


def _expect(kind: Any, value: object, path: str) -> Any:
    if isinstance(value, kind) and (kind is bool or not isinstance(value, bool)):
        return value
    raise UnexpectedJsonError(f"{path or '/'} should be {kind.__name__}, and is {type(value).__name__}")
