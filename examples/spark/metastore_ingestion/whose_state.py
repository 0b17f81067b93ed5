"""What was landed, and the checkpoints, are kept by a dataset's name, and a name can be registered anew."""

from __future__ import annotations

import json

from metastore_client import Dataset

from metastore_ingestion.files import Files
from metastore_ingestion.landed import landing_of, state_of
from metastore_ingestion.stopped import WrongUse


def claim_state(files: Files, root: str, dataset: Dataset) -> None:
    """
    The first run for a name writes down whose it is. Raises WrongUse where another dataset had the name: its
    records would go into the new one's table, and offsets that it has read would never be landed.
    """
    state = state_of(root, dataset.name)
    marker = f"{state}/dataset.json"
    written = files.read(marker)
    if written is None:
        files.replace(marker, json.dumps({"id": dataset.id, "name": dataset.name}))
        return
    former = json.loads(written)["id"]
    if former != dataset.id:
        landing = landing_of(root, dataset.name)
        raise WrongUse(
            f"{landing} and {state} are of dataset {former}, and {dataset.name} is dataset {dataset.id}: it "
            "was purged and registered anew, or this is another metastore. To begin anew, move both away, "
            f"and the table; to go on with what is there, delete {marker}."
        )
