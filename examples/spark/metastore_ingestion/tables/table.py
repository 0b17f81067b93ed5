"""What a table format has to do for the job."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from metastore_client import Dataset
from metastore_client.spark.data_types import quoted
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import StructType

from metastore_ingestion.sql_text import columns_sql, literal


@dataclass(frozen=True)
class Batch:
    """A batch by the query that it belongs to and its number there: the same whenever it is replayed."""

    query: str
    number: int
    #: The first one after a start: what was begun and never finished is before it.
    may_be_replayed: bool

    @property
    def label(self) -> str:
        return f"{self.query[:8]}-{self.number:09d}"


class Table(ABC):
    """A table of one format, as the dataset registers it."""

    #: The words behind `USING`.
    provider: str
    #: Columns that the format adds by itself.
    own_columns: frozenset[str] = frozenset()
    #: It keeps a list of its columns, by which it can be judged.
    keeps_columns = True

    def __init__(self, spark: SparkSession, dataset: Dataset, location: str | None, name: str | None) -> None:
        self.spark = spark
        self.dataset = dataset
        self.location = location
        parts = (dataset.table.catalog, dataset.table.database, name or dataset.table.name or dataset.name)
        self.parts = [part for part in parts if part is not None]
        #: As `apply` of the service names it.
        self.name = ".".join(quoted(part) for part in self.parts)

    def exists(self) -> bool:
        """
        Whether there is a table. One that lies where it should and that the catalog does not know is told
        to it.
        """
        if self.spark.catalog.tableExists(self.name):
            return True
        if self.location is None or not self._lies_there(self.location):
            return False
        self._make_database()
        self.spark.sql(f"CREATE TABLE {self.name} USING {self.provider} LOCATION {literal(self.location)}")
        return True

    def create(self, schema: StructType) -> None:
        """Makes the empty table. Does nothing where there is one."""
        self._make_database()
        self.spark.sql(
            " ".join(
                [
                    f"CREATE TABLE IF NOT EXISTS {self.name} ({columns_sql(schema)})",
                    f"USING {self.provider}",
                    *self._clauses(),
                ]
            )
        )

    def schema(self) -> StructType:
        self.spark.catalog.refreshTable(self.name)
        found = self.spark.table(self.name).schema
        return StructType([field for field in found.fields if field.name not in self.own_columns])

    def adds_with_batch(self, path: tuple[str, ...]) -> bool:
        """Whether the format adds what is at a path by itself, with the batch that has it."""
        return False

    def promotes_with_batch(self, there: str, wanted: str) -> bool:
        """Whether it changes a type in the same way: types by their names in Spark's JSON."""
        return False

    @abstractmethod
    def commit(self) -> str | None:
        """The newest commit of the lake; None where the format has none."""

    def take_back_unfinished(self) -> None:  # noqa: B027 - most formats see to it by themselves
        """What a job that was killed has left in the table."""

    @abstractmethod
    def write(self, rows: DataFrame, batch: Batch) -> None:
        """Writes a batch so that writing it again changes nothing."""

    def _clauses(self) -> list[str]:
        keys, properties = self.dataset.partition_keys, self._properties()
        told = ", ".join(f"{literal(name)} = {literal(value)}" for name, value in properties.items())
        return [
            *([f"PARTITIONED BY ({', '.join(keys)})"] if keys else []),
            *([f"LOCATION {literal(self.location)}"] if self.location is not None else []),
            *([f"TBLPROPERTIES ({told})"] if told else []),
        ]

    def _properties(self) -> dict[str, str]:
        """Those of the dataset that are the table's own."""
        return {}

    def _lies_there(self, location: str) -> bool:
        """Whether a table of the format lies in a folder."""
        return False

    def _make_database(self) -> None:
        if len(self.parts) > 1:
            namespace = ".".join(quoted(part) for part in self.parts[:-1])
            self.spark.sql(f"CREATE NAMESPACE IF NOT EXISTS {namespace}")

    def _properties_that_begin(self, *beginnings: str) -> dict[str, str]:
        properties = self.dataset.properties
        return {name: value for name, value in sorted(properties.items()) if name.startswith(beginnings)}
