from __future__ import annotations

import pytest
from connecting import Connect
from metastore_client import (
    DatasetRegistration,
    EvolutionPolicy,
    Metastore,
    MetastoreProblem,
    ProjectionStep,
    ResolutionRequest,
    TableName,
)
from metastore_testing import MetastoreService


def test_a_dataset_is_registered_as_described(metastore: Metastore) -> None:
    registered = metastore.register(
        DatasetRegistration(
            name="customers",
            mode="upsert",
            kafka_topic="crm.customers",
            pk_fields=["customer_id"],
            table_format="DELTA",
            table=TableName("lake", "crm", "customers"),
            evolution_policy=EvolutionPolicy(preset="TOLERANT", type_hints={"since": "DATE"}),
            labels={"team": "crm"},
        )
    )
    found = metastore.get_dataset("customers")
    assert found == registered == metastore.get_dataset(registered.id)
    assert found.table == TableName("lake", "crm", "customers")
    assert (found.evolution_policy.preset, found.evolution_policy.type_hints) == (
        "TOLERANT",
        {"since": "DATE"},
    )
    assert found.stale_since is None


def test_datasets_come_from_all_pages(metastore_service: MetastoreService, connect: Connect) -> None:
    metastore = connect(metastore_service.url)
    names = {f"paged_{number}" for number in range(501)}
    for name in names:
        metastore.register(
            DatasetRegistration(name=name, mode="append", source_uri="s3://landing", owner="paging")
        )
    assert {dataset.name for dataset in metastore.list_datasets(owner="paging")} == names
    assert metastore.list_datasets(owner="paging", paused=True) == []


def test_a_new_field_makes_a_version(metastore: Metastore, orders: str) -> None:
    answer = metastore.evolve(
        orders,
        ddl="order_id BIGINT, amount DOUBLE, coupon STRING",
        source={"application": "tests", "batch": "7"},
    )
    assert (answer.change_type, answer.new_version, answer.confirmed) == ("NON_BREAKING", 2, True)
    active = metastore.active_schema(orders)
    assert (active.version, active.schema, active.source["batch"]) == (2, answer.effective_schema, "7")
    assert [version.version for version in metastore.schema_versions(orders)] == [2, 1]
    assert [version.version for version in metastore.schema_versions(orders, status="OBSOLETE")] == [1]
    assert metastore.schema_version(orders, 1).valid_to == active.valid_from


def test_a_schema_is_submitted_as_spark_writes_it(metastore: Metastore, orders: str) -> None:
    active = metastore.active_schema(orders)
    assert metastore.evolve(orders, active.schema_json).change_type == "NONE"
    assert metastore.evolve(orders, active.schema).change_type == "NONE"


def test_fields_seen_only_as_null_prove_no_type(metastore: Metastore, orders: str) -> None:
    answer = metastore.evolve(
        orders, ddl="order_id BIGINT, amount DOUBLE, note STRING", null_only_paths=[["note"]]
    )
    assert answer.change_type == "NONE"


def test_comparing_says_breaking_and_writes_nothing(metastore: Metastore, orders: str) -> None:
    answer = metastore.compare(orders, ddl="order_id BIGINT, amount STRING")
    assert answer.change_type == "BREAKING"
    assert [version.version for version in metastore.schema_versions(orders)] == [1]


def test_records_infer_to_what_spark_reads(metastore: Metastore) -> None:
    inferred = metastore.infer([{"id": 1, "note": None}, {"id": 2.5}])
    assert [(field["name"], field["type"]) for field in inferred.schema["fields"]] == [
        ("id", "double"),
        ("note", "string"),
    ]
    assert (inferred.null_only_paths, inferred.records) == ([["note"]], 2)


def test_text_is_inferred_as_it_was_written(metastore: Metastore) -> None:
    inferred = metastore.infer('{"big": 9223372036854775808}\n{"big": 1.0}\n', null_fields="DROP")
    assert inferred.schema["fields"][0]["type"] == "double"


def test_an_applied_version_is_acknowledged_with_its_commit(metastore: Metastore, orders: str) -> None:
    applied = metastore.acknowledge(orders, 1, commit="c1").applied
    assert applied is not None
    assert applied.commit == "c1"
    assert list(metastore.schema_versions(orders, applied=False)) == []


def test_columns_are_changed_by_sql(metastore: Metastore, orders: str) -> None:
    sql = f"ALTER TABLE {orders} ADD COLUMN discount DECIMAL(10,2)"
    assert metastore.ddl(orders, sql, dry_run=True).status == "dryRun"
    changed = metastore.ddl(orders, sql, reason="asked for by pricing", expected_version=1)
    assert (changed.status, changed.new_version) == ("applied", 2)
    back = metastore.roll_back(orders, 1, "not asked for after all", force=True)
    assert (back.status, back.new_version) == ("applied", 3)


def test_a_blocked_version_is_approved(metastore: Metastore, orders: str) -> None:
    blocked = submit_breaking(metastore, orders)
    keep = [ResolutionRequest(path=["amount"], action="KEEP")]
    tried = metastore.approve(orders, blocked, "amounts are numbers", resolutions=keep, dry_run=True)
    assert tried.status == "dryRun"
    approved = metastore.approve(orders, blocked, "amounts are numbers", resolutions=keep)
    assert [(found.path, found.action) for found in approved.resolutions] == [(["amount"], "KEEP")]
    step = next(step for step in submit(metastore, orders) if step.target == ["amount"])
    assert (step.cast, step.checked) == ("double", True)
    decision = metastore.schema_version(orders, blocked).decision
    assert decision is not None
    assert decision.led_to_version == approved.new_version


def test_a_blocked_version_is_rejected(metastore: Metastore, orders: str) -> None:
    blocked = submit_breaking(metastore, orders)
    assert metastore.reject(orders, blocked, "the producer is wrong").status == "rejected"
    with pytest.raises(MetastoreProblem, match="NOT_BLOCKED"):
        metastore.reject(orders, blocked, "the producer is wrong")


def test_schemas_are_rendered_for_other_engines(metastore: Metastore, orders: str) -> None:
    metastore.evolve(orders, ddl="order_id BIGINT, amount DOUBLE, coupon STRING")
    change = metastore.render_change(orders, 1, 2, "TRINO")
    assert (change.as_, change.from_version, change.to_version) == ("TRINO", 1, 2)
    assert "coupon" in change.script
    assert "coupon" not in metastore.render_sql(orders, "HIVE", version=1).script
    assert "coupon" in metastore.render_sql(orders, "SPARK").script
    assert metastore.render_registration(orders, "HIVE").version == 2
    assert metastore.render_document(orders, "AVRO").document["type"] == "record"


def test_who_acts_is_in_the_history(
    metastore_service: MetastoreService, connect: Connect, orders: str
) -> None:
    connect(metastore_service.url, actor="jane.doe").evolve(
        orders, ddl="order_id BIGINT, amount DOUBLE, c DATE"
    )
    assert connect(metastore_service.url).active_schema(orders).submitted_by.name == "jane.doe"


def test_health_says_how_the_service_is(metastore: Metastore) -> None:
    health = metastore.health()
    assert (health.status, health.database, health.reason) == ("healthy", "connected", None)


def submit_breaking(metastore: Metastore, orders: str) -> int:
    with pytest.raises(MetastoreProblem):
        submit(metastore, orders)
    return next(metastore.schema_versions(orders, status="BLOCKED")).version


def submit(metastore: Metastore, orders: str) -> list[ProjectionStep]:
    return metastore.evolve(orders, ddl="order_id BIGINT, amount STRING").projection
