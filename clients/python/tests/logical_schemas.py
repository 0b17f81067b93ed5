"""Schemas by what they mean, and many ways to write each down."""

from __future__ import annotations

from typing import Union

from hypothesis import strategies as st
from metastore_client import StructField, StructType

# A struct is what its fields are, in no order: so dicts are equal when their schemas are.
Logical = Union[str, "tuple[Logical, ...]", "dict[str, Logical]"]

NAMES = st.sampled_from(["a", "b", "c", "order_id"])
LEAVES = st.sampled_from(
    ["long", "string", "double", "boolean", "date", "timestamp", "decimal(10,2)", "binary"]
)


def _nested(inner: st.SearchStrategy[Logical]) -> st.SearchStrategy[Logical]:
    return st.one_of(
        st.tuples(inner),
        st.tuples(LEAVES, inner),
        st.dictionaries(NAMES, inner, min_size=1, max_size=3),
    )


TYPES: st.SearchStrategy[Logical] = st.recursive(LEAVES, _nested, max_leaves=8)
STRUCTS: st.SearchStrategy[dict[str, Logical]] = st.dictionaries(NAMES, TYPES, min_size=1, max_size=4)


@st.composite
def written(draw: st.DrawFn, struct: dict[str, Logical]) -> StructType:
    """The struct as Spark's JSON, its order, nullability and metadata left to chance."""
    fields: list[StructField] = []
    for name in draw(st.permutations(sorted(struct))):
        field: StructField = {"name": name, "type": _type(draw, struct[name])}
        if draw(st.booleans()):
            field["nullable"] = draw(st.booleans())
            field["metadata"] = draw(st.sampled_from([{}, {"comment": "x"}, {"delta.columnMapping.id": 1}]))
        fields.append(field)
    return {"type": "struct", "fields": fields}


def _type(draw: st.DrawFn, type_: Logical) -> Union[str, dict[str, object]]:
    if isinstance(type_, str):
        return type_
    if isinstance(type_, dict):
        struct = draw(written(type_))
        return {"type": struct["type"], "fields": struct["fields"]}
    if len(type_) == 1:
        return {"type": "array", "elementType": _type(draw, type_[0]), "containsNull": draw(st.booleans())}
    key, value = (_type(draw, part) for part in type_)
    return {"type": "map", "keyType": key, "valueType": value, "valueContainsNull": draw(st.booleans())}


@st.composite
def changed(draw: st.DrawFn, struct: dict[str, Logical]) -> dict[str, Logical]:
    """One thing is otherwise, at any depth."""
    name = draw(st.sampled_from(sorted(struct)))
    others = {other: type_ for other, type_ in struct.items() if other != name}
    how = draw(st.sampled_from(["lost", "added", "renamed", "type"]))
    if how == "lost":
        return others
    if how == "added":
        return {**struct, "new": draw(TYPES)}
    if how == "renamed":
        return {**others, name.upper(): struct[name]}
    return {**others, name: _changed_type(draw, struct[name])}


def _changed_type(draw: st.DrawFn, type_: Logical) -> Logical:
    if isinstance(type_, str) or draw(st.booleans()):
        return draw(TYPES.filter(lambda other: other != type_))
    if isinstance(type_, dict):
        return draw(changed(type_))
    return (*type_[:-1], _changed_type(draw, type_[-1]))
