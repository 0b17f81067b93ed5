"""DAGs made of what is registered in the metastore."""

from metastore_dags.dataset_dags import dataset_dags

__all__ = ["dataset_dags"]
