"""What people and jobs do with a dataset, over HTTP."""

from __future__ import annotations

import itertools
import json
import urllib.error
import urllib.request
from dataclasses import dataclass

from metastore_client import Metastore

_names = itertools.count(1)


@dataclass(frozen=True)
class Registered:
    url: str
    name: str

    def evolve(self, ddl: str) -> None:
        self._send("POST", "/schema/evolve", {"ddl": ddl, "origin": "DECLARED"})

    def ddl(self, sql: str) -> None:
        self._send("POST", "/ddl", {"sql": sql, "reason": "wanted", "force": True})

    def patch(self, **settings: object) -> None:
        self._send("PATCH", "", settings)

    def archive(self) -> None:
        self._send("POST", "/archive", {})

    def restore(self) -> None:
        self._send("POST", "/restore", {})

    def purge(self) -> None:
        self._send("DELETE", f"?confirm={self.name}", None)

    def _send(self, method: str, path: str, body: object) -> None:
        send(self.url, method, f"/datasets/{self.name}{path}", body)


def register(url: str, prefix: str = "orders", **settings: object) -> Registered:
    """A dataset with a name of its own."""
    name = f"{prefix}_{next(_names)}"
    send(url, "POST", "/datasets", {"name": name, "kafkaTopic": name, "mode": "append", **settings})
    return Registered(url, name)


def purge_all(url: str) -> None:
    for dataset in Metastore(url, cache_max_age=0).list_datasets(archived="any"):
        registered = Registered(url, dataset.name)
        if dataset.archived_at is None:
            registered.archive()
        registered.purge()


def send(url: str, method: str, path: str, body: object) -> None:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url + path, data, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            answer.read()
    except urllib.error.HTTPError as error:
        raise AssertionError(f"{method} {path}: {error.code} {error.read().decode()}") from error
