"""Which accounts are listed: words, role, county, and whether they are open."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import QueryDict

from accounts.models import Membership, User
from accounts.permissions import Role
from counties.models import County
from lists.filters import Choices, Containing, OneOf
from lists.list_filter import ListFilter
from lists.sorting import Sort

OPEN, CLOSED = "open", "closed"


class AccountFilter(ListFilter):
    """Narrows all accounts, the open ones first."""

    q = Containing("查找", "username", "display_name", size=18, placeholder="用户名、姓名或岗位")
    role = OneOf("角色", choices=Role.choices, method="together")
    county = OneOf("县区", method="together")
    state = OneOf("状态", choices=[(OPEN, "启用"), (CLOSED, "已关闭")], method="in_state")

    sorts = {
        "username": Sort("用户名", "username", up="升序", down="降序"),
        "last_login": Sort("上次登录", "last_login", up="从早到晚", down="从晚到早", first="-"),
    }

    def __init__(self, address: QueryDict) -> None:
        users = User.objects.order_by("-is_active", "username")
        super().__init__(address, users.prefetch_related("memberships__county", "memberships__department"))

    def offered(self) -> dict[str, Choices]:
        counties = County.objects.filter(parent__isnull=False)
        return {"county": [(county.code, county.name) for county in counties]}

    def together(self, rows: QuerySet[Any], _: str, __: str) -> QuerySet[Any]:
        """Role and county are asked of one membership: `filter_queryset`."""
        return rows

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        rows = super().filter_queryset(queryset)
        asked = {"role": self.asked["role"], "county__code": self.asked["county"]}
        wanted = {column: value for column, value in asked.items() if value}
        held = Membership.objects.filter(user=OuterRef("pk"), **wanted)
        return rows.filter(Exists(held)) if wanted else rows

    def in_state(self, rows: QuerySet[Any], _: str, state: str) -> QuerySet[Any]:
        return rows.filter(is_active=state == OPEN)
