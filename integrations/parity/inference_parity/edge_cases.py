"""Texts that were thought of, by what they are about: those of `edge-cases.json`, and those that are long."""

from __future__ import annotations

import json
from pathlib import Path

from inference_parity import json_scalars as scalars

_FILE = Path(__file__).with_name("edge-cases.json")
_DEEP = (
    '{"a":' * 50 + "1" + "}" * 50,
    '{"a":' * 49 + "null" + "}" * 49,
    '{"a":[' * 25 + "]}" * 25,
    '{"a":' + "[" * 49 + "1" + "]" * 49 + "}",
    "[" * 50 + '{"a":1}' + "]" * 50,
    "[" * 30 + "]" * 30,
    '{"a":"x"}\n{"a":' + "[" * 200 + "]" * 200 + "}",
)
_LONG = (
    '{"' + "n" * 255 + '":1}',
    '{"' + "💡" * 255 + '":1}',
    '{"a":"' + "x" * 1_000_000 + '"}',
    '{"a":[' + ",".join(map(str, range(20_000))) + "]}",
    "{" + ",".join(f'"f{number}":{number}' for number in range(2_000)) + "}",
    '{"a":1}\n' * 10_000,
)


def edge_cases() -> dict[str, list[bytes]]:
    """By subject."""
    subjects: dict[str, list[str]] = json.loads(_FILE.read_text(encoding="utf-8"))
    numbers = (*scalars.WRITTEN_NUMBERS, *scalars.NO_NUMBERS, *scalars.SPARKS_LITERALS, *scalars.NO_LITERALS)
    strings = (*scalars.WRITTEN_STRINGS, *scalars.NO_STRINGS, *(f'"{text}"' for text in scalars.LOOKS_LIKE))
    subjects["numbers"] = [*map(_in_a_field, numbers), *map(_beside_a_long, numbers)]
    subjects["strings"] = [*map(_in_a_field, strings), *map(_as_a_name, strings)]
    subjects["depth"] = list(_DEEP)
    subjects["length"] = list(_LONG)
    return {subject: [text.encode() for text in texts] for subject, texts in subjects.items()}


def _in_a_field(value: str) -> str:
    return f'{{"v":{value}}}'


def _beside_a_long(value: str) -> str:
    return f'{{"v":1}}\n{{"v":{value}}}'


def _as_a_name(text: str) -> str:
    return f"{{{text}:1}}"
