"""Sends requests: within limits of time, and again where that does no harm."""

from __future__ import annotations

import logging
import os
import re
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Optional

import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, InvalidHeader, NewConnectionError
from urllib3.util.retry import Retry

from metastore_client.answer import Answer
from metastore_client.limits import Deadline, Retries, Timeouts
from metastore_client.operations import Operation, Repeat
from metastore_client.problems import MetastoreUnavailable

log = logging.getLogger("metastore_client")

AWAY = frozenset({429, 502, 503, 504})
"""Answers that say "not now": of the service, or of what stands before it."""

_CHUNK = 1 << 16


@dataclass(frozen=True)
class Request:
    operation: Operation
    target: str
    """Path and query, encoded."""
    headers: Mapping[str, str]
    body: Optional[bytes] = None


class _AttemptFailedError(Exception):
    def __init__(self, reason: str, *, sent: bool, answer: Optional[Answer] = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.sent = sent
        self.answer = answer


class Transport:
    """Connections to one service. May be used by several threads, and after a fork."""

    def __init__(self, url: str, timeouts: Timeouts, retries: Retries) -> None:
        self.url = url
        self.timeouts = timeouts
        self.retries = retries
        self._lock = threading.Lock()
        self._pools: dict[int, urllib3.PoolManager] = {}

    def send(self, request: Request, retries: Retries | None = None, total: float | None = None) -> Answer:
        """
        The answer, whatever its status, but for those that say "not now".

        Raises `MetastoreUnavailable` when there is none by the deadline, or after the last retry.
        """
        deadline = Deadline(self.timeouts.total if total is None else total)
        plan = retries or self.retries
        attempt = 0
        while True:
            try:
                return self._attempt(request, deadline)
            except _AttemptFailedError as failed:
                pause = _pause(request, failed, plan, attempt, deadline)
                if pause is None:
                    problem = None if failed.answer is None else failed.answer.problem()
                    raise MetastoreUnavailable(failed.reason, self.url, deadline.passed, problem) from failed
                log.info("%s: %s; again in %.1f s", request.operation.id, failed.reason, pause)
            time.sleep(pause)
            attempt += 1

    def _attempt(self, request: Request, deadline: Deadline) -> Answer:
        left = max(deadline.left, 0.001)
        try:
            response = self._connections().request(
                request.operation.method,
                self.url + request.target,
                body=request.body,
                headers=dict(request.headers),
                timeout=urllib3.Timeout(
                    connect=min(self.timeouts.connect, left), read=min(self.timeouts.read, left)
                ),
                retries=False,
                redirect=False,
                preload_content=False,
            )
            body = _read(response, deadline)
        except (NewConnectionError, ConnectTimeoutError) as error:
            raise _AttemptFailedError(_reason(error), sent=False) from error
        except (HTTPError, OSError) as error:
            raise _AttemptFailedError(_reason(error), sent=True) from error
        wanted = _retry_after(response)
        answer = Answer(response.status, response.headers, body, self.url, request.target, retry_after=wanted)
        if answer.status in AWAY and not request.operation.says_away:
            raise _AttemptFailedError(f"it answers {answer.status}", sent=True, answer=answer)
        return answer

    def _connections(self) -> urllib3.PoolManager:
        """Of this process: two processes on one connection would get each other's answers."""
        with self._lock:
            process = os.getpid()
            if process not in self._pools:
                self._pools = {process: urllib3.PoolManager(maxsize=8)}
            return self._pools[process]


def _pause(
    request: Request, failed: _AttemptFailedError, plan: Retries, attempt: int, deadline: Deadline
) -> float | None:
    """How long to wait before the next attempt; None: there is none."""
    harmless = request.operation.repeat is Repeat.HARMLESS or not failed.sent
    if not harmless or attempt >= plan.times:
        return None
    asked = failed.answer.retry_after if failed.answer is not None else None
    pause = max(plan.pause(attempt), asked or 0.0)
    return pause if pause < deadline.left else None


def _retry_after(response: urllib3.BaseHTTPResponse) -> float | None:
    """Seconds. What cannot be read asks for nothing."""
    try:
        return Retry().get_retry_after(response)
    except (InvalidHeader, ValueError, OverflowError):
        return None


def _read(response: urllib3.BaseHTTPResponse, deadline: Deadline) -> bytes:
    """Bit by bit: a timeout of the socket begins anew with each."""
    parts: list[bytes] = []
    try:
        while part := response.read1(_CHUNK):
            parts.append(part)
            if deadline.left <= 0:
                raise TimeoutError("the answer took too long")
    except BaseException:
        response.close()
        raise
    response.release_conn()
    return b"".join(parts)


def _reason(error: Exception) -> str:
    """Without the object that urllib3 puts in front."""
    return re.sub(r"^<?HTTPS?Connection(Pool)?\([^)]*\)[^:]*: ", "", str(error)) or type(error).__name__
