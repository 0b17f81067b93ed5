"""Which suites there are, what each needs, and how it is run."""

from __future__ import annotations

from dataclasses import dataclass, field

SPARK_LINES = ("3.5", "4.0")


@dataclass(frozen=True)
class Suite:
    """Some tests that run in one environment."""

    name: str
    #: Of `integrations/requirements`; None: Maven runs it.
    environment: str | None
    #: Arguments of pytest, or of Maven.
    arguments: tuple[str, ...]
    about: str
    variables: dict[str, str] = field(default_factory=dict)
    #: Environments whose Python the tests start programs with, by the variable that names it.
    programs: dict[str, str] = field(default_factory=dict)


def all_suites() -> list[Suite]:
    """Every suite, in the order in which they run: the quick ones first."""
    client = "clients/python/tests"
    first = Suite(
        "client", "client", (client, f"--ignore={client}/spark"), "the Python client against the service"
    )
    airflow = Suite(
        "airflow",
        "airflow",
        ("integrations/airflow",),
        "the DAGs in a real Airflow",
        programs={"METASTORE_SPARK_PYTHON": "spark-3.5"},
    )
    sync = Suite("sync", "spark-3.5", ("integrations/sync",), "the event feed as DDL for Hive and Trino")
    by_line = [suite for line in SPARK_LINES for suite in _with_spark(line)]
    return [first, sync, *by_line, airflow]


def _with_spark(line: str) -> list[Suite]:
    def pytest(name: str, path: str, about: str) -> Suite:
        return Suite(
            f"{name}-{line}", f"spark-{line}", (path,), f"{about}, Spark {line}", {"SPARK_LINE": line}
        )

    scala = Suite(f"scala-{line}", None, (f"-Pspark-{line}",), f"the gate for Scala, Spark {line}")
    return [
        pytest("gate", "clients/python/tests/spark", "the gate for Python"),
        scala,
        pytest("kafka", "integrations/kafka", "a real Kafka broker"),
        pytest("parity", "integrations/parity", "what records infer to"),
        pytest("ingestion", "integrations/ingestion", "the ingestion job, killed too"),
        pytest("truth", "integrations/truth", "what the table formats can do"),
    ]
