"""Number formats: the text that a numeric cell shows.

A figure is what the reader of the sheet sees: 0.905 under `0.0%` is “90.5%”, 7.8 under `0.00` is
“7.80”. Only formats whose display is certain are applied; for all others `UnknownFormatError` is raised, because
a wrong digit is worse than a refusal. General shows up to 15 significant digits (what a spreadsheet
stores), independent of the column's width.
"""

import datetime as dt
import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from workbooks.dates import DATE_LETTERS, render_date

Number = int | float
Moment = dt.datetime | dt.date | dt.time | dt.timedelta

GENERAL = "General"
_GENERAL_NAMES = {"", "general", "g/通用格式", "@"}
_COLOUR_OR_LOCALE = re.compile(
    r"\[(?:\$-[^\]]*|Black|Blue|Cyan|Green|Magenta|Red|White|Yellow|Color ?\d+|[黑蓝青绿红白黄]色|洋红|颜色 ?\d+)\]",
    re.IGNORECASE,
)
_CURRENCY = re.compile(r"\[\$([^\]-]+)(?:-[^\]]*)?\]")
_GENERAL_IN_SECTION = re.compile(r"(.*?)(?:General|G/通用格式|@)(.*)", re.IGNORECASE | re.DOTALL)
_TOKENS = re.compile(r'"[^"]*"|\\.|!.|_.|\*.|.', re.DOTALL)
_PLAIN_DECIMALS = re.compile(r"(#,##)?0(?:\.(0+))?(%?)")
_PLACEHOLDERS = "0#?.,"
_STEPS = [Decimal(1).scaleb(-places) for places in range(7)]
# Excel takes no longer one; every pattern here is tried on at most so many characters.
_LONGEST = 255
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)


class UnknownFormatError(ValueError):
    """The format's display cannot be given with certainty; `args[0]` is the format code."""


def general(value: Number) -> str:
    """A number under General: 15 significant digits, no binary noise, no trailing `.0`."""
    if isinstance(value, int) or (value.is_integer() and abs(value) < 1e15):
        return str(int(value))
    written = f"{value:.15g}"
    if "e" not in written and abs(value) < 1e15:
        return written
    digits = Decimal(written)
    return format(digits, "f") if abs(value) < 1e15 else f"{digits.normalize():E}"


def show(value: Number | Moment, code: str, *, epoch_1904: bool = False) -> str:
    """The displayed text of a number or moment under the format `code`; raises `UnknownFormatError`."""
    if isinstance(value, dt.datetime | dt.date | dt.time | dt.timedelta):
        return _show_moment(value, code)
    plan = _plan(code)
    if plan is None:
        epoch = CALENDAR_MAC_1904 if epoch_1904 else CALENDAR_WINDOWS_1900
        try:
            moment = from_excel(value, epoch, timedelta=_ELAPSED.search(code) is not None)
        except (OverflowError, ValueError) as reason:
            raise UnknownFormatError(code) from reason
        if moment is None:
            raise UnknownFormatError(code)
        return _show_moment(moment, code)
    return plan(value)


def is_plain(code: str) -> bool:
    """Whether numbers under this code show as under General."""
    return code.lower() in _GENERAL_NAMES


def fixed(value: Number, places: int) -> str:
    """A number under `0.00` of so many places; raises `UnknownFormatError`."""
    return format(_rounded(value, _STEPS[places], 1), "f")


def shows_moment(code: str) -> bool:
    """Whether a number under this code is a date or a time; raises `UnknownFormatError`."""
    return _plan(code) is None


@lru_cache(maxsize=1000)
def text_frame(code: str) -> tuple[str, str] | None:
    """What a format puts before and after a text; None where it shows no text. Raises `UnknownFormatError`."""
    if is_plain(code):
        return "", ""
    sections = _sections(code)
    if len(sections) < 4 and not _is_text_section(sections[-1]):
        return "", ""
    section = sections[-1]
    parts = [""]
    for piece in _TOKENS.findall(section):
        if piece == "@":
            parts.append("")
        else:
            parts[-1] += _literal(piece) or ""
    if len(parts) > 2 or len(sections) > 4:
        raise UnknownFormatError(code)
    return (parts[0], parts[1]) if len(parts) == 2 else None


def _show_moment(value: Moment, code: str) -> str:
    sections = _sections(code)
    text = render_date(value, sections[0])
    if text is None:
        raise UnknownFormatError(code)
    return text


@lru_cache(maxsize=1000)
def _plan(code: str) -> Callable[[Number], str] | None:
    """How numbers under `code` become text; None where the code shows a date."""
    if is_plain(code):
        return general
    if len(code) > _LONGEST:
        raise UnknownFormatError(code)
    simple = _PLAIN_DECIMALS.fullmatch(code)
    if simple:
        places = len(simple[2] or "")
        return _fixed(places, grouped=bool(simple[1]), percent=bool(simple[3]))
    sections = _sections(code)
    if _is_date(sections[0]):
        return None
    numeric = [section for section in sections[:3] if not _is_text_section(section)]
    if not numeric:
        # Programs differ in whether `"≥"@` adds its sign to a number.
        if "".join(text_frame(code) or "?").strip():
            raise UnknownFormatError(code)
        return general
    return _sectioned(code, numeric)


