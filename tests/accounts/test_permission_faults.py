"""A right put into a role by mistake, or left out, is noticed: an address answers otherwise than its table says."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from types import CodeType, FunctionType
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts.access import visible_counties
from accounts.models import Membership, User
from accounts.permissions import ROLE_PERMISSIONS, Permission, Role, has_permission
from tests.planning import declared
from tests.planning.addresses import PERSONAS, Address, addresses, url_of
from tests.planning.expected import EXPECTED
from tests.planning.test_addresses import METHODS, browsers, counties, status
from tests.two_counties import Holding, TwoCounties

pytestmark = pytest.mark.django_db
__all__ = ["browsers", "counties"]
NAMES = {role: name for name, role in declared.ROLES.items() if role is not None}
SITE = [one for one in addresses() if not one.ours and not one.kwargs]
"""Pages of the admin site ask for one right, which no route declares."""


def turned(role: Role, permission: Permission) -> frozenset[Permission]:
    return ROLE_PERMISSIONS[role] ^ {permission}


def touched(role: Role, permission: Permission, before: dict[str, bool]) -> Iterator[Address]:
    """The addresses that let the role in otherwise than before."""
    for address in addresses():
        if address.ours and declared.let_in(address.view, NAMES[role]) is not before[address.key]:
            yield address
    if permission is Permission.KEEP_REFERENCE:
        yield from SITE


@pytest.mark.slow
def test_every_right_of_every_role_that_is_turned_round_is_noticed(
    monkeypatch: pytest.MonkeyPatch, counties: TwoCounties, browsers: dict[str, Client]
) -> None:
    unnoticed = []
    for role in Role:
        name = NAMES[role]
        before = {one.key: declared.let_in(one.view, name) for one in addresses() if one.ours}
        for permission in Permission:
            with monkeypatch.context() as patch:
                patch.setitem(ROLE_PERMISSIONS, role, turned(role, permission))
                found = touched(role, permission, before)
                if not any(differs(one, name, counties.own, browsers[name]) for one in found):
                    unnoticed.append(f"{role} {permission}")
    assert unnoticed == []


def differs(address: Address, name: str, holding: Holding, browser: Client, *, foreign: bool = False) -> bool:
    """Whether the persona gets another answer than the table says; an error is one, too."""
    url = url_of(address, holding)
    return any(
        status(browser, method, url)
        != EXPECTED[address.key].to(method, foreign=foreign)[PERSONAS.index(name)]
        for method in METHODS
    )


def faults(function: Any) -> Iterator[tuple[str, CodeType]]:
    """The function with one slip each: a condition turned round, and for or, a comparison the other way, no for yes."""
    source = textwrap.dedent(inspect.getsource(function))
    number = sum(1 for _ in _places(ast.parse(source)))
    for place in range(number):
        tree = ast.parse(source)
        node = list(_places(tree))[place]
        told = _spoil(node)
        definition = next(one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef))
        definition.decorator_list = []
        made: dict[str, FunctionType] = {}
        exec(compile(ast.fix_missing_locations(tree), "fault", "exec"), function.__globals__, made)
        yield (
            f"{function.__name__} line {getattr(node, 'lineno', 0)}: {told}",
            made[function.__name__].__code__,
        )


def _places(tree: ast.AST) -> Iterator[ast.AST]:
    kinds = (ast.If, ast.IfExp, ast.BoolOp, ast.Compare, ast.Return)
    return (
        node
        for node in ast.walk(tree)
        if isinstance(node, kinds) and not (isinstance(node, ast.Return) and node.value is None)
    )


def _spoil(node: ast.AST) -> str:
    match node:
        case ast.If() | ast.IfExp():
            node.test = ast.UnaryOp(ast.Not(), node.test)
            return "condition turned round"
        case ast.BoolOp():
            node.op = ast.And() if isinstance(node.op, ast.Or) else ast.Or()
            return "and for or"
        case ast.Compare():
            node.ops[0] = _OTHER[type(node.ops[0])]()
            return "comparison the other way"
        case ast.Return():
            node.value = (
                ast.UnaryOp(ast.Not(), node.value)
                if isinstance(node.value, ast.Constant | ast.Call)
                else ast.Constant(None)
            )
            return "another answer"
    raise AssertionError(node)


_OTHER = {ast.In: ast.NotIn, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.Eq: ast.NotEq, ast.NotIn: ast.In}
CODE: tuple[Any, ...] = (has_permission, visible_counties, vars(User)["county_ids"].fget)


@pytest.mark.slow
def test_every_slip_in_the_code_of_permissions_is_noticed(
    counties: TwoCounties, browsers: dict[str, Client]
) -> None:
    unnoticed = []
    for function in CODE:
        right = function.__code__
        for told, wrong in faults(function):
            function.__code__ = wrong
            try:
                if not noticed(counties, browsers):
                    unnoticed.append(told)
            finally:
                function.__code__ = right
    assert unnoticed == [], "\n".join(unnoticed)


KEYS = {
    *(
        "county",
        "plan",
        "plan-indicator",
        "finding-decide",
        "entry",
        "entry-grid",
        "entry-ask",
        "row-rulings",
    ),
    "account-list",
}
ASKED = [one for one in addresses() if one.key in KEYS]


def noticed(counties: TwoCounties, browsers: dict[str, Client]) -> bool:
    """By the table of addresses, or where one asks for nobody: a closed account, a visitor (their second lock)."""
    closed = User(username="closed", is_active=False)
    # What a query would find, had the account been kept.
    closed.held_memberships = [Membership(role=Role.REVIEWER)]
    if any(has_permission(one, Permission.VIEW_FIGURES) for one in (closed, AnonymousUser())):
        return True
    return any(
        differs(address, name, holding, foreign=foreign, browser=browsers[name])
        for address in ASKED
        for name in ("clerk", "reviewer", "stranger")
        for foreign, holding in ((False, counties.own), (True, counties.foreign))
        if not foreign or address.kwargs
    )
