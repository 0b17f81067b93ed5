"""One question and its two answers: what the service says of a change, and what the engine did."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from enum import Enum

from engine_truth.places import Place


class Claim(str, Enum):
    """What the service says of a change."""

    LOSSLESS = "possible, no value changes"
    LOSSY = "possible, values can change"
    IMPOSSIBLE = "impossible"


class Outcome(str, Enum):
    """What the engine does."""

    LOSSLESS = "every value is what it was"
    LOSSY = "values are cast, and some are not what they were"
    CORRUPT = "values read as others"
    UNREADABLE = "old and new files cannot be read together"
    UNWRITABLE = "taken, but nothing can be written any more"
    REFUSED = "refused"


@dataclass(frozen=True)
class Cell:
    """A column of a type at a place that is to become another type."""

    column: str
    place: Place
    before: str
    after: str

    def declared(self, data_type: str) -> str:
        """The column with this type in its place, in Spark's DDL."""
        return f"{self.column} {self.place.column_type(self.column, data_type)}"

    @property
    def path(self) -> list[str]:
        return [self.column, *self.place.steps(self.column)]


@dataclass(frozen=True)
class Answer:
    """What the service answers: the claim, the rule behind it, what it tells a job to run, and why not."""

    claim: Claim
    rule: str
    apply: tuple[str, ...] = ()
    reason: str = ""


@dataclass
class Observation:
    """What happened to a cell in the engine."""

    outcome: Outcome
    # How the table was brought to take it: see ways.py.
    way: str = "none"
    detail: str = ""


@dataclass(frozen=True)
class Result:
    """A line of the results."""

    setting: str
    change: str
    place: str
    before: str
    after: str
    claim: str
    rule: str
    outcome: str
    way: str
    agrees: bool
    detail: str = ""
    engine: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        return asdict(self)


AGREEMENTS: dict[Claim, tuple[Outcome, ...]] = {
    Claim.LOSSLESS: (Outcome.LOSSLESS,),
    # Text of a number can be read back: that it is text now is the loss which the service means.
    Claim.LOSSY: (Outcome.LOSSY, Outcome.LOSSLESS),
    Claim.IMPOSSIBLE: (Outcome.REFUSED, Outcome.UNREADABLE, Outcome.UNWRITABLE, Outcome.CORRUPT),
}


def agree(claim: Claim, outcome: Outcome) -> bool:
    return outcome in AGREEMENTS[claim]
