"""A table, an engine and a metastore in memory: for what is decided about statements, not what engines do."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from types import SimpleNamespace

from metastore_ingestion.alter import TableKeeper
from metastore_ingestion.progress import ProgressFile
from pyspark.sql.types import StructType


class Disk:
    def __init__(self, files: dict[str, str] | None = None) -> None:
        self.files = dict(files or {})

    def exists(self, path: str) -> bool:
        return path in self.files

    def read(self, path: str) -> str | None:
        return self.files.get(path)

    def replace(self, path: str, text: str) -> None:
        self.files[path] = text

    def delete(self, path: str) -> None:
        self.files.pop(path, None)


@dataclass
class FakeTable:
    """`becomes`: what it looks like behind a statement; `fails`: what the engine says to one, once each."""

    columns: StructType
    becomes: dict[str, StructType] = field(default_factory=dict)
    fails: dict[str, list[str]] = field(default_factory=dict)
    name: str = "`t`"
    keeps_columns: bool = True
    ran: list[str] = field(default_factory=list)

    @property
    def spark(self) -> FakeTable:
        return self

    def sql(self, statement: str) -> None:
        self.ran.append(statement)
        if self.fails.get(statement):
            raise RuntimeError(self.fails[statement].pop(0))
        self.columns = self.becomes.get(statement, self.columns)

    def exists(self) -> bool:
        return True

    def schema(self) -> StructType:
        return self.columns

    def adds_with_batch(self, path: tuple[str, ...]) -> bool:
        return False

    def promotes_with_batch(self, there: str, wanted: str) -> bool:
        return False

    def take_back_unfinished(self) -> None:
        pass

    def commit(self) -> str | None:
        return None


class FakeMetastore:
    def __init__(self) -> None:
        self.versions: dict[int, SimpleNamespace] = {}

    def has(self, number: int, columns: StructType, *, applied: bool = False) -> None:
        """The newest one is active."""
        for other in self.versions.values():
            other.status = "OBSOLETE"
        self.versions[number] = SimpleNamespace(
            version=number, schema=json.loads(columns.json()), status="ACTIVE", applied=applied or None
        )

    def schema_versions(self, dataset: str) -> list[SimpleNamespace]:
        return [self.versions[number] for number in sorted(self.versions, reverse=True)]

    def schema_version(self, dataset: str, number: int) -> SimpleNamespace:
        return self.versions[number]

    def acknowledge(self, dataset: str, number: int, commit: str | None) -> None:
        if self.versions[number].applied:
            raise AssertionError("acknowledged twice")
        self.versions[number].applied = True

    @property
    def applied(self) -> list[int]:
        return [number for number, version in sorted(self.versions.items()) if version.applied]


def keeper_of(metastore: FakeMetastore, disk: Disk, dataset: int = 1) -> TableKeeper:
    """As a start of the job makes it."""
    known = SimpleNamespace(id=dataset, name="orders", derived_fields=[])
    return TableKeeper(metastore, known, ProgressFile(disk, "statements.json"))


def answer(version: int, *statements: str) -> SimpleNamespace:
    return SimpleNamespace(version=version, apply=list(statements), confirmed=True)


def columns(*names: str) -> StructType:
    made = StructType()
    for name in names:
        made = made.add(name, "string")
    return made
