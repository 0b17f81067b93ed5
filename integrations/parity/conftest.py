"""One service and one Spark for the whole run, and in the end what was compared."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from inference_parity.comparison import Comparison
from inference_parity.service_inference import ServiceInference
from inference_parity.settings import SEED
from inference_parity.spark_inference import SparkInference, open_session
from metastore_testing.service import MetastoreService

_COMPARISON = pytest.StashKey[Comparison]()


@pytest.fixture(scope="session")
def comparison(
    metastore_service: MetastoreService,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Iterator[Comparison]:
    session = open_session()
    spark = SparkInference(session, tmp_path_factory.mktemp("texts"))
    comparison = Comparison(ServiceInference(metastore_service.url), spark)
    request.config.stash[_COMPARISON] = comparison
    yield comparison
    session.stop()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    comparison = config.stash.get(_COMPARISON, None)
    if comparison is None:
        return
    terminalreporter.section(f"inference as Spark {comparison.version} does it, seed {SEED}")
    for line in comparison.summary():
        terminalreporter.line(line)
