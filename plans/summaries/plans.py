"""Plans as loaded: the list with its counts, and one plan's tables as printed beside how every cell was read."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Count, F, OuterRef, Prefetch, QuerySet, Subquery

from attainment import Colour, Column, Direction, Reason, Status, parse
from counties.models import Finding, Plan, PlanEdition
from counties.ruling_words import RulingWords
from imports.changes import LABELS
from imports.outcomes import Outcome
from indicators.models import PlanIndicator
from judging.models import Attainment
from judging.reasoning import reading_in_words
from judging.ruled import UNRULED, Ruled, ruled_on
from plans.summaries.plan_statements import StatedLine, stated_lines
from projects.models import ProjectListing

#: Reasons that lie in the figures, not in the printed row.
_OF_FIGURES = (Reason.PARTIAL_YEAR, Reason.YEARS_MISSING)
#: The gravest first.
GRAVITY = list(Finding.Severity.values)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan in the list; `edition` None: nothing imported yet."""

    plan: Plan
    edition: PlanEdition | None
    rows: int
    repeats: int
    projects: int
    findings: int


def plan_lines(plans: QuerySet[Plan]) -> list[PlanLine]:
    """The plans with their counts; six queries whatever their number."""
    newest = PlanEdition.objects.filter(plan=OuterRef("pk")).order_by("-number").values("pk")[:1]
    found = list(plans.select_related("county").annotate(newest=Subquery(newest)))
    editions = PlanEdition.objects.select_related("imported_by").in_bulk(
        [plan.newest for plan in found if plan.newest]
    )
    standing = PlanIndicator.objects.standing()
    rows = _counts(standing.filter(is_repeat=False))
    repeats = _counts(standing.filter(is_repeat=True))
    projects = _counts(ProjectListing.objects.standing())
    findings = _counts(Finding.objects.open().filter(plan__isnull=False))
    return [
        PlanLine(
            plan,
            editions.get(plan.newest),
            rows[plan.pk],
            repeats[plan.pk],
            projects[plan.pk],
            findings[plan.pk],
        )
        for plan in found
    ]


def _counts(queryset: QuerySet[Any]) -> Counter[int]:
    return Counter(dict(queryset.order_by().values_list("plan").annotate(Count("pk"))))


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One printed row with how each cell was read, and what is doubtful about it."""

    row: PlanIndicator
    baseline: str
    target: str
    final: str
    findings: tuple[Finding, ...]
    rulings: tuple[RulingWords, ...] = ()
    verdict: Attainment | None = None
    """Of the target's year, where the row itself (not its figures) keeps it from being judged."""

    @property
    def kept(self) -> list[tuple[str, str]]:
        """Columns that no rule reads, as they are printed: header and text."""
        return [(header, text) for header, text in self.row.extra.items() if text.strip()]

    @property
    def doubted(self) -> bool:
        return any(finding.doubt for finding in self.findings)


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one printed group label; `level2` empty where there is one level."""

    level1: str
    level2: str
    rows: tuple[ReadRow, ...]


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One table of the plan in the order of its sheet; a repeat prints quantities of another table again."""

    title: str
    sheet: str
    is_repeat: bool
    groups: tuple[Group, ...]
    has_final: bool
    has_baseline: bool
    rows: int
    years: str

    @property
    def printed_columns(self) -> int:
        """Columns of the printed half: 序号, name, target, and what this table has besides."""
        return 3 + int(self.has_baseline) + (2 if self.has_final else 1)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One row that an edition added, changed or dropped; `fields`: (name, old text, new text)."""

    label: str
    where: str
    fields: tuple[tuple[str, str, str], ...]
    verdict: str = ""
    """What became of the row's verdicts."""


@dataclass(frozen=True, slots=True)
class EditionLine:
    """One edition with what it changed against the one before."""

    edition: PlanEdition
    changes: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class PrintedPlan:
    """Everything that the page of one plan prints."""

    tables: tuple[PrintedTable, ...]
    stated: tuple[StatedLine, ...]
    findings: tuple[Finding, ...]
    editions: tuple[EditionLine, ...]
    projects: int
    attributes: tuple[tuple[str, int], ...]
    rows: int


