"""Projects as a page or a sheet shows them: one line per project, with every plan that lists it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from counties.findings import Rule
from counties.models import Finding
from lists.sorting import Order
from projects.models import ProjectListing
from projects.money import brief_yi, exact_yi
from projects.printed import Extras, read_extras
from projects.schedules import as_printed, says_nothing
from projects.sectors import sector_of

# Rules that say a row may stand for a project that another row of the same plan already is.
Say = Callable[[Decimal], str]
REPEATS = (Rule.PROJECT_TWICE.value,)


@dataclass(frozen=True, slots=True)
class ListedIn:
    """One row of one plan's project table."""

    pk: int
    plan: str
    plan_key: str
    edition_id: int
    category: str
    seq: str
    name: str
    amount_text: str
    amount_unit: str
    amount_cell: str
    yi: Decimal | None
    problem: str
    start_text: str
    finish_text: str
    start: str
    finish: str
    builders: tuple[str, ...]
    department_texts: tuple[str, ...]
    place: str
    nature: str
    content: str
    extra: dict[str, str]
    source: str
    period: tuple[int, int]
    """First and last year of the plan."""

    @property
    def amount(self) -> str:
        """The printed amount with its unit; without one where no figure is printed (“/”, blank)."""
        text = self.amount_text.strip()
        return f"{text} {self.amount_unit}".strip() if any(map(str.isdigit, text)) else text

    @property
    def schedule(self) -> tuple[str, str, str]:
        """期限, 开工 and 完成 as printed; a period that one text says stands once."""
        return as_printed(self.start_text, self.finish_text)

    @property
    def dates(self) -> str:
        """Begin and end as printed; a dash where only the end is."""
        period, *ends = self.schedule
        start, finish = (end.strip(" /-—") for end in ends)
        if period:
            return period.strip(" /-—")
        return f"{start} 至 {finish}" if start and finish else start or finish

    @property
    def is_start_only(self) -> bool:
        """Whether what is printed is when it begins, and nothing of its end."""
        return not says_nothing(self.start_text) and says_nothing(self.finish_text)

    @property
    def yi_brief(self) -> str:
        return brief_yi(self.yi) if self.yi is not None else ""

    @property
    def yi_exact(self) -> str:
        return exact_yi(self.yi) if self.yi is not None else ""

    @property
    def department(self) -> str:
        return "、".join(self.department_texts)

    @property
    def sector(self) -> str:
        """Its category in the list of all plans."""
        return sector_of(self.category)

    @property
    def extras(self) -> Extras:
        """What only some plans print, as data where it is certain."""
        return read_extras(self.extra)

    @property
    def builder(self) -> str:
        return "、".join(self.builders)


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """One project of one county with its listings; `findings` are the standing ones nobody has decided."""

    pk: int
    name: str
    county: str
    listings: tuple[ListedIn, ...]
    findings: int
    repeated: bool

    @property
    def first(self) -> ListedIn:
        return self.listings[0]

    @property
    def amounts(self) -> frozenset[Decimal]:
        return frozenset(one.yi for one in self.listings if one.yi is not None)

    @property
    def is_flagged(self) -> bool:
        """Whether an amount is printed that nobody can be sure of."""
        return any(one.problem for one in self.listings)

    @property
    def is_contested(self) -> bool:
        """Whether its plans print different amounts."""
        return len(self.amounts) > 1

    @property
    def yi(self) -> Decimal | None:
        """The amount that counts, in 亿元; None where there is none or it is in doubt."""
        if self.is_flagged or self.is_contested:
            return None
        return next(iter(self.amounts), None)

    @property
    def yi_brief(self) -> str:
        return brief_yi(self.yi) if self.yi is not None else ""

    @property
    def yi_exact(self) -> str:
        return exact_yi(self.yi) if self.yi is not None else ""

    @property
    def years(self) -> tuple[int, int]:
        """The first and last year of its plans."""
        return min(one.period[0] for one in self.listings), max(one.period[1] for one in self.listings)

    @property
    def plans(self) -> int:
        return len({one.plan_key for one in self.listings})


