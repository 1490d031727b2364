"""Targets to be set for one catalogue indicator in every county at once: who still waits, what a value would change."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from counties.models import County
from indicators.models import AnnualTarget, AssignedTarget, Indicator, PlanIndicator
from judging import annual_texts, target_texts
from judging.questions import Inputs, load_inputs
from judging.summaries.targets import TargetLine, TargetStanding, target_lines
from judging.target_remarks import remark_on


@dataclass(frozen=True, slots=True)
class Waiting:
    """One catalogue indicator and the rows whose delegated target no superior has set."""

    indicator: Indicator
    lines: tuple[TargetLine, ...]

    @property
    def waiting(self) -> list[TargetLine]:
        return [line for line in self.lines if line.standing is TargetStanding.WAITING]

    @property
    def authorities(self) -> list[str]:
        return sorted({one for line in self.waiting for one in line.authorities})


def waiting(counties: QuerySet[County]) -> list[Waiting]:
    """Every indicator that a row waits for, in the order of the catalogue; a constant number of queries."""
    lines = sorted(target_lines(counties), key=lambda line: (line.row.indicator.order, line.row.indicator_id))
    found = (
        Waiting(group[0].row.indicator, tuple(group))
        for _, of in groupby(lines, key=lambda line: line.row.indicator_id)
        if (group := list(of))
    )
    return [one for one in found if one.waiting]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One plan row for which a target may be set; `stands` is what is in force now."""

    inputs: Inputs
    stands: AssignedTarget | AnnualTarget | None

    @property
    def row(self) -> PlanIndicator:
        return self.inputs.row

    @property
    def field(self) -> str:
        return f"text_{self.row.pk}"


def candidates(indicator: Indicator, counties: Iterable[County], year: int | None) -> list[Candidate]:
    """The rows that can take a target of the period (`year` None: delegated or absent ones only) or of the year."""
    rows = PlanIndicator.objects.judged().filter(indicator=indicator, plan__county__in=counties)
    loaded = load_inputs(list(rows.values_list("pk", flat=True)))
    loaded.sort(key=lambda one: (one.row.plan.county.code, one.row.plan.key, one.row.row_number))
    if year is None:
        return [
            Candidate(one, one.assigned) for one in loaded if target_texts.is_replaceable(one.row.target_text)
        ]
    return [Candidate(one, one.annual.get(year)) for one in loaded if year in one.row.plan.years]


@dataclass(frozen=True, slots=True)
class Effect:
    """What one text would do to its row: how it is read, and (year, status now, status then) of every year."""

    candidate: Candidate
    text: str
    words: str
    verdicts: tuple[tuple[int, str, str], ...]
    remark: str = ""

    @property
    def changes(self) -> int:
        return sum(now != then for _, now, then in self.verdicts)


def effects(texts: Sequence[tuple[Candidate, str]], year: int | None, scope: str = "") -> list[Effect]:
    """What the accepted texts would do; `scope` is that of annual targets. Nothing is stored."""
    return [
        Effect(
            candidate=one,
            text=text,
            words=target_texts.words(one.inputs, text)
            if year is None
            else annual_texts.words(one.inputs, text, scope),
            verdicts=tuple(
                target_texts.verdicts_with(one.inputs, text)
                if year is None
                else annual_texts.verdicts_with(one.inputs, year, text, scope)
            ),
            remark=remark_on(one.inputs, text, year=year, scope=scope),
        )
        for one, text in texts
    ]


def fingerprint(found: Sequence[Effect]) -> str:
    """What a person has looked at: rows, texts, what stood, and every verdict before and after."""
    said = [
        (
            one.candidate.row.pk,
            one.text,
            one.words,
            one.candidate.stands and one.candidate.stands.pk,
            one.verdicts,
        )
        for one in found
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
