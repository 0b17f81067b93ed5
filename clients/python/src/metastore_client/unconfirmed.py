"""What a schema check says while the metastore is away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from metastore_client.models.common import Path, SchemaWarning, StructType
from metastore_client.models.schema_version import SchemaVersion
from metastore_client.models.verdict import EvolveResult, ProjectionStep


def unconfirmed(active: SchemaVersion, confirmed: datetime) -> EvolveResult:
    """Every column as it is: for a batch whose schema equals the one that was active."""
    message = (
        f"The metastore is away. The batch has the schema of version {active.version}, which was active at "
        f"{confirmed:%Y-%m-%d %H:%M:%S} UTC; nobody confirmed that it still is."
    )
    return EvolveResult(
        status="success",
        change_type="NONE",
        version=active.version,
        active_schema_version_id=active.id,
        changes=[],
        effective_schema=active.schema,
        projection=identity_projection(active.schema),
        apply=[],
        warnings=[SchemaWarning("UNCONFIRMED", None, message)],
        stale_since=confirmed,
    )


def identity_projection(schema: StructType) -> list[ProjectionStep]:
    """A step for every column and every field of a struct, outermost first."""
    return [ProjectionStep(target=path, source=path) for path in _paths(schema, [])]


def _paths(type_: object, path: Path) -> Iterator[Path]:
    if not isinstance(type_, Mapping):
        return
    if type_["type"] == "struct":
        for field in type_["fields"]:
            step = [*path, field["name"]]
            yield step
            yield from _paths(field["type"], step)
    elif type_["type"] == "array":
        yield from _paths(type_["elementType"], [*path, "element"])
    elif type_["type"] == "map":
        yield from _paths(type_["keyType"], [*path, "key"])
        yield from _paths(type_["valueType"], [*path, "value"])
