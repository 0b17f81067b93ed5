"""Schemas of tables and batches that differ in every way that a projection can bridge, and records."""

from __future__ import annotations

import random
from typing import Any

Json = Any

_WIDTHS = {
    "long": ["string", "double", "decimal(22,1)", "long", "integer"],
    "double": ["double", "string", "decimal(20,2)"],
}


def struct(fields: list[tuple[str, Json]]) -> dict[str, Json]:
    return {
        "type": "struct",
        "fields": [{"name": n, "type": t, "nullable": True, "metadata": {}} for n, t in fields],
    }


def array(element: Json) -> dict[str, Json]:
    return {"type": "array", "elementType": element, "containsNull": True}


def map_of(value: Json) -> dict[str, Json]:
    return {"type": "map", "keyType": "string", "valueType": value, "valueContainsNull": True}


_NAMES = ["id", "Amount", "zip.code", "a b", "element", "it's", "`q`", "key", "customer", "select", "größe"]


def batch_schema(rng: random.Random, depth: int = 0) -> dict[str, Json]:
    names = rng.sample(_NAMES, rng.randint(1, 5 if depth == 0 else 3))
    return struct([(name, _batch_type(rng, depth)) for name in names])


def _batch_type(rng: random.Random, depth: int) -> Json:
    kind = rng.choice(["leaf", "leaf", "struct", "array", "map"] if depth < 3 else ["leaf"])
    if kind == "struct":
        return batch_schema(rng, depth + 1)
    if kind == "array":
        return array(_batch_type(rng, depth + 1))
    if kind == "map":
        return map_of(_batch_type(rng, depth + 1))
    return rng.choice(["long", "double", "string", "boolean"])


def table_for(rng: random.Random, batch: Json) -> Json:
    """A type that a batch of this type may go into: more columns, fewer, other cases, other types."""
    if isinstance(batch, str):
        return rng.choice(_WIDTHS.get(batch, [batch, "string"]))
    if batch["type"] == "array":
        return array(table_for(rng, batch["elementType"]))
    if batch["type"] == "map":
        return map_of(table_for(rng, batch["valueType"]))
    fields = [
        (_respelled(rng, f["name"]), table_for(rng, f["type"]))
        for f in batch["fields"]
        if rng.random() < 0.85
    ]
    fields += [(f"only_here_{index}", _batch_type(rng, 3)) for index in range(rng.randint(0, 2))]
    rng.shuffle(fields)
    return struct(fields or [("only_here", "long")])


def _respelled(rng: random.Random, name: str) -> str:
    return name.upper() if rng.random() < 0.2 and name.isascii() else name


def record(rng: random.Random, of: Json) -> Json:
    if rng.random() < 0.15:
        return None
    if isinstance(of, str):
        return _leaf(rng, of)
    if of["type"] == "array":
        return [record(rng, of["elementType"]) for _ in range(rng.randint(0, 2))]
    if of["type"] == "map":
        return {key: record(rng, of["valueType"]) for key in rng.sample(["k", "l", "`m`"], rng.randint(0, 2))}
    return {field["name"]: record(rng, field["type"]) for field in of["fields"]}


def _leaf(rng: random.Random, name: str) -> Json:
    if name == "long":
        return rng.choice([0, 1, -7, 2**31 - 1, rng.choice([1, 2**31])])
    if name == "double":
        return rng.choice([0.5, -1.25, 3.0])
    if name == "boolean":
        return rng.random() < 0.5
    return rng.choice(["x", "12", "", "größer"])
