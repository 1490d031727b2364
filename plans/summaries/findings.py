"""Findings as a page or a sheet shows them, in a constant number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Prefetch, Q, QuerySet

from accounts.models import Act
from counties.findings import Rule
from counties.models import County, Finding, PlanEdition
from indicators.models import PlanIndicator
from plans.finding_form import marked
from projects.models import ProjectListing

DECISIONS = dict(Finding.Decision.choices)
_GONE = "不再成立，未作处理"


@dataclass(frozen=True, slots=True)
class Source:
    """One cell, as small grey text."""

    file: str
    sheet: str
    cell: str
    text: str

    @property
    def place(self) -> str:
        """`file · sheet!cell`, or what is known of it."""
        if not self.file:
            return "年度填报"
        return f"{self.file} · {self.sheet}!{self.cell}" if self.cell else f"{self.file} · {self.sheet}"


@dataclass(frozen=True, slots=True)
class Link:
    """A row or a project that a finding is about; `pk` is of its page."""

    pk: int
    label: str


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding with everything a reader asks: what, where, about which rows, who decided what and why."""

    pk: int
    county: str
    county_code: str
    plan: str
    plan_key: str
    severity: str
    severity_label: str
    rule: str
    message: str
    sources: tuple[Source, ...]
    rows: tuple[Link, ...]
    projects: tuple[Link, ...]
    doubt: str
    is_open: bool
    decision: str
    reason: str
    decided_by: str
    decided_at: datetime | None
    gone_at: datetime | None
    mark: str
    """The finding with the texts it rests on, as a form sends it."""
    in_group: int = 0
    """How many findings of the list its county and plan have, on this page and others."""

    @property
    def group(self) -> str:
        return f"{self.county} · {self.plan}" if self.plan else f"{self.county} · 两个规划之间"

    @property
    def first_sources(self) -> tuple[Source, ...]:
        """As many as a list has room for; the finding's own page shows all."""
        return self.sources[:3]

    @property
    def links(self) -> int:
        return len(self.rows) + len(self.projects)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many findings of one severity wait, of how many."""

    label: str
    open: int
    total: int


@dataclass(frozen=True, slots=True)
class Step:
    """One decision of the past."""

    at: datetime
    by: str
    before: str
    after: str
    reason: str


def finding_lines(findings: QuerySet[Finding]) -> list[FindingLine]:
    """The given findings in three queries, whatever their number."""
    rows = PlanIndicator.objects.only("pk", "seq", "name", "table")
    listings = ProjectListing.objects.only("pk", "project_id", "seq", "name")
    complete = findings.select_related("county", "plan", "decided_by").prefetch_related(
        Prefetch("plan_indicators", rows), Prefetch("project_listings", listings)
    )
    return [_line(finding) for finding in complete]


def in_groups(lines: Iterable[FindingLine], counted: Mapping[tuple[str, ...], int]) -> list[FindingLine]:
    """The lines, each with the size of its group: a group may go on overleaf."""
    return [replace(line, in_group=counted[line.county_code, line.plan_key]) for line in lines]


def _line(finding: Finding) -> FindingLine:
    labels = dict(Rule.choices)
    return FindingLine(
        pk=finding.pk,
        county=finding.county.name,
        county_code=finding.county.code,
        plan=finding.plan.short_title if finding.plan else "",
        plan_key=finding.plan.key if finding.plan else "",
        severity=finding.severity,
        severity_label=finding.get_severity_display(),
        rule=labels.get(finding.rule, finding.rule),
        message=finding.message,
        sources=tuple(Source(c["file"], c["sheet"], c["cell"], c["text"]) for c in finding.cells),
        rows=_row_links(finding.plan_indicators.all()),
        projects=_project_links(finding.project_listings.all()),
        doubt=finding.get_doubt_display() if finding.doubt else "",
        is_open=finding.decision == Finding.Decision.OPEN,
        decision=_GONE
        if finding.gone_at and finding.decision == Finding.Decision.OPEN
        else finding.get_decision_display(),
        reason=finding.decision_reason,
        decided_by=str(finding.decided_by) if finding.decided_by else "",
        decided_at=finding.decided_at,
        gone_at=finding.gone_at,
        mark=marked(finding),
    )


def _row_links(rows: Iterable[PlanIndicator]) -> tuple[Link, ...]:
    return tuple(Link(row.pk, f"[{row.seq}] {row.name}" if row.seq else row.name) for row in rows)


def _project_links(listings: Iterable[ProjectListing]) -> tuple[Link, ...]:
    """One link per project, though it may be listed several times."""
    return tuple({one.project_id: Link(one.project_id, one.name) for one in listings}.values())


def tallies(findings: QuerySet[Finding]) -> list[Tally]:
    """Open and all findings by severity, the gravest first."""
    counted = {
        row["severity"]: row
        for row in findings.order_by()
        .values("severity")
        .annotate(open=Count("pk", filter=Q(decision=Finding.Decision.OPEN)), total=Count("pk"))
    }
    return [
        Tally(label, counted[value]["open"], counted[value]["total"])
        if value in counted
        else Tally(label, 0, 0)
        for value, label in Finding.Severity.choices
    ]


def originals(line: FindingLine, counties: QuerySet[County]) -> list[PlanEdition]:
    """The newest edition under each file name that a finding cites, where these counties' people may have it."""
    names = {source.file for source in line.sources if source.file}
    cited = PlanEdition.objects.filter(file_name__in=names, plan__county__in=counties)
    return list(cited.order_by("file_name", "-pk").distinct("file_name"))


def decision_steps(finding_id: int, until: datetime | None = None) -> list[Step]:
    """Every decision on record for one finding, the newest first; `until` a moment of the past, where one is shown."""
    acts = Act.objects.filter(
        kind__in=["处理质疑", "质疑重新打开"], detail__finding=finding_id
    ).select_related("by")
    acts = acts.filter(at__lte=until) if until else acts
    return [
        Step(
            at=act.at,
            by=str(act.by) if act.by else "系统",
            before=DECISIONS.get(act.detail["from"], ""),
            after=DECISIONS.get(act.detail["to"], ""),
            reason=act.detail["reason"],
        )
        for act in acts
    ]
