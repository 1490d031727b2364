"""What stands above every page of the city's figures: binding indicators that were missed, who has not reported."""

from collections.abc import Iterable, Sequence

from django.utils import timezone

from accounts.access import SignedInRequest
from counties.models import County, Plan
from judging.matrix_filter import Selection
from judging.summaries.missed import Missed, missed_before, missed_of
from judging.summaries.rollup import Counted
from reporting.summaries.standing import RoundStanding, open_rounds


def missed(plans: Sequence[Plan], selection: Selection, counted: Iterable[Counted]) -> Missed:
    """The missed ones of the year at hand, or those of the last final year while the next period has no verdict."""
    rows = list(counted)
    before = missed_before(plans, selection.period, rows)
    return before or missed_of(rows, selection.plans, selection.year)


def reporting_of(request: SignedInRequest, counties: Sequence[County]) -> list[RoundStanding]:
    """Who of these has not reported in the open rounds. A page of the past does not tell what is owed now."""
    return [] if request.as_of else open_rounds(counties, timezone.localdate())
