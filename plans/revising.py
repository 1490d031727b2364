"""What a corrected edition answers: said with its confirmation, kept as a 规划修改 (docs/decisions/0040-plans-change.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from accounts.models import User
from accounts.records import record
from counties.models import Plan, Revision
from refusals import Refused

Answers = Revision.Answers
NOTHING = "本次没有入账任何内容"
ASKED = f"更正版须写明修改依据和修改原因，{NOTHING}；请填写后再确认。"
LONGEST = {"document": 100, "reason": 300}
_LABELS = {"document": "文号", "reason": "修改原因"}


@dataclass(frozen=True, slots=True)
class Basis:
    """What an edition answers; `known`: a 规划修改 of the plan that is on record already, with all it says."""

    answers: str = ""
    document: str = ""
    issued_on: date | None = None
    reason: str = ""
    known: int | None = None


def basis_of(said: Mapping[str, Any]) -> Basis:
    """What a person typed or chose, all of it text. Raises Refused with what is missing and what to do."""
    text = {
        name: str(said.get(name) or "").strip()
        for name in ("known", "answers", "document", "issued_on", "reason")
    }
    if text["known"]:
        return Basis(known=int(text["known"]) if text["known"].isdecimal() else 0)
    if text["answers"] not in Answers.values or not text["reason"]:
        raise Refused(ASKED)
    if not text["document"] and text["answers"] != Answers.SLIP:
        label = Answers(text["answers"]).label
        raise Refused(f"修改依据为“{label}”的，须写明文号；没有文号的写文件名称。{NOTHING}。")
    for name, longest in LONGEST.items():
        if len(text[name]) > longest:
            raise Refused(f"{_LABELS[name]}超过 {longest} 个字，请缩短。{NOTHING}。")
    return Basis(text["answers"], text["document"], _day(text["issued_on"]), text["reason"])


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError as unreadable:
        raise Refused(f"发文日期不是日期，请填写如 2023-06-01。{NOTHING}。") from unreadable
    if day > timezone.localdate():
        raise Refused(f"发文日期 {day:%Y-%m-%d} 还没有到，请核对。{NOTHING}。")
    return day


def revision_of(plan: Plan, basis: Basis, *, by: User | None) -> Revision:
    """The 规划修改 on record, else a new one."""
    if basis.known is not None:
        found = Revision.objects.filter(plan=plan, pk=basis.known).first()
        if found is None:
            raise Refused(f"所选的规划修改不是“{plan}”的，请改选。{NOTHING}。")
        return found
    return begin(plan, basis, by=by)


def begin(plan: Plan, basis: Basis, *, by: User | None) -> Revision:
    """Put a revision of the plan on record; call in a transaction."""
    made = Revision.objects.create(
        plan=plan,
        answers=basis.answers,
        document=basis.document,
        issued_on=basis.issued_on,
        reason=basis.reason,
        by=by,
    )
    detail = {"reason": made.reason, "document": made.signed}
    record("登记规划修改", f"{plan}：{made.signed}", by=by, county_id=plan.county_id, detail=detail)
    return made
