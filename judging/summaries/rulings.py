"""What a ruling would change, and the rulings about a row as its page shows them."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from attainment import Status, explain
from counties.models import Ruling
from custody.versions import events_of
from indicators.models import PlanIndicator
from judging.questions import Inputs, load_inputs
from judging.recompute import judge
from judging.ruling_findings import judged_rows, open_without, together


@dataclass(frozen=True, slots=True)
class Turn:
    """One row and year whose verdict becomes another, each with its sentence."""

    row: PlanIndicator
    year: int
    before: Status
    after: Status
    was: str
    sentence: str

    @property
    def words(self) -> str:
        """2025年 暂无法评价 → 完成."""
        return f"{self.year}年 {self.before.label} → {self.after.label}"


@dataclass(frozen=True, slots=True)
class Preview:
    """Proposals that are not stored, and the verdicts that would turn."""

    rulings: tuple[Ruling, ...]
    rows: tuple[PlanIndicator, ...]
    turns: tuple[Turn, ...]
    judged: int
    """How many verdicts were compared."""
    remarks: tuple[str, ...] = ()
    """What is odd about the text that was typed: to be stood by before it is ruled."""

    attributes: tuple[tuple[str, int], ...] = ()
    """Of a ruling on the attribute: under which the rows are counted now, and how many of them."""

    @property
    def counted(self) -> str:
        """2 行由“约束性”归入“预期性”；1 行已归入“预期性”，不变."""
        value = self.rulings[0].value
        return "；".join(
            f"{number} 行已归入“{value}”，不变"
            if before == value
            else f"{number} 行由“{before or '未标注'}”归入“{value}”"
            for before, number in self.attributes
        )

    @property
    def same(self) -> int:
        return self.judged - len(self.turns)

    @property
    def years(self) -> list[int]:
        return sorted({turn.year for turn in self.turns})

    @property
    def digest(self) -> str:
        """Of everything that a person sees before confirming."""
        said = [(one.row, one.kind, one.value) for one in self.rulings]
        turned = [(turn.row.pk, turn.year, turn.was, turn.sentence) for turn in self.turns]
        return hashlib.sha256(
            json.dumps([said, turned, self.judged, self.remarks, self.attributes]).encode()
        ).hexdigest()


def preview_of(rulings: Sequence[Ruling]) -> Preview:
    """The verdicts of all years of the rows, as they are and as they would be; a constant number of queries."""
    by_row = {one.row: one for one in rulings}
    loaded = load_inputs(list(by_row))
    turns: list[Turn] = []
    judged = 0
    for inputs in loaded:
        after = inputs.under(inputs.ruled.beside(by_row[inputs.row.pk]))
        turns += turns_between(inputs, after)
        judged += len(inputs.row.plan.years)
    is_attribute = rulings[0].kind == Ruling.Kind.ATTRIBUTE
    counted = Counter(one.ruled.attribute(one.row.attribute) for one in loaded if is_attribute)
    rows = tuple(one.row for one in loaded)
    return Preview(tuple(rulings), rows, tuple(turns), judged, attributes=tuple(counted.items()))


def preview_without(ruling: Ruling) -> tuple[Turn, ...]:
    """What would turn were this ruling revoked, in every row that it ends for; the doubts that come back count."""
    ended = together(ruling)
    rows = {one.row for one in ended}
    opened = open_without(ended)
    back = {finding.pk: judged_rows(finding) for finding in opened}
    turns: list[Turn] = []
    for one in load_inputs(sorted({*rows, *(row for of in back.values() for row in of)})):
        ruled = one.ruled.without(ruling.kind) if one.row.pk in rows else one.ruled
        again = tuple(finding.doubt for finding in opened if one.row.pk in back[finding.pk])
        turns += turns_between(one, replace(one.under(ruled), doubts=(*one.doubts, *again)))
    return tuple(turns)


def turns_between(before: Inputs, after: Inputs) -> Iterable[Turn]:
    """The years of one row whose verdict or sentence becomes another."""
    for year in before.row.plan.years:
        was, old = _verdict(before, year)
        now, new = _verdict(after, year)
        if (was, old) != (now, new):
            yield Turn(before.row, year, was, now, old, new)


def _verdict(inputs: Inputs, year: int) -> tuple[Status, str]:
    question, verdict = judge(inputs, year)
    return verdict.status, explain(question, verdict) if question else ""


_RESTS_ON = {
    Ruling.Kind.TARGET.value: "target_text",
    Ruling.Kind.STATED.value: "target_text",
    Ruling.Kind.PARTS.value: "target_text",
    Ruling.Kind.BASELINE.value: "baseline_text",
    Ruling.Kind.UNIT.value: "unit",
    Ruling.Kind.ATTRIBUTE.value: "attribute",
}
"""What was printed when a ruling was given: printed anew, the ruling has to be looked at again."""


def moved_since(row: PlanIndicator, rulings: Iterable[Ruling]) -> list[str]:
    """A sentence for each ruling in force under which the printed text has changed; one query where there are any."""
    asked = [(one, _RESTS_ON[one.kind]) for one in rulings if one.kind in _RESTS_ON]
    versions = events_of(PlanIndicator, id=row.pk) if asked else []
    found = []
    for one, column in asked:
        then = next((event for event in reversed(versions) if event.pgh_created_at <= one.at), None)
        was, now = getattr(then, column, None), getattr(row, column)
        if was is not None and was != now:
            found.append(
                f"裁定“{one}”之后，规划原文已由“{was or '（空）'}”改为“{now or '（空）'}”；裁定仍然有效，请审核员确认或撤销。"
            )
    return found


def rulings_of(row: PlanIndicator) -> list[Ruling]:
    """Every ruling about the row, the newest first, with who and when."""
    found = Ruling.objects.about(Ruling.Listed.INDICATORS, [row.pk])
    return list(found.select_related("by", "ended_by").order_by("-pk"))
