"""Plain numbers as people type them in Excel or WPS: strict, exact, never a guess."""

import re
from decimal import Decimal

_NARROW = str.maketrans("０１２３４５６７８９．，－＋％", "0123456789.,-+%")
_PLAIN = re.compile(r"[-+]?\d+(?:\.\d+)?")
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_WHOLE = re.compile(r"\d{1,15}(?:\.0+)?")


def narrow(text: str) -> str:
    """Trimmed, with half-width digits, signs and separators; for reading only, never to be stored."""
    return text.strip().translate(_NARROW).replace("−", "-")


def plain_number(text: str) -> Decimal | None:
    """The number that the whole text is, with or without thousands separators; None for anything else.

    Not numbers: `1e3`, `NaN`, `0x10`, `1_000`, `12,34`, `1 000`, `l00`, `.5`, `5.`, `90%`.
    """
    bare = narrow(text)
    if not bare.isascii():
        return None
    if _PLAIN.fullmatch(bare):
        return Decimal(bare)
    return Decimal(bare.replace(",", "")) if _GROUPED.fullmatch(bare) else None


def whole_number(text: str) -> int | None:
    """A non-negative whole number such as a year; `2020.0` is one, `2020年` is not."""
    bare = narrow(text)
    return int(Decimal(bare)) if bare.isascii() and _WHOLE.fullmatch(bare) else None


def written(value: Decimal) -> str:
    """A number as a person writes it: every digit, no exponent, no trailing zeros."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
