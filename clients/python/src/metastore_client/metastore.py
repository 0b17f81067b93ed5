"""The client."""

from __future__ import annotations

from metastore_client.calls.datasets import DatasetCalls
from metastore_client.calls.decisions import DecisionCalls
from metastore_client.calls.events import EventCalls
from metastore_client.calls.renderings import RenderingCalls
from metastore_client.calls.schemas import SchemaCalls


class Metastore(DatasetCalls, SchemaCalls, DecisionCalls, RenderingCalls, EventCalls):
    """
    A Metastore service.

        metastore = Metastore("http://127.0.0.1:8000", actor="orders-ingest")
        answer = metastore.evolve("orders", df.schema.json())

    Raises `MetastoreError`: `BreakingSchemaChange`, other `MetastoreProblem`s, `MetastoreUnavailable`. And
    ValueError for what cannot be asked.
    """
