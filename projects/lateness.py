"""Whether a project is late, by facts alone: what plans print, what was approved, and a day. Pure.

Never by the time gone: a project that has reported nothing is late when its printed day is past, and not one day earlier.
The first rule that fits decides; each says one sentence with the cells and documents it rests on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from projects.dates import FactDate, whole_months
from projects.schedules import says_nothing


class Stage(StrEnum):
    """How far a project is, as its county reports it."""

    PREPARING = "preparing"
    STARTED = "started"
    BUILDING = "building"
    COMPLETED = "completed"
    PRODUCING = "producing"
    STOPPED = "stopped"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return _STAGES[self]


_STAGES = {
    Stage.PREPARING: "前期",
    Stage.STARTED: "开工",
    Stage.BUILDING: "在建",
    Stage.COMPLETED: "完工",
    Stage.PRODUCING: "投产",
    Stage.STOPPED: "停建",
    Stage.CANCELLED: "取消",
}
STAGES = [(stage.value, stage.label) for stage in Stage]
DONE = frozenset({Stage.COMPLETED, Stage.PRODUCING})
GIVEN_UP = frozenset({Stage.STOPPED, Stage.CANCELLED})
BEGUN = frozenset({Stage.STARTED, Stage.BUILDING}) | DONE
CONTINUED = "续建"


class Late(StrEnum):
    """What the facts say, the late ones first, as the ledger lists them."""

    OVERDUE = "overdue"
    NOT_STARTED = "not_started"
    UNCLEAR = "unclear"
    DONE_LATE = "done_late"
    DONE_UNCLEAR = "done_unclear"
    NOT_DUE = "not_due"
    ON_TIME = "on_time"
    EARLY = "early"
    DONE_WITHOUT_DUE = "done_without_due"
    STOPPED = "stopped"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return _LATE[self][0]

    @property
    def tone(self) -> str:
        """red, yellow, grey or green; never without its word."""
        return _LATE[self][1]

    @property
    def mark(self) -> str:
        """The sign of its tone."""
        return {"red": "■", "yellow": "▼", "green": "●"}.get(self.tone, "○")

    @property
    def counts(self) -> bool:
        """Whether it is among those that 开工率 and 完工率 count."""
        return self not in (Late.STOPPED, Late.CANCELLED)

    @property
    def is_done(self) -> bool:
        return self in (Late.DONE_LATE, Late.DONE_UNCLEAR, Late.ON_TIME, Late.EARLY, Late.DONE_WITHOUT_DUE)


_LATE = {
    Late.OVERDUE: ("逾期未完工", "red"),
    Late.NOT_STARTED: ("未按期开工", "yellow"),
    Late.UNCLEAR: ("无法判定", "grey"),
    Late.DONE_LATE: ("逾期完工", "yellow"),
    Late.DONE_UNCLEAR: ("完工，是否逾期无法判定", "grey"),
    Late.NOT_DUE: ("未到期", "grey"),
    Late.ON_TIME: ("按期完工", "green"),
    Late.EARLY: ("提前完工", "green"),
    Late.DONE_WITHOUT_DUE: ("完工（未印期限）", "green"),
    Late.STOPPED: ("停建", "grey"),
    Late.CANCELLED: ("取消", "grey"),
}
LATE = [(one.value, one.label) for one in Late]


@dataclass(frozen=True, slots=True)
class Printed:
    """What one plan prints of a project's dates: verbatim, and as read where that is certain."""

    plan: str
    cell: str
    """File, sheet and cell."""
    start_text: str = ""
    finish_text: str = ""
    start: FactDate | None = None
    finish: FactDate | None = None
    nature: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What was approved of a project's progress, and with what papers."""

    stage: Stage
    started: FactDate | None = None
    finished: FactDate | None = None
    produced: FactDate | None = None
    ended: FactDate | None = None
    document: str = ""
    """文号 of 停建 or 取消."""
    evidence: str = ""
    """What stands as evidence, in words; "" for none."""
    extended_to: FactDate | None = None
    extension_document: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """The state, why in one sentence, and the whole months where something is late (`most` where a date is inexact)."""

    late: Late
    sentence: str
    due: FactDate | None = None
    months: int | None = None
    most: int | None = None

    @property
    def label(self) -> str:
        """`逾期未完工 52 月`, `逾期 1～2 整月完工`."""
        if self.late is Late.DONE_LATE:
            return f"逾期 {self.span} 整月完工" if self.most else "逾期不足 1 整月完工"
        if self.months is None:
            return self.late.label
        return f"{self.late.label} {self.months} 月" if self.months else f"{self.late.label}不足 1 月"

    @property
    def span(self) -> str:
        return f"{self.months}" if self.months == self.most else f"{self.months}～{self.most}"


