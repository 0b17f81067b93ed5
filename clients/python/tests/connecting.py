"""How tests make a client."""

from __future__ import annotations

from typing import Protocol, Union

from metastore_client import Metastore, Retries, Timeouts

QUICK = Retries(times=5, first_pause=0.01, longest_pause=0.05)


class Connect(Protocol):
    def __call__(
        self,
        url: str,
        *,
        api_key: str | None = None,
        actor: str | None = None,
        timeout: Union[float, Timeouts] = 10,
        retries: Union[int, Retries] = QUICK,
        cache_max_age: float = 3600,
        patience: float = 0,
    ) -> Metastore: ...
