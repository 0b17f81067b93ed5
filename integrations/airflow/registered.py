"""What people and jobs do with datasets, over HTTP."""

from __future__ import annotations

import json
import urllib.error
import urllib.request


class Datasets:
    def __init__(self, url: str) -> None:
        self.url = url
        self._names: list[str] = []

    def register(self, name: str, **settings: object) -> None:
        self._send("POST", "", {"name": name, "kafkaTopic": name, "mode": "append", **settings})
        self._names.append(name)

    def pause(self, name: str, reason: str = "until Thursday") -> None:
        self._send("POST", f"/{name}/pause", {"reason": reason})

    def resume(self, name: str) -> None:
        self._send("POST", f"/{name}/resume", {})

    def archive(self, name: str) -> None:
        self._send("POST", f"/{name}/archive", {})

    def evolve(self, name: str, ddl: str) -> int:
        """The status of the answer: 409 for a breaking one."""
        body = {"ddl": ddl, "source": {"application": "orders-ingest", "batch": "17"}}
        return self._status("POST", f"/{name}/schema/evolve", body)

    def reject(self, name: str, version: int) -> None:
        self._send("POST", f"/{name}/schema/versions/{version}/reject", {"reason": "a mistake"})

    def purge_all(self) -> None:
        for name in self._names:
            self._status("POST", f"/{name}/archive", {})
            self._send("DELETE", f"/{name}?confirm={name}", None)

    def _send(self, method: str, path: str, body: object) -> None:
        status = self._status(method, path, body)
        assert status < 300, f"{method} /datasets{path} is answered with {status}"

    def _status(self, method: str, path: str, body: object) -> int:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f"{self.url}/datasets{path}", data, {"Content-Type": "application/json"}, method=method
        )
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status
        except urllib.error.HTTPError as error:
            return error.code
