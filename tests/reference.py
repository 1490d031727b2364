"""The fixed cast and the reviewed reference data, as tests need them."""

from pathlib import Path

from accounts.models import Membership, User
from accounts.permissions import Role
from counties.models import County
from planning.reference import load_reference

REFERENCE = Path(__file__).parents[1] / "fixtures" / "reference"


def load() -> None:
    """Load divisions, departments, catalogue, plans and mapping from the repository's files."""
    load_reference(REFERENCE)


def person(username: str, role: Role | None = None, county: County | None = None) -> User:
    """Create a user with one role, or a stranger without any."""
    user = User.objects.create_user(username, password=f"{username}-Passw0rd")
    if role is not None:
        Membership.objects.create(user=user, role=role, county=county)
    return user


def clerk(county: County, username: str = "clerk") -> User:
    return person(username, Role.CLERK, county)


def reviewer(username: str = "reviewer") -> User:
    return person(username, Role.REVIEWER)


def administrator(username: str = "administrator") -> User:
    return person(username, Role.ADMIN)