@dataclass(frozen=True, slots=True)
class _Due:
    """Until when, and by what; `date` None where nothing says it, `unread` where something that says it is not read."""

    date: FactDate | None
    because: str
    unread: str = ""


def judge(printed: Sequence[Printed], facts: Facts | None, day: date) -> Judged:
    """What holds on `day`; `facts` None: nothing was reported and approved."""
    due = _due(printed, facts)
    if facts is not None and facts.stage in GIVEN_UP and facts.document:
        return _given_up(facts)
    if facts is not None and _is_done(facts, day):
        found = _done(facts, due, day)
    elif due.date is not None and day > due.date.last:
        found = _overdue(facts, due, due.date, day)
    else:
        found = _begun_late(printed, facts, day) or _open(due, day)
    return replace(found, due=due.date)


def _given_up(facts: Facts) -> Judged:
    late = Late.STOPPED if facts.stage is Stage.STOPPED else Late.CANCELLED
    when = facts.ended.in_words if facts.ended else ""
    return Judged(late, f"{when}{late.label}（{facts.document}），不计入开工率和完工率。")


def _finished(facts: Facts) -> FactDate | None:
    """When it was done: completed, else in production."""
    return facts.finished or facts.produced


def _is_done(facts: Facts, day: date) -> bool:
    """Completed or in production, with evidence, and not on a day to come."""
    finished = _finished(facts)
    return facts.stage in DONE and bool(facts.evidence) and (finished is None or finished.first <= day)


def _done(facts: Facts, due: _Due, day: date) -> Judged:
    finished = _finished(facts)
    said = f"{finished.in_words}{facts.stage.label}" if finished else f"已{facts.stage.label}，未报日期"
    told = f"{said}（佐证：{facts.evidence}）"
    if due.date is None and due.unread:
        return Judged(Late.DONE_UNCLEAR, f"{told}；{due.unread}，是否逾期无法判定。")
    if due.date is None:
        return Judged(Late.DONE_WITHOUT_DUE, f"{told}；{due.because}。")
    first, last = (finished.first, min(finished.last, day)) if finished else (date.min, day)
    told = f"{due.because}；{told}"
    if last <= due.date.last:
        is_early = last < due.date.first
        return Judged(
            Late.EARLY if is_early else Late.ON_TIME, f"{told}，{'提前' if is_early else '按期'}完工。"
        )
    if first <= due.date.last:
        why = f"只精确到{'月' if finished.month else '年'}，期限落在其中" if finished else "没有完工日期"
        return Judged(Late.DONE_UNCLEAR, f"{told}，{why}，是否逾期无法判定。")
    found = Judged(
        Late.DONE_LATE, "", months=whole_months(due.date.last, first), most=whole_months(due.date.last, last)
    )
    return replace(found, sentence=f"{told}，{found.label}。")


def _overdue(facts: Facts | None, due: _Due, until: FactDate, day: date) -> Judged:
    found = Judged(Late.OVERDUE, "", months=whole_months(until.last, day))
    return replace(
        found, sentence=f"{due.because}；到 {day:%Y-%m-%d} {_not_done(facts, day)}，{found.label}。"
    )


