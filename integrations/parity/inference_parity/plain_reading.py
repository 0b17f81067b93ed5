"""Records as Python's own parser reads them: a third opinion beside the service's and Spark's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Union

_LINE_END = re.compile("\r\n|\n|\r")
_MARKED = re.compile("^\ufeff(?=.)", re.DOTALL)
_MOST_DIGITS = 1000


@dataclass(frozen=True)
class JsonObject:
    """Its members in their order, those that come twice too."""

    members: list[tuple[str, JsonValue]]


JsonValue = Union[None, bool, float, str, list["JsonValue"], JsonObject]


def record_lines(body: bytes) -> list[str] | None:
    """The lines that are records; None where the text is not UTF-8."""
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return None
    # One for the file, and one for each line that has more.
    lines = (_MARKED.sub("", line) for line in _LINE_END.split(text.removeprefix("\ufeff")))
    return [line for line in lines if line.strip(" \t") != ""]


def plain_records(body: bytes) -> list[JsonValue] | None:
    """The records; None where one of them is not JSON to the letter, and Spark may read it or not."""
    lines = record_lines(body)
    if lines is None:
        return None
    try:
        return [_parse(line) for line in lines]
    except (ValueError, RecursionError):
        return None


def objects_in(value: JsonValue) -> Iterator[JsonObject]:
    """Every object, the outermost first."""
    if isinstance(value, JsonObject):
        yield value
        for _, member in value.members:
            yield from objects_in(member)
    elif isinstance(value, list):
        for item in value:
            yield from objects_in(item)


def depth_of(value: JsonValue) -> int:
    """How many objects and arrays are around the innermost."""
    if isinstance(value, JsonObject):
        return 1 + max((depth_of(member) for _, member in value.members), default=0)
    if isinstance(value, list):
        return 1 + max(map(depth_of, value), default=0)
    return 0


def _parse(line: str) -> JsonValue:
    value: JsonValue = json.loads(
        line, object_pairs_hook=JsonObject, parse_int=_number, parse_float=_number, parse_constant=_refuse
    )
    return value


def _number(text: str) -> float:
    if sum(character.isdigit() for character in text) > _MOST_DIGITS:
        raise ValueError("a number that Spark does not read")
    return 0.5


def _refuse(text: str) -> float:
    raise ValueError(f"{text} is not JSON to the letter")
