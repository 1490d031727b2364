"""Who is to be told: everybody with a role, own or as a deputy, what falls to whom, and who stands in for whom."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse
from django.utils import timezone

from accounts.models import Deputy, Membership
from accounts.permissions import Role
from reporting.models import Message


@dataclass(frozen=True, slots=True)
class Person:
    """One role of one reachable person, own or as a deputy; `since`: what happened before is no news."""

    user_id: int
    since: datetime
    role: Role
    county_id: int | None
    department_id: int | None

    def keeps(self, county_id: int, department_id: int | None) -> bool:
        """Whether the person is the clerk of such a cell."""
        mine = self.role == Role.CLERK and self.county_id == county_id
        return mine and self.department_id in (None, department_id)

    def reviews(self) -> bool:
        return self.role == Role.REVIEWER

    def heads(self, county_id: int) -> bool:
        return self.role == Role.COUNTY_HEAD and self.county_id == county_id


def people(today: date) -> list[Person]:
    """Everybody with an open account and a role, and everybody who acts for one of them today."""
    roles = Membership.objects.filter(user__is_active=True).select_related("user")
    found = [_person(role, role.user.pk, role.user.opened_at) for role in roles]
    for deputy in Deputy.objects.in_force(today).select_related("membership", "deputy"):
        starts = timezone.make_aware(datetime.combine(deputy.starts_on, datetime.min.time()))
        found.append(_person(deputy.membership, deputy.deputy_id, starts))
    return found


def _person(role: Membership, user_id: int, since: datetime) -> Person:
    return Person(user_id, since, Role(role.role), role.county_id, role.department_id)


def deputies(today: date) -> Iterator[Message]:
    """To whoever is stood in for: by whom, as what, how long; again where the days were changed."""
    for one in Deputy.objects.filter(ends_on__gte=today, membership__user__is_active=True).with_people():
        days = f"{one.starts_on:%Y-%m-%d} 至 {one.ends_on:%Y-%m-%d}"
        yield Message(
            user_id=one.membership.user_id,
            kind=Message.Kind.DEPUTY,
            key=f"deputy:{one.pk}:{one.starts_on.isoformat()}:{one.ends_on.isoformat()}",
            title=f"{one.deputy} 将代理您的“{one.membership.place}”，{days}",
            body=f"事由：{one.reason}。如有不妥，请告知系统管理员。",
            link=reverse("own-account"),
        )