def _not_done(facts: Facts | None, day: date) -> str:
    """Why it does not count as done."""
    if facts is None:
        return "没有审核通过的完工，进度未报"
    if facts.stage in GIVEN_UP:
        return f"报为{facts.stage.label}而没有文号"
    if facts.stage not in DONE:
        return f"没有审核通过的完工，报为{facts.stage.label}"
    finished = _finished(facts)
    if finished is not None and finished.first > day:
        return f"所报{facts.stage.label}日期 {finished} 未到"
    return f"报为{facts.stage.label}而没有佐证"


def _begun_late(printed: Sequence[Printed], facts: Facts | None, day: date) -> Judged | None:
    """The printed start is past and nobody has begun; of what was begun before the plan nothing is asked."""
    starts = _in_order((one.start, one, one.start_text) for one in printed)
    if not starts or any(CONTINUED in one.nature for one in printed) or has_begun(facts, day):
        return None
    start = starts[0][0]
    if day <= start.last:
        return None
    found = Judged(Late.NOT_STARTED, "", months=whole_months(start.last, day))
    why = "没有审核通过的开工，进度未报" if facts is None else f"没有审核通过的开工，报为{facts.stage.label}"
    told = _all(starts, "开工")
    return replace(found, sentence=f"{told}；到 {day:%Y-%m-%d} {why}，{found.label}。")


def has_begun(facts: Facts | None, day: date) -> bool:
    """Whether a start was approved that is not to come; where no date is known, the stage says it."""
    if facts is None:
        return False
    return facts.started.first <= day if facts.started else facts.stage in BEGUN


def _open(due: _Due, day: date) -> Judged:
    if due.date is None:
        return Judged(Late.UNCLEAR, f"{due.unread or f'{due.because}，也没有延期批复'}，无法判定。")
    return Judged(Late.NOT_DUE, f"{due.because}；{day:%Y-%m-%d} 未到期。")


_Said = tuple[FactDate, Printed, str]
"""A date as read, the plan that prints it, and the text."""


def _in_order(dates: Iterable[tuple[FactDate | None, Printed, str]]) -> list[_Said]:
    """Those that are read, the earliest first."""
    read = [(when, one, text) for when, one, text in dates if when is not None]
    return sorted(read, key=lambda said: said[0].last)


def _due(printed: Sequence[Printed], facts: Facts | None) -> _Due:
    """The end of the printed finish, of two the earlier; an approved 延期 takes its place."""
    read = _in_order((one.finish, one, one.finish_text) for one in printed)
    unread = [one for one in printed if not one.finish and not says_nothing(one.finish_text)]
    not_read = "；".join(
        f"{one.plan}印“{one.finish_text.strip()}”（{one.cell}）不能读成日期" for one in unread
    )
    told = _all(read, "完工") if read else ""
    if facts is not None and facts.extended_to and facts.extension_document:
        extended = f"延期至 {facts.extended_to.in_words}（{facts.extension_document}）"
        if read and not puts_off(facts.extended_to, read[0][0]):
            return _Due(read[0][0], f"{told}，所报{extended}不晚于所印期限，不采用")
        return _Due(facts.extended_to, "，".join(filter(None, [told, extended])))
    if not read:
        return _Due(None, _only_starts(printed), not_read)
    return _Due(read[0][0], "；".join(filter(None, [told, not_read])))


def _only_starts(printed: Sequence[Printed]) -> str:
    """What a plan prints under 开工 alone is no day until which it is done."""
    starts = [
        f"{one.plan}只印开工“{one.start_text.strip()}”（{one.cell}）"
        for one in printed
        if not says_nothing(one.start_text) and says_nothing(one.finish_text)
    ]
    return "，".join([*starts, "未印完工期限" if starts else "规划未印完工期限"])


def puts_off(until: FactDate, due: FactDate | None) -> bool:
    """Whether an extension leads beyond the printed day; where none is printed, any does."""
    return due is None or until.last > due.last


def _all(said: Sequence[_Said], what: str) -> str:
    """What the plans print, the earliest first; of several the earliest counts."""
    told = [f"{one.plan}印 {when.in_words}{what}（{one.cell}“{text.strip()}”）" for when, one, text in said]
    differ = len({str(when) for when, _, _ in said}) > 1
    return "，".join(told) + ("，取较早的" if differ else "")
