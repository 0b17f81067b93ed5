"""Places in a schema as Spark writes it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TypedDict, Union, cast

from inference_parity.outcome import Path


class StructJson(TypedDict):
    type: str
    fields: list[FieldJson]


class ArrayJson(TypedDict):
    type: str
    elementType: TypeJson
    containsNull: bool


TypeJson = Union[str, StructJson, ArrayJson]


class FieldJson(TypedDict):
    name: str
    type: TypeJson
    nullable: bool
    metadata: dict[str, object]


def leaves(schema: str) -> list[Path]:
    """The paths of all that has no parts, in the order of the schema."""
    return list(_leaves(json.loads(schema), ()))


def _leaves(kind: TypeJson, path: Path) -> Iterator[Path]:
    if isinstance(kind, str):
        yield path
    elif kind["type"] == "array":
        yield from _leaves(cast(ArrayJson, kind)["elementType"], (*path, "element"))
    else:
        for field in cast(StructJson, kind)["fields"]:
            yield from _leaves(field["type"], (*path, field["name"]))


def with_void(schema: str, paths: tuple[Path, ...]) -> str:
    """The same schema, void at these paths."""
    root = json.loads(schema)
    for path in paths:
        _make_void(root, path)
    return json.dumps(root, separators=(",", ":"), ensure_ascii=False)


def _make_void(kind: StructJson | ArrayJson, path: Path) -> None:
    step, *rest = path
    if kind["type"] == "array":
        array = cast(ArrayJson, kind)
        array["elementType"] = _void_below(array["elementType"], tuple(rest))
        return
    field = next(field for field in cast(StructJson, kind)["fields"] if field["name"] == step)
    field["type"] = _void_below(field["type"], tuple(rest))


def _void_below(kind: TypeJson, rest: Path) -> TypeJson:
    if not rest:
        return "void"
    assert not isinstance(kind, str), f"nothing is below {kind}"
    _make_void(kind, rest)
    return kind
