"""What was done to entries before they came onto a page of signing or review."""

from collections.abc import Collection

from django.db.models import Count

from reporting.models import Entry, Evidence, Reopening, Step
from reporting.states import GIVING_BACK, Move
from reporting.unanswered import as_of

_TOLD = (*sorted(GIVING_BACK), Move.APPROVE, Move.KEEP, Move.ASK, Move.DECLINE, Move.SUBMIT)


class Around:
    """What was done to the entries before: four queries for all of them."""

    def __init__(self, entries: Collection[Entry]) -> None:
        steps = Step.objects.filter(entry__in=entries, move__in=[move.value for move in _TOLD])
        self.approvals: dict[int, Step] = {}
        self.words: dict[int, Step] = {}
        self.kept: dict[int, Step] = {}
        self.requests: dict[int, Step] = {}
        self.handed_in: dict[int, Step] = {}
        given_back: dict[int, Step] = {}
        for step in steps.select_related("by").order_by("pk"):
            self._tell(step)
            if Move(step.move) in GIVING_BACK:
                given_back[step.entry_id] = step
        self.given_back = as_of(given_back.values())
        opened = Reopening.objects.filter(entry__in=entries, ended_at__isnull=True).select_related("by")
        self.reopenings = {one.entry_id: one for one in opened}
        cited = Evidence.objects.filter(entry__in=entries, withdrawn_at__isnull=True)
        self.evidence = dict(cited.order_by().values_list("entry").annotate(Count("pk")))

    def _tell(self, step: Step) -> None:
        """Newer words put older answers out of date."""
        move, entry_id = Move(step.move), step.entry_id
        if move in GIVING_BACK:
            self.kept.pop(entry_id, None)
        if move in (Move.DECLINE, Move.REOPEN, Move.APPROVE):
            self.requests.pop(entry_id, None)
        kept = {
            Move.APPROVE: self.approvals,
            Move.KEEP: self.kept,
            Move.ASK: self.requests,
            Move.SUBMIT: self.handed_in,
        }
        if move in kept:
            kept[move][entry_id] = step
        elif move in (Move.RETURN, Move.SEND_BACK):
            self.words[entry_id] = step
