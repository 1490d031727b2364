"""Every address declares who may open it; foreign and unknown things take the same path."""

import re

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.access import DECLARATION, route, visible_counties
from accounts.models import Membership
from accounts.permissions import EXCLUSIVE_ROLES, ROLE_PERMISSIONS, Permission, Role, has_permission
from counties.models import County
from tests import reference

pytestmark = pytest.mark.django_db

# Django's own pages guard themselves: the admin site asks for a keeper of reference data or accounts.
GUARDED_ELSEWHERE = ("admin/",)


def without_tokens(content: bytes) -> bytes:
    """The page without what differs at every request: the token of its forms."""
    return re.sub(rb'(X-CSRFToken": "|csrfmiddlewaretoken" value=")[^"]+', b"", content)


def addresses(resolver: URLResolver, prefix: str = "") -> list[tuple[str, URLPattern]]:
    found = []
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        found += addresses(pattern, path) if isinstance(pattern, URLResolver) else [(path, pattern)]
    return found


def test_every_address_declares_its_access() -> None:
    undeclared = [
        path
        for path, pattern in addresses(get_resolver())
        if not path.startswith(GUARDED_ELSEWHERE) and not hasattr(pattern.callback, DECLARATION)
    ]
    assert undeclared == []


def test_a_view_without_a_declaration_does_not_load() -> None:
    def bare(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    with pytest.raises(ImproperlyConfigured, match="declares no access"):
        route("bare/", bare, name="bare")


def test_only_login_and_health_are_public() -> None:
    public = {
        path
        for path, pattern in addresses(get_resolver())
        if getattr(pattern.callback, DECLARATION, "") == "public"
    }
    assert public == {"login/", "login/code/", "login/locked/", "healthz"}


def test_an_anonymous_page_goes_to_login_and_a_fragment_sends_the_whole_page_there(client: Client) -> None:
    assert client.get("/matrix/")["Location"] == "/login/?next=/matrix/"
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/jobs/?page=2"}
    fragment = client.get("/jobs/", headers=headers)
    assert (fragment.status_code, fragment["HX-Redirect"], fragment.content) == (
        200,
        "/login/?next=/jobs/%3Fpage%3D2",
        b"",
    )


def test_a_foreign_county_and_an_unknown_one_answer_alike(client: Client) -> None:
    reference.load()
    client.force_login(reference.clerk(County.objects.get(code="140213")))
    foreign, unknown = client.get("/counties/140214/"), client.get("/counties/999999/")
    assert (foreign.status_code, unknown.status_code) == (404, 404)
    assert without_tokens(foreign.content) == without_tokens(unknown.content)
    assert client.get("/counties/140213/").status_code == 200


@pytest.mark.parametrize("role", Role)
def test_each_role_holds_its_permissions_and_a_county_role_only_in_its_county(role: Role) -> None:
    reference.load()
    own, other = County.objects.get(code="140213"), County.objects.get(code="140214")
    confined = role in (Role.CLERK, Role.COUNTY_HEAD)
    user = reference.person("somebody", role, own if confined else None)
    for permission in Permission:
        held = permission in ROLE_PERMISSIONS[role]
        assert has_permission(user, permission) is held
        assert has_permission(user, permission, county_id=own.pk) is held
        assert has_permission(user, permission, county_id=other.pk) is (held and not confined)
    assert visible_counties(user).count() == (1 if confined else 4)


def test_review_administration_and_audit_exclude_each_other() -> None:
    reference.load()
    user = reference.reviewer()
    for role in EXCLUSIVE_ROLES - {Role.REVIEWER}:
        with pytest.raises(IntegrityError, match="membership_one_exclusive_role"), transaction.atomic():
            Membership.objects.create(user=user, role=role)
    Membership.objects.create(user=user, role=Role.CITY_READER)


def test_a_closed_account_holds_nothing() -> None:
    user = reference.reviewer()
    user.is_active = False
    assert not any(has_permission(user, permission) for permission in Permission)
