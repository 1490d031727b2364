"""Writes of this room that need a record or a Job: decisions on findings."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from accounts.records import record
from counties.findings import enumerate_chinese
from counties.models import Finding
from indicators.actions.recompute import ask_for_rows
from refusals import Refused, Stale

Decision = Finding.Decision


@transaction.atomic
def decide_finding(
    *, finding: Finding, decision: Finding.Decision, reason: str, fingerprint: str, by: User
) -> Finding:
    """Put a person's decision and reason on a finding; the verdicts that hang on its doubt are asked for again.

    `fingerprint` is that of the finding as the person saw it. Raises Stale where the texts have
    changed since, the rows no longer show it, or a ruling has answered it. The same decision with the same reason changes nothing.
    """
    stored = Finding.objects.select_for_update().get(pk=finding.pk)
    if stored.gone_at is not None:
        raise Stale("规划文本已变更，该质疑已不存在，无须处理。")
    if stored.fingerprint != fingerprint:
        raise Stale("您查看之后，该质疑所依据的文本已有变化。请查看新内容后再处理。")
    if stored.decision == Decision.RULED:
        raise Stale("该质疑已有裁定。要改变处理，请先在指标的“裁定”页撤销裁定。")
    if (stored.decision, stored.decision_reason) != (decision, reason):
        doubted = _decide(stored, decision, reason, by)
        _judge_again(doubted, decision, by)
    return stored


@transaction.atomic
def decide_findings(
    *, seen: Mapping[int, str], decision: Finding.Decision, reason: str, by: User
) -> list[Finding]:
    """One decision with one reason on open findings of one rule, each with its own record (ADR 41).

    `seen`: finding → fingerprint as the person saw it. All or none: raises Stale with the name of every one that has
    moved since (gone, of other texts, decided by somebody else), Refused where they are not of one rule.
    """
    stored = unmoved(Finding.objects.select_for_update(), seen)
    doubted = [row for one in stored for row in _decide(one, decision, reason, by)]
    _judge_again(doubted, decision, by)
    return stored


def unmoved(findings: QuerySet[Finding], seen: Mapping[int, str]) -> list[Finding]:
    """Those that were seen, where each is as it was and all are of one rule; else Stale, or Refused."""
    stored = list(findings.filter(pk__in=seen).order_by("pk"))
    moved = [f"“{one}”（{why}）" for one in stored if (why := _moved(one, seen[one.pk]))]
    if len(stored) < len(seen):
        moved.append(f"{len(seen) - len(stored)} 条已不存在")
    if moved:
        said = enumerate_chinese(moved, limit=20)
        raise Stale(f"您查看之后已有变动：{said}。没有处理任何一条；请核对后重新预览。")
    if len({one.rule for one in stored}) != 1:
        raise Refused("一次只能处理同一种质疑，没有处理任何一条。")
    return stored


def _moved(finding: Finding, fingerprint: str) -> str:
    """What has become of it since it was looked at; empty where it is as it was."""
    if finding.gone_at is not None:
        return "规划文本已变更，不再成立"
    if finding.decision != Decision.OPEN:
        return f"已由{finding.decided_by}处理：{finding.get_decision_display()}"
    return "" if finding.fingerprint == fingerprint else "所依据的文本已有变化"


def _decide(finding: Finding, decision: Finding.Decision, reason: str, by: User) -> list[int]:
    """Write one decision with its record; the rows whose doubt it opens or closes."""
    before, doubted = finding.decision, finding.keeps_doubt
    finding.decision, finding.decision_reason = decision, reason
    finding.decided_by, finding.decided_at = by, timezone.now()
    finding.save(update_fields=["decision", "decision_reason", "decided_by", "decided_at"])
    record(
        "处理质疑",
        finding.message,
        by=by,
        county_id=finding.county_id,
        detail={"finding": finding.pk, "from": before, "to": decision.value, "reason": reason},
    )
    turned = doubted != finding.keeps_doubt
    return list(finding.plan_indicators.values_list("pk", flat=True)) if turned else []


def _judge_again(rows: Iterable[int], decision: Finding.Decision, by: User) -> None:
    if found := sorted(set(rows)):
        ask_for_rows(found, why="doubt", cause=f"质疑处理：{decision.label}", by=by)
