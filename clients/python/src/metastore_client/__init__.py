"""Client of the Metastore service."""

from metastore_client.calls.events import Events
from metastore_client.limits import Retries, Timeouts
from metastore_client.metastore import Metastore
from metastore_client.models.common import Actor, Path, SchemaWarning, StructField, StructType
from metastore_client.models.dataset import Dataset, DatasetRegistration, EvolutionPolicy, TableName
from metastore_client.models.decision import (
    ApprovalResult,
    DdlResult,
    RejectionResult,
    Resolution,
    ResolutionRequest,
    RollBackResult,
)
from metastore_client.models.event import Event, Health
from metastore_client.models.problem import InputFault
from metastore_client.models.rendering import (
    RenderedChange,
    RenderedDocument,
    RenderedSql,
    RenderedStatement,
)
from metastore_client.models.schema_version import Change, SchemaVersion
from metastore_client.models.verdict import CompareResult, EvolveResult, InferredSchema, ProjectionStep
from metastore_client.problems import (
    BreakingSchemaChange,
    MetastoreError,
    MetastoreProblem,
    MetastoreUnavailable,
)
from metastore_client.schema_equality import logically_equal

__all__ = [
    "Actor",
    "ApprovalResult",
    "BreakingSchemaChange",
    "Change",
    "CompareResult",
    "Dataset",
    "DatasetRegistration",
    "DdlResult",
    "Event",
    "Events",
    "EvolutionPolicy",
    "EvolveResult",
    "Health",
    "InferredSchema",
    "InputFault",
    "Metastore",
    "MetastoreError",
    "MetastoreProblem",
    "MetastoreUnavailable",
    "Path",
    "ProjectionStep",
    "RejectionResult",
    "RenderedChange",
    "RenderedDocument",
    "RenderedSql",
    "RenderedStatement",
    "Resolution",
    "ResolutionRequest",
    "Retries",
    "RollBackResult",
    "SchemaVersion",
    "SchemaWarning",
    "StructField",
    "StructType",
    "TableName",
    "Timeouts",
    "logically_equal",
]
