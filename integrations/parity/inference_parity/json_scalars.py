"""Numbers, texts and literals, as they are written."""

from __future__ import annotations

import json

from hypothesis import strategies as st

LITERALS = ("true", "false", "null", '""', "{}", "[]")
SPARKS_LITERALS = ("NaN", "Infinity", "-Infinity", "+Infinity", "-INF", "+INF")
NO_LITERALS = ("-NaN", "INF", "Inf", "nan", "True", "NULL", "undefined")
_BOUNDARIES = (0, 2**31, 2**32, 2**53, 10**18, 10**19, 2**63, 2**64, 10**20, 10**21, 10**37, 10**38, 10**39)
WRITTEN_NUMBERS = (
    *(
        "-0",
        "0.0",
        "-0.0",
        "1.0",
        "1e2",
        "1E2",
        "1e+2",
        "1e-2",
        "0e0",
        "1E400",
        "-1E400",
        "1e-400",
        "1.5e308",
    ),
    *("123456789012345678901234567890.5", "0.1000000000000000055511151231257827", "9" * 38, "-" + "9" * 38),
    *(
        "9" * 1000,
        "-" + "9" * 1000,
        "9" * 1001,
        "0." + "3" * 999,
        "0." + "3" * 1000,
        "1e" + "0" * 999,
        "1e" + "0" * 1000,
    ),
)
NO_NUMBERS = (
    "01",
    "-01",
    "00",
    "+1",
    ".5",
    "1.",
    "-",
    "1e",
    "1e+",
    "--1",
    "0x1F",
    "1_000",
    "1L",
    "1f",
    "1,5",
    "٣",
)
LOOKS_LIKE = (
    *("1", "1.5", "-0", "true", "null", "NaN", "1e3", "9223372036854775808", "{}", "[1]"),
    *(
        "2024-02-29",
        "2024-02-29T12:00:00",
        "2024-02-29T12:00:00.123456Z",
        "2024-02-29 12:00:00+01:00",
        "12:00:00",
    ),
    *("1709208000", "PT1H", "P1D", "20240229", "2024", "2024-02"),
)
WRITTEN_STRINGS = (
    *(
        r'"\u0000"',
        r'"\ud83d\udca1"',
        r'"\ud83d"',
        r'"\udca1\ud83d"',
        r'"\/\b\f\n\r\t"',
        r'"\""',
        r'"\\"',
        r'"\'"',
    ),
    *(
        "'x'",
        "''",
        "'\"'",
        r"'\''",
        '"it\'s"',
        '"\x7f"',
        '"\u2028"',
        '"\ufeff"',
        '" "',
        '"' + "x" * 5000 + '"',
    ),
)
NO_STRINGS = (
    *(
        '"\t"',
        '"\x00"',
        '"\x1f"',
        r'"\x41"',
        r'"\u12"',
        r'"\uzzzz"',
        r'"\u{41}"',
        r'"\a"',
        '"x',
        "'x\"",
        "x",
        "`x`",
    ),
    *('"""x"""', "\u201cx\u201d"),
)


def _digits(most: int) -> st.SearchStrategy[str]:
    return st.text("0123456789", min_size=1, max_size=most)


_signs = st.sampled_from(["", "", "-"])
_near_boundaries = st.tuples(_signs, st.sampled_from(_BOUNDARIES), st.integers(-2, 2)).map(
    lambda drawn: f"{drawn[0]}{abs(drawn[1] + drawn[2])}"
)
_wholes = st.tuples(_signs, _digits(45)).map(lambda drawn: f"{drawn[0]}{drawn[1].lstrip('0') or '0'}")
_fractions = st.tuples(_wholes, _digits(40)).map(".".join)
_exponents = st.tuples(
    st.one_of(_wholes, _fractions), st.sampled_from(["e", "E", "e+", "E-"]), _digits(4)
).map("".join)

_drawn_strings = st.tuples(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), st.booleans()).map(
    lambda drawn: json.dumps(drawn[0], ensure_ascii=drawn[1])
)
_everyday = st.sampled_from([*LITERALS, "1", "2.5", '"x"', "9223372036854775808"])


def weighted(*choices: tuple[int, st.SearchStrategy[str]]) -> st.SearchStrategy[str]:
    """One of these, as often as its weight says; `one_of` knows no weights, not even by repetition."""
    drawn = [strategy for weight, strategy in choices for _ in range(weight)]
    # Deferred, so that Hypothesis does not write out the long texts in it whenever it names a strategy.
    return st.deferred(lambda: st.sampled_from(drawn).flatmap(lambda strategy: strategy))


numbers = weighted(
    (3, _near_boundaries),
    (1, st.sampled_from(LITERALS)),
    (2, _wholes),
    (2, _fractions),
    (2, _exponents),
    (2, st.sampled_from(WRITTEN_NUMBERS)),
    (1, st.sampled_from(SPARKS_LITERALS)),
    (1, st.sampled_from(NO_NUMBERS + NO_LITERALS)),
)
"""What is a number, and what meets one in the same field."""

strings = weighted(
    (2, _drawn_strings),
    (1, st.sampled_from(LITERALS)),
    (2, st.sampled_from(LOOKS_LIKE).map(json.dumps)),
    (2, st.sampled_from(WRITTEN_STRINGS)),
    (1, st.sampled_from(NO_STRINGS)),
)

scalars = weighted(
    (12, _everyday),
    (2, _near_boundaries),
    (2, st.sampled_from(LOOKS_LIKE).map(json.dumps)),
    (1, st.sampled_from(SPARKS_LITERALS)),
    (1, st.sampled_from(WRITTEN_STRINGS)),
)
"""Well-formed in Spark's eyes."""
