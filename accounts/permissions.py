"""Who may do what: permissions, the roles that hold them, and the one question every view asks."""

from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import models

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User


class Permission(StrEnum):
    """One thing a person may do; the value stands in acts on record and in tests."""

    VIEW_FIGURES = "view_figures"
    IMPORT_OBSERVATIONS = "import_observations"
    SET_TARGETS = "set_targets"
    DECIDE_FINDINGS = "decide_findings"
    VIEW_JOBS = "view_jobs"
    IMPORT_PLANS = "import_plans"
    KEEP_REFERENCE = "keep_reference"
    KEEP_ACCOUNTS = "keep_accounts"
    VIEW_RECORDS = "view_records"
    ENTER_FIGURES = "enter_figures"
    SIGN_FIGURES = "sign_figures"
    REVIEW_FIGURES = "review_figures"
    KEEP_ROUNDS = "keep_rounds"
    PUBLISH_YEARS = "publish_years"
    KEEP_MEASURES = "keep_measures"


class Role(models.TextChoices):
    """The kinds of people; a clerk and a county head belong to one county, the others to the city."""

    CLERK = "clerk", "县区填报员"
    COUNTY_HEAD = "county_head", "县级负责人"
    REVIEWER = "reviewer", "市级审核员"
    CITY_READER = "city_reader", "市级查阅员"
    ADMIN = "admin", "系统管理员"
    AUDITOR = "auditor", "审计员"


# Roles of one county; every other role is the city's.
COUNTY_ROLES = frozenset({Role.CLERK, Role.COUNTY_HEAD})
# Whoever administers does not review, whoever reviews does not audit: at most one of these per person.
EXCLUSIVE_ROLES = frozenset({Role.REVIEWER, Role.ADMIN, Role.AUDITOR})

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.CLERK: frozenset({Permission.VIEW_FIGURES, Permission.ENTER_FIGURES}),
    Role.COUNTY_HEAD: frozenset({Permission.VIEW_FIGURES, Permission.SIGN_FIGURES}),
    Role.CITY_READER: frozenset({Permission.VIEW_FIGURES}),
    Role.REVIEWER: frozenset(
        {
            Permission.VIEW_FIGURES,
            Permission.IMPORT_OBSERVATIONS,
            Permission.SET_TARGETS,
            Permission.DECIDE_FINDINGS,
            Permission.VIEW_JOBS,
            Permission.REVIEW_FIGURES,
            Permission.KEEP_ROUNDS,
            Permission.PUBLISH_YEARS,
            Permission.KEEP_MEASURES,
        }
    ),
    # An administrator reads figures and puts none in force.
    Role.ADMIN: frozenset(
        {
            Permission.VIEW_FIGURES,
            Permission.VIEW_JOBS,
            Permission.IMPORT_PLANS,
            Permission.KEEP_REFERENCE,
            Permission.KEEP_ACCOUNTS,
        }
    ),
    # An auditor reads everything, records included, and changes nothing.
    Role.AUDITOR: frozenset({Permission.VIEW_FIGURES, Permission.VIEW_JOBS, Permission.VIEW_RECORDS}),
}


def has_permission(
    user: "User | AnonymousUser", permission: Permission, *, county_id: int | None = None
) -> bool:
    """Whether `user` holds `permission`, for `county_id` where one is named.

    A clerk or county head holds permissions for the own county only; the city's roles hold theirs for every county.
    """
    if not user.is_authenticated or not user.is_active:
        return False
    return any(
        permission in ROLE_PERMISSIONS[Role(membership.role)]
        and (county_id is None or membership.county_id is None or membership.county_id == county_id)
        for membership in user.held_memberships
    )
