"""One value into one cell of a new sheet: printed decimals stay, text never becomes a formula."""

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

_PRINTED = re.compile(r"(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(%?)")
_ESCAPE = re.compile(r"_x[0-9A-Fa-f]{4}_")
_LONGEST = 32_000
# A spreadsheet stores 15 significant digits; a longer number would change.
_MOST_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Printed:
    """A text as a cell displayed it: `16.40` becomes the number 16.4 under the format `0.00`, `≥88` stays text."""

    text: str


Out = str | int | Decimal | bool | dt.date | Printed | None


@dataclass(frozen=True, slots=True)
class Content:
    """What goes into a cell: a value, its number format, and whether it is text by all means."""

    value: str | int | Decimal | float | bool | dt.date | None
    number_format: str
    is_text: bool


def content(value: Out) -> Content:
    """How a value is stored so that the sheet shows exactly it."""
    if value is None:
        return Content(None, "General", False)
    if isinstance(value, bool):
        return Content("是" if value else "否", "General", True)
    if isinstance(value, dt.date):
        return Content(value, "yyyy-mm-dd", False)
    if isinstance(value, int | Decimal):
        value = Printed(format(Decimal(value), "f"))
    return _printed(value.text) if isinstance(value, Printed) else text_content(value)


def text_content(text: str) -> Content:
    """Text by all means: control characters are shown as �, over-long text says that it was cut."""
    clean = ILLEGAL_CHARACTERS_RE.sub("�", text)
    if len(clean) > _LONGEST:
        clean = clean[:_LONGEST] + "……（内容过长，此处截断）"
    return Content(_ESCAPE.sub(lambda match: "_x005F" + match[0], clean), "General", True)


def _printed(text: str) -> Content:
    match = _PRINTED.fullmatch(text)
    if match is None or not text.isascii():
        return text_content(text)
    sign, whole, fraction, percent = match[1], match[2], match[3] or "", match[4]
    digits = whole.replace(",", "")
    zero = not (digits + fraction).strip("0")
    if len(digits + fraction) > _MOST_DIGITS or (len(digits) > 1 and digits[0] == "0") or (sign and zero):
        return text_content(text)
    number = Decimal(f"{sign}{digits}.{fraction or '0'}")
    places = f".{'0' * len(fraction)}" if fraction else ""
    code = ("#,##0" if "," in whole else "0") + places + percent
    return Content(float(number / 100 if percent else number), code, False)


def put(cell: Any, filling: Content) -> None:
    """Fill an openpyxl cell; the text mark is set after the value, because `=…` would make it a formula."""
    cell.value = filling.value
    cell.number_format = filling.number_format
    if filling.is_text and filling.value is not None:
        cell.data_type = "s"
        cell.quotePrefix = str(filling.value)[:1] in ("=", "+", "-", "@")
