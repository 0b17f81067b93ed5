from __future__ import annotations

import itertools
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from logical_schemas import STRUCTS, changed, written
from metastore_client import DatasetRegistration, Metastore, StructType, logically_equal
from metastore_client.unconfirmed import identity_projection
from metastore_testing import MetastoreService

_numbers = itertools.count(1)


@given(data=st.data(), struct=STRUCTS)
def test_order_nullability_and_metadata_do_not_count(data: st.DataObject, struct: dict[str, Any]) -> None:
    one, other = data.draw(written(struct)), data.draw(written(struct))
    assert logically_equal(one, other)
    assert logically_equal(json.dumps(one), other)


@given(data=st.data(), struct=STRUCTS)
def test_one_difference_at_any_depth_counts(data: st.DataObject, struct: dict[str, Any]) -> None:
    other = data.draw(changed(struct))
    assert not logically_equal(data.draw(written(struct)), data.draw(written(other)))


@given(data=st.data(), struct=STRUCTS, other=STRUCTS)
def test_equal_is_what_means_the_same(
    data: st.DataObject, struct: dict[str, Any], other: dict[str, Any]
) -> None:
    assert logically_equal(data.draw(written(struct)), data.draw(written(other))) == (struct == other)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), struct=STRUCTS)
def test_of_equal_schemas_the_service_says_what_stands_in_for_it(
    metastore_service: MetastoreService,
    tmp_path_factory: pytest.TempPathFactory,
    data: st.DataObject,
    struct: dict[str, Any],
) -> None:
    metastore = Metastore(metastore_service.url, cache_dir=tmp_path_factory.mktemp("cache"))
    name = f"equal_{next(_numbers)}"
    metastore.register(DatasetRegistration(name=name, mode="append", source_uri="s3://landing"))
    metastore.evolve(name, nullable(data.draw(written(struct))))
    active = metastore.active_schema(name).schema
    answer = metastore.compare(name, nullable(data.draw(written(struct))))
    assert answer.change_type == "NONE"
    assert answer.effective_schema == active
    assert answer.projection == identity_projection(active)


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("decimal(10, 2)", "decimal(10,2)", True),
        ("decimal", "decimal(10,0)", True),
        ("null", "void", True),
        ("timestamp_ltz", "timestamp", True),
        ("timestamp_ntz", "timestamp", False),
        ("decimal(10,2)", "decimal(12,2)", False),
        ("integer", "long", False),
        ({"type": "array", "elementType": "long"}, {"type": "array", "elementType": "integer"}, False),
    ],
)
def test_types_by_their_other_names(one: object, other: object, equal: bool) -> None:
    assert logically_equal(of(one), of(other)) == equal


def test_a_length_that_spark_keeps_in_metadata_is_part_of_the_type() -> None:
    short = of("string", {"__CHAR_VARCHAR_TYPE_STRING": "varchar(5)"})
    assert logically_equal(short, of("string", {"__CHAR_VARCHAR_TYPE_STRING": "varchar(5)", "comment": "x"}))
    assert not logically_equal(short, of("string"))


@pytest.mark.parametrize(
    "unreadable",
    [
        None,
        "",
        "{",
        "long",
        [],
        {"type": "struct"},
        {"type": "struct", "fields": [{"name": "a"}]},
        {"type": "struct", "fields": [{"name": "a", "type": "long"}, {"name": "a", "type": "long"}]},
        {"type": "struct", "fields": [{"name": "a", "type": {"type": "udt"}}]},
    ],
)
def test_what_cannot_be_read_equals_nothing_not_even_itself(unreadable: object) -> None:
    assert not logically_equal(unreadable, unreadable)


def of(type_: object, metadata: dict[str, object] | None = None) -> dict[str, object]:
    return {"type": "struct", "fields": [{"name": "a", "type": type_, "metadata": metadata or {}}]}


def nullable(schema: StructType) -> StructType:
    """As schemas are that Spark infers; a batch that promises no nulls is another matter."""
    text = json.dumps(schema).replace(": false", ": true")
    read: StructType = json.loads(text)
    return read
