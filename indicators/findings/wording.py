"""Figures inside sentences: printed ones verbatim, computed ones short."""

from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

from indicators.findings.rows import PrintedText, Row


def short(value: Fraction | Decimal, digits: int = 4) -> str:
    """A computed figure to `digits` significant digits, without exponent or trailing zeros."""
    number = Decimal(value.numerator) / Decimal(value.denominator) if isinstance(value, Fraction) else value
    if not number:
        return "0"
    places = max(0, digits - 1 - number.adjusted())
    text = f"{number.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_EVEN):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def times(ratio: Fraction) -> str:
    """“508 倍”, and below ten one decimal."""
    return f"{short(ratio, 2) if ratio < 10 else round(ratio)} 倍"


def quoted(printed: PrintedText, row: Row) -> str:
    """A printed text with the unit of its row: “37.5”万km²; a blank cell says so."""
    if not printed.text.strip():
        return "空白"
    unit = row.unit if printed.value is not None and printed.reading.unit is None else ""
    return f"“{printed.text.strip()}”{unit}"
