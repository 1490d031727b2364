"""The city's side: freeze, approve, return, re-open. Approval alone puts an entry's figure in force."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.models import User
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
from reporting.kinds import Kind, by_kind, kind_of
from reporting.models import Entry, Reopening
from reporting.states import Move, State


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
    """Put what frozen entries of one list say in force, and ask for what depends on it.

    `over`: entry → the `mark` of what is in force that the person saw beside it; another one is never replaced.
    `held_back`: whether cells that are looked at one by one may be among them; those “without remarks” hold none.
    """
    entries = lock_ids(entry_ids, by, seen)
    refuse_unless_allowed(entries, Move.APPROVE, by)
    refuse_own(entries, Move.APPROVE, by)
    kind = kind_of(entries)
    kind.before_deciding()
    if over is not None:
        _refuse_unseen(kind, entries, over)
    if not held_back:
        kind.refuse_held_back(entries)
    reasons = _reasons(entries, words)
    for entry in entries:
        kind.put_in_force(entry, reasons[entry.pk])
        entry.approved_by = by
    fields = ["observation", "progress", "approved_by"]
    advance(entries, Move.APPROVE, by=by, words=words, fields=fields)
    Reopening.objects.filter(entry__in=entries, ended_at__isnull=True).update(ended_at=timezone.now())
    kind.follow(entries, by)
    return entries


def _refuse_unseen(kind: Kind, entries: Collection[Entry], over: Mapping[int, str]) -> None:
    other = [entry.numbered for entry in entries if kind.mark(entry) != over.get(entry.pk, "")]
    if other:
        raise MoveRefusedError(
            f"{'、'.join(other)} 的在账数值在您查看之后已有变化；没有通过任何一项，请查看新的在账数值再办理。"
        )


def _reasons(entries: Collection[Entry], words: str) -> dict[int, str]:
    """Why each figure is written: the approval, after a re-opening with its document and reason."""
    opened = Reopening.objects.filter(entry__in=entries, ended_at__isnull=True)
    given = {one.entry_id: f"重开更正（{one.document_number}）：{one.reason}；" for one in opened}
    said = f"审核通过：{words}" if words else "审核通过"
    return {entry.pk: f"{given.get(entry.pk, '')}{said}" for entry in entries}


@transaction.atomic
def reopen(
    entry_id: int,
    *,
    reason: str,
    document_number: str,
    deadline: date,
    by: User,
    fields: Collection[str] = (),
) -> Entry:
    """Give one approved entry back for correction; what is in force stays until the correction is approved.

    `fields`: of a kind with several those that may be changed; none: all.
    """
    (entry,) = entries = lock_ids([entry_id], by)
    refuse_unless_allowed(entries, Move.REOPEN, by)
    if not reason.strip() or not document_number.strip():
        raise MoveRefusedError("重开须写明理由和文号。")
    if deadline < timezone.localdate():
        raise MoveRefusedError("期限已过，请填今天或以后的日期。")
    Reopening.objects.create(
        entry=entry,
        fields=sorted(fields),
        reason=reason.strip(),
        document_number=document_number.strip(),
        deadline=deadline,
        by=by,
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
    for kind, own in by_kind(entries).items():
        kind.before_deciding()
        fields = kind.restore(own)
        advance(own, Move.LAPSE, by=None, words="重开到期，恢复已审核的内容", fields=fields)
    if entries:
        Reopening.objects.filter(entry__in=entries, ended_at__isnull=True).update(ended_at=timezone.now())
    return len(entries)
