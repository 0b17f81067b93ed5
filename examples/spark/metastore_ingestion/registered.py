"""What is registered."""

from __future__ import annotations

from metastore_client import Dataset, Metastore

from metastore_ingestion.stopped import DatasetPaused


def registered(metastore: Metastore, name: str) -> Dataset:
    """
    The dataset. Read for every batch: what people change counts from the next one on. Raises DatasetPaused
    where no job is wanted.
    """
    dataset = metastore.get_dataset(name)
    if dataset.archived_at is not None:
        raise DatasetPaused(f"{dataset.name} is archived. To go on: POST /datasets/{dataset.name}/restore")
    if dataset.paused:
        why = dataset.paused_reason or "nobody said why"
        raise DatasetPaused(
            f"{dataset.name} is paused: {why}. To go on: POST /datasets/{dataset.name}/resume"
        )
    return dataset
