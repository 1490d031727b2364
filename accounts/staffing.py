"""Counties that nobody can act for: where there is no clerk a round reaches nobody, without a head nobody signs."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Membership
from accounts.permissions import Role
from counties.models import County, Plan


def without(role: Role) -> QuerySet[County]:
    """Counties with a plan in which no open account holds the role."""
    return County.objects.filter(_plans(), ~_held(role)).order_by("code")


def unstaffed() -> QuerySet[County]:
    """Those without a clerk or without a head: what waits for the administrator."""
    return County.objects.filter(_plans(), ~(Q(_held(Role.CLERK)) & Q(_held(Role.COUNTY_HEAD))))


def _plans() -> Exists:
    return Exists(Plan.objects.filter(county=OuterRef("pk")))


def _held(role: Role) -> Exists:
    return Exists(Membership.objects.filter(role=role, user__is_active=True, county=OuterRef("pk")))
