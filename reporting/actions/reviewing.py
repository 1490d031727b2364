"""The city's side: freeze, approve, return, re-open. Approval alone puts an entry's figure in force."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from custody.tracing import traced
from indicators.actions.findings import ask_for_findings
from indicators.actions.recompute import ChangedFigure, ask_for_figures
from indicators.models import Observation
from reporting.actions.moving import (
    Seen,
    advance,
    give_back,
    lock,
    lock_ids,
    move_all,
    refuse_own,
    refuse_unless_allowed,
)
from reporting.actions.refusals import MoveRefusedError
from reporting.bases import in_words, whence
from reporting.checking import flag_waiting
from reporting.counterfacts import counterfacts
from reporting.held_back import looked_at_alone
from reporting.models import Entry, Reopening
from reporting.reading import read
from reporting.states import Move, State

CITED_LENGTH = 200
"""So much of the evidence is named beside the figure; all of it stands with the entry."""


def begin_review(entry_ids: Collection[int], *, by: User, seen: Seen | None = None) -> list[Entry]:
    """Freeze signed cells: they cannot move under the reviewer."""
    return move_all(entry_ids, Move.BEGIN_REVIEW, by=by, seen=seen)


def stop_review(entry_ids: Collection[int], *, by: User, seen: Seen | None = None) -> list[Entry]:
    """Give frozen cells free again without a decision."""
    return move_all(entry_ids, Move.STOP_REVIEW, by=by, seen=seen)


def return_entries(
    entry_ids: Collection[int], *, words: str, by: User, seen: Seen | None = None
) -> list[Entry]:
    """Return cells to the clerk."""
    return give_back(entry_ids, Move.RETURN, words=words, by=by, seen=seen)


def mark(stands: Observation | None) -> str:
    """What tells one figure in force from another: which row, what it says, where from; "" for none."""
    if stands is None or stands.pk is None:
        return ""
    said = f"{stands.pk} {stands.text} {stands.unit} {stands.source}"
    return hashlib.sha256(said.encode()).hexdigest()[:12]


@transaction.atomic
def approve(
    entry_ids: Collection[int],
    *,
    by: User,
    words: str = "",
    seen: Seen | None = None,
    over: Mapping[int, str] | None = None,
    held_back: bool = True,
) -> list[Entry]:
    """Put the figures of frozen cells in force and ask for the verdicts that depend on them.

    `over`: entry → the `mark` of the figure in force that the person saw beside it; another one is never replaced.
    `held_back`: whether cells that are looked at one by one may be among them; those “without remarks” hold none.
    """
    entries = lock_ids(entry_ids, by, seen)
    refuse_unless_allowed(entries, Move.APPROVE, by)
    refuse_own(entries, Move.APPROVE, by)
    _let_imports_finish()
    if over is not None:
        _refuse_unseen(entries, over)
    if not held_back:
        _refuse_held_back(entries)
    reasons = _reasons(entries, words)
    for entry in entries:
        _make_room(entry)
        # The version of the figure says why it was written, wherever it is told.
        with traced(reason=reasons[entry.pk]):
            entry.observation = _put_in_force(entry)
        entry.approved_by = by
    advance(entries, Move.APPROVE, by=by, words=words, fields=["observation", "approved_by"])
    Reopening.objects.filter(entry__in=entries, ended_at__isnull=True).update(ended_at=timezone.now())
    changed = [ChangedFigure(e.county_id, e.indicator_id, e.site_id, e.round.year) for e in entries]
    ask_for_figures(changed, cause=f"{entries[0].round.year} 年填报审核通过", by=by)
    ask_for_findings(by=by)
    return entries


def _refuse_unseen(entries: Collection[Entry], over: Mapping[int, str]) -> None:
    other = [entry.numbered for entry in entries if mark(_standing(entry)) != over.get(entry.pk, "")]
    if other:
        raise MoveRefusedError(
            f"{'、'.join(other)} 的在账数值在您查看之后已有变化；没有通过任何一项，请查看新的在账数值再办理。"
        )


def _refuse_held_back(entries: Collection[Entry]) -> None:
    """What stands beside a figure may have changed since the page was drawn."""
    found = list(entries)
    flag_waiting(found)
    facts = counterfacts(found)
    names = [
        entry.numbered for entry in found if looked_at_alone(entry, _standing(entry), facts.get(entry.pk, ()))
    ]
    if names:
        raise MoveRefusedError(
            f"{'、'.join(names)} 在您查看之后出现提示或变化，须逐项查看；没有通过任何一项，请刷新页面。"
        )


def _reasons(entries: Collection[Entry], words: str) -> dict[int, str]:
    """Why each figure is written: the approval, after a re-opening with its document and reason."""
    opened = Reopening.objects.filter(entry__in=entries, ended_at__isnull=True)
    given = {one.entry_id: f"重开更正（{one.document_number}）：{one.reason}；" for one in opened}
    said = f"审核通过：{words}" if words else "审核通过"
    return {entry.pk: f"{given.get(entry.pk, '')}{said}" for entry in entries}


@transaction.atomic
def reopen(entry_id: int, *, reason: str, document_number: str, deadline: date, by: User) -> Entry:
    """Give one approved cell back for correction; its figure stays in force until the correction is approved."""
    (entry,) = entries = lock_ids([entry_id], by)
    refuse_unless_allowed(entries, Move.REOPEN, by)
    if not reason.strip() or not document_number.strip():
        raise MoveRefusedError("重开须写明理由和文号。")
    if deadline < timezone.localdate():
        raise MoveRefusedError("期限已过，请填今天或以后的日期。")
    Reopening.objects.create(
        entry=entry, reason=reason.strip(), document_number=document_number.strip(), deadline=deadline, by=by
    )
    words = f"{reason.strip()}（期限 {deadline:%Y-%m-%d}）"
    advance(entries, Move.REOPEN, by=by, words=words, document_number=document_number.strip())
    return entry


@transaction.atomic
def lapse_reopenings(today: date) -> int:
    """Lock re-opened cells whose time ran out, with the figure in force; return how many."""
    due = Reopening.objects.filter(ended_at__isnull=True, deadline__lt=today).values_list(
        "entry_id", flat=True
    )
    still = [
        state.value for state in State if state not in (State.SIGNED, State.UNDER_REVIEW, State.APPROVED)
    ]
    entries = lock(Entry.objects.filter(pk__in=list(due), state__in=still))
    _let_imports_finish()
    approved = _as_approved(entries)
    for entry in entries:
        _restore(entry, approved[entry.pk])
    if entries:
        words = "重开到期，恢复已审核的数值"
        advance(entries, Move.LAPSE, by=None, words=words, fields=[*RESTORED])
        Reopening.objects.filter(entry__in=entries, ended_at__isnull=True).update(ended_at=timezone.now())
    return len(entries)


RESTORED = (
    *("text", "value", "no_data_reason", "basis", "note", "explanation", "warnings", "batch", "cell"),
    *("entered_by", "entered_at", "signed_by", "approved_by"),
)
"""All that a clerk's correction may have written over."""