def printed_plan(plan: Plan) -> PrintedPlan:
    """One plan as printed and as read; a constant number of queries."""
    rows = list(
        PlanIndicator.objects.standing()
        .filter(plan=plan)
        .select_related("indicator", "site", "edition")
        .prefetch_related(Prefetch("findings", Finding.objects.standing().order_by("pk")))
        .order_by("is_repeat", "sheet", "row_number")
    )
    editions = tuple(plan.editions.select_related("imported_by", "revision").order_by("-number"))
    findings = Finding.objects.standing().filter(plan=plan).select_related("decided_by")
    general = findings.filter(plan_indicators__isnull=True).order_by("pk")
    judged = [row for row in rows if not row.is_repeat]
    counted = Counter(row.get_attribute_display() for row in judged)
    listings = list(
        ProjectListing.objects.standing().filter(plan=plan).values_list("category", "investment_yi")
    )
    return PrintedPlan(
        tables=tuple(_tables(rows, ruled_on([row.pk for row in rows]), _grey(plan))),
        stated=tuple(stated_lines(plan, editions, judged, listings)),
        findings=tuple(sorted(general, key=lambda finding: GRAVITY.index(finding.severity))),
        editions=tuple(EditionLine(edition, tuple(_changes(edition))) for edition in editions),
        projects=len(listings),
        attributes=tuple(
            (label, counted[label]) for label in PlanIndicator.Attribute.labels if counted[label]
        ),
        rows=len(judged),
    )


def _grey(plan: Plan) -> dict[int, Attainment]:
    """Row → its verdict of the target's year, where that is grey for what the row prints; one query."""
    final = Attainment.objects.filter(
        plan_indicator__plan=plan, year=F("plan_indicator__target_year"), colour=Colour.GREY
    ).exclude(status=Status.NO_DATA)
    return {one.plan_indicator_id: one for one in final.exclude(reason__in=_OF_FIGURES)}


def _changes(edition: PlanEdition) -> Iterator[ChangeLine]:
    for change in edition.changes:
        where = " ".join(part for part in (change["table"], change["seq"], change["name"]) if part)
        fields = tuple((name, old, new) for name, (old, new) in change["fields"].items())
        yield ChangeLine(LABELS[Outcome(change["kind"])], where, fields, change.get("verdict", ""))


def _tables(
    rows: Iterable[PlanIndicator], ruled: Mapping[int, Ruled], grey: Mapping[int, Attainment]
) -> Iterator[PrintedTable]:
    for (sheet, title), members in groupby(rows, key=lambda row: (row.sheet, row.table)):
        found = list(members)
        baselines = sorted({row.baseline_year for row in found if row.baseline_year})
        yield PrintedTable(
            title=title,
            sheet=sheet,
            is_repeat=found[0].is_repeat,
            groups=tuple(
                Group(
                    level1,
                    level2,
                    tuple(_read(row, ruled.get(row.pk, UNRULED), grey.get(row.pk)) for row in group),
                )
                for (level1, level2), group in groupby(found, key=lambda row: (row.level1, row.level2))
            ),
            has_final=any(row.final_cell for row in found),
            has_baseline=any(row.baseline_cell for row in found),
            rows=len(found),
            years="、".join(map(str, baselines)),
        )


def _read(row: PlanIndicator, ruled: Ruled, verdict: Attainment | None) -> ReadRow:
    direction = Direction(row.indicator.direction)
    return ReadRow(
        row=row,
        baseline=reading_in_words(parse(row.baseline_text, Column.BASELINE)) if row.baseline_cell else "",
        target=reading_in_words(parse(row.target_text, Column.TARGET), direction),
        final=reading_in_words(parse(row.final_text, Column.OBSERVED)) if row.final_cell else "",
        findings=tuple(row.findings.all()),
        rulings=ruled.words,
        verdict=verdict,
    )


def visible_plans(county_ids: Collection[int]) -> QuerySet[Plan]:
    """Plans of these counties, the running period first."""
    return Plan.objects.filter(county__in=county_ids).order_by("-period_end", "county__code", "key")
