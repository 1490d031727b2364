"""What a route declares before anything is asked of it: who may open it, and by which methods."""

import inspect
from collections.abc import Callable, Iterator
from typing import Any

from accounts.access import DECLARATION, METHODS
from accounts.permissions import ROLE_PERMISSIONS, Role

ROLES: dict[str, Role | None] = {
    "stranger": None,
    "clerk": Role.CLERK,
    "head": Role.COUNTY_HEAD,
    "city_reader": Role.CITY_READER,
    "reviewer": Role.REVIEWER,
    "admin": Role.ADMIN,
    "auditor": Role.AUDITOR,
}
"""Persona of the table → the role held."""


def let_in(view: Callable[..., Any], persona: str) -> bool:
    """Whether the declaration lets the persona in; the view may still find nothing for it."""
    declared = getattr(view, DECLARATION)
    if declared == "public":
        return True
    if persona == "anonymous":
        return False
    role = ROLES[persona]
    return declared == "signed_in" or (role is not None and declared in ROLE_PERMISSIONS[role])


def methods(view: Callable[..., Any]) -> set[str]:
    """The methods that every decorator of the view lets through (Django's keep theirs in their closure)."""
    allowed = set(METHODS)
    for each in _unwrapped(view):
        named = inspect.getclosurevars(each).nonlocals.get("request_method_list", METHODS)
        of_class = getattr(each, "view_class", None)
        allowed &= {name.upper() for name in of_class.http_method_names} if of_class else set(named)
    return allowed


def _unwrapped(view: Callable[..., Any]) -> Iterator[Callable[..., Any]]:
    yield view
    while (inner := getattr(view, "__wrapped__", None)) is not None:
        view = inner
        yield view
