"""Invented progress of key projects for 2024 and 2025: every stage and every state of lateness, marked in each row."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from accounts.records import record
from counties.models import Plan
from counties.periods import Period
from projects.actions.progress import columns_of
from projects.dates import FactDate
from projects.lateness import CONTINUED, Stage
from projects.ledger import LedgerLine, ledger, printed_due
from projects.models import Progress, ProjectListing
from projects.reports import Before, read_report
from projects.summaries import project_lines
from reporting.actions.project_rounds import open_project_round
from reporting.models import Round

FIRST, SECOND = 2024, 2025
ROUND_DAYS = 45
DOCUMENT = "演示文号〔2025〕3号"
EVIDENCE = "演示佐证"
NOTE = "演示：试用重点项目填报，进度不作依据"
ZERO = Decimal(0)
NEARLY = Decimal("0.9")
Said = dict[str, str]
# In turn; None: nothing was reported.
TURNS: tuple[tuple[Stage, str] | None, ...] = (
    (Stage.BUILDING, "0.62"),
    (Stage.COMPLETED, "0.97"),
    None,
    (Stage.PREPARING, "0"),
    (Stage.BUILDING, "0.81"),
    (Stage.COMPLETED, "1"),
    (Stage.PRODUCING, "0.99"),
    (Stage.STOPPED, "0.3"),
    (Stage.BUILDING, "0.45"),
    (Stage.COMPLETED, "0.98"),
    (Stage.STARTED, "0.1"),
    (Stage.CANCELLED, "0.02"),
)
EARLY, UNBEGUN, LATE, EXTENDED, INEXACT, OF_TWO_YEARS = 1, 3, 5, 8, 9, (0, 4)
"""Places among the turns."""


@transaction.atomic
def load_demo_projects() -> int:
    """Put invented progress in force where none stands; return how many rows. A second call adds nothing."""
    if Progress.objects.filter(is_demo=True).exists():
        return 0
    lines = ledger(project_lines(ProjectListing.objects.standing()), timezone.localdate())
    # Nothing that the plans print alone would show 未按期开工: one with a printed start is put off and not begun.
    unbegun = next((place for place, one in enumerate(lines) if _has_start(one)), None)
    rows = [
        row
        for place, one in enumerate(lines)
        if one.stands is None
        for row in _rows(one, UNBEGUN if place == unbegun else place % len(TURNS))
    ]
    Progress.objects.bulk_create(rows)
    if rows:
        record("载入演示数据", f"{len(rows)} 条虚构项目进度", by=None)
    return len(rows)


@transaction.atomic
def remove_demo_projects() -> int:
    """Take every invented progress out again."""
    number, _ = Progress.objects.filter(is_demo=True, entry__isnull=True).delete()
    if number:
        record("清除演示数据", f"{number} 条虚构项目进度", by=None)
    return number


@transaction.atomic
def open_demo_project_round() -> int:
    """Ask for this year's projects, where nobody has asked yet."""
    today = timezone.localdate()
    plans = list(Plan.objects.filter(projects__isnull=False).distinct())
    if not plans or Round.objects.of_projects().filter(year=today.year).exists():
        return 0
    open_project_round(
        year=today.year,
        period=Period.YEAR,
        deadline=today + timedelta(days=ROUND_DAYS),
        plans=plans,
        note=NOTE,
        by=None,
    )
    return 1


def _rows(one: LedgerLine, turn: int) -> Iterator[Progress]:
    told = TURNS[turn]
    if told is None:
        return
    stage, share = told
    said = {
        **_dates(one, stage, turn),
        "stage": stage.value,
        "unit": "亿元",
        "picture": f"演示：{stage.label}",
    }
    total, part = one.line.yi or ZERO, Decimal(share)
    years = (FIRST, SECOND) if turn in OF_TWO_YEARS else (SECOND,)
    before = Before(is_continued=_is_continued(one), due=printed_due(one.line))
    for year in years:
        money = _money(total * part / len(years), is_first=before.is_first, has_more=part < NEARLY)
        yield _row(one, year, {**said, **money}, before)
        before = replace(before, is_first=False, is_continued=True)


def _row(one: LedgerLine, year: int, said: Said, before: Before) -> Progress:
    span = Period.YEAR.first_day(year), Period.YEAR.last_day(year)
    report = read_report(said, before=replace(before, span=span), day=timezone.localdate())
    if report.troubles:
        raise ValueError(f"{one.line.name}: {report.troubles}")
    evidence = EVIDENCE if report.stage in (Stage.COMPLETED, Stage.PRODUCING) else ""
    return Progress(
        project_id=one.line.pk,
        year=year,
        said=said,
        text=report.line,
        evidence=evidence,
        is_demo=True,
        **columns_of(report),
    )


def _money(done: Decimal, *, is_first: bool, has_more: bool) -> Said:
    """What this period did, from two sources; some of what came in is not paid yet."""
    cents = Decimal("0.01")
    done = done.quantize(cents)
    local = (done * Decimal("0.7")).quantize(cents)
    credit = (done * Decimal("0.4")).quantize(cents) if has_more else done - local
    opening = dict.fromkeys(("opening_done", "opening_in_place", "opening_paid"), "0")
    return {
        **({**opening, "opening_on": str(FIRST - 1)} if is_first else {}),
        "done": f"{done}",
        "local.allotted": f"{local}",
        "local.in_place": f"{local}",
        "credit.in_place": f"{credit}",
        "local.paid": f"{local}",
    }


def _dates(one: LedgerLine, stage: Stage, turn: int) -> Said:
    """Dates that fit what is printed: done before it, after it, or known to the year only."""
    put_off = {"extended_to": str(timezone.localdate().year + 1), "extension_document": DOCUMENT}
    if stage is Stage.PREPARING:
        return put_off if _has_start(one) else {}
    if stage in (Stage.STOPPED, Stage.CANCELLED):
        return {"ended": "2024-06", "ended_document": DOCUMENT}
    dates = {"started": "2021-04"}
    if stage is Stage.COMPLETED:
        dates["finished"] = _finished(one.judged.due, turn)
    if stage is Stage.PRODUCING:
        dates["produced"] = "2024-09"
    if turn == EXTENDED:
        dates |= put_off
    return dates


def _finished(due: FactDate | None, turn: int) -> str:
    if due is None or due.first.year < FIRST - 2:
        return "2024-06"
    if turn == LATE and due.year < SECOND:
        return str(FactDate(due.last.year + 1, 3))
    if turn == INEXACT and due.month is not None and due.last.year <= SECOND:
        return str(due.year)
    return str(FactDate(min(due.year, SECOND) - (turn == EARLY), 6))


def _has_start(one: LedgerLine) -> bool:
    return not _is_continued(one) and any(each.start for each in one.line.listings)


def _is_continued(one: LedgerLine) -> bool:
    return any(CONTINUED in each.nature for each in one.line.listings)
