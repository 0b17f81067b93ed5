"""What happened, in order, and whether the service is well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Callable, Optional

from metastore_client.caller import Caller, DatasetRef, Scalar
from metastore_client.models.event import Event, Health
from metastore_client.models.page import EventFeed
from metastore_client.operations import GET_HEALTH, LIST_DATASET_EVENTS, LIST_EVENTS
from metastore_client.problems import MetastoreProblem, MetastoreUnavailable


class Events(Iterator[Event]):
    """
    Events from a cursor on, as far as there are any now; iterating on later goes on with what happened since.

    `cursor` is where to go on after a restart: store it once what was read is done with. It stands before the
    page that is being read until that is through: after a crash some events come again, and none is missed.
    """

    def __init__(self, fetch: Callable[[Optional[str]], EventFeed], after: Optional[str]) -> None:
        self.cursor = after
        self._fetch = fetch
        self._read = after
        self._page: list[Event] = []

    def __iter__(self) -> Events:
        return self

    def __next__(self) -> Event:
        if not self._page:
            self.cursor = self._read
            feed = self._fetch(self.cursor)
            self._page = feed.items[::-1]
            self._read = feed.next_cursor
        if not self._page:
            self.cursor = self._read
            raise StopIteration
        return self._page.pop()


class EventCalls(Caller):
    def events(
        self,
        after: Optional[str] = None,
        *,
        dataset: Optional[DatasetRef] = None,
        type: Optional[str] = None,
        page_size: int = 100,
    ) -> Events:
        """
        What happened since a cursor, or from the beginning; only of one dataset, or of one type.

        Raises `MetastoreProblem` `INVALID_CURSOR`; `MetastoreUnavailable`: iterate on, nothing is lost.
        """

        def fetch(cursor: Optional[str]) -> EventFeed:
            query: dict[str, Scalar] = {"after": cursor, "type": type, "limit": page_size}
            if dataset is None:
                return self._answer(LIST_EVENTS, query=query).read_as(EventFeed)
            return self._answer(LIST_DATASET_EVENTS, {"dataset": dataset}, query).read_as(EventFeed)

        return Events(fetch, after)

    def health(self) -> Health:
        """
        Is the service well, and its database? An unhealthy one answers too, with the reason.

        Raises `MetastoreUnavailable` when it cannot be reached.
        """
        answer = self._answer(GET_HEALTH)
        if answer.status not in (200, 503):
            raise answer.problem()
        try:
            return answer.as_status(200).read_as(Health)
        except MetastoreProblem as problem:
            raise MetastoreUnavailable(f"it answers {answer.status}", self.url, problem=problem) from problem
