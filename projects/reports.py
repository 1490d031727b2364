"""A county's report on a project: typed texts into dates and exact amounts, and what contradicts itself. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from projects.dates import FactDate, read_date
from projects.lateness import BEGUN, DONE, GIVEN_UP, STAGES, Stage, puts_off
from projects.money import PER_YI, brief_yi
from projects.report_fields import BY_NAME, FIELDS, IN_PLACE, SOURCES, UNITS, WORDS, Field, Kind
from projects.report_fields import STAGE as STAGE_FIELDS
from workbooks.numbers import plain_number

ZERO = Decimal(0)
# 元 of 亿元: nothing smaller is money.
_PLACES = 8
_TO_COME = ("extended_to",)
"""Dates that may lie in the future."""
NO_UNIT = "填了金额而没有选金额单位"
OPENINGS = ("opening_done", "opening_in_place", "opening_paid")


@dataclass(frozen=True, slots=True)
class Report:
    """What is said as read; `troubles` are sentences without their full stop, each keeps it from going out."""

    stage: Stage | None
    dates: Mapping[str, FactDate]
    money: Mapping[str, Decimal]
    words: Mapping[str, str]
    troubles: tuple[str, ...] = ()

    def of_flow(self, flow: str) -> Decimal:
        """This period's money of one kind, from all sources."""
        return sum((self.money.get(f"{source}.{flow}", ZERO) for source, _ in SOURCES), ZERO)

    @property
    def line(self) -> str:
        """The same in a line."""
        told = [self.stage.label if self.stage else "未写阶段"]
        if "done" in self.money:
            told.append(f"本期完成 {brief_yi(self.money['done'])} 亿元")
        if in_place := self.of_flow(IN_PLACE):
            told.append(f"到位 {brief_yi(in_place)} 亿元")
        return "，".join(told)


@dataclass(frozen=True, slots=True)
class Before:
    """What stands in force of the periods before, and of the plan."""

    is_first: bool = True
    stage: Stage | None = None
    done: Decimal = ZERO
    in_place: Decimal = ZERO
    paid: Decimal = ZERO
    by_source: Mapping[str, Mapping[str, Decimal]] = field(default_factory=dict)
    """Flow → source → what was reported since the first report."""
    opening_in_place: Decimal = ZERO
    """What was in place before it, of no source."""
    said: Mapping[str, str] = field(default_factory=dict)
    """As the newest of them was typed."""
    uses_demo: bool = False
    total: Decimal | None = None
    """The investment that counts; None where none is certain."""
    is_continued: bool = False
    """Begun before the plan (续建)."""
    due: FactDate | None = None
    """Until when plans print that it is done: of two the earlier."""
    span: tuple[date, date] = (date.min, date.max)
    """First and last day of the period that is reported."""
    counted: tuple[str, ...] = ()
    """Other periods in force that share days with it."""


@dataclass(slots=True)
class _Reading:
    dates: dict[str, FactDate] = field(default_factory=dict)
    money: dict[str, Decimal] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    troubles: list[str] = field(default_factory=list)


def read_report(said: Mapping[str, str], *, before: Before, day: date) -> Report:
    """Read all fields; what is missing or contradicts itself is said at once, never the first only."""
    found = _Reading()
    stage = Stage(said["stage"]) if said.get("stage") in dict(STAGES) else None
    for each in FIELDS:
        text = said.get(each.name, "").strip()
        if not text:
            continue
        if each.kind is Kind.DATE:
            _date(found, each.name, text, day, before.span)
        elif each.kind is Kind.MONEY:
            _money(found, each.name, text, said.get("unit", ""))
        elif each.kind in (Kind.LINE, Kind.TEXT):
            found.words[each.name] = text
    found.troubles += [f"{of}的进度已在账，与本期重叠，金额会重复累加" for of in before.counted]
    found.troubles += _missing(stage, said, before)
    found.troubles += _disorder(found.dates)
    until = found.dates.get("extended_to")
    if until and not puts_off(until, before.due):
        found.troubles.append(
            f"延期至 {until} 不晚于规划所印期限 {before.due}，不是延期；提前的不用填，按实际日期填报"
        )
    return Report(stage, found.dates, found.money, found.words, tuple(found.troubles))


def _date(found: _Reading, name: str, text: str, day: date, span: tuple[date, date]) -> None:
    label = BY_NAME[name].label
    when = read_date(text)
    if when is None:
        found.troubles.append(f"{label}“{text}”不能读成日期，请写成 2022、2022-04 或 2022-04-15")
    elif name not in _TO_COME and when.first > day:
        found.troubles.append(f"{label} {when} 还没有到")
    elif name not in _TO_COME and when.first > span[1]:
        found.troubles.append(f"{label} {when} 在本期（到 {span[1]}）之后，请在它所在的时段填报")
    elif name == "opening_on" and when.last >= span[0]:
        found.troubles.append(f"{label} {when} 不在本期（{span[0]} 起）之前，本期的金额会重复累加")
    else:
        found.dates[name] = when