@dataclass(frozen=True, slots=True)
class Totals:
    """What a sum adds up and what it leaves out; sums are in 亿元."""

    projects: int
    rows: int
    counted: int
    yi: Decimal
    without: int
    flagged: int
    contested: int
    in_two_plans: int
    repeated: int
    repeated_yi: Decimal

    @property
    def sentence(self) -> str:
        """The total that states what it leaves out, to the last digit."""
        return self._told(exact_yi)

    @property
    def sentences(self) -> list[str]:
        """What stands under a sheet."""
        return [said for said in (self.sentence, self.warning) if said]

    @property
    def brief(self) -> str:
        """The same as a page says it."""
        return self._told(brief_yi)

    def _told(self, say: Say) -> str:
        left_out = [
            f"{self.without} 项未列金额，未计" if self.without else "",
            f"{self.flagged} 项金额存疑，未计" if self.flagged else "0 项存疑未计",
            f"{self.contested} 项两规划金额不一，未计" if self.contested else "",
            f"两规划重复 {self.in_two_plans} 项只计一次" if self.in_two_plans else "",
        ]
        said = "；".join([f"{self.projects} 项中 {self.counted} 项有金额", *filter(None, left_out)])
        return f"合计 {say(self.yi)} 亿元（{said}）"

    @property
    def warning(self) -> str:
        """Rows that may be repeated are counted as printed; the reader must know."""
        return self._repeats(exact_yi)

    @property
    def brief_warning(self) -> str:
        return self._repeats(brief_yi)

    def _repeats(self, say: Say) -> str:
        if not self.repeated:
            return ""
        return (
            f"其中 {self.repeated} 项在同一规划中疑似重复列示（共 {say(self.repeated_yi)} 亿元），"
            "处理质疑之前按所印各行计入。"
        )


def project_lines(matching: QuerySet[ProjectListing]) -> list[ProjectLine]:
    """The projects with a matching listing, each with all its standing listings, in the order of the plans.

    Three queries whatever the number of rows.
    """
    projects = list(dict.fromkeys(matching.values_list("project_id", flat=True)))
    listings: dict[int, list[ProjectListing]] = defaultdict(list)
    open_findings = Finding.objects.standing().only("pk", "rule", "decision")
    complete = (
        ProjectListing.objects.standing()
        .filter(project_id__in=projects)
        .select_related("project__county", "plan", "edition")
        .prefetch_related(Prefetch("findings", open_findings))
        .order_by("plan__county__code", "plan_id", "sheet", "row_number")
    )
    for listing in complete:
        listings[listing.project_id].append(listing)
    return [_line(rows) for rows in listings.values()]


def _line(rows: Sequence[ProjectListing]) -> ProjectLine:
    project = rows[0].project
    findings = {finding for row in rows for finding in row.findings.all()}
    is_open = [finding for finding in findings if finding.decision == Finding.Decision.OPEN]
    return ProjectLine(
        pk=project.pk,
        name=project.name,
        county=project.county.name,
        listings=tuple(_listed(row) for row in rows),
        findings=len(is_open),
        repeated=any(
            finding.rule in REPEATS and finding.decision != Finding.Decision.DISMISSED for finding in findings
        ),
    )


def _listed(row: ProjectListing) -> ListedIn:
    return ListedIn(
        pk=row.pk,
        plan=row.plan.short_title,
        plan_key=row.plan.key,
        edition_id=row.edition_id,
        category=row.category,
        seq=row.seq,
        name=row.name,
        amount_text=row.investment_text,
        amount_unit=row.investment_unit,
        amount_cell=row.investment_cell,
        yi=row.investment_yi,
        problem=row.investment_problem,
        start_text=row.start_text,
        finish_text=row.finish_text,
        start=row.start,
        finish=row.finish,
        builders=tuple(row.builders),
        department_texts=tuple(row.department_texts),
        place=row.place,
        nature=row.nature,
        content=row.content,
        extra=row.extra,
        source=row.source,
        period=(row.plan.period_start, row.plan.period_end),
    )


def in_order(lines: Iterable[ProjectLine], order: Order | None) -> list[ProjectLine]:
    """Lines by amount or finish, else as they are printed; what has no amount or no date comes last either way."""
    lines = list(lines)
    if order is None:
        return lines
    known = [line for line in lines if _value(line, order.name)]
    rest = [line for line in lines if not _value(line, order.name)]
    return sorted(known, key=lambda line: _value(line, order.name), reverse=bool(order.way)) + rest


def _value(line: ProjectLine, name: str) -> tuple[Decimal | str, ...]:
    if name == "amount":
        return () if line.yi is None else (line.yi,)
    return tuple(filter(None, [max(one.finish for one in line.listings)]))


def totals(lines: Iterable[ProjectLine]) -> Totals:
    """Add up what is certain, once per project, and count what is left out."""
    lines = list(lines)
    certain = [line for line in lines if line.yi is not None]
    repeated = [line for line in lines if line.repeated]
    return Totals(
        projects=len(lines),
        rows=sum(len(line.listings) for line in lines),
        counted=len(certain),
        yi=_sum(certain),
        without=sum(1 for line in lines if not line.amounts and not line.is_flagged),
        flagged=sum(1 for line in lines if line.is_flagged),
        contested=sum(1 for line in lines if line.is_contested and not line.is_flagged),
        in_two_plans=sum(1 for line in lines if line.plans > 1),
        repeated=len(repeated),
        repeated_yi=_sum(repeated),
    )


def _sum(lines: Iterable[ProjectLine]) -> Decimal:
    return sum((line.yi for line in lines if line.yi is not None), Decimal(0))
