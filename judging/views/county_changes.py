"""One county at two moments: what differs, old and new, who and why; and the way to the page as it stood."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import workbook_response
from accounts.permissions import Permission
from counties.models import County
from custody.local_time import to_minute
from custody.told_models import told_models
from judging.exports import footer
from judging.summaries.differences import Changed, Difference, changed, in_order, tell, tell_all
from lists.filters import Choices, Condition, Moment, OneOf
from lists.list_filter import ListFilter
from lists.listing import Listing
from lists.sorting import Sort
from workbooks.cells import Out
from workbooks.writing import OutColumn

COLUMNS = (
    *(OutColumn("种类", 12), OutColumn("内容", 36, wrap=True), OutColumn("原为", 44, wrap=True)),
    *(OutColumn("现为", 44, wrap=True), OutColumn("最后变动", 20), OutColumn("操作人", 16)),
    OutColumn("缘由", 40, wrap=True),
)


class _OfImport(Condition):
    """The number of an import, as its message names it; not looked up: a county's people do not see the city's files."""

    field_class = forms.IntegerField
    wrong = "不是导入的编号"

    def __init__(self, label: str) -> None:
        super().__init__(label, min_value=1, max_value=2**62, widget=forms.NumberInput(attrs={"min": 1}))

    def filter(self, rows: QuerySet[County], value: int | None) -> QuerySet[County]:
        return rows


class ChangeFilter(ListFilter):
    """Two moments, by default the last thirty days; one kind of thing or all; one import or all."""

    first = Moment("自", default=lambda: timezone.localtime() - timedelta(days=30))
    last = Moment("至", default=timezone.localtime)
    kind = OneOf("种类", method="of_kind")
    batch = _OfImport("导入编号")

    sorts = {"at": Sort("最后变动", up="从早到晚", down="从晚到早", first="-")}

    def offered(self) -> dict[str, Choices]:
        return {"kind": [(told.called, told.called) for _, told in told_models()]}

    def of_kind(self, rows: QuerySet[County], _: str, kind: str) -> QuerySet[County]:
        # The rows are the county; its changes are found by `judging.summaries.differences`.
        return rows

    @property
    def moments(self) -> tuple[datetime, datetime]:
        return self.asked["first"], self.asked["last"]

    @property
    def is_crossed(self) -> bool:
        first, last = self.moments
        return first > last

    @property
    def problems(self) -> tuple[str, ...]:
        crossed = ("起始时刻晚于截止时刻，请对调后再查。",) if self.is_crossed else ()
        return (*super().problems, *crossed)

    def changed(self, county: County) -> list[Changed]:
        if self.is_crossed:
            return []
        found = changed(county, *self.moments, kind=self.asked["kind"], batch=self.asked["batch"])
        return in_order(found, self.order)


@requires(Permission.VIEW_FIGURES)
@require_safe
def county_changes(request: SignedInRequest, code: str) -> HttpResponse:
    county = get_object_or_404(visible_counties(request.user), code=code)
    chosen = ChangeFilter(request.GET, County.objects.filter(pk=county.pk))
    first, last = chosen.moments
    listing = Listing(request, chosen, chosen.changed(county))
    shows_demo = any(one.is_demo for one in listing.rows)
    if listing.as_excel:
        name = f"{county.name} 变动 {to_minute(first)} 至 {to_minute(last)}"
        sheet = listing.sheet(
            "变动", COLUMNS, _rows(tell_all(listing.rows)), title=name, footer=footer(demo=shows_demo)
        )
        return workbook_response([sheet], name=name.replace(":", ""), by=request.user)
    context = {
        "county": county,
        "listing": listing,
        "shows_demo": shows_demo,
        "lines": tell(listing.shown),
        "first": first,
        "last": last,
        "views": [] if chosen.is_crossed else _standing(county, chosen.moments),
    }
    return render(request, "judging/county_changes.html", context)


def _standing(county: County, moments: Iterable[datetime]) -> list[datetime]:
    """Those of the moments, to the minute as links name them, at which the ledger knew the county."""
    model: Any = County
    events = model.pgh_event_model.objects.filter(id=county.pk)
    minutes = (moment.replace(second=0, microsecond=0) for moment in moments)
    return [minute for minute in minutes if events.filter(pgh_created_at__lte=minute).exists()]


def _rows(found: Iterable[Difference]) -> Iterator[Sequence[Out]]:
    return ((d.kind, d.name, d.before, d.after, to_minute(d.at), d.who, d.why) for d in found)
