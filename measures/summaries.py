"""Tasks as pages show them: with what each promises, to whom it was handed, and what contradicts it; few queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from attainment.fragments import Promise, read_fragment
from attainment.vocabulary import Change
from counties.findings import Rule
from counties.models import Department, Finding
from measures.models import Assignment, Measure
from measures.printed import fragments_of


@dataclass(frozen=True, slots=True)
class Clause:
    """One printed promise and how it is read: `90 %`, or why it is not read."""

    text: str
    reading: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLine:
    """One task with everything that a list or a page says of it."""

    row: Measure
    county: str
    clauses: tuple[Clause, ...]
    assigned: str
    due: str
    document: str
    repeats: int
    findings: int
    read_as: tuple[str, ...] = ()

    @property
    def headings(self) -> str:
        row = self.row
        return " › ".join(text for text in (row.chapter, row.section, row.item, row.point) if text)

    @property
    def departments(self) -> str:
        return "、".join(self.row.department_texts)

    @property
    def departments_read(self) -> str:
        """The departments that printed names stand for, where they are called otherwise: 水利站 is 水务局."""
        printed = self.row.department_texts
        return "、".join(name for name in self.read_as if name not in printed)

    @property
    def readings(self) -> str:
        return "；".join(clause.reading for clause in self.clauses if clause.reading)


def with_all(rows: QuerySet[Measure]) -> QuerySet[Measure]:
    return rows.select_related("plan__county", "edition", "registered_by")


def measure_lines(rows: Sequence[Measure]) -> list[MeasureLine]:
    """The lines of some tasks; three more queries."""
    keys = [row.pk for row in rows]
    handed = {
        one.measure_id: one
        for one in Assignment.objects.filter(measure__in=keys).select_related("department")
    }
    rules, names = _rules(keys), dict(Department.objects.values_list("code", "name"))
    return [_line(row, handed.get(row.pk), rules[row.pk], names) for row in rows]


def _rules(keys: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """Task → rule and decision of each finding about it that stands."""
    found = Finding.objects.standing().filter(measures__in=list(keys))
    rules: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for key, rule, decision in found.values_list("measures", "rule", "decision"):
        rules[key].append((rule, decision))
    return rules


def _line(
    row: Measure, handed: Assignment | None, rules: Sequence[tuple[str, str]], names: Mapping[str, str]
) -> MeasureLine:
    return MeasureLine(
        row=row,
        county=row.plan.county.name,
        clauses=tuple(clauses_of(row)),
        assigned=handed.department.name if handed else "",
        due=handed.due.isoformat() if handed and handed.due else "",
        document=handed.document_number if handed else "",
        repeats=sum(rule == Rule.TASK_TWICE for rule, _ in rules),
        read_as=tuple(names.get(code, code) for code in row.department_codes),
        findings=sum(decision == Finding.Decision.OPEN for _, decision in rules),
    )


def clauses_of(row: Measure) -> list[Clause]:
    """Every printed promise of a task, each with its reading or the reason why there is none."""
    return [
        Clause(part.text, _in_words(part), part.why)
        for fragment in fragments_of(row.target_text, row.text)
        for part in read_fragment(fragment).parts
    ]


def _in_words(promise: Promise) -> str:
    if promise.value is None:
        return ""
    sign = promise.op.sign if promise.op else ""
    change = (
        {Change.DECREASE: "下降 ", Change.INCREASE: "提高 "}.get(promise.change, "") if promise.change else ""
    )
    return f"{change}{sign}{promise.value:f} {promise.unit or ''}".strip()


def total_of(rows: QuerySet[Measure]) -> str:
    """How many tasks, and how many of them are said elsewhere too."""
    number = rows.count()
    twice = (
        rows.filter(findings__rule=Rule.TASK_TWICE, findings__gone_at__isnull=True)
        .values("pk")
        .distinct()
        .count()
    )
    handed = rows.filter(assignment__isnull=False).count()
    said = f"共 {number} 项任务，已交办 {handed} 项"
    return f"{said}；其中 {twice} 项疑似与别处重复，数值不得相加" if twice else said
