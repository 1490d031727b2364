"""Date and time formats: the text that a date cell shows."""

import datetime as dt
import re

DATE_LETTERS = "ymdhs"
_PARTS = re.compile(
    r'"[^"]*"|\\.|!.|_.|\*.|\[h+\]|\[m+\]|\[s+\]|AM/PM|A/P|上午/下午|yyyy|yy|e|mmmm|mmm|mm|m|dd|d|hh|h|ss|s|.',
    re.IGNORECASE | re.DOTALL,
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
Moment = dt.datetime | dt.date | dt.time | dt.timedelta


def render_date(value: Moment, section: str) -> str | None:
    """The moment under one format section; None where the display is not certain."""
    parts = [part if part[0] in '"\\!_*' else part.lower() for part in _PARTS.findall(section)]
    twelve = any(part in ("am/pm", "上午/下午") for part in parts)
    shown: list[str] = []
    for index, part in enumerate(parts):
        if part in ("m", "mm") and _is_minute(parts, index):
            part = "n" * len(part)
        text = _render_part(value, part, twelve=twelve)
        if text is None:
            return None
        shown.append(text)
    return "".join(shown).strip()


def _is_minute(parts: list[str], index: int) -> bool:
    """`m` means minutes right after hours or right before seconds."""
    before = next((part for part in reversed(parts[:index]) if part[0] in "ymdhs["), "")
    after = next((part for part in parts[index + 1 :] if part[0] in "ymdhs["), "")
    return before.startswith(("h", "[h")) or after.startswith(("s", "[s"))


def _render_part(value: Moment, part: str, *, twelve: bool) -> str | None:
    if part[0] in '"\\!_*' and len(part) > 1:
        return {'"': part[1:-1], "\\": part[1:], "!": part[1:], "_": " ", "*": ""}[part[0]]
    if isinstance(value, dt.date) and part[0] in "ymd":
        return _render_day(value, part)
    if part[0] in "hns" or part in ("am/pm", "上午/下午"):
        return _render_clock(value, part, twelve=twelve)
    if part.startswith("[") and isinstance(value, dt.timedelta):
        seconds = int(value.total_seconds())
        return {"[h": str(seconds // 3600), "[m": str(seconds // 60), "[s": str(seconds)}[part[:2]]
    return part if part in "-/.,: ()" or not part.isascii() else None


def _render_day(value: dt.date, part: str) -> str | None:
    return {
        "yyyy": f"{value.year:04d}",
        "yy": f"{value.year % 100:02d}",
        "mmm": _MONTHS[value.month - 1],
        "mm": f"{value.month:02d}",
        "m": str(value.month),
        "dd": f"{value.day:02d}",
        "d": str(value.day),
    }.get(part)


def _render_clock(value: Moment, part: str, *, twelve: bool) -> str | None:
    if isinstance(value, dt.timedelta):
        seconds = int(value.total_seconds())
        hour, minute, second = seconds // 3600 % 24, seconds // 60 % 60, seconds % 60
    elif isinstance(value, dt.datetime | dt.time):
        hour, minute, second = value.hour, value.minute, value.second
    else:
        hour = minute = second = 0
    if part in ("am/pm", "上午/下午"):
        return part.upper().split("/")[hour >= 12]
    number = {"h": (hour % 12 or 12) if twelve else hour, "n": minute, "s": second}[part[0]]
    return f"{number:02d}" if len(part) == 2 else str(number)
