"""Changes of columns other than their types: what the service is asked, Spark is told, and must come out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from engine_truth.service_client import Json

# Columns of the table that every operation begins with, and a value of each in SQL.
BEFORE = {
    "id": ("BIGINT", "1L"),
    "a": ("INT", "5"),
    "s": ("STRUCT<x: INT, y: STRING>", "named_struct('x', 6, 'y', 'six')"),
    "l": ("ARRAY<STRUCT<x: INT, y: STRING>>", "array(named_struct('x', 7, 'y', 'seven'))"),
    "m": ("MAP<STRING, STRUCT<x: INT, y: STRING>>", "map('k', named_struct('x', 8, 'y', 'eight'))"),
    "r": ("INT NOT NULL", "9"),
}
_KEPT = {
    "a": "5",
    "s.x": "6",
    "s.y": "six",
    "get(l, 0).x": "7",
    "get(l, 0).y": "seven",
    "m['k'].x": "8",
    "m['k'].y": "eight",
    "r": "9",
}


@dataclass(frozen=True)
class Operation:
    """
    `asked` of the service, `natural` for Spark where the service says no. `after`: columns that are other
    than before, None for one that is gone. `old` and `new`: what expressions come to in rows written before
    and after.
    """

    name: str
    asked: tuple[Json, ...]
    natural: tuple[str, ...]
    after: dict[str, tuple[str, str] | None]
    old: dict[str, str | None] = field(default_factory=dict)
    new: dict[str, str | None] = field(default_factory=dict)
    gone: tuple[str, ...] = ()
    # The names of the table's columns in order, where that is what the operation is about.
    order: list[str] = field(default_factory=list)

    def columns_after(self) -> dict[str, tuple[str, str]]:
        columns: dict[str, tuple[str, str] | None] = {**BEFORE, **self.after}
        return {name: column for name, column in columns.items() if column is not None}

    def expected_old(self) -> dict[str, str | None]:
        """Everything that was there and has not gone or changed, and what the operation says."""
        kept: dict[str, str | None] = {each: text for each, text in _KEPT.items() if each not in self.gone}
        return {**kept, **self.old}


def operations_of(finds_by_name: bool) -> Iterator[Operation]:
    """All of them; what old rows read under another name depends on how a format finds columns."""
    yield from _additions()
    yield from _positions()
    yield from _drops(finds_by_name)
    yield from _renames(finds_by_name)
    yield from _nullability()
    yield from _types()
    yield from _names()


def _add(path: list[str], data_type: str, position: Json | None = None) -> Json:
    operation: Json = {"op": "ADD_COLUMN", "path": path, "type": data_type}
    return operation if position is None else {**operation, "position": position}


_S = ("STRUCT<x: INT, y: STRING, z: INT>", "named_struct('x', 6, 'y', 'six', 'z', 3)")
_L = ("ARRAY<STRUCT<x: INT, y: STRING, z: INT>>", "array(named_struct('x', 7, 'y', 'seven', 'z', 3))")
_M = (
    "MAP<STRING, STRUCT<x: INT, y: STRING, z: INT>>",
    "map('k', named_struct('x', 8, 'y', 'eight', 'z', 3))",
)


def _additions() -> Iterator[Operation]:
    yield _added("add", ["z"], "z", {"z": ("INT", "3")})
    yield _added("add in struct", ["s", "z"], "s.z", {"s": _S})
    yield _added("add in array", ["l", "element", "z"], "get(l, 0).z", {"l": _L})
    yield _added("add in map", ["m", "value", "z"], "m['k'].z", {"m": _M})


def _added(name: str, path: list[str], taken: str, after: dict[str, tuple[str, str] | None]) -> Operation:
    statement = f"ADD COLUMNS ({'.'.join(path)} INT)"
    return Operation(name, (_add(path, "INT"),), (statement,), after, {taken: None}, {taken: "3"})


def _positions() -> Iterator[Operation]:
    first: Json = {"at": "FIRST"}
    after_id: Json = {"at": "AFTER", "column": "id"}
    z: dict[str, tuple[str, str] | None] = {"z": ("INT", "3")}
    for name, position, words, order in (
        ("first", first, "FIRST", ["z", *BEFORE]),
        ("after another", after_id, "AFTER id", ["id", "z", *list(BEFORE)[1:]]),
    ):
        asked = (_add(["z"], "INT", position),)
        statement = f"ADD COLUMNS (z INT {words})"
        yield Operation(f"add {name}", asked, (statement,), z, {"z": None}, {"z": "3"}, order=order)
    s = ("STRUCT<x: INT, z: INT, y: STRING>", "named_struct('x', 6, 'z', 3, 'y', 'six')")
    in_struct = _add(["s", "z"], "INT", {"at": "AFTER", "column": "x"})
    statement = "ADD COLUMNS (s.z INT AFTER x)"
    yield Operation(
        "add in struct after another", (in_struct,), (statement,), {"s": s}, {"s.z": None}, {"s.z": "3"}
    )
    after_s: Json = {"at": "AFTER", "column": "s"}
    for column, position, words, order in (
        ("r", first, "FIRST", ["r", "id", "a", "s", "l", "m"]),
        ("a", after_s, "AFTER s", ["id", "s", "a", "l", "m", "r"]),
    ):
        move: Json = {"op": "MOVE_COLUMN", "path": [column], "position": position}
        statement = f"ALTER COLUMN {column} {words}"
        yield Operation(f"move {words.lower()}", (move,), (statement,), {}, order=order)
    turned = ("STRUCT<y: STRING, x: INT>", "named_struct('y', 'six', 'x', 6)")
    move = {"op": "MOVE_COLUMN", "path": ["s", "y"], "position": first}
    yield Operation("move in struct", (move,), ("ALTER COLUMN s.y FIRST",), {"s": turned})


def _drops(finds_by_name: bool) -> Iterator[Operation]:
    drop: Json = {"op": "DROP_COLUMN", "path": ["a"]}
    yield Operation("drop", (drop,), ("DROP COLUMN a",), {"a": None}, gone=("a",))
    for name, path, column, gone in (
        ("struct", ["s", "y"], ("s", ("STRUCT<x: INT>", "named_struct('x', 6)")), "s.y"),
        (
            "array",
            ["l", "element", "y"],
            ("l", ("ARRAY<STRUCT<x: INT>>", "array(named_struct('x', 7))")),
            "get(l, 0).y",
        ),
        (
            "map",
            ["m", "value", "y"],
            ("m", ("MAP<STRING, STRUCT<x: INT>>", "map('k', named_struct('x', 8))")),
            "m['k'].y",
        ),
    ):  # fmt: skip
        asked: Json = {"op": "DROP_COLUMN", "path": path}
        yield Operation(
            f"drop in {name}", (asked,), (f"DROP COLUMN {'.'.join(path)}",), dict([column]), gone=(gone,)
        )
    back = "5" if finds_by_name else None
    yield Operation(
        "drop and add again",
        (drop, _add(["a"], "INT")),
        ("DROP COLUMN a", "ADD COLUMNS (a INT)"),
        {"a": ("INT", "4")},
        {"a": back},
        {"a": "4"},
    )


def _renames(finds_by_name: bool) -> Iterator[Operation]:
    def rename(
        name: str, path: list[str], after: dict[str, tuple[str, str] | None], gone: str, taken: str, was: str
    ) -> Operation:
        asked: Json = {"op": "RENAME_COLUMN", "path": path, "to": "w"}
        statement = f"RENAME COLUMN {'.'.join(path)} TO w"
        old = {taken: None if finds_by_name else was}
        return Operation(name, (asked,), (statement,), after, old, {taken: was}, gone=(gone,))

    s = ("STRUCT<w: INT, y: STRING>", "named_struct('w', 6, 'y', 'six')")
    l = ("ARRAY<STRUCT<w: INT, y: STRING>>", "array(named_struct('w', 7, 'y', 'seven'))")  # noqa: E741
    m = ("MAP<STRING, STRUCT<w: INT, y: STRING>>", "map('k', named_struct('w', 8, 'y', 'eight'))")
    yield rename("rename", ["a"], {"a": None, "w": ("INT", "5")}, "a", "w", "5")
    yield rename("rename in struct", ["s", "x"], {"s": s}, "s.x", "s.w", "6")
    yield rename("rename in array", ["l", "element", "x"], {"l": l}, "get(l, 0).x", "get(l, 0).w", "7")
    yield rename("rename in map", ["m", "value", "x"], {"m": m}, "m['k'].x", "m['k'].w", "8")


def _nullability() -> Iterator[Operation]:
    relax: Json = {"op": "ALTER_NULLABILITY", "path": ["r"], "nullable": True}
    after: dict[str, tuple[str, str] | None] = {"r": ("INT", "CAST(NULL AS INT)")}
    yield Operation("drop not null", (relax,), ("ALTER COLUMN r DROP NOT NULL",), after, new={"r": None})


def _types() -> Iterator[Operation]:
    for data_type, value, text in (
        ("TIMESTAMP_NTZ", "TIMESTAMP_NTZ'2024-01-31 12:34:56.789012'", "2024-01-31 12:34:56.789012"),
        ("CHAR(2)", "'ab'", "ab"),
        ("VARCHAR(3)", "'ab'", "ab"),
        ("INTERVAL DAY TO SECOND", *["INTERVAL '1 02:03:04' DAY TO SECOND"] * 2),
        ("INTERVAL YEAR TO MONTH", "INTERVAL '1-2' YEAR TO MONTH", "INTERVAL '1-2' YEAR TO MONTH"),
        ("MAP<INT, STRING>", "map(1, 'one')", "{1 -> one}"),
        ("MAP<STRING, INT>", "map('one', 1)", "{one -> 1}"),
        ("ARRAY<ARRAY<INT>>", "array(array(1))", "[[1]]"),
        ("INTERVAL", "make_interval(1, 2)", "1 years 2 months"),
        ("VARIANT", "parse_json('1')", "1"),
    ):  # fmt: skip
        yield _stored(f"store {data_type}", data_type, value, text, "z")


def _stored(name: str, data_type: str, value: str, text: str, column: str) -> Operation:
    quoted = f"`{column}`"
    return Operation(
        name,
        (_add([column], data_type),),
        (f"ADD COLUMNS ({quoted} {data_type})",),
        {column: (data_type, value)},
        {quoted: None},
        {quoted: text},
    )


def _names() -> Iterator[Operation]:
    for column in (
        "two words",
        "a,b",
        "a;b",
        "a{b}",
        "a(b)",
        "a=b",
        "a\tb",
        "a.b",
        "a-b",
        "größe",
        "1a",
        "_a",
        "a'b",
    ):
        yield _stored(f"name {column!r}", "INT", "3", "3", column)
