"""Which acts are listed: person, kind, county and days, all from the address."""

from django.db.models import Q, QuerySet
from django.http import QueryDict

from accounts.models import Act, User
from counties.models import County
from lists.filters import Choices, FromDay, OneOf, ToDay
from lists.list_filter import ListFilter
from lists.sorting import Sort

SYSTEM = "system"


class ActFilter(ListFilter):
    """Narrows all acts, newest first."""

    by = OneOf("操作人", method="done_by")
    kind = OneOf("事项", "kind")
    county = OneOf("县区", method="of_county")
    first = FromDay("自", "at")
    last = ToDay("至", "at")

    sorts = {"at": Sort("时间", "at", up="从早到晚", down="从晚到早", first="-")}
    usual = "-at"

    def __init__(self, address: QueryDict) -> None:
        super().__init__(address, Act.objects.select_related("by", "acting_for", "county"))

    def offered(self) -> dict[str, Choices]:
        people = [(str(user.pk), str(user)) for user in User.objects.order_by("username")]
        kinds = Act.objects.order_by("kind").values_list("kind", flat=True).distinct()
        return {
            "by": [(SYSTEM, "系统"), *people],
            "kind": [(kind, kind) for kind in kinds],
            "county": [(county.code, county.name) for county in County.objects.all()],
        }

    def done_by(self, rows: QuerySet[Act], _: str, by: str) -> QuerySet[Act]:
        return rows.filter(by=None) if by == SYSTEM else rows.filter(by=int(by))

    def of_county(self, rows: QuerySet[Act], _: str, code: str) -> QuerySet[Act]:
        # An import of several counties names them in its detail.
        name = County.objects.filter(code=code).values_list("name", flat=True).first()
        return rows.filter(Q(county__code=code) | Q(detail__counties__has_key=name))
