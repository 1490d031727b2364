"""How much waits for a person: what the navigation counts."""

from accounts.models import User
from reporting.models import Entry
from reporting.states import State


def to_sign(user: User) -> int:
    """Cells of the person's counties that wait for a signature."""
    return Entry.objects.for_user(user).filter(state=State.SUBMITTED, is_asked=True).count()


def to_review(user: User) -> int:
    """Cells that a county has signed and no reviewer has decided."""
    waiting = Entry.objects.for_user(user).in_states(State.SIGNED, State.UNDER_REVIEW)
    return waiting.filter(is_asked=True).count()
