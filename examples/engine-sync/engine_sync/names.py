"""Tables in the words of the engines."""

from __future__ import annotations

from typing import Optional

from metastore_client import Dataset

from engine_sync.state import Declared


def declared_of(dataset: Dataset) -> Declared:
    table = dataset.table
    name = [table.catalog, table.database, table.name or dataset.name]
    return Declared(
        [step for step in name if step is not None],
        dataset.location,
        dataset.table_format,
        dataset.partition_keys,
    )


def taken_out(engine: str, declared: Declared) -> Optional[str]:
    """
    What makes the engine forget a table that this program declared. The data stay: to Hive, and to Trino's
    connector for it, the table is external; the others have a procedure. None: the engine was never told.
    """
    if engine == "HIVE":
        return f"DROP TABLE IF EXISTS {'.'.join(_backquoted(step) for step in declared.table[-2:])}"
    if declared.table_format == "PARQUET":
        return f"DROP TABLE IF EXISTS {'.'.join(_quoted(step) for step in declared.table)}"
    if declared.table_format == "HUDI" or len(declared.table) < 2:
        return None
    *catalog, schema, table = declared.table
    procedure = ".".join([*(_quoted(step) for step in catalog), "system", "unregister_table"])
    return f"CALL {procedure}(schema_name => {_text(schema)}, table_name => {_text(table)})"


def _backquoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _text(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
