"""One service and one Airflow for the whole run; datasets with names of their own."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

# Airflow reads these when it is imported, and the tests that make DAGs in their own process import it.
_IMPORTED_HOME = tempfile.TemporaryDirectory(prefix="airflow-")
os.environ["AIRFLOW_HOME"] = _IMPORTED_HOME.name
os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"

import pytest  # noqa: E402
from airflow_home import DAGS, AirflowHome  # noqa: E402
from metastore_testing import MetastoreService  # noqa: E402
from registered import Datasets  # noqa: E402

sys.path.insert(0, str(DAGS))


@pytest.fixture(scope="session")
def airflow_home(tmp_path_factory: pytest.TempPathFactory) -> AirflowHome:
    home = AirflowHome(tmp_path_factory.mktemp("airflow"))
    migrated = home.airflow("db", "migrate")
    assert migrated.returncode == 0, migrated.stdout + migrated.stderr
    return home


@pytest.fixture(scope="session")
def service() -> Iterator[MetastoreService]:
    with MetastoreService(DEFAULT_POLICY="TOLERANT") as service:
        yield service


@pytest.fixture
def datasets(service: MetastoreService) -> Iterator[Datasets]:
    """What a test registers is gone afterwards, so that the next one finds no DAGs but its own."""
    registered = Datasets(service.start().url)
    yield registered
    service.start()
    registered.purge_all()


@pytest.fixture
def airflow(airflow_home: AirflowHome, datasets: Datasets, tmp_path: Path) -> AirflowHome:
    """Knows nothing of earlier tests but its metadata; the job succeeds and does nothing."""
    variables = {
        "METASTORE_URL": datasets.url,
        "METASTORE_CACHE_DIR": str(tmp_path / "known"),
        "METASTORE_JOB_COMMAND": "true",
    }
    return AirflowHome(airflow_home.home, variables)
