"""The ledger of projects: each with what its plans print, what was reported of it, and whether it is late."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from projects.dates import FactDate, stored_date
from projects.lateness import Judged, Late, Printed, has_begun, judge
from projects.models import ProjectListing
from projects.money import brief_yi, exact_yi
from projects.progress import Standing, standings
from projects.summaries import ListedIn, ProjectLine, project_lines

HUNDRED = Decimal(100)
UNREPORTED = "未报"


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One project on a day."""

    line: ProjectLine
    stands: Standing | None
    judged: Judged

    @property
    def late(self) -> Late:
        return self.judged.late

    @property
    def stage(self) -> str:
        return self.stands.stage.label if self.stands else UNREPORTED

    @property
    def total(self) -> Decimal | None:
        """The investment that counts: what was approved as adjusted, else what is printed and certain."""
        if self.stands is not None and self.stands.adjusted is not None:
            return self.stands.adjusted
        return self.line.yi

    @property
    def is_demo(self) -> bool:
        return self.stands is not None and self.stands.is_demo

    @property
    def is_rated(self) -> bool:
        """Whether 资金到位率 and 投资完成率 count it: not given up, of a certain investment, surely no repeat."""
        return self.late.counts and self.total is not None and not self.line.repeated

    @property
    def money(self) -> "Money":
        return Money(self.total, self.stands)


@dataclass(frozen=True, slots=True)
class Money:
    """Amounts of one project as a page shows them."""

    total: Decimal | None
    stands: Standing | None

    @property
    def in_place(self) -> str:
        return brief_yi(self.stands.in_place) if self.stands else UNREPORTED

    @property
    def done(self) -> str:
        return brief_yi(self.stands.done) if self.stands else UNREPORTED

    @property
    def total_brief(self) -> str:
        return brief_yi(self.total) if self.total is not None else ""

    @property
    def exact(self) -> str:
        """To the last digit, for the title."""
        parts = [f"总投资 {exact_yi(self.total)}" if self.total is not None else "总投资未计"]
        if self.stands:
            parts += [
                f"到位 {exact_yi(self.stands.in_place)}",
                f"完成 {exact_yi(self.stands.done)}",
                f"支付 {exact_yi(self.stands.paid)}",
            ]
        return "，".join(parts) + " 亿元"

    @property
    def in_place_share(self) -> int | None:
        """Whole percents of the investment, at most 100: the width of a bar."""
        return _share(self.stands.in_place, self.total) if self.stands else None

    @property
    def done_share(self) -> int | None:
        return _share(self.stands.done, self.total) if self.stands else None


def _share(part: Decimal, whole: Decimal | None) -> int | None:
    if not whole:
        return None
    return int(min(max(part / whole, Decimal(0)), Decimal(1)) * HUNDRED)


def ledger(lines: Sequence[ProjectLine], day: date) -> list[LedgerLine]:
    """The lines with what is in force of them on `day`; one query."""
    found = standings([line.pk for line in lines])
    return [LedgerLine(line, found.get(line.pk), judge_line(line, found.get(line.pk), day)) for line in lines]


def printed_due(line: ProjectLine) -> FactDate | None:
    """Until when its plans print that it is done: of two the earlier."""
    dues = [found for one in line.listings if (found := stored_date(one.finish))]
    return min(dues, key=lambda due: due.last, default=None)


def judge_line(line: ProjectLine, stands: Standing | None, day: date) -> Judged:
    return judge([_printed(one) for one in line.listings], stands.facts if stands else None, day)


def judged_of(project_id: int, day: date) -> Judged | None:
    """Whether one project is late on `day`; None where no plan lists it any more."""
    lines = project_lines(ProjectListing.objects.standing().filter(project_id=project_id))
    return ledger(lines, day)[0].judged if lines else None


def _printed(listed: ListedIn) -> Printed:
    return Printed(
        plan=listed.plan,
        cell=listed.source,
        start_text=listed.start_text,
        finish_text=listed.finish_text,
        start=stored_date(listed.start),
        finish=stored_date(listed.finish),
        nature=listed.nature,
    )


