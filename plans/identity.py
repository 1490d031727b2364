"""Whose plan a workbook is, by the lines that its first table prints above itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indicators.periods import named_period, period_of
from indicators.plan_tables import IndicatorTables
from indicators.value_headers import Context
from workbooks.records import SheetTables

_COUNTY = re.compile(r"(?:[一-鿿]{2,4}省)?(?:[一-鿿]{2,5}市)?([一-鿿]{1,5}?[区县旗])")
# 保护区, 开发区, 全区 and the like are no divisions: a title that begins with one names no county.
_NO_COUNTY = re.compile(
    r".*(保护|开发|示范|试验|实验|功能|景|园|新|库|灌|林|湖|地|社|山|老|我|本|全|各)区|[我本全各]县"
)
_PUBLISHED = re.compile(
    r"(.*?(?:人民政府|管委会|委员会|局|办公室))\s*((?:19|20)\d\d\s*年.*|[二〇零○一三四五六七八九十]{4}\s*年.*)?"
)


@dataclass(frozen=True, slots=True)
class Identity:
    """Printed title, publisher and date as text; `county` as the title names it; the period's first and last year."""

    title: str | None
    title_address: str | None
    publisher: str | None
    date_text: str | None
    county: str | None
    period: tuple[int, int] | None


def read_identity(tables: IndicatorTables | None) -> Identity:
    """What the first indicator table says; all None where there is none."""
    if tables is None or not tables.tables:
        return Identity(None, None, None, None, None, None)
    lines = tables.found.tables[0].headings
    above = lines[:-1] or lines
    title = above[0].text.strip() if above else None
    published = next((m for line in above[1:] if (m := _PUBLISHED.fullmatch(line.text.strip()))), None)
    county = county_in(title or "")
    printed = " ".join(line.text for line in lines)
    return Identity(
        title=title,
        title_address=above[0].address if above else None,
        publisher=published[1].strip() if published else None,
        date_text=published[2].strip() if published and published[2] else None,
        county=county,
        period=period_of(printed, tables.tables[0].target_year),
    )


def county_in(title: str) -> str | None:
    """The county that a title names."""
    found = _COUNTY.search(title)
    return found[1] if found and not _NO_COUNTY.fullmatch(found[1]) else None


def context_around(found: Sequence[SheetTables], context: Context) -> Context:
    """What the lines above the first table say of all tables: the period, and whose plan it is where nobody has said."""
    first = next((one.tables[0] for one in found if one.tables), None)
    if first is None:
        return context
    lines = [line.text for line in first.headings]
    county = county_in(" ".join(lines))
    own = context.own or ((county,) if county else ())
    return replace(context, period=context.period or named_period(" ".join(lines)), own=own)
