"""What stands before a service in a test: it counts, answers in its place, and breaks connections."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Callable
from urllib.parse import urlsplit

_HOP_BY_HOP = {"connection", "transfer-encoding", "content-length", "keep-alive", "date", "server"}


@dataclass(frozen=True)
class Seen:
    """A request that came by, and the status it was answered with; None: the connection was broken."""

    method: str
    target: str
    headers: Mapping[str, str]
    status: int | None


@dataclass(frozen=True)
class Reply:
    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


Fault = Callable[["_Handler", bytes], None]


class LoopbackProxy:
    """
    Passes requests on to a service and remembers them. What is planned comes first, one plan per request.

        with LoopbackProxy(service.url) as proxy:
            proxy.answer(503, times=2)
            ...
            assert len(proxy.seen) == 3
    """

    def __init__(self, target: str) -> None:
        self.seen: list[Seen] = []
        self._target = urlsplit(target)
        self._plans: deque[Fault] = deque()
        self._server = _Server(self)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def pass_on(self, *, times: int = 1) -> None:
        """The next requests go on to the service: for plans about later ones."""
        self._plan(_pass_on, times)

    def answer(
        self, status: int, *, times: int = 1, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> None:
        """The next requests do not reach the service."""
        reply = Reply(status, body, headers or {})
        self._plan(lambda handler, _: handler.reply(reply), times)

    def break_off(self, *, times: int = 1, after_forwarding: bool = False) -> None:
        """The next connections end without an answer: the service did not hear of the request, or did."""

        def fault(handler: _Handler, body: bytes) -> None:
            if after_forwarding:
                handler.forward(body)
            handler.hang_up()

        self._plan(fault, times)

    def stall(self, until: threading.Event, *, first: bytes = b"") -> None:
        """The next answer begins, and then nothing more comes until the event."""

        def fault(handler: _Handler, body: bytes) -> None:
            handler.begin(first)
            until.wait(60)
            handler.hang_up()

        self._plan(fault, 1)

    def trickle(self, until: threading.Event, *, pause: float) -> None:
        """The next answer comes a byte at a time, and has no end before the event."""

        def fault(handler: _Handler, body: bytes) -> None:
            handler.begin(b"{")
            while not until.wait(pause) and handler.more(b" "):
                pass
            handler.hang_up()

        self._plan(fault, 1)

    def next_plan(self) -> Fault | None:
        return self._plans.popleft() if self._plans else None

    def _plan(self, fault: Fault, times: int) -> None:
        self._plans.extend([fault] * times)

    def connect(self) -> HTTPConnection:
        return HTTPConnection(self._target.hostname or "127.0.0.1", self._target.port, timeout=60)

    def __enter__(self) -> LoopbackProxy:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, proxy: LoopbackProxy) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.proxy = proxy


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._handle()

    def do_POST(self) -> None:
        self._handle()

    def log_message(self, format: str, *args: object) -> None:
        """What came by is in `seen`."""

    def _handle(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        plan = self._proxy.next_plan() or _pass_on
        self._recorded = False
        try:
            plan(self, body)
        except OSError:
            self.hang_up()

    @property
    def _proxy(self) -> LoopbackProxy:
        if not isinstance(self.server, _Server):
            raise TypeError("This handler belongs to a LoopbackProxy")
        return self.server.proxy

    def forward(self, body: bytes) -> Reply:
        connection = self._proxy.connect()
        try:
            headers = {name: value for name, value in self.headers.items() if name.lower() not in _HOP_BY_HOP}
            connection.request(self.command, self.path, body or None, headers)
            response = connection.getresponse()
            kept = {name: value for name, value in response.getheaders() if name.lower() not in _HOP_BY_HOP}
            return Reply(response.status, response.read(), kept)
        finally:
            connection.close()

    def _record(self, status: int | None) -> None:
        """Before the answer is sent: who gets it may look at once."""
        if not self._recorded:
            self._proxy.seen.append(Seen(self.command, self.path, dict(self.headers), status))
        self._recorded = True

    def reply(self, reply: Reply) -> None:
        self._record(reply.status)
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if reply.status != 304:
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        self.wfile.write(reply.body)

    def begin(self, first: bytes) -> None:
        self._record(200)
        self.send_response(200)
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        self.more(first)

    def more(self, data: bytes) -> bool:
        """False: nobody listens any more."""
        try:
            self.wfile.write(data)
            self.wfile.flush()
        except OSError:
            return False
        return True

    def hang_up(self) -> None:
        self._record(None)
        self.close_connection = True


def _pass_on(handler: _Handler, body: bytes) -> None:
    handler.reply(handler.forward(body))
