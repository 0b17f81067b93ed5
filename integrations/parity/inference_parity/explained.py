"""The differences that are kept on purpose. One that is no longer there fails `test_explained.py`."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Callable

from inference_parity.outcome import Inferred, Refused
from inference_parity.plain_reading import JsonValue, depth_of, objects_in, plain_records

if TYPE_CHECKING:
    from inference_parity.comparison import Case

BOTH = ("3.5", "4.0")
_CORRUPT = "_corrupt_record"
_LONGEST_TEXT = 20_000_000
_MOST_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True)
class Explained:
    name: str
    service: str
    """What it does."""
    spark: str
    why: str
    lines: tuple[str, ...]
    """The lines of Spark that differ."""
    example: bytes
    holds: Callable[[Case], bool]
    """Whether a difference is this one, and nothing beside it."""


def _refused(case: Case, pattern: str) -> bool:
    return isinstance(case.service, Refused) and re.search(pattern, case.service.reason) is not None


def _some_record(case: Case, has: Callable[[JsonValue], bool]) -> bool:
    """True also where Python cannot read the records."""
    records = plain_records(case.body)
    return records is None or any(has(record) for record in records)


def _names(record: JsonValue) -> list[str]:
    return [name for found in objects_in(record) for name, _ in found.members]


def _comes_twice(record: JsonValue) -> bool:
    return any(len(found.members) > len({name for name, _ in found.members}) for found in objects_in(record))


def _unstorable(name: str) -> bool:
    return "\0" in name or any("\ud800" <= character <= "\udfff" for character in name)


def _told_apart_by_case(case: Case) -> bool:
    return case.service_agrees_with(case.spark_by_case())


def _only_the_corrupt_field(case: Case) -> bool:
    """The data have such a field, and the two differ in nothing else."""
    if isinstance(case.service, Refused) or isinstance(case.spark, Refused):
        return False
    (ours, rest), (_, spark_rest) = (_without_corrupt(each) for each in (case.service, case.spark))
    return _CORRUPT.encode() in case.body and ours == "string" and rest == spark_rest


def _without_corrupt(inferred: Inferred) -> tuple[object, list[object]]:
    fields = json.loads(inferred.schema)["fields"]
    found = next((field["type"] for field in fields if field["name"] == _CORRUPT), None)
    return found, [field for field in fields if field["name"] != _CORRUPT]


def _in_wider_characters(case: Case) -> bool:
    return any(b"\0" in line.lstrip(b"\xef\xbb\xbf")[:4] for line in re.split(rb"[\r\n]", case.body))


EXPLAINED = (
    Explained(
        name="names that differ in case alone",
        service="tells them apart, always",
        spark="fails (`COLUMN_ALREADY_EXISTS`), or takes them for one, by what stands beside them and by the "
        "order of the records; with `spark.sql.caseSensitive=true` it infers what the service does",
        why="What depends on the order of records is no verdict, and Spark reads values by the exact name.",
        lines=BOTH,
        example=b'{"id":1}\n{"ID":1}',
        holds=_told_apart_by_case,
    ),
    Explained(
        name="a member that comes twice",
        service="refuses the text, wherever it stands",
        spark="fails too (`COLUMN_ALREADY_EXISTS`), but not where the object is part of no column in the "
        "end: in a corrupt record, under the empty name, beside values of other types",
        why="Readers take the first, the last or none. Where it matters to the schema, neither infers one.",
        lines=BOTH,
        example=b'{"a":{"b":1,"b":2}}\n{"a":1}',
        holds=lambda case: _refused(case, "has this member twice") and _some_record(case, _comes_twice),
    ),
    Explained(
        name="a field `_corrupt_record` in the data",
        service="makes it text as soon as a record is corrupt",
        spark="leaves its type, or drops it, where the corrupt record is JSON that is no row (`1`)",
        why="Spark puts the text of corrupt records there, and then refuses to read with any other type.",
        lines=BOTH,
        example=b'{"_corrupt_record":1}\n2',
        holds=_only_the_corrupt_field,
    ),
    Explained(
        name="more than 50 levels",
        service="refuses the text: of schemas beyond 50 levels, and of any value beyond 256",
        spark="infers it",
        why="The limit of every schema in the service, so that what is inferred can be submitted.",
        lines=BOTH,
        example=b'{"a":' * 51 + b"1" + b"}" * 51,
        holds=lambda case: (
            _refused(case, r"nested more than 50 levels|more than 256 levels")
            and _some_record(case, lambda record: depth_of(record) > 50)
        ),
    ),
    Explained(
        name="more than 10,000 fields",
        service="refuses the text",
        spark="infers it",
        why="The limit of every schema in the service.",
        lines=BOTH,
        example=json.dumps({f"f{number}": 1 for number in range(10_001)}).encode(),
        holds=lambda case: (
            _refused(case, "at most 10000 fields")
            and _some_record(case, lambda record: len(_names(record)) > 10_000)
        ),
    ),
    Explained(
        name="names of more than 255 characters",
        service="refuses the text",
        spark="infers them; Spark 4 takes a record with a name of more than 50,000 for corrupt",
        why="The limit of every schema in the service.",
        lines=BOTH,
        example=b'{"' + b"n" * 256 + b'":1}',
        holds=lambda case: (
            _refused(case, "at most 255 characters")
            and _some_record(case, lambda record: any(len(name) > 255 for name in _names(record)))
        ),
    ),
    Explained(
        name="names with NUL or half a surrogate pair",
        service="refuses the text",
        spark="infers them",
        why="No PostgreSQL stores the first, no UTF-8 holds the second; Spark writes it as `?`.",
        lines=BOTH,
        example=rb'{"\u0000":1}',
        holds=lambda case: (
            _refused(case, "NUL characters are not allowed|half of a surrogate pair")
            and _some_record(case, lambda record: any(map(_unstorable, _names(record))))
        ),
    ),
    Explained(
        name="texts of more than 20,000,000 characters",
        service="takes them for text",
        spark="takes a record with one for corrupt",
        why="The limit of Spark's parser; a sample that has them is none.",
        lines=BOTH,
        example=b'{"a":"' + b"x" * (_LONGEST_TEXT + 1) + b'"}',
        holds=lambda case: (
            isinstance(case.service, Inferred)
            and any(len(line) > _LONGEST_TEXT for line in case.body.splitlines())
        ),
    ),
    Explained(
        name="more than 10,000 records",
        service="refuses the text",
        spark="reads them all",
        why="It infers from samples.",
        lines=BOTH,
        example=b"{}\n" * 10_001,
        holds=lambda case: _refused(case, "more than 10000 records") and case.body.count(b"\n") > 9_999,
    ),
    Explained(
        name="more than 32 MB",
        service="refuses the text",
        spark="reads it",
        why="As above.",
        lines=BOTH,
        example=b" " * (_MOST_BYTES + 1),
        holds=lambda case: _refused(case, "body is larger than") and len(case.body) > _MOST_BYTES,
    ),
    Explained(
        name="an empty text",
        service="refuses it",
        spark="infers a schema without columns",
        why="A call without a body is a mistake of the caller.",
        lines=BOTH,
        example=b"",
        holds=lambda case: _refused(case, "body is empty") and case.body == b"",
    ),
    Explained(
        name="bytes that are not UTF-8",
        service="refuses the text",
        spark="takes some for corrupt records, and some in silence for other characters",
        why="A text that is sent over HTTP says what it is encoded in.",
        lines=BOTH,
        example=b'{"a":"\xff"}',
        holds=lambda case: _refused(case, "not valid UTF-8"),
    ),
    Explained(
        name="UTF-16 and UTF-32 without a word",
        service="reads UTF-8, in which NUL is a character that makes a corrupt record",
        spark="guesses from where NULs are among the first four bytes of each line",
        why="As above. Such files are read in Spark with the option `encoding`.",
        lines=BOTH,
        example='{"a":1}'.encode("utf-16-le"),
        holds=_in_wider_characters,
    ),
)
