"""A dataset as the metastore would give it, for tests of the parts of the job."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from metastore_client import Dataset
from metastore_client.models.dataset import EvolutionPolicy, TableName

_PLAIN = Dataset(
    id=1,
    name="orders",
    kafka_topic=None,
    source_uri=None,
    mode="upsert",
    pk_fields=["id"],
    partition_keys=[],
    derived_fields=[],
    protected_fields=[],
    transform_jars=[],
    table_format="DELTA",
    table=TableName(name="orders"),
    location=None,
    description=None,
    owner=None,
    labels={},
    properties={},
    paused=False,
    paused_reason=None,
    evolution_policy=EvolutionPolicy(preset="TOLERANT"),
    former_pk_fields=[],
    former_partition_keys=[],
    revision=1,
    created_at="",
    updated_at="",
    archived_at=None,
)


def a_dataset(**settings: Any) -> Dataset:
    return replace(_PLAIN, **settings)
