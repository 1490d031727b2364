"""申请重开: a county asks for an approved cell back, the city says no with words, or re-opens it."""

from django.db import transaction

from accounts.models import User
from reporting.actions.moving import advance, lock_ids, refuse_silence, refuse_unless_allowed
from reporting.actions.refusals import MoveRefusedError
from reporting.models import Entry
from reporting.states import Move


@transaction.atomic
def ask_reopening(entry_id: int, *, reason: str, by: User) -> Entry:
    """Ask for one approved cell back; nothing moves, the reason stands in the record of the cell."""
    (entry,) = entries = lock_ids([entry_id], by)
    refuse_unless_allowed(entries, Move.ASK, by)
    refuse_silence(reason, "请写明申请重开的理由，如“监测站复核后订正为 88.4”。")
    if Entry.objects.asked_again().filter(pk=entry.pk).exists():
        raise MoveRefusedError(f"{entry.numbered} 已申请重开，待市级审核员办理。")
    advance(entries, Move.ASK, words=reason.strip(), by=by)
    return entry


@transaction.atomic
def decline_reopening(entry_id: int, *, words: str, by: User) -> Entry:
    """Answer a request with words; the cell stays approved, its county may ask again."""
    (entry,) = entries = lock_ids([entry_id], by)
    refuse_unless_allowed(entries, Move.DECLINE, by)
    refuse_silence(words, "请写明不予重开的理由，以便填报人据此处理。")
    if not Entry.objects.asked_again().filter(pk=entry.pk).exists():
        raise MoveRefusedError(f"{entry.numbered} 没有待办理的重开申请；没有办理，请刷新页面。")
    advance(entries, Move.DECLINE, words=words.strip(), by=by)
    return entry
