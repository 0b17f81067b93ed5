"""The types that are tried, and values of them: some that fit nearly every type, and the extremes."""

from __future__ import annotations

from dataclasses import dataclass

INTEGRALS = ("byte", "short", "integer", "long")
FRACTIONS = ("float", "double")
DECIMALS = (
    "decimal(9,2)",
    "decimal(10,0)",
    "decimal(10,2)",
    "decimal(11,1)",
    "decimal(11,2)",
    "decimal(12,2)",
    "decimal(12,4)",
    "decimal(20,0)",
    "decimal(22,2)",
    "decimal(38,0)",
    "decimal(38,18)",
)
OTHERS = ("string", "binary", "date", "timestamp", "timestamp_ntz")
TYPES = ("boolean", *INTEGRALS, *FRACTIONS, *DECIMALS, *OTHERS)

_SQL_NAMES = {"byte": "TINYINT", "short": "SMALLINT", "integer": "INT", "long": "BIGINT"}


def sql_name(data_type: str) -> str:
    """Spark SQL's word for a type: TINYINT for byte."""
    return _SQL_NAMES.get(data_type, data_type.upper())


def is_text_of_length(data_type: str) -> bool:
    """char or varchar: a string that promises a length."""
    return data_type.startswith(("char(", "varchar("))


@dataclass(frozen=True)
class Values:
    """SQL literals of one type. `plain` fit nearly every other type, `extreme` are what gets lost."""

    plain: tuple[str, ...]
    extreme: tuple[str, ...]


_LIMITS = {
    "byte": ("-128", "127"),
    "short": ("-32768", "32767"),
    "integer": ("-2147483648", "2147483647", "16777217"),
    "long": ("-9223372036854775808", "9223372036854775807", "9007199254740993"),
    "float": ("3.4028235E38", "1.4E-45", "0.1", "'NaN'", "'-Infinity'"),
    "double": ("1.7976931348623157E308", "4.9E-324", "0.1", "'NaN'", "'Infinity'"),
    "date": ("'0001-01-01'", "'9999-12-31'", "'1969-12-31'"),
    "timestamp": ("'0001-01-03 00:00:00.000001'", "'9999-12-29 23:59:59.999999'", "'1969-12-31 23:59:59.5'"),
    "timestamp_ntz": (
        "'0001-01-03 00:00:00.000001'",
        "'9999-12-29 23:59:59.999999'",
        "'1969-12-31 23:59:59.5'",
    ),
}
_TEXTS = {
    "date": ("'2024-01-31'", "'1970-01-01'", "'1999-12-31'"),
    "timestamp": ("'2024-01-31 12:34:56.789012'", "'1970-01-01 00:00:00'", "'1999-12-31 23:59:59'"),
    "timestamp_ntz": ("'2024-01-31 12:34:56.789012'", "'1970-01-01 00:00:00'", "'1999-12-31 23:59:59'"),
    "boolean": ("'true'", "'false'"),
}
_EXTREME_TEXT = ("''", "'abc'", "'grün €'", "'99999999999999999999999999999999999999999'", "'2024-02-30'")


def values_of(data_type: str, target: str) -> Values:
    """Values of a type for a column that is to become `target`: text that can be read as that."""
    if data_type == "boolean":
        return Values(("true", "false"), ("true", "false"))
    if data_type == "string":
        return Values(_TEXTS.get(target, ("'1'", "'-2'", "'7'")), _EXTREME_TEXT)
    if is_text_of_length(data_type):
        return Values(("'abc'", "'xyz'"), ("'ßü€'", "'1 3'"))
    if data_type == "binary":
        return Values(("X'31'", "X'2D32'", "X'37'"), ("X''", "X'00FF80'", "X'C3BC'"))
    if data_type in _TEXTS:
        return Values(_cast(_TEXTS[data_type], data_type), _cast(_LIMITS[data_type], data_type))
    if data_type.startswith("decimal"):
        return Values(_cast(("1", "-2", "7"), data_type), _cast(_decimal_limits(data_type), data_type))
    return Values(_cast(("1", "-2", "7"), data_type), _cast(_LIMITS[data_type], data_type))


def _cast(literals: tuple[str, ...], data_type: str) -> tuple[str, ...]:
    """By way of text: no literal is then of a narrower type first."""
    return tuple(f"CAST('{text.strip(chr(39))}' AS {sql_name(data_type)})" for text in literals)


def digits_of(decimal: str) -> tuple[int, int]:
    """Precision and scale of `decimal(p,s)`."""
    precision, scale = decimal[len("decimal(") : -1].split(",")
    return int(precision), int(scale)


def _decimal_limits(decimal: str) -> tuple[str, ...]:
    precision, scale = digits_of(decimal)
    whole = "9" * (precision - scale)
    greatest = whole + ("." + "9" * scale if scale else "")
    smallest = "0." + "0" * (scale - 1) + "1" if scale else "1" + "0" * (precision - 1)
    return greatest, f"-{greatest}", smallest
