"""The calls that this client makes, and which of them may be sent twice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal


class Repeat(Enum):
    """What may be done when nobody knows whether a request arrived."""

    HARMLESS = "a second sending changes nothing that the first one did not"
    ONCE = "sent again only when no connection came about, and so nothing was sent"


@dataclass(frozen=True)
class Operation:
    """A call of the contract, by its `operationId`."""

    id: str
    method: Literal["GET", "POST"]
    path: str
    repeat: Repeat
    because: str
    tagged: bool = False
    """Its answers carry an entity tag: a 304 saves sending them again."""
    says_away: bool = False
    """It answers 503 with what it is there to say."""


def _read(id: str, path: str, *, tagged: bool = False) -> Operation:
    return Operation(id, "GET", path, Repeat.HARMLESS, "reading changes nothing", tagged)


def _harmless(id: str, path: str, because: str) -> Operation:
    return Operation(id, "POST", path, Repeat.HARMLESS, because)


def _once(id: str, path: str, because: str) -> Operation:
    return Operation(id, "POST", path, Repeat.ONCE, because)


_DATASET = "/datasets/{dataset}"
_VERSION = f"{_DATASET}/schema/versions/{{version}}"

LIST_DATASETS = _read("listDatasets", "/datasets")
GET_DATASET = _read("getDataset", _DATASET, tagged=True)
REGISTER_DATASET = _once(
    "registerDataset",
    "/datasets",
    "if the first one registered, the second is told that the name is taken, by somebody else as it seems",
)
EVOLVE_SCHEMA = _harmless(
    "evolveSchema",
    f"{_DATASET}/schema/evolve",
    "a known schema writes nothing, a known problem is the same blocked version (seen once more), and once "
    "anything was acknowledged, `apply` names all that was not since, also to who asks again; before that, "
    "only the first answer names it, and a job has to look at its table",
)
COMPARE_SCHEMA = _harmless("compareSchema", f"{_DATASET}/schema/compare", "it writes nothing")
INFER_SCHEMA = _harmless("inferSchema", "/schema/infer", "it writes nothing")
ACTIVE_SCHEMA = _read("getActiveSchema", f"{_DATASET}/schema/active", tagged=True)
LIST_VERSIONS = _read("listSchemaVersions", f"{_DATASET}/schema/versions")
GET_VERSION = _read("getSchemaVersion", _VERSION, tagged=True)
ACKNOWLEDGE_VERSION = _harmless(
    "acknowledgeVersion",
    f"{_VERSION}/applied",
    "the same commit again is answered as before, and the first acknowledgement stays",
)
RENDER_ACTIVE = _read("renderActiveSchema", f"{_DATASET}/schema/active/render", tagged=True)
RENDER_VERSION = _read("renderSchemaVersion", f"{_VERSION}/render", tagged=True)
RENDER_DIFF = _read("renderSchemaDiff", f"{_DATASET}/schema/diff/render", tagged=True)
RENDER_REGISTRATION = _read("renderRegistration", f"{_DATASET}/schema/active/register", tagged=True)
EXECUTE_DDL = _once(
    "executeDdl", f"{_DATASET}/ddl", "ADD COLUMN a second time is refused: the column is there already"
)
APPROVE_VERSION = _once(
    "approveSchemaVersion", f"{_VERSION}/approve", "a second approval is refused: nothing is blocked any more"
)
REJECT_VERSION = _once(
    "rejectSchemaVersion", f"{_VERSION}/reject", "a second rejection is refused: nothing is blocked any more"
)
ROLL_BACK = _once(
    "rollBackSchema",
    f"{_DATASET}/schema/rollback",
    "what somebody changed since the first one would be rolled back as well",
)
LIST_EVENTS = _read("listEvents", "/events")
LIST_DATASET_EVENTS = _read("listDatasetEvents", f"{_DATASET}/events")
GET_HEALTH = Operation(
    "getHealth", "GET", "/health", Repeat.HARMLESS, "reading changes nothing", says_away=True
)

OPERATIONS = tuple(value for value in list(globals().values()) if isinstance(value, Operation))
