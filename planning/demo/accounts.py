"""One clerk and one head per county and one person per role of the city, with passwords made at the first start."""

import os
from pathlib import Path

from django.db import transaction

from accounts.actions.people import open_account
from accounts.models import Membership, User
from accounts.permissions import Role
from accounts.records import record
from counties.models import County

USERNAMES = {"140213": "pingcheng", "140214": "yungang", "140212": "xinrong", "140225": "hunyuan"}


def create_demo_accounts() -> list[tuple[str, str, str]]:
    """Create the accounts that do not exist yet: [(description, username, password)], empty when all exist."""
    wanted: list[tuple[Role, County | None, str, str]] = [
        (Role.REVIEWER, None, "shenhe", "市级审核员"),
        (Role.ADMIN, None, "admin", "系统管理员"),
        (Role.CITY_READER, None, "chayue", "市级查阅员"),
        (Role.AUDITOR, None, "shenji", "审计员"),
    ]
    for clerks in County.objects.filter(parent__isnull=False):
        name = USERNAMES.get(clerks.code, f"county{clerks.code}")
        wanted.append((Role.CLERK, clerks, name, f"{clerks.short_name}填报员"))
        wanted.append((Role.COUNTY_HEAD, clerks, f"{name}-qf", f"{clerks.short_name}负责人"))
    created = []
    for role, county, username, description in wanted:
        if not User.objects.filter(username=username).exists():
            created.append((description, username, _create(role, county, username, description)))
    return created


@transaction.atomic
def _create(role: Role, county: County | None, username: str, description: str) -> str:
    # Made for this installation, shown once, never the same twice: no default, so nobody must change it to try
    # the product. Whoever goes into service with it resets these accounts or closes them (docs/security.md).
    user, password = open_account(username=username, display_name=description, by=None, temporary=False)
    Membership.objects.create(user=user, role=role, county=county)
    detail = {"role": Role(role).label}
    record("授予角色", username, by=None, county_id=county.pk if county else None, detail=detail)
    return password


def keep_passwords(path: Path, created: list[tuple[str, str, str]]) -> None:
    """Append the new accounts to a file that only its owner may read."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a", encoding="utf-8") as file:
        os.fchmod(file.fileno(), 0o600)
        file.writelines(
            f"{username}\t{password}\t{description}\n" for description, username, password in created
        )