def late_first(lines: Iterable[LedgerLine]) -> list[LedgerLine]:
    """By what the facts say, the longest late first; else in printed order."""
    order = {late: number for number, late in enumerate(Late)}
    return sorted(lines, key=lambda one: (order[one.late], -(one.judged.most or one.judged.months or 0)))


@dataclass(frozen=True, slots=True)
class Rate:
    """One of the four rates: n of N, and what is left out, in words. `amounts`: both are 亿元."""

    name: str
    n: Decimal
    of: Decimal
    left_out: str
    amounts: bool = False
    should: int | None = None
    """So many of N should be there by their printed dates (应达)."""

    @property
    def percent(self) -> str:
        return f"{self.n / self.of * HUNDRED:.1f}%" if self.of else "—"

    @property
    def counted(self) -> str:
        """`12 / 72 项`."""
        if self.amounts:
            return f"{brief_yi(self.n)} / {brief_yi(self.of)} 亿元"
        return f"{self.n} / {self.of} 项"


def rates(lines: Sequence[LedgerLine], day: date) -> list[Rate]:
    """开工率, 完工率, 资金到位率, 投资完成率; what is not reported stays in N."""
    counted = [one for one in lines if one.late.counts]
    given_up = len(lines) - len(counted)
    gone = f"停建、取消 {given_up} 项不计" if given_up else ""
    begun = [one for one in counted if one.stands and (has_begun(one.stands.facts, day) or one.late.is_done)]
    done = [one for one in counted if one.late.is_done]
    silent = sum(one.stands is None for one in counted)
    unsaid = f"未报进度 {silent} 项计入分母" if silent else ""
    words = "；".join(filter(None, [gone, unsaid]))
    every = Decimal(len(counted))
    return [
        Rate("开工率", Decimal(len(begun)), every, words, should=_should_have(counted, day, _start)),
        Rate("完工率", Decimal(len(done)), every, words, should=_should_have(counted, day, _due)),
        _money_rate("资金到位率", counted, lambda stands: stands.in_place, gone),
        _money_rate("投资完成率", counted, lambda stands: stands.done, gone),
    ]


def _should_have(lines: Iterable[LedgerLine], day: date, when: Callable[[LedgerLine], date | None]) -> int:
    return sum((found := when(one)) is not None and found < day for one in lines)


def _start(one: LedgerLine) -> date | None:
    """The end of the earliest printed start; what is due must have begun as well."""
    starts = [found.last for each in one.line.listings if (found := stored_date(each.start))]
    return min([*starts, *filter(None, [_due(one)])], default=None)


def _due(one: LedgerLine) -> date | None:
    return one.judged.due.last if one.judged.due else None


def _money_rate(
    name: str, lines: Sequence[LedgerLine], amount: Callable[[Standing], Decimal], gone: str
) -> Rate:
    """Over the projects with a certain investment; one that may be a repeat is left out with a word."""
    sure = [one for one in lines if one.is_rated]
    left: Mapping[str, int] = {
        "未列金额": sum(
            one.total is None and not one.line.is_flagged and not one.line.is_contested for one in lines
        ),
        "金额存疑": sum(one.total is None and one.line.is_flagged for one in lines),
        "两规划金额不一": sum(
            one.total is None and one.line.is_contested and not one.line.is_flagged for one in lines
        ),
        "疑似重列": sum(one.total is not None and one.line.repeated for one in lines),
    }
    words = [f"{what} {number} 项不计" for what, number in left.items() if number]
    silent = sum(one.stands is None for one in sure)
    if silent:
        words.append(f"未报进度 {silent} 项计入分母")
    return Rate(
        name,
        sum((amount(one.stands) for one in sure if one.stands), Decimal(0)),
        sum((one.total or Decimal(0) for one in sure), Decimal(0)),
        "；".join(filter(None, [gone, *words])),
        amounts=True,
    )
