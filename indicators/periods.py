"""Years and periods as plans write them: 2025年, 25年, 二〇二五年, “十四五”, 2021—2025年."""

import re

from attainment.periods import LAST_YEARS

_ORDINALS = {f"第{words[:-1]}个五年": last for words, last in LAST_YEARS.items()}
_YEAR = r"(?:19|20)\d{2}"
_SPAN = re.compile(rf"(?<!\d)({_YEAR})年?\s*(?:-|－|—{{1,2}}|–|~|～|至|到)\s*({_YEAR})(?!\d)")
_FIVE, _LONGEST = 5, 30


def named_period(text: str) -> tuple[int, int] | None:
    """First and last year of the one period that a text names; None for none or several."""
    spans = {(int(first), int(last)) for first, last in _SPAN.findall(text)}
    spans = {span for span in spans if 0 < span[1] - span[0] < _LONGEST}
    found = {last for words, last in (LAST_YEARS | _ORDINALS).items() if words in text}
    if len(found) == 1:
        last = found.pop()
        return last - _FIVE + 1, last
    return spans.pop() if len(spans) == 1 and not found else None


def period_of(text: str, target_year: int | None) -> tuple[int, int] | None:
    """The period that a text names, else the five years that contain the target year."""
    named = named_period(text)
    if named is not None or target_year is None:
        return named
    return five_years_of(target_year)


def five_years_of(year: int) -> tuple[int, int]:
    """First and last year of the five-year plan that the year belongs to."""
    last = year + (-year) % _FIVE
    return last - _FIVE + 1, last
