"""Rulings (裁定): given and revoked by a reviewer, each with its reason, on record, and judged by from then on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.records import record
from attainment.units import is_unit
from counties.models import Finding, Ruling
from custody.tracing import traced
from indicators.actions.findings import ask_for_findings
from indicators.actions.recompute import ask_for_rows
from indicators.actions.targets import lock_rows
from indicators.models import PlanIndicator
from judging import ruling_checks
from judging.openings import Opening, openings
from judging.questions import Inputs, load_inputs
from judging.ruled import parts_of
from judging.ruling_findings import concerned, is_answered, judged_rows, open_without, together
from judging.summaries.rulings import Preview, Turn, preview_of, preview_without
from refusals import Refused, Stale, Unchanged

Decision = Finding.Decision
_LISTED = Ruling.Listed.INDICATORS


class RulingRefusedError(Refused):
    """No ruling was stored or taken back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person rules, and why."""

    kind: Ruling.Kind
    value: str
    reason: str
    source: str = ""
    wording: str = ""
    document_number: str = ""
    issued_on: date | None = None

    def about(self, row: PlanIndicator, by: User) -> Ruling:
        """The ruling as it would stand, not saved."""
        return Ruling(
            county_id=row.plan.county_id,
            plan_id=row.plan_id,
            listed=_LISTED,
            row=row.pk,
            row_name=f"{row.seq} {row.name}".strip()[:200],
            kind=self.kind.value,
            value=self.value,
            source=self.source[:300],
            wording=self.wording,
            reason=self.reason,
            document_number=self.document_number,
            issued_on=self.issued_on,
            by=by,
        )


def proposed(inputs: Inputs, said: Said, *, also: Iterable[int] = (), by: User) -> Preview:
    """What would become of the verdicts. Raises RulingRefusedError where this cannot be ruled."""
    opening = next((one for one in openings(inputs) if one.kind == said.kind), None)
    if opening is None:
        raise RulingRefusedError(f"本行的“{said.kind.label}”没有需要裁定的问题，没有录入。")
    if why := refusal(inputs, opening, said):
        raise RulingRefusedError(f"{why}。")
    taken = set(also)
    rows = [*opening.rows, *(row for row in opening.others if row.pk in taken)]
    remarks = ruling_checks.odd(inputs, said.kind, said.value, said.wording)
    return replace(preview_of([said.about(row, by) for row in rows]), remarks=remarks)


def refusal(inputs: Inputs, opening: Opening, said: Said) -> str | None:
    """Why this cannot be ruled, one sentence without a full stop."""
    if not said.reason.strip():
        return "裁定须写明理由"
    if opening.candidates and said.value not in {one.value for one in opening.candidates}:
        return "请从列出的内容中选择"
    if said.kind == Ruling.Kind.UNIT and not is_unit(said.value):
        return f"“{said.value}”不是能识别的单位"
    if said.kind == Ruling.Kind.STATED and not said.source:
        return "请写明正文所在的文件和页码"
    parts = parts_of(said.value) if said.kind == Ruling.Kind.PARTS else []
    if len(set(parts)) < len(parts):
        return "有两项分项相同"
    return ruling_checks.unfit(inputs, said.kind, said.value)


@transaction.atomic
def rule(
    row: PlanIndicator, said: Said, *, also: Iterable[int] = (), seen: str, sure: bool = False, by: User
) -> list[Ruling]:
    """Put a ruling in force on the row and on those ruled with it; what stood before is superseded and stays.

    `seen` is the digest of the preview that the person confirmed, `sure` that he stands by what is odd.
    Raises Stale where the verdicts would become others by now, Unchanged where the very same stands,
    RulingRefusedError where there is nothing to rule.
    """
    # Found first, then all locked in one order: two who rule at two rows of a finding wait, and never for each other.
    rows = {one.row for one in _proposed(row, said, also, by).rulings}
    lock_rows({*rows, row.pk})
    preview = _proposed(row, said, also, by)
    if preview.digest != seen or {one.row for one in preview.rulings} != rows:
        raise Stale("您查看预览之后，本行的依据或结论已有变化。请重新预览后再确认。")
    if preview.remarks and not sure:
        raise RulingRefusedError(f"{'；'.join(preview.remarks)}。核实无误的，请勾选“核实无误”后再确认。")
    fresh = [one for one in preview.rulings if not _stands(one)]
    if not fresh:
        raise Unchanged("与在用的裁定完全相同，没有改动。")
    with traced(reason=f"裁定：{said.reason}"):
        _in_force(fresh).update(ended_at=timezone.now(), ended_by=by)
        made = Ruling.objects.bulk_create(fresh)
        touched = _close_findings(made, f"{made[0]}：{said.reason}", by)
    for one in made:
        _record("裁定", one, f"{one}：{said.reason}", by, preview.turns)
    ask_for_findings(by=by)
    ask_for_rows({*touched, *(one.row for one in made)}, why="ruling", cause=str(made[0]), by=by)
    return made


def _proposed(row: PlanIndicator, said: Said, also: Iterable[int], by: User) -> Preview:
    inputs = next(iter(load_inputs([row.pk])), None)
    if inputs is None:
        raise RulingRefusedError("本行已不在现行规划中，没有录入裁定。")
    return proposed(inputs, said, also=also, by=by)


@transaction.atomic
def revoke(ruling: Ruling, *, reason: str, by: User) -> None:
    """End a ruling, in all rows that were ruled together: what is printed holds again.

    Raises RulingRefusedError without a reason or where it has ended.
    """
    reason = reason.strip()
    lock_rows([ruling.row, *(one.row for one in together(ruling))])
    ended = together(ruling)
    if ruling.pk not in {one.pk for one in ended}:
        raise RulingRefusedError("该裁定已经失效，没有再撤销。")
    if not reason:
        raise RulingRefusedError("撤销须写明理由，如“文件另有规定”。")
    turns = preview_without(ruling)
    with traced(reason=f"撤销裁定：{reason}"):
        touched = _reopen_findings(ended, by, reason)
        Ruling.objects.filter(pk__in=[one.pk for one in ended]).update(
            ended_at=timezone.now(), ended_by=by, end_reason=reason
        )
    for one in ended:
        _record("撤销裁定", one, f"{one}：{reason}", by, turns)
    ask_for_findings(by=by)
    ask_for_rows({*touched, *(one.row for one in ended)}, why="ruling", cause=f"撤销 {ruling}", by=by)


def _stands(proposal: Ruling) -> bool:
    found = _in_force([proposal]).first()
    names = ("value", "source", "wording", "reason", "document_number", "issued_on")
    return found is not None and all(getattr(found, name) == getattr(proposal, name) for name in names)


def _in_force(rulings: Sequence[Ruling]) -> QuerySet[Ruling]:
    return Ruling.objects.in_force().about(_LISTED, [one.row for one in rulings]).filter(kind=rulings[0].kind)


def _close_findings(made: Sequence[Ruling], reason: str, by: User) -> set[int]:
    """Findings of which every row has its answer now are decided; what they rest on stays to be read. Returns their rows."""
    asked = concerned(made[0].kind, [one.row for one in made]).exclude(decision=Decision.RULED)
    answered = [finding for finding in asked.select_for_update() if is_answered(finding)]
    for finding in answered:
        _decide(finding, Decision.RULED, reason, by)
    return {row for finding in answered for row in judged_rows(finding)}


def _reopen_findings(ended: Sequence[Ruling], by: User, reason: str) -> set[int]:
    """Findings of which a row has no answer any more are open again. Returns their rows."""
    list(concerned(ended[0].kind, [one.row for one in ended]).select_for_update())
    opened = open_without(ended)
    for finding in opened:
        _decide(finding, Decision.OPEN, f"撤销裁定：{reason}", by)
    return {row for finding in opened for row in judged_rows(finding)}


def _decide(finding: Finding, decision: Finding.Decision, reason: str, by: User) -> None:
    before, is_open = finding.decision, decision == Decision.OPEN
    finding.decision, finding.decision_reason = decision, "" if is_open else reason
    finding.decided_by, finding.decided_at = (None, None) if is_open else (by, timezone.now())
    finding.save(update_fields=["decision", "decision_reason", "decided_by", "decided_at"])
    detail = {"finding": finding.pk, "from": before, "to": decision.value, "reason": reason}
    record("处理质疑", finding.message, by=by, county_id=finding.county_id, detail=detail)


def _record(kind: str, ruling: Ruling, said: str, by: User, turns: Iterable[Turn]) -> None:
    """With the verdicts that turn: the county is told of them."""
    turned = [turn.words for turn in turns if turn.row.pk == ruling.row and turn.before != turn.after]
    detail = {"row": ruling.row, "said": said, "turned": turned}
    record(kind, f"{ruling.plan} {ruling.row_name}", by=by, county_id=ruling.county_id, detail=detail)
