"""Configuration that goes on being known while the metastore is away."""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Optional, TypeVar

from metastore_client.caller import Caller, Scalar, target_of
from metastore_client.models.page import Page
from metastore_client.operations import Operation
from metastore_client.problems import MetastoreUnavailable
from metastore_client.wire import UnexpectedJsonError, decode, encode

T = TypeVar("T")

log = logging.getLogger("metastore_client")


class Configuration(Caller):
    """Reads that fall back on what the service said last: said loudly, and only for a limited time."""

    def _last_known_good(
        self, operation: Operation, cls: type[T], path: Mapping[str, Scalar]
    ) -> tuple[T, Optional[datetime]]:
        """What the service says; or, while it is away, what it said and when it confirmed that last."""
        name = kept_name(operation, path)
        try:
            return self._fetch(operation, cls, path), None
        except MetastoreUnavailable as away:
            return self._stand_in(name, cls, away)

    def _fetch(self, operation: Operation, cls: type[T], path: Mapping[str, Scalar]) -> T:
        """What the service says, kept for the time when it is away."""
        name = kept_name(operation, path)
        answer = self._answer(operation, path)
        if answer.status == 404:
            self._cache.forget(name)
        found = answer.read_as(cls)
        # Also after a 304: what is in the file may be of another process, which heard something else.
        self._cache.keep(name, json.loads(answer.body))
        return found

    def _last_known_list(
        self, operation: Operation, page: type[Page[T]], query: Mapping[str, Scalar]
    ) -> tuple[list[T], Optional[datetime]]:
        """The items of all pages, kept only as a whole."""
        name = kept_name(operation, {}, query)
        try:
            items = list(self._pages(operation, page, {}, query))
        except MetastoreUnavailable as away:
            stored, confirmed = self._stand_in(name, page, away)
            return stored.items, confirmed
        self._cache.keep(name, {"items": [encode(item, nulls=True) for item in items], "nextCursor": None})
        return items, None

    def _stand_in(self, name: str, cls: type[T], away: MetastoreUnavailable) -> tuple[T, datetime]:
        kept = self._recall(name, cls)
        if kept is None:
            raise away
        log.warning("%s Going on with %s as confirmed last at %s.", away, name, kept[1].isoformat())
        return kept

    def _recall(self, name: str, cls: type[T]) -> Optional[tuple[T, datetime]]:
        """What was kept, and when the service confirmed it last; None: nothing, or it is too old."""
        remembered = self._cache.recall(name)
        if remembered is None:
            return None
        try:
            return decode(cls, remembered.body), remembered.confirmed
        except UnexpectedJsonError as error:
            log.warning("What was kept as %s cannot be read: %s", name, error)
            return None


def kept_name(
    operation: Operation, path: Mapping[str, Scalar], query: Optional[Mapping[str, Scalar]] = None
) -> str:
    return f"{operation.id} {target_of(operation, path, query or {})}"
