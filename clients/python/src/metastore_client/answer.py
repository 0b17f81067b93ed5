"""One answer of the service, and what it says when it refuses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Optional, TypeVar

from metastore_client.models.common import JsonObject
from metastore_client.problems import BreakingSchemaChange, MetastoreProblem
from metastore_client.wire import UnexpectedJsonError, decode

T = TypeVar("T")

UNEXPECTED = "UNEXPECTED_ANSWER"
_EXCERPT = 200


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    body: bytes
    url: str
    """Of the service."""
    target: str
    """What was asked for: path and query."""
    unchanged: bool = False
    """The service says that it is as it was: the body is the one it sent then."""
    retry_after: Optional[float] = None
    """Seconds, where the answer asks for them."""

    def read_as(self, cls: type[T]) -> T:
        """Raises `MetastoreProblem` for a refusal, and for what no Metastore says."""
        if self.status >= 300:
            raise self.problem()
        try:
            return decode(cls, json.loads(self.body))
        except (ValueError, UnexpectedJsonError) as error:
            raise self._unexpected(f"The answer cannot be read: {error}") from error

    def as_status(self, status: int) -> Answer:
        return replace(self, status=status)

    def problem(self) -> MetastoreProblem:
        """The refusal that this answer is."""
        try:
            body = json.loads(self.body)
            code = body["code"]
            kind = BreakingSchemaChange if code == "BREAKING_SCHEMA_CHANGE" else MetastoreProblem
            return kind(body, self.url)
        except (ValueError, KeyError, TypeError, UnexpectedJsonError):
            return self._unexpected("The answer is not one of Metastore's")

    def _unexpected(self, what: str) -> MetastoreProblem:
        location = self.headers.get("Location")
        where = f", which leads to {location}" if location and self.status < 400 else ""
        excerpt = self.body[:_EXCERPT].decode("utf-8", "replace")
        body: JsonObject = {
            "type": "about:blank",
            "title": "Not an answer of Metastore",
            "status": self.status,
            "code": UNEXPECTED,
            "detail": f"{what}{where}. Does METASTORE_URL name the service itself? It begins: {excerpt}",
            "instance": self.target,
            "requestId": self.headers.get("X-Request-Id"),
        }
        return MetastoreProblem(body, self.url)
