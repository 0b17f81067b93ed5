"""How calls are put together; what they are is in the modules below `calls`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import Optional, TypeVar, Union
from urllib.parse import quote, urlencode, urlsplit

from metastore_client.answer import Answer
from metastore_client.cache import Cache, default_directory
from metastore_client.etags import TaggedAnswers
from metastore_client.limits import Retries, Timeouts
from metastore_client.models.page import Page
from metastore_client.operations import Operation
from metastore_client.transport import Request, Transport

T = TypeVar("T")

Scalar = Union[str, int, bool, None]
DatasetRef = Union[str, int]
"""A dataset by its name or its id."""

_DAY = 86400.0


class Caller:
    """Address, credentials, limits and caches of a client."""

    def __init__(
        self,
        url: Optional[str] = None,
        api_key: Optional[str] = None,
        actor: Optional[str] = None,
        *,
        timeout: Union[float, Timeouts, None] = None,
        retries: Union[int, Retries, None] = None,
        cache_dir: Union[str, Path, None] = None,
        cache_max_age: float = _DAY,
        patience: float = 300.0,
    ) -> None:
        """
        url           of the service; METASTORE_URL where it is not given
        api_key       METASTORE_API_KEY where it is not given
        actor         who is acting, for the history
        timeout       seconds for a call with all its retries, or `Timeouts`
        retries       how often to try again, or `Retries`
        cache_dir     of the last known good configuration; METASTORE_CACHE_DIR, or the user's cache
        cache_max_age seconds for which that may stand in while the metastore is away; 0: never
        patience      seconds for which a schema check waits while the metastore is away

        Raises ValueError when there is no address, or none of a service; when a key or actor cannot be sent.
        """
        self.url = _address(url or os.environ.get("METASTORE_URL"))
        self.patience = patience
        self._headers = _headers(api_key or os.environ.get("METASTORE_API_KEY"), actor)
        self._transport = Transport(self.url, Timeouts.of(timeout), Retries.of(retries))
        self._tagged = TaggedAnswers()
        self._cache = Cache(Path(cache_dir) if cache_dir else default_directory(), self.url, cache_max_age)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.url!r})"

    def _answer(
        self,
        operation: Operation,
        path: Mapping[str, Scalar] | None = None,
        query: Mapping[str, Scalar] | None = None,
        body: object = None,
        *,
        retries: Retries | None = None,
        total: float | None = None,
    ) -> Answer:
        """Bytes and text go as NDJSON, everything else as JSON."""
        target = target_of(operation, path or {}, query or {})
        headers = dict(self._headers)
        payload: bytes | None = None
        if operation.method == "POST":
            raw = body.encode() if isinstance(body, str) else body
            headers["Content-Type"] = "application/x-ndjson" if isinstance(raw, bytes) else "application/json"
            payload = raw if isinstance(raw, bytes) else json.dumps(body, allow_nan=False).encode()
        held = self._tagged.get(target) if operation.tagged else None
        if held is not None:
            headers["If-None-Match"] = held[0]
        answer = self._transport.send(Request(operation, target, headers, payload), retries, total)
        if held is not None and answer.status == 304:
            return replace(answer, status=200, body=held[1], unchanged=True)
        tag = answer.headers.get("ETag")
        if operation.tagged and answer.status == 200 and tag is not None:
            self._tagged.put(target, tag, answer.body)
        return answer

    def _pages(
        self,
        operation: Operation,
        page: type[Page[T]],
        path: Mapping[str, Scalar] | None = None,
        query: Mapping[str, Scalar] | None = None,
    ) -> Iterator[T]:
        """Every item of a list, page by page."""
        cursor: str | None = None
        while True:
            answer = self._answer(operation, path, {**(query or {}), "cursor": cursor})
            read = answer.read_as(page)
            yield from read.items
            cursor = read.next_cursor
            if cursor is None:
                return


def _address(url: str | None) -> str:
    if not url:
        raise ValueError(
            "Where is the metastore? Set METASTORE_URL, or give its url: Metastore('http://…:8000')"
        )
    if "@" in url:
        raise ValueError(
            "The address of a metastore holds no user and no password (it is printed and logged): "
            "leave out all up to the '@'. Credentials are given as METASTORE_API_KEY"
        )
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise ValueError(f"{url!r} is not the address of a metastore; one is http://metastore.internal:8000")
    return url.rstrip("/")


def _headers(api_key: str | None, actor: str | None) -> dict[str, str]:
    headers = {"Accept": "application/json, application/problem+json", "User-Agent": _agent()}
    if api_key and api_key.strip():
        headers["Authorization"] = f"Bearer {_sendable('The API key', api_key)}"
    if actor:
        headers["X-Actor"] = _sendable("The actor", actor)
    return headers


def _sendable(what: str, value: str) -> str:
    """Raises ValueError without the value: it may be a secret, and messages end in logs."""
    sent = value.strip()
    if not (sent.isascii() and sent.isprintable()):
        raise ValueError(f"{what} holds characters that no header takes: it has to be ASCII, in one line")
    return sent


def _agent() -> str:
    return f"metastore-client/{version('metastore-client')}"


def target_of(operation: Operation, path: Mapping[str, Scalar], query: Mapping[str, Scalar]) -> str:
    """Path and query, encoded; what is None is left out."""
    target = operation.path.format(**{name: quote(str(value), safe="") for name, value in path.items()})
    asked = {name: _text(value) for name, value in query.items() if value is not None}
    return f"{target}?{urlencode(asked)}" if asked else target


def _text(value: Scalar) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
