"""Ending sessions: a person's own, or all of an account that was closed or lost a right."""

from django.db import transaction

from accounts.models import Session, User
from accounts.records import record


def end_sessions(user: User, *, but: str | None = None) -> int:
    """Sign `user` out everywhere, except in the session with the key `but`; return how many ended.

    Part of other acts: call inside their transaction.
    """
    return Session.objects.filter(user=user).exclude(session_key=but or "").delete()[0]


@transaction.atomic
def sign_out_elsewhere(*, by: User, here: str, only: str | None = None) -> int:
    """End the other sessions of `by`, or the one with the handle `only`; return how many ended."""
    others = Session.objects.filter(user=by).exclude(session_key=here)
    keys = [each.session_key for each in others if only in (None, each.handle)]
    ended = others.filter(session_key__in=keys).delete()[0]
    if ended:
        record("结束其他会话", by.username, by=by, detail={"count": ended})
    return ended


def make_room(user: User, *, most: int) -> int:
    """End the longest unused sessions so that with one more there are at most `most`; return how many ended.

    Part of the act of logging in: call inside its transaction.
    """
    newest = Session.objects.filter(user=user).order_by("-expire_date").values_list("session_key", flat=True)
    return Session.objects.filter(session_key__in=list(newest[most - 1 :])).delete()[0]
