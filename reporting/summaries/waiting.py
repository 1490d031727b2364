"""What waits for a person in the year: the rows that the navigation counts."""

from django.db.models import QuerySet

from accounts.models import User
from reporting.models import Entry, Step
from reporting.states import Move, State


def to_sign(user: User) -> QuerySet[Entry]:
    """Cells of the person's counties that wait for a signature."""
    return Entry.objects.for_user(user).filter(state=State.SUBMITTED, is_asked=True)


def to_review(user: User) -> QuerySet[Entry]:
    """Cells that a county has signed and no reviewer has decided."""
    waiting = Entry.objects.for_user(user).in_states(State.SIGNED, State.UNDER_REVIEW)
    return waiting.filter(is_asked=True)


def to_decide(user: User) -> QuerySet[Entry]:
    """All that waits for a reviewer: signed cells, and approved ones that a county asks to have back."""
    return to_review(user) | Entry.objects.for_user(user).asked_again()


def open_request(entry: Entry) -> Step | None:
    """The 申请重开 of an entry that nobody has answered."""
    asked = Entry.objects.asked_again().filter(pk=entry.pk).exists()
    return entry.steps.select_related("by").first() if asked else None


def requests(user: User) -> list[Step]:
    """申请重开 that nobody has answered, oldest first, each with its cell; one query."""
    asked = Step.objects.filter(entry__in=Entry.objects.for_user(user).asked_again(), move=Move.ASK.value)
    steps = asked.select_related(
        "by", *(f"entry__{one}" for one in ("round", "county", "indicator", "site", "project"))
    )
    return sorted({step.entry_id: step for step in steps.order_by("pk")}.values(), key=lambda step: step.pk)
