"""The county's side: submit, keep a value, withdraw, sign, send back."""

from collections.abc import Collection

from django.db import transaction

from accounts.models import User
from reporting.actions.moving import (
    Seen,
    advance,
    give_back,
    lock_ids,
    move_all,
    refuse_own,
    refuse_silence,
    refuse_unless_allowed,
    unsigned,
)
from reporting.actions.refusals import MoveRefusedError
from reporting.kinds import kind_of
from reporting.models import Entry
from reporting.states import Move
from reporting.unanswered import unanswered


@transaction.atomic
def submit(entry_ids: Collection[int], *, by: User, seen: Seen | None = None, words: str = "") -> list[Entry]:
    """Hand cells to the county head. Raises MoveRefusedError naming every cell that is not ready.

    `seen`: entry → the version that the person saw; a cell that has moved on since is refused. `words`: the answer
    to the question about a sheet that repeats last year's; it stays with every step.
    """
    entries = lock_ids(entry_ids, by, seen)
    refuse_unless_allowed(entries, Move.SUBMIT, by)
    _refuse_ended(entries)
    kind_of(entries).before_submitting(entries, words)
    advance(entries, Move.SUBMIT, by=by, words=words.strip(), fields=["warnings"])
    return entries


def _refuse_ended(entries: Collection[Entry]) -> None:
    """A draft that its clerk cannot change any more is not handed in either."""
    ended = [entry for entry in entries if entry.locked_because]
    if ended:
        names = "、".join(entry.numbered for entry in ended)
        raise MoveRefusedError(f"{names} {ended[0].locked_because}；没有提交任何一项，请刷新页面。")


@transaction.atomic
def keep_value(entry_id: int, *, words: str, by: User, seen: Seen | None = None) -> Entry:
    """Answer a returned or re-opened cell with the reason why its value stays; it can be submitted from here on."""
    (entry,) = entries = lock_ids([entry_id], by, seen)
    refuse_unless_allowed(entries, Move.KEEP, by)
    if entry.locked_because:
        raise MoveRefusedError(f"{entry.numbered} {entry.locked_because}。")
    if not unanswered(entries):
        raise MoveRefusedError(f"{entry.numbered} 没有待回应的退回、重开意见，不能维持原值。")
    refuse_silence(words, "请写明维持原值的理由，以便审核员据此判断。")
    advance(entries, Move.KEEP, words=words.strip(), by=by)
    return entry


def withdraw(entry_ids: Collection[int], *, by: User) -> list[Entry]:
    """Take submitted cells back into the drafts, as long as nobody has signed them."""
    return move_all(entry_ids, Move.WITHDRAW, by=by)


@transaction.atomic
def sign(entry_ids: Collection[int], *, by: User, seen: Seen | None = None) -> list[Entry]:
    """Sign cells for the county: from here on they are the county's word to the city."""
    entries = lock_ids(entry_ids, by, seen)
    refuse_unless_allowed(entries, Move.SIGN, by)
    refuse_own(entries, Move.SIGN, by)
    for entry in entries:
        entry.signed_by = by
    advance(entries, Move.SIGN, by=by, fields=["signed_by"])
    return entries


def unsign(entry_ids: Collection[int], *, by: User, seen: Seen | None = None) -> list[Entry]:
    """Take a signature back, as long as the city has not begun its review."""
    return unsigned(entry_ids, Move.UNSIGN, by=by, seen=seen)


def send_back(entry_ids: Collection[int], *, words: str, by: User, seen: Seen | None = None) -> list[Entry]:
    """The county head gives cells back to the clerk."""
    return give_back(entry_ids, Move.SEND_BACK, words=words, by=by, seen=seen)