def _fixed(places: int, *, grouped: bool, percent: bool) -> Callable[[Number], str]:
    step, factor = Decimal(1).scaleb(-places), 100 if percent else 1

    def render(value: Number) -> str:
        digits = _rounded(value, step, factor)
        return format(digits, ",f" if grouped else "f") + ("%" if percent else "")

    return render


def _rounded(value: Number, step: Decimal, factor: int) -> Decimal:
    """Half away from zero on the 15 stored digits, as a spreadsheet rounds; never a negative zero."""
    exact = Decimal(f"{value:.15g}")
    try:
        digits = (exact if factor == 1 else exact * factor).quantize(step, ROUND_HALF_UP)
    except InvalidOperation as reason:
        raise UnknownFormatError(f"{value:g}") from reason
    return digits or abs(digits)


def _sections(code: str) -> list[str]:
    """The `;`-separated sections, colours and locales removed, currencies as literals."""
    if len(code) > _LONGEST:
        raise UnknownFormatError(code)
    cleaned = _CURRENCY.sub(r'"\1"', _COLOUR_OR_LOCALE.sub("", code))
    sections = [""]
    for piece in _TOKENS.findall(cleaned):
        if piece == ";":
            sections.append("")
        else:
            sections[-1] += piece
    return sections


def _is_date(section: str) -> bool:
    bare = re.sub(r'"[^"]*"|\\.|!.|_.|\*.|General|\[\$[^\]]*\]', "", section, flags=re.IGNORECASE)
    return any(letter in DATE_LETTERS for letter in bare.lower()) and not re.search(r"[0#?]", bare)


def _is_text_section(section: str) -> bool:
    return "@" in re.sub(r'"[^"]*"|\\.', "", section)


def _sectioned(code: str, sections: list[str]) -> Callable[[Number], str]:
    renderers = [_section(code, section) for section in sections]

    def render(value: Number) -> str:
        if len(renderers) > 2 and value == 0:
            return renderers[2](value)
        if len(renderers) > 1 and value < 0:
            return renderers[1](-value)
        return renderers[0](value)

    return render


def _section(code: str, section: str) -> Callable[[Number], str]:
    """One section: literals, then one run of digit places, then literals."""
    named = _GENERAL_IN_SECTION.fullmatch(section)
    if named:
        return _between(*(_literals(code, text) for text in named.groups()))
    before, digits, after = _split_section(code, section)
    # A sign in quotes is a word: 88 under 0.0"%" shows 88.0%.
    percents = _TOKENS.findall(section).count("%")
    if not digits:
        return lambda _value: (before + after).strip()
    if re.fullmatch(r"(?:#,##)?[0#?]+(?:\.[0#?]*)?", digits) is None or percents > 1:
        raise UnknownFormatError(code)
    shown = _digits(digits, 100 if percents else 1)

    def render(value: Number) -> str:
        text = shown(abs(value))
        sign = "-" if value < 0 and any(mark in "123456789" for mark in text) else ""
        return f"{sign}{before}{text}{after}".strip()

    return render


def _between(before: str, after: str) -> Callable[[Number], str]:
    return lambda value: f"{'-' if value < 0 else ''}{before}{general(abs(value))}{after}".strip()


def _literals(code: str, text: str) -> str:
    before, digits, _ = _split_section(code, text)
    if digits:
        raise UnknownFormatError(code)
    return before


def _split_section(code: str, section: str) -> tuple[str, str, str]:
    before = digits = after = ""
    for token in _TOKENS.findall(section):
        literal = _literal(token)
        if literal is None:
            if after.strip():
                raise UnknownFormatError(code)
            digits += token
        elif digits:
            after += literal
        else:
            before += literal
    return before, digits, after


def _literal(piece: str) -> str | None:
    """What a piece shows by itself; None for a digit place."""
    if len(piece) > 1:
        kind, rest = piece[0], piece[1:]
        return {'"': rest[:-1], "\\": rest, "!": rest, "_": " ", "*": ""}[kind]
    if piece in _PLACEHOLDERS:
        return None
    if piece in "$-+/():^&'~{}<>= %‰" or not piece.isascii():
        return piece
    raise UnknownFormatError(piece)


def _digits(pattern: str, factor: int) -> Callable[[Number], str]:
    # A ? is a # that leaves a blank; blanks at the ends are not part of the text.
    whole, _, fraction = pattern.replace("?", "#").partition(".")
    grouped, least = "," in whole, whole.count("0")
    optional = len(fraction) - len(fraction.rstrip("#"))
    step = Decimal(1).scaleb(-len(fraction))

    def render(value: Number) -> str:
        text = format(_rounded(value, step, factor), ",f" if grouped else "f")
        head, _, tail = text.partition(".")
        kept = tail[: len(tail) - optional] + tail[len(tail) - optional :].rstrip("0")
        head = head.rjust(least, "0") if least > 1 else ("" if not least and head == "0" else head)
        return f"{head}.{kept}" if "." in pattern else head

    return render
