"""What was landed, and the checkpoints, are kept by a dataset's name, and a name can be registered anew."""

from __future__ import annotations

import json
import logging

from metastore_client import Dataset

from metastore_ingestion.files import Files
from metastore_ingestion.landed import landing_of, state_of
from metastore_ingestion.stopped import WrongUse

log = logging.getLogger("ingestion")


def claim_state(files: Files, root: str, dataset: Dataset) -> None:
    """
    The first run for a name writes down whose it is. Raises WrongUse where another dataset had the name: its
    records would go into the new one's table, and offsets that it has read would never be landed.
    """
    state, landing = state_of(root, dataset.name), landing_of(root, dataset.name)
    marker = f"{state}/dataset.json"
    # Ids begin at 1 in every metastore.
    mine = {"id": dataset.id, "createdAt": dataset.created_at}
    written = files.read(marker)
    if written is None:
        if files.exists(landing):
            log.warning("%s: %s says of no dataset whose it is: taken over", dataset.name, landing)
        files.replace(marker, json.dumps(mine))
    elif _read(marker, written) != mine:
        raise WrongUse(
            f"{landing} and {state} are of another dataset than {dataset.name} ({dataset.id}, registered "
            f"{dataset.created_at}): {marker} says {written.strip()}. It was purged and registered anew, or "
            "this is another metastore. To begin anew, move both away, and the table; to go on with what is "
            "there, delete that file."
        )


def _read(marker: str, written: str) -> object:
    try:
        return json.loads(written)
    except json.JSONDecodeError:
        raise WrongUse(
            f"{marker} cannot be read. It says which dataset the landing and the checkpoints beside it are "
            "of: if they are of this one, delete it."
        ) from None
