"""The whole check of a sheet of targets: every row one outcome, every error its sentence.

Filled in from the list of waiting rows: a blank target is a row not yet filled. A target that replaces one in
force is a new version, with its own document: the older one stays.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from attainment.vocabulary import Scope
from imports.outcomes import Outcome
from imports.troubles import Trouble, Why
from indicators.importers.dates import read_date
from indicators.models import AnnualTarget, AssignedTarget, PlanIndicator
from indicators.models.targets import SCOPES
from judging import annual_texts, target_texts
from judging.annual_texts import default_scope
from judging.importers.plan_row_names import PlanRows
from judging.importers.target_rows import PrintedSheet, PrintedTarget
from judging.questions import Inputs, load_inputs
from judging.target_remarks import remark_on
from workbooks.problems import Problem

LENGTHS = {"authority": 60, "document": 100, "note": 300}
Key = tuple[int, int | None]
"""Plan row id and year of an annual target, None for the target of the period."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One row understood: what is to be set for a plan row. `year` is None for the target of the period."""

    printed: PrintedTarget
    row: PlanIndicator
    year: int | None
    issued_on: date
    scope: str = ""
    """当年 or 累计 of an annual target of a flow; empty for all others."""

    @property
    def key(self) -> Key:
        return self.row.pk, self.year

    @property
    def said(self) -> tuple[str, ...]:
        """Everything that makes two statements the same."""
        printed = self.printed
        texts = (
            self.scope,
            printed.text,
            printed.authority,
            printed.document,
            self.issued_on.isoformat(),
            printed.note,
        )
        return tuple(texts)

    @property
    def title(self) -> str:
        """`新荣 用水总量`, with the year of an annual target."""
        year = f" {self.year}年度" if self.year else ""
        return f"{self.row.plan.county.short_name} {self.row.name}{year}"


@dataclass(frozen=True, slots=True)
class Planned:
    """What an import writes for one row: new, or superseding what is in force (`before`)."""

    wanted: Wanted
    before: AssignedTarget | AnnualTarget | None
    reading: str
    inputs: Inputs
    remark: str = ""


@dataclass(frozen=True, slots=True)
class CheckedTargets:
    """A sheet of targets as checked; `planned` is what an import may write."""

    printed: PrintedSheet
    planned: tuple[Planned, ...]
    outcomes: Mapping[int, Outcome]
    problems: tuple[Problem, ...]

    @property
    def counts(self) -> Counter[Outcome]:
        return Counter(self.outcomes.values())


@dataclass(slots=True)
class _Draft:
    """A check under way."""

    printed: PrintedSheet
    outcomes: dict[int, Outcome]
    wanted: list[Wanted] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def refuse(self, row: int, trouble: Trouble) -> None:
        self.outcomes[row] = Outcome.REFUSED
        self.problems.append(self.printed.problem(row, trouble))


def check_targets(printed: PrintedSheet) -> CheckedTargets:
    """Check every row; a constant number of queries, however long the sheet."""
    draft = _Draft(printed, dict.fromkeys((row.row for row in printed.rows), Outcome.BLANK))
    rows = PlanRows()
    damaged = printed.damaged()
    for line in printed.rows:
        for cell, why in damaged.get(line.row, ()):
            draft.outcomes[line.row] = Outcome.REFUSED
            draft.problems.append(printed.refused(line.row, cell, Why.SHAPE, why))
        if line.text and line.row not in damaged:
            _resolve(draft, line, rows)
    firsts = _firsts(draft)
    inputs = {item.row.pk: item for item in load_inputs([wanted.row.pk for wanted in firsts])}
    # A year on the way is held against the end that the same file sets.
    ends = {wanted.row.pk: wanted.printed.text for wanted in firsts if wanted.year is None}
    planned = [
        found
        for wanted in firsts
        if (found := _plan(draft, wanted, inputs[wanted.row.pk], ends.get(wanted.row.pk, "")))
    ]
    problems = tuple(sorted(draft.problems, key=lambda problem: problem.row or 0))
    return CheckedTargets(printed, tuple(planned), draft.outcomes, problems)


def _resolve(draft: _Draft, line: PrintedTarget, rows: PlanRows) -> None:
    row = rows.find(plan=line.plan, table=line.table, seq=line.seq, name=line.name)
    issued_on = read_date(line.issued)
    troubles = [row] if isinstance(row, Trouble) else []
    troubles += _document(line, issued_on)
    year = _year(line, row) if isinstance(row, PlanIndicator) else None
    troubles += [year] if isinstance(year, Trouble) else []
    for trouble in troubles:
        draft.refuse(line.row, trouble)
    if isinstance(row, PlanIndicator) and issued_on and not troubles and not isinstance(year, Trouble):
        scope = _scope(line, row, year)
        if isinstance(scope, Trouble):
            draft.refuse(line.row, scope)
        else:
            draft.wanted.append(Wanted(line, row, year, issued_on, scope))


