"""Inference by the service."""

from __future__ import annotations

import http.client
import json
from urllib.parse import urlsplit

from inference_parity.outcome import NullFields, Refused, ServiceInferred, ServiceOutcome


class ServiceInference:
    """Asks one service, over one connection."""

    def __init__(self, url: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)

    def infer(self, body: bytes, null_fields: NullFields = "STRING") -> ServiceOutcome:
        """What comes of a text with one record a line. Raises AssertionError for any other answer."""
        path = f"/schema/infer?nullFields={null_fields}"
        self._connection.request("POST", path, body, {"Content-Type": "application/x-ndjson"})
        response = self._connection.getresponse()
        answer = json.loads(response.read())
        if response.status in (400, 413):
            return Refused(answer["detail"])
        assert response.status == 200, f"{response.status}: {answer}"
        null_only = tuple(tuple(path) for path in answer["nullOnlyPaths"])
        assert answer["schema"] == json.loads(answer["schema_json"])
        return ServiceInferred(answer["schema_json"], null_only, answer["records"])
