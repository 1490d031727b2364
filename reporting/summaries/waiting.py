"""What waits for a person in the year: the rows that the navigation counts."""

from django.db.models import QuerySet

from accounts.models import User
from reporting.models import Entry
from reporting.states import State


def to_sign(user: User) -> QuerySet[Entry]:
    """Cells of the person's counties that wait for a signature."""
    return Entry.objects.for_user(user).filter(state=State.SUBMITTED, is_asked=True)


def to_review(user: User) -> QuerySet[Entry]:
    """Cells that a county has signed and no reviewer has decided."""
    waiting = Entry.objects.for_user(user).in_states(State.SIGNED, State.UNDER_REVIEW)
    return waiting.filter(is_asked=True)