def _document(line: PrintedTarget, issued_on: date | None) -> list[Trouble]:
    found = [
        Trouble(role, Why.DOCUMENT, f"没有写{label}", "下达目标须有下达单位、文号和发文日期")
        for role, label, text in (
            ("authority", "下达单位", line.authority),
            ("document", "文号", line.document),
        )
        if not text
    ]
    if issued_on is None:
        message = f"的发文日期“{line.issued}”无法识别" if line.issued else "没有写发文日期"
        found.append(Trouble("issued", Why.DOCUMENT, message, "请填如 2023-05-01"))
    elif not_yet := target_texts.not_yet_issued(issued_on):
        found.append(Trouble("issued", Why.DOCUMENT, f"的{not_yet.partition('；')[0]}", "请照下达文件填写"))
    found += [
        Trouble(role, Why.LENGTH, f"的文字超过 {longest} 个字", "请缩短")
        for role, longest in LENGTHS.items()
        if len(getattr(line, role)) > longest
    ]
    return found


def _year(line: PrintedTarget, row: PlanIndicator) -> int | Trouble | None:
    if not line.year:
        if target_texts.is_replaceable(row.target_text):
            return None
        hint = "规划已印出目标，不能以下达目标代替；如是年度目标，请在“年度”栏填年份"
        return Trouble("text", Why.TARGET, f"的指标“{row.name}”规划原文目标为“{row.target_text}”", hint)
    text = line.year.removesuffix("年").strip()
    year = int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None
    if year in row.plan.years:
        return year
    span = f"{row.plan.years[0]} 至 {row.plan.years[-1]}"
    return Trouble("year", Why.YEAR, f"的年度“{line.year}”不在该规划的 {span} 年之内")


def _scope(line: PrintedTarget, row: PlanIndicator, year: int | None) -> str | Trouble:
    """What the annual target is about: as printed, else the row's default; the target of the period is a total."""
    printed = line.scope.removesuffix("值")
    stated = {label: value for value, label in SCOPES}.get(printed, "")
    if printed and not stated:
        return Trouble("scope", Why.TARGET, f"的“{line.scope}”无法识别", "请填“当年”或“累计”，或留空按默认")
    if year is not None:
        return stated or default_scope(row.indicator, line.text)
    if stated == Scope.YEAR:
        hint = "规划期末的目标是整个规划期的；如是年度目标，请在“年度”栏填年份，否则请留空"
        return Trouble("scope", Why.TARGET, "写了“当年”而没有写年度", hint)
    return ""


def _firsts(draft: _Draft) -> list[Wanted]:
    """The first statement of each key; repeats are marked, contradictions refused."""
    by_key: dict[Key, list[Wanted]] = defaultdict(list)
    for wanted in draft.wanted:
        by_key[wanted.key].append(wanted)
    firsts: list[Wanted] = []
    for same in by_key.values():
        if len({wanted.said for wanted in same}) > 1:
            cells = "、".join(draft.printed.cell(wanted.printed.row, "text") for wanted in same)
            for wanted in same:
                message = f"与 {cells} 同为“{wanted.title}”的目标而内容不同，都不入账"
                draft.refuse(wanted.printed.row, Trouble("text", Why.CLASH, message, "请核实后只保留一行"))
            continue
        firsts.append(same[0])
        for wanted in same[1:]:
            draft.outcomes[wanted.printed.row] = Outcome.REPEAT
    return firsts


def _plan(draft: _Draft, wanted: Wanted, inputs: Inputs, end: str) -> Planned | None:
    text, row = wanted.printed.text, wanted.printed.row
    refused = (
        annual_texts.refusal(inputs, wanted.year, text, wanted.scope)
        if wanted.year
        else target_texts.refusal(inputs, text)
    )
    if refused is not None:
        draft.refuse(
            row,
            Trouble("text", Why.TARGET, f"的目标{refused.partition('；')[0]}", refused.partition("；")[2]),
        )
        return None
    before = inputs.annual.get(wanted.year) if wanted.year else inputs.assigned
    if before is not None and _said(before) == wanted.said:
        draft.outcomes[row] = Outcome.SAME
        return None
    draft.outcomes[row] = Outcome.CHANGED if before else Outcome.NEW
    words = (
        annual_texts.words(inputs, text, wanted.scope) if wanted.year else target_texts.words(inputs, text)
    )
    beside = inputs
    if wanted.year and end:
        beside = replace(inputs, assigned=AssignedTarget(plan_indicator=inputs.row, text=end))
    return Planned(
        wanted, before, words, inputs, remark_on(beside, text, year=wanted.year, scope=wanted.scope)
    )


def _said(before: AssignedTarget | AnnualTarget) -> tuple[str, ...]:
    return (
        getattr(before, "scope", ""),
        before.text,
        before.authority,
        before.document_number,
        before.issued_on.isoformat(),
        before.note,
    )
