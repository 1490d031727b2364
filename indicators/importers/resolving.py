"""Printed rows into statements: which county, indicator, site, year, period and basis, and what is said.

All troubles of a row are collected, not only the first; a row with any of them is refused.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils import timezone

from attainment import Direction
from counties.models import County
from counties.names import fold
from imports.troubles import Trouble, Why
from indicators.importers.figures import Figure, read_figure, read_unit, said, unexplained
from indicators.importers.names import Names
from indicators.importers.observation_rows import PrintedRow
from indicators.importers.periods import read_period
from indicators.models import Indicator, Observation, Site

FIRST_YEAR = 1990
LENGTHS = {"site": 100, "unit": 40, "basis": 40, "source": 200, "note": 300}
"""What the columns of an observation hold, in characters."""

_YEAR = re.compile(r"([0-9]{4})\s*年?")
_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")

Key = tuple[int, int, str, int, str, str]
"""County id, indicator id, folded site name ("" for none), year, period, basis: one figure in force."""

site_key = lru_cache(maxsize=10_000)(fold)


@dataclass(frozen=True, slots=True)
class Statement:
    """One row understood: a figure for one key. `site` is None for none and for one still to be created."""

    printed: PrintedRow
    county: County
    indicator: Indicator
    site: Site | None
    site_name: str
    year: int
    period: str
    basis: str
    figure: Figure
    # Worked out once: it is asked for at every step.
    key: Key = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        site = site_key(self.site.name if self.site else self.site_name)
        key = self.county.pk, self.indicator.pk, site, self.year, self.period, self.basis
        object.__setattr__(self, "key", key)

    @property
    def row(self) -> int:
        return self.printed.row

    @property
    def place(self) -> tuple[int, str]:
        """The county and the site, as names of sites are compared."""
        return self.county.pk, site_key(self.site_name)

    @property
    def said(self) -> str:
        """`31 μg/m³`: the value with its unit as written."""
        return said(self.figure.text, self.figure.unit)

    @property
    def title(self) -> str:
        """`新荣 SO₂年均浓度 2016年`, with site, part of the year, 当年 or 累计, and basis where there are."""
        parts = [self.county.short_name, self.indicator.name]
        parts += [self.site_name] if self.site_name else []
        parts += [f"{self.year}年{self.period}"]
        about = [word for word in (self.indicator.reported_as, self.basis) if word]
        parts += [f"（{'，'.join(about)}）"] if about else []
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Blank:
    """A row whose value is blank: it says nothing, so it neither deletes nor zeroes anything."""

    row: int


def resolve(printed: PrintedRow, names: Names) -> Statement | Blank | list[Trouble]:
    """The statement of one row, or every reason why it has none."""
    if not printed.value:
        return Blank(printed.row)
    county = names.county(printed.county)
    indicator = names.indicator(printed.indicator)
    year = _year(printed.year)
    period = _period(printed.period)
    basis = _basis(printed.basis)
    troubles = [part for part in (county, indicator, year, period, basis) if isinstance(part, Trouble)]
    troubles += _too_long(printed)
    site: Site | None = None
    if isinstance(county, County) and printed.site:
        found = names.site(county, printed.site)
        troubles += [found] if isinstance(found, Trouble) else []
        site = found if isinstance(found, Site) else None
    figure = _figure(printed, indicator, troubles) if isinstance(indicator, Indicator) else None
    if troubles or figure is None:
        return troubles
    if isinstance(county, Trouble) or isinstance(indicator, Trouble) or isinstance(year, Trouble):
        return troubles  # for the type checker: such a row has its trouble in the list
    name = site.name if site else printed.site
    return Statement(printed, county, indicator, site, name, year, str(period), str(basis), figure)


def _figure(printed: PrintedRow, indicator: Indicator, troubles: list[Trouble]) -> Figure | None:
    """The figure; troubles of site, unit and value are appended."""
    if indicator.direction == Direction.CLASS and not printed.site:
        hint = "断面、水源地、井的类别各记各的，不能当作全县数值"
        troubles.append(Trouble("site", Why.SITE, f"没有写监测点位；“{indicator.name}”按点位登记", hint))
    figure = read_figure(printed.value, printed.unit, indicator)
    unit = read_unit(printed.unit or getattr(figure, "unit", ""), indicator)
    if unit is not None and not _no_data_needs_no_unit(figure, printed):
        troubles.append(unit)
    if isinstance(figure, Trouble):
        troubles.append(figure)
        return None
    if unexplained(figure, printed.note):
        hint = "如“断流”“当年未监测”；不知道原因的，请先向填报单位核实"
        troubles.append(Trouble("value", Why.VALUE, f"的数值“{figure.text}”没有在备注写明原因", hint))
    return figure


def _no_data_needs_no_unit(figure: Figure | Trouble, printed: PrintedRow) -> bool:
    return isinstance(figure, Figure) and figure.is_no_data and not printed.unit


def read_year(text: str) -> int | None:
    """The year that a text is, whether or not there can be figures of it."""
    found = _YEAR.fullmatch(text.translate(_WIDTH))
    return int(found[1]) if found else None


def _year(text: str) -> int | Trouble:
    if not text:
        return Trouble("year", Why.YEAR, "没有写年份", "年份不明的数值不能入账")
    found = _YEAR.fullmatch(text.translate(_WIDTH))
    if found is None:
        return Trouble("year", Why.YEAR, f"的年份“{text}”不是四位年份", "请填如 2023")
    year = int(found[1])
    present = timezone.localdate().year
    if year > present:
        return Trouble(
            "year", Why.YEAR, f"的年份“{text}”晚于今年（{present} 年），还不会有监测数据", "请核对年份"
        )
    if year < FIRST_YEAR:
        return Trouble("year", Why.YEAR, f"的年份“{text}”早于 {FIRST_YEAR} 年", "请核对年份")
    return year


def _period(text: str) -> str | Trouble:
    period = read_period(text)
    if period is None:
        return Trouble(
            "period", Why.PERIOD, f"的时段“{text}”无法识别", "全年留空，部分年份请填如“1-9月”“上半年”"
        )
    return period


def _basis(text: str) -> str | Trouble:
    basis = re.sub(r"\s+", "", text)
    if basis == Observation.SELF_STATED:
        return Trouble("basis", Why.BASIS, f"的口径“{basis}”只能由规划文本导入", "请改为数据自身的口径")
    return basis


def _too_long(printed: PrintedRow) -> list[Trouble]:
    return [
        Trouble(role, Why.LENGTH, f"的文字超过 {longest} 个字", "请缩短")
        for role, longest in LENGTHS.items()
        if len(getattr(printed, role)) > longest
    ]