def _money(found: _Reading, name: str, text: str, unit: str) -> None:
    label = BY_NAME[name].label
    value = plain_number(text)
    if value is None:
        found.troubles.append(f"{label}“{text}”不是数字，请只填数字，单位在“金额单位”中选")
        return
    if unit not in UNITS:
        if NO_UNIT not in found.troubles:
            found.troubles.append(NO_UNIT)
        return
    yi = value / PER_YI[unit]
    if yi != yi.quantize(Decimal(1).scaleb(-_PLACES)):
        found.troubles.append(f"{label}“{text}”{unit}小于 1 元，请改正")
    elif value < 0 and not _may_fall(name):
        found.troubles.append(f"{label}不能是负数")
    else:
        found.money[name] = yi


def _may_fall(name: str) -> bool:
    """本期 amounts may take back what was reported too high; it needs a reason."""
    return name == "done" or "." in name


def _missing(stage: Stage | None, said: Mapping[str, str], before: Before) -> Iterator[str]:
    lacking = frozenset(each.name for each in FIELDS if not said.get(each.name, "").strip())
    if stage is None:
        yield "没有选阶段"
    else:
        yield from _missing_of(stage, lacking, before)
    for name, document, what in (
        ("extended_to", "extension_document", "延期"),
        ("adjusted", "adjustment_document", "调整投资"),
    ):
        if (name in lacking) != (document in lacking):
            yield f"{what}须同时填{BY_NAME[name].label}和文号"
    opening = {"opening_on", *OPENINGS}
    if before.is_first and opening & lacking:
        yield "首次填报，须填期初累计完成、到位、支付和截止日期；此前没有的填 0"
    if not before.is_first and opening - lacking:
        yield "期初累计只在首次填报时填，以后由系统累加"


def _missing_of(stage: Stage, lacking: frozenset[str], before: Before) -> Iterator[str]:
    if stage in BEGUN and "started" in lacking and not before.is_continued:
        yield f"阶段为{stage.label}，没有填开工日期"
    if stage in BEGUN and "done" in lacking:
        yield f"阶段为{stage.label}，没有填本期完成投资；没有完成的填 0"
    for name in ("finished", "produced"):
        if stage not in DONE | GIVEN_UP and name not in lacking:
            yield f"阶段为{stage.label}，而填了{BY_NAME[name].label}；没有{BY_NAME[name].label[:2]}的请删去"
    if stage is Stage.COMPLETED and "finished" in lacking:
        yield "阶段为完工，没有填完工日期"
    if stage is Stage.PRODUCING and {"produced", "finished"} <= lacking:
        yield "阶段为投产，没有填投产日期"
    if stage in GIVEN_UP and {"ended", "ended_document"} & lacking:
        yield f"{stage.label}须填日期和文号；没有文号的按实际阶段填报，在“存在问题”中写明"


_IN_ORDER = (
    ("started", "finished"),
    ("started", "produced"),
    ("finished", "produced"),
    ("started", "extended_to"),
)


def _disorder(dates: Mapping[str, FactDate]) -> Iterator[str]:
    for earlier, later in _IN_ORDER:
        first, second = dates.get(earlier), dates.get(later)
        if first and second and first.first > second.last:
            yield f"{BY_NAME[later].label} {second} 早于{BY_NAME[earlier].label} {first}"


def needs_evidence(report: Report) -> str:
    """Why a file must stand beside it; "" where none must."""
    if report.stage in DONE:
        return f"{report.stage.label}应附佐证材料"
    if any(report.money.get(name) for name in OPENINGS):
        return "期初累计应附佐证材料"
    return ""


_ADJUSTED = ("adjusted", "adjustment_document")
_CARRIED = (*(each.name for each in STAGE_FIELDS), "unit", *(each.name for each in WORDS))


def carried(said: Mapping[str, str]) -> dict[str, str]:
    """What of a period's report the next one starts from: stage, dates and words, and no money."""
    return {name: said[name] for name in _CARRIED if said.get(name)}


def unchanged(said: Mapping[str, str]) -> dict[str, str]:
    """无变化: the same again, and nothing done in this period."""
    again = carried(said)
    return {**again, "unit": again.get("unit", UNITS[0]), "done": "0"}


_FACTS = (
    *(each for each in STAGE_FIELDS if each.kind is not Kind.STAGE),
    *map(BY_NAME.__getitem__, _ADJUSTED),
)


def facts_in_words(said: Mapping[str, str]) -> str:
    """What lateness and the investment depend on, in a line: dates, the adjusted investment, and their papers."""
    return "；".join(f"{label} {text}" for label, text in in_words(said, _FACTS))


def in_words(said: Mapping[str, str], fields: Iterable[Field] = FIELDS) -> list[tuple[str, str]]:
    """Label and text of every field that says something, in the order of the page."""
    stages, unit = dict(STAGES), said.get("unit", "")
    shown = []
    for each in fields:
        text = said.get(each.name, "")
        if text and each.kind is not Kind.UNIT:
            told = stages.get(text, text) if each.kind is Kind.STAGE else text
            shown.append((each.label, f"{told} {unit}" if each.kind is Kind.MONEY else told))
    return shown
