"""What is registered."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, Optional

from metastore_client.caller import DatasetRef
from metastore_client.configuration import Configuration
from metastore_client.models.common import Mode, TableFormat
from metastore_client.models.dataset import Dataset, DatasetRegistration
from metastore_client.models.page import DatasetPage
from metastore_client.operations import GET_DATASET, LIST_DATASETS, REGISTER_DATASET
from metastore_client.wire import encode


class DatasetCalls(Configuration):
    def register(self, registration: DatasetRegistration) -> Dataset:
        """Registers a dataset. Raises `MetastoreProblem` `DATASET_EXISTS` when the name is taken."""
        return self._answer(REGISTER_DATASET, body=encode(registration)).read_as(Dataset)

    def get_dataset(self, dataset: DatasetRef) -> Dataset:
        """
        The dataset. When the metastore is away: the last known good one, with `stale_since` set.

        Raises `MetastoreProblem` `DATASET_NOT_FOUND`; `MetastoreUnavailable` when nothing recent is known.
        """
        found, stale_since = self._last_known_good(GET_DATASET, Dataset, {"dataset": dataset})
        return replace(found, stale_since=stale_since)

    def list_datasets(
        self,
        *,
        search: Optional[str] = None,
        kafka_topic: Optional[str] = None,
        mode: Optional[Mode] = None,
        table_format: Optional[TableFormat] = None,
        owner: Optional[str] = None,
        label: Optional[str] = None,
        paused: Optional[bool] = None,
        has_blocked_version: Optional[bool] = None,
        archived: Optional[Literal["false", "true", "any"]] = None,
    ) -> list[Dataset]:
        """
        All datasets that fit, from all pages. `label` is `key` or `key=value`.

        When the metastore is away: those last known for the same question, each with `stale_since` set.
        """
        query = {
            "limit": 500,
            "search": search,
            "kafkaTopic": kafka_topic,
            "mode": mode,
            "tableFormat": table_format,
            "owner": owner,
            "label": label,
            "paused": paused,
            "hasBlockedVersion": has_blocked_version,
            "archived": archived,
        }
        found, stale_since = self._last_known_list(LIST_DATASETS, DatasetPage, query)
        return [replace(dataset, stale_since=stale_since) for dataset in found]
