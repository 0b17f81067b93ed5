"""Texts with one record a line, as Hypothesis draws them. How a value is written matters."""

from __future__ import annotations

import json

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from inference_parity.json_scalars import numbers, scalars, strings, weighted

_SPACE = st.sampled_from(["", "", "", "", " ", "\t", "  "])
_LINE_END = st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", "\n\n", "\n \t\n", "\n\ufeff"])
_PLAIN_NAMES = (
    "a",
    "b",
    "c",
    "d",
    "",
    "a.b",
    "a`b",
    " ",
    "10",
    "9",
    "é",
    "💡",
    "\uffee",
    "_",
    "element",
    "__proto__",
    "_corrupt_record",
)
_NAMES_IN_TWO_CASES = ("a", "A", "b", "B", "ab", "aB", "Ab", "é", "É", "ß", "SS", "i", "İ", "c")
_NAMES_THAT_COME_TWICE = ("a", "b", "", "c")
_PIECES = (
    *",:{}[]\"'\\0-+.e/# \t$_~",
    *("\x00", "\x0b", "\x1f", "\x7f", "\u00a0", "\u2028", "\ufeff", "é", "💡", "\n", "\r", "\r\n"),
    *(
        "null",
        "true",
        "false",
        "NaN",
        "Infinity",
        "+INF",
        "-INF",
        "undefined",
        "None",
        "01",
        "1.",
        ".5",
        "1e",
    ),
    *("/*x*/", "//", "\\u", "\\x", "\\'", '\\"', "\\ud83d", "\\u0000", '""', "{}", "[]", '"a":1,', "[1]"),
)


def _name(names: tuple[str, ...]) -> SearchStrategy[str]:
    # The first ones often, so that they meet.
    return st.sampled_from([*names[:3] * 4, *names]).flatmap(_written)


def _written(name: str) -> SearchStrategy[str]:
    """With escapes or without: they are the same name."""
    escaped = "".join(f"\\u{unit:04x}" for unit in _code_units(name))
    return st.sampled_from([json.dumps(name, ensure_ascii=False)] * 3 + [json.dumps(name), f'"{escaped}"'])


def _code_units(name: str) -> list[int]:
    encoded = name.encode("utf-16-be")
    return [int.from_bytes(encoded[at : at + 2], "big") for at in range(0, len(encoded), 2)]


def _read_name(member: tuple[str, str, str, str]) -> str:
    return str(json.loads(member[0]))


def _array(items: SearchStrategy[str]) -> SearchStrategy[str]:
    return st.tuples(st.lists(items, max_size=4), _SPACE).map(lambda drawn: _enclosed("[", *drawn, "]"))


def _object(values: SearchStrategy[str], names: tuple[str, ...]) -> SearchStrategy[str]:
    member = st.tuples(_name(names), _SPACE, _SPACE, values)
    once = None if names is _NAMES_THAT_COME_TWICE else _read_name
    members = st.lists(member, max_size=4, unique_by=once)
    texts = members.map(lambda drawn: [f"{name}{a}:{b}{value}" for name, a, b, value in drawn])
    return st.tuples(texts, _SPACE).map(lambda drawn: _enclosed("{", *drawn, "}"))


def _enclosed(opening: str, parts: list[str], space: str, closing: str) -> str:
    return f"{opening}{space}{f'{space},'.join(parts)}{closing}"


def _values(names: tuple[str, ...]) -> SearchStrategy[str]:
    return st.recursive(
        scalars, lambda inner: weighted((2, _object(inner, names)), (1, _array(inner))), max_leaves=10
    )


def _records(names: tuple[str, ...]) -> SearchStrategy[str]:
    row = _object(_values(names), names)
    return weighted((6, row), (1, _array(row)), (1, _values(names)))


def _text(records: SearchStrategy[str]) -> SearchStrategy[str]:
    lines = st.lists(st.tuples(records, _LINE_END), min_size=1, max_size=5)
    begin = st.sampled_from(["", "", "", "", "\ufeff", "\n"])
    return st.tuples(begin, lines).map(lambda drawn: drawn[0] + "".join(line + end for line, end in drawn[1]))


def _encoded(texts: SearchStrategy[str]) -> SearchStrategy[bytes]:
    return texts.map(lambda text: text.encode()).filter(lambda body: body != b"")


@st.composite
def _mangled(draw: st.DrawFn) -> str:
    """One to three pieces put in, each at the expense of what is there."""
    text = draw(_text(_records(_PLAIN_NAMES)))
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(text)))
        piece = draw(st.sampled_from(_PIECES))
        text = text[:at] + piece + text[at + draw(st.integers(0, 2)) :]
    return text


def _row_of(values: SearchStrategy[str]) -> SearchStrategy[str]:
    """Of one field, whose values meet."""
    return weighted((2, values), (1, _array(values))).map(lambda value: f'{{"v":{value}}}')


MEMBERS_THAT_COME_TWICE = _encoded(_text(_records(_NAMES_THAT_COME_TWICE)))
WELL_FORMED = _encoded(_text(_records(_PLAIN_NAMES)))
NAMES_IN_TWO_CASES = _encoded(_text(_records(_NAMES_IN_TWO_CASES)))
NUMBERS = _encoded(_text(_row_of(numbers)))
STRINGS = _encoded(_text(_row_of(strings)))
MANGLED = _encoded(_mangled())
