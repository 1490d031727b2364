"""What a plan prints of a project beside its dates and its amount, as data where it is certain. Pure.

The printed texts stay as they are; what cannot be read for sure is no data and no guess.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from projects.money import read_amount, unit_of
from projects.report_fields import SOURCES
from workbooks.numbers import narrow, plain_number

_LAND = re.compile(r"拟?新增建设用地(规模)?\s*[（(]亩[)）]")
_SOURCE = re.compile(r"(预计)?投资来源.*/\s*(?P<name>.+)")
_SPAN = re.compile(r"投资计划安排.*/\s*(?P<name>.+)")
_PRINTED_SOURCES = {
    "中央预算内投资": "central_budget",
    "中央财政性建设资金": "central_fiscal",
    "中央财政建设资金": "central_fiscal",
    "地方出资": "local",
    "社会资本出资": "social",
    "信贷融资": "credit",
}
_SPANS = {"十三五": "“十三五”", "十四五": "“十四五”", "以后": "以后", "十四五以后": "以后", "十五五": "以后"}
_NUMBER = r"(?P<number>\d+(?:\.\d+)?)"
_UNIT = r"(?P<unit>万?吨/年|万?吨|千克/年|立方米/年)"
_POLLUTANT = r"(?P<pollutant>颗粒物|SO2|NOx|VOCs|COD|氨氮|总磷|总氮|CO2)"
_BENEFIT = re.compile(
    rf"(?:预计)?(?:减少|年减少)?\s*{_POLLUTANT}\s*(?:排放|减排|削减|减排量)?\s*{_NUMBER}\s*{_UNIT}"
)
_SUBSCRIPTS = str.maketrans("₂ₓ", "2x")


@dataclass(frozen=True, slots=True)
class Benefit:
    """So much less of one pollutant."""

    pollutant: str
    number: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Share:
    """Money of one source or span in 亿元; `yi` None where the text is no amount."""

    name: str
    text: str
    yi: Decimal | None


@dataclass(frozen=True, slots=True)
class Extras:
    """The columns that only some plans print."""

    land_mu: Decimal | None
    benefits: tuple[Benefit, ...]
    sources: tuple[Share, ...]
    spans: tuple[Share, ...]


def read_extras(extra: Mapping[str, str]) -> Extras:
    """Read the columns under their printed headers; what is not sure is left out."""
    land: Decimal | None = None
    benefits: tuple[Benefit, ...] = ()
    sources: list[Share] = []
    spans: list[Share] = []
    for header, text in extra.items():
        if not text.strip(" /-—无\n"):
            continue
        if _LAND.search(header):
            land = plain_number(text)
        elif "环境效益" in header:
            benefits = read_benefits(text)
        elif (named := _SOURCE.search(header)) is not None:
            sources.append(_share(header, text, _source(named["name"])))
        elif (named := _SPAN.search(header)) is not None:
            spans.append(_share(header, text, _span(named["name"])))
    return Extras(land, benefits, tuple(sources), tuple(spans))


def read_benefits(text: str) -> tuple[Benefit, ...]:
    """Every number with its pollutant and unit; none where a part of the text is not read."""
    found = []
    for part in re.split(r"[，,；;、]", narrow(text).translate(_SUBSCRIPTS).rstrip("。")):
        match = _BENEFIT.fullmatch(part.strip())
        if match is None:
            return ()
        found.append(Benefit(match["pollutant"], Decimal(match["number"]), match["unit"]))
    return tuple(found)


def _share(header: str, text: str, name: str) -> Share:
    return Share(name, text.strip(), read_amount(text, unit_of(header)).yi)


def _source(printed: str) -> str:
    """The source's own name; as printed where it is none of the list."""
    key = _PRINTED_SOURCES.get(re.sub(r"[（(].*", "", printed).strip())
    return dict(SOURCES)[key] if key else printed.strip()


def _span(printed: str) -> str:
    return _SPANS.get(re.sub(r"[“”\"期间\s]", "", printed).strip(), printed.strip())
