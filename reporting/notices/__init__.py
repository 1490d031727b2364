"""Which facts of the year somebody should know, and who: the messages that stand to be written.

A message bears the moment of its fact, not of its writing; a deadline comes near by itself and bears the latter. Every
message has a key that names its fact and never changes afterwards, so that no fact is told twice. `read_at` is set
where the fact is handled already: such a message stands in the inbox and calls for nothing.
"""

from datetime import datetime, timedelta

from django.utils import timezone

from reporting.models import Message
from reporting.notices import editions, figures, imports, moves, rounds, rulings
from reporting.notices.people import deputies, people

LOOKED_BACK = timedelta(days=60)
"""So long may the beat have been off without a message being lost."""
WHILE_IT_LASTS = (Message.Kind.DUE_SOON, Message.Kind.OVERDUE)
"""Kinds that are told anew as long as they hold: one that is not told any more is over."""
CALLS = (Message.Kind.NEW_ROUND, Message.Kind.TO_SIGN, Message.Kind.TO_REVIEW, Message.Kind.REOPEN_ASKED)
"""Kinds that only call for work: done before anybody was told, it is no news."""


def notices(now: datetime) -> list[Message]:
    """Every message that should exist now, written or not."""
    everybody, since = people(timezone.localdate(now)), now - LOOKED_BACK
    return [
        *rounds.begun(everybody, since),
        *moves.moves(everybody, since),
        *moves.reopened(everybody, since),
        *rounds.deadlines(everybody, timezone.localdate(now)),
        *figures.targets(everybody, since),
        *figures.corrected(everybody, since),
        *imports.imported(everybody, since),
        *imports.undone(everybody, since),
        *imports.moved_by_hand(everybody, since),
        *editions.editions(everybody, since),
        *figures.published(everybody, since),
        *rulings.ruled(everybody, since),
        *deputies(timezone.localdate(now)),
    ]
