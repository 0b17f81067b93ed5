"""A port that stays ours while nobody listens on it."""

from __future__ import annotations

import random
import socket
from pathlib import Path

_RANGE = Path("/proc/sys/net/ipv4/ip_local_port_range")


def free_port() -> int:
    """
    A free port of the loopback interface, outside the range that the system takes for outgoing connections.
    Inside it, a client that goes on calling a service that is down can be given the service's own port.
    """
    first = int(_RANGE.read_text().split()[0]) if _RANGE.exists() else 32768
    for port in random.sample(range(max(1024, first - 12000), first), 200):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise RuntimeError("No free port on 127.0.0.1")