def _as_approved(entries: Collection[Entry]) -> dict[int, Any]:
    """Entry → its newest approved version, the one before it was re-opened; one query."""
    model: Any = Entry
    versions = model.pgh_event_model.objects.filter(
        id__in=[entry.pk for entry in entries], state=State.APPROVED
    )
    return {one.id: one for one in versions.order_by("id", "-pgh_id").distinct("id")}


def _restore(entry: Entry, approved: Any) -> None:
    """What is told of the cell again is the figure in force, and of it what only the approved entry knew."""
    stands = Observation.objects.get(entry=entry)
    entry.text, entry.value, entry.no_data_reason = stands.text, stands.value, stands.no_data_reason
    entry.basis, entry.entered_at, entry.warnings = stands.basis, stands.entered_at, []
    entry.note, entry.batch, entry.cell = stands.note, stands.batch, stands.cell
    entry.explanation = approved.explanation
    entry.approved_by = _approver(entry)
    # A reviewer's correction may stand there; it is nobody's entry.
    entry.entered_by = stands.entered_by if stands.entered_by != entry.approved_by else None
    # Who corrected it since may be who had signed: nobody signs the own figure.
    signer = approved.signed_by_id
    entry.signed_by_id = signer if signer != entry.entered_by_id else None


def _let_imports_finish() -> None:
    """Wait for an import of figures under way (`indicators.actions.observations`), and let none begin before the end.

    What is read from here on is what stands: without it an approval would meet a figure that it did not see.
    """
    with connection.cursor() as cursor:
        cursor.execute("LOCK TABLE indicators_observation IN ROW EXCLUSIVE MODE")


