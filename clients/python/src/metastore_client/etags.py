"""Answers that the service need not send again."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Optional

_MOST = 256


class TaggedAnswers:
    """The last body of each target, with its entity tag. What was not asked for longest goes first."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._held: OrderedDict[str, tuple[str, bytes]] = OrderedDict()

    def get(self, target: str) -> Optional[tuple[str, bytes]]:
        with self._lock:
            if target in self._held:
                self._held.move_to_end(target)
            return self._held.get(target)

    def put(self, target: str, tag: str, body: bytes) -> None:
        with self._lock:
            self._held[target] = (tag, body)
            self._held.move_to_end(target)
            while len(self._held) > self._most:
                self._held.popitem(last=False)
