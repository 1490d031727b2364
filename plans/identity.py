"""Whose plan a workbook is, by the lines that its first table prints above itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from indicators.periods import named_period, period_of
from indicators.printed_rows import IndicatorTables
from indicators.value_headers import Context
from workbooks.captions import is_unit_line
from workbooks.records import SheetTables

_COUNTY = re.compile(r"(?:[一-鿿]{2,4}省)?(?:[一-鿿]{2,5}市)?([一-鿿]{1,5}?[区县旗])")
# 保护区, 开发区, 全区 and the like are no divisions: a title that begins with one names no county.
_NO_COUNTY = re.compile(
    r".*(保护|开发|示范|试验|实验|功能|景|园|新|库|灌|林|湖|地|社|山|老|我|本|全|各)区|[我本全各]县"
)
_PUBLISHED = re.compile(
    r"(.*?(?:人民政府|管委会|委员会|局|办公室))\s*((?:19|20)\d\d\s*年.*|[二〇零○一三四五六七八九十]{4}\s*年.*)?"
)


_NUMERAL = r"[\d一二三四五六七八九十]+(?:[.\-－—][\d]+)*"
_APPENDIX = re.compile(rf"[（(【]?附(?:件|表|录|图)?\s*(?:{_NUMERAL})?\s*[)）】]?\s*[:：.、]?\s*")
_TABLE = re.compile(rf"(?:续?\s*表|图)\s*{_NUMERAL}\s*[:：.、]?\s*")
_PLAN = re.compile(r"规划|计划|纲要|方案|行动")
# What a table is called, whosever plan it stands in.
_GENERAL = re.compile(
    r"(主要|规划|发展|目标|考核|控制|环境|生态|保护|约束性|预期性|核心|[和及、与])*(指标|目标|任务)(体系|完成情况)?(一览|汇总)?表?"
)
_DATE = re.compile(r"[\d〇零○一二三四五六七八九十年月日.\-/\s]+")
_REMARK = re.compile(r"[（(].*[)）]|续\s*表.*")


@dataclass(frozen=True, slots=True)
class Identity:
    """Printed title, publisher and date as text; `county` as the title names it; the period's first and last year.
    `lines`: all that is printed above the first table."""

    title: str | None
    title_address: str | None
    publisher: str | None
    date_text: str | None
    county: str | None
    period: tuple[int, int] | None
    lines: tuple[str, ...] = ()


def read_identity(tables: IndicatorTables | None) -> Identity:
    """What the first indicator table says; all None where there is none."""
    if tables is None or not tables.tables:
        return Identity(None, None, None, None, None, None)
    lines = tables.found.tables[0].headings
    named = ((line, name) for line in lines if (name := plan_name(line.text)))
    line, title = next(named, (None, None))
    published = next((m for one in lines if (m := _PUBLISHED.fullmatch(one.text.strip()))), None)
    printed = " ".join(one.text for one in lines)
    return Identity(
        title=title,
        title_address=line.address if line else None,
        publisher=published[1].strip() if published else None,
        date_text=published[2].strip() if published and published[2] else None,
        county=county_in(title or ""),
        period=period_of(printed, tables.tables[0].target_year),
        lines=tuple(one.text.strip() for one in lines),
    )


def plan_name(line: str) -> str | None:
    """The name of a plan that a printed line is; None for 附件1, 表 1 and what else stands above tables of any plan."""
    text = line.strip()
    if _DATE.fullmatch(text) or _REMARK.fullmatch(text) or is_unit_line(text) or _PUBLISHED.fullmatch(text):
        return None
    bare = _APPENDIX.sub("", text, count=1).strip() if _APPENDIX.match(text) else text
    numbered = _TABLE.match(bare)
    if numbered is not None:
        bare = bare[numbered.end() :].strip()
        if not (_PLAN.search(bare) and (county_in(bare) or named_period(bare))):
            return None
    return bare if bare and not _GENERAL.fullmatch(bare) else None


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
