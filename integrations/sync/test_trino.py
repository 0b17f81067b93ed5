"""Trino is told what it can take, in words that its own grammar takes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from datasets import Registered, register
from metastore_testing import MetastoreService, checkout_root
from program import Sync, statements_in
from trino import parsed_by_trino

VECTORS = sorted(checkout_root().glob("tests/vectors/renderings/trino-*.sql"))


def lake_table(service: MetastoreService, table_format: str) -> Registered:
    keys = {"mode": "upsert", "pkFields": ["order_id"]} if table_format == "HUDI" else {}
    return register(
        service.url,
        table_format.lower(),
        tableFormat=table_format,
        location="s3://lake/orders",
        table={"catalog": "lake", "database": "my shop"},
        properties={"delta.columnMapping.mode": "name"} if table_format == "DELTA" else {},
        **keys,
    )


def story_of(sync: Sync, dataset: Registered) -> list[str]:
    """All statements of a table's life."""
    dataset.evolve("order_id BIGINT, customer STRING, amount FLOAT")
    rounds = [sync.round("--gone", "drop")]
    dataset.evolve("order_id BIGINT, customer STRING, amount FLOAT, `select` STRUCT<a: INT>")
    dataset.ddl(f"ALTER TABLE {dataset.name} RENAME COLUMN customer TO `the buyer`")
    dataset.ddl(f"ALTER TABLE {dataset.name} DROP COLUMN amount")
    rounds.append(sync.round("--gone", "drop"))
    dataset.archive()
    rounds.append(sync.round("--gone", "drop"))
    assert [ended.status for ended in rounds] == [0, 0, 0], [ended.errors for ended in rounds]
    return [statement for ended in rounds for statement in ended.statements]


def test_tables_of_the_hive_connector_are_altered(
    service: MetastoreService, printing: Callable[[str], Sync]
) -> None:
    statements = story_of(printing("trino"), lake_table(service, "PARQUET"))
    assert parsed_by_trino(statements) == [
        *("CreateTable", "AddColumn", "RenameColumn", "DropColumn", "DropTable")
    ]


@pytest.mark.parametrize("table_format", ["DELTA", "ICEBERG"])
def test_tables_that_keep_their_columns_themselves_are_only_registered(
    service: MetastoreService, printing: Callable[[str], Sync], table_format: str
) -> None:
    statements = story_of(printing("trino"), lake_table(service, table_format))
    assert parsed_by_trino(statements) == ["Call", "Call"]
    assert "register_table" in statements[0]
    assert "unregister_table" in statements[1]


def test_of_tables_that_trino_only_reads_people_are_told_once(
    service: MetastoreService, printing: Callable[[str], Sync]
) -> None:
    dataset = lake_table(service, "HUDI")
    dataset.evolve("order_id BIGINT")
    sync = printing("trino")
    first = sync.round()
    assert first.statements == []
    assert "The Hudi connector of Trino only reads" in first.remarks
    dataset.evolve("order_id BIGINT, coupon STRING")
    again = sync.round()
    assert again.output == ""


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.stem)
def test_what_the_service_renders_is_in_the_grammar_of_trino(vector: Path) -> None:
    statements = statements_in(vector.read_text())
    if statements:
        assert len(parsed_by_trino(statements)) == len(statements)


def test_there_is_something_to_read() -> None:
    assert sum(len(statements_in(vector.read_text())) for vector in VECTORS) > 20
