"""Thirty batches of orders with every kind of change, and what people do between them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from lake_formats import LakeFormat
from metastore_client import Metastore

Json = Any
PER_BATCH = 6


@dataclass
class Act:
    """Something that a person does between two batches."""

    about: str
    do: Callable[[Metastore, str], None]


@dataclass
class Blocked:
    """The batch before stops the job. `decide` is told which version records it."""

    mentions: str
    decide: Callable[[Metastore, str, int], None]


@dataclass
class Story:
    lake: LakeFormat
    line: str
    #: Lines of the batches, and what happens between them.
    steps: list[list[str] | Act | Blocked] = field(default_factory=list)
    #: What the table holds in the end, by event_id.
    rows: dict[int, Json] = field(default_factory=dict)
    quarantined: int = 0
    #: Of the orders of the next batch.
    next_id: int = 1

    def batch(
        self,
        change: Callable[[Json, int], None] = lambda order, number: None,
        *,
        keep: Json = None,
        lines: tuple[str, ...] = (),
        rejected: bool = False,
    ) -> None:
        """Orders as they mostly are, but for what `change` does; `keep` is how the table has that."""
        sent = [self._order(self.next_id + index) for index in range(PER_BATCH)]
        for number, order in enumerate(sent):
            row = self._row(order)
            change(order, number)
            if keep is not None:
                keep(row, order, number)
            order["checksum"] = row["checksum"] = checksum(row)
            if not rejected:
                self.rows[order["event_id"]] = row
        if rejected:
            self.quarantined += len(sent)
        else:
            self.quarantined += len(lines)
        self.next_id += PER_BATCH
        self.steps.append([*(json.dumps(order) for order in sent), *lines])

    def update(self, ids: range) -> None:
        """Orders again, changed: upserts replace the row, appends add one."""
        lines = []
        for event_id in ids:
            order = self._order(event_id if self.lake.mode == "upsert" else self.next_id)
            self.next_id += 1
            order["customer"] = "changed"
            order["checksum"] = checksum(order)
            self.rows[order["event_id"]] = self._row(order)
            lines.append(json.dumps(order))
        self.steps.append(lines)

    def ddl(self, sql: str, *, force: bool = False) -> None:
        def run(metastore: Metastore, dataset: str) -> None:
            metastore.ddl(dataset, sql.format(table=dataset), reason="asked for", force=force)

        self.steps.append(Act(sql, run))

    def renamed(self) -> None:
        """From now on rows hold `remark`; those of before only where the format keeps them together."""
        if self.lake.forgets_renamed:
            for row in self.rows.values():
                row["remark"] = None

    def _order(self, event_id: int) -> Json:
        order: Json = {
            "event_id": event_id,
            "customer": f"customer {event_id % 7} / “ü”",
            "amount": event_id + 0.25,
            "note": None if event_id % 3 == 0 else f"note {event_id}",
            "address": None
            if event_id % 5 == 0
            else {"street": f"street {event_id}", "zip": f"{event_id:05d}"},
            "items": [{"sku": f"sku {index}", "price": index + 0.5} for index in range(event_id % 3)],
        }
        order["checksum"] = checksum(order)
        return order

    def _row(self, order: Json) -> Json:
        """As the table has it in the end, where nothing is changed."""
        address = order["address"]
        return {
            "event_id": order["event_id"],
            "checksum": order["checksum"],
            "customer": order["customer"],
            "amount": order["amount"],
            "remark": order["note"],
            "address": None if address is None else {**address, "city": None},
            "items": [{**item, "discount": None} for item in order["items"]],
            "quantity": None,
            "channel": None,
            "payment": None,
        }


def checksum(row: Json) -> str:
    """Of what no change of schema touches."""
    told = [row["event_id"], row["customer"], [[item["sku"], item["price"]] for item in row["items"]]]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()