def _approver(entry: Entry) -> User | None:
    step = entry.steps.filter(move=Move.APPROVE.value).select_related("by").first()
    return step.by if step else None


def _put_in_force(entry: Entry) -> Observation:
    """The observation of a frozen entry, written in the words that were reviewed."""
    said = read(entry.text, entry)
    if not said.is_readable:
        raise MoveRefusedError(f"{entry} 的数值无法识别：{said.trouble}没有通过任何一项。")
    figure = _standing(entry)
    figure.basis, figure.text, figure.value = entry.basis, entry.text, said.value
    figure.unit, figure.no_data_reason = entry.unit, said.no_data_reason
    figure.note, figure.cited_source = entry.note, _cited(entry)
    figure.batch, figure.cell, figure.sheet = (
        entry.batch,
        entry.cell,
        entry.batch.sheet if entry.batch else "",
    )
    figure.file_name = entry.batch.file_name if entry.batch else ""
    figure.is_demo = False
    figure.entered_by, figure.entered_at = entry.entered_by, timezone.now()
    figure.save()
    return figure


def _standing(entry: Entry) -> Observation:
    """The row to write: the one this entry put in force before, else the one of its key, else a new one."""
    if entry.observation_id is not None:
        return Observation.objects.get(pk=entry.observation_id)
    key = _key(entry)
    return Observation.objects.filter(**key).first() or Observation(**key)


def _key(entry: Entry) -> dict[str, object]:
    return {
        "county_id": entry.county_id,
        "indicator_id": entry.indicator_id,
        "site_id": entry.site_id,
        "year": entry.round.year,
        "period": Observation.FULL_YEAR,
        "basis": entry.basis,
        "plan_indicator": None,
    }


def _make_room(entry: Entry) -> None:
    """A re-opened cell with another 口径 may meet a second figure under it: an invented one goes, any other stays."""
    if entry.observation_id is None:
        return
    other = Observation.objects.filter(**_key(entry)).exclude(pk=entry.observation_id).first()
    if other is None:
        return
    if other.is_demo:
        other.delete()
        return
    own = Observation.objects.get(pk=entry.observation_id).basis
    raise MoveRefusedError(
        f"{entry.numbered}：口径“{in_words(entry.basis)}”下另有在账数值 {other.text}（{whence(other)}），"
        f"本项不能再以同一口径入账；没有通过任何一项。请先取消勾选本项，其余各项可以通过；再退回本项，"
        f"由填报人改回原口径“{in_words(own)}”。那一数值有误的，由市级审核员在“导入监测数据”中以更正方式改写。"
    )


def _cited(entry: Entry) -> str:
    cited = entry.evidence.filter(withdrawn_at__isnull=True).select_related("file")
    parts = [f"{one.file.document_number or one.file.file_name} {one.page}".strip() for one in cited]
    said = "；".join(parts)
    return said if len(said) <= CITED_LENGTH else f"{said[: CITED_LENGTH - 1]}…"
