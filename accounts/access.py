"""Every view declares who may open it; a URL without a declaration does not load.

A view carries exactly one of `@public`, `@signed_in` or `@requires(Permission.…)`; `route` builds the URL
and refuses anything else when the server starts.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec, cast

from django.core.exceptions import ImproperlyConfigured
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.permissions import Permission, has_permission
from accounts.way_back import to_login
from counties.models import County
from custody.moments import MomentRequest

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]

DECLARATION = "access_declaration"
METHODS = ["GET", "HEAD", "POST"]


class SignedInRequest(MomentRequest):
    """A request behind `@signed_in` or `@requires`: its user is one of ours (for type checkers)."""

    user: User


def visible_counties(user: User) -> QuerySet[County]:
    """The counties (never the city itself) whose figures `user` may see: a clerk's own, else all.

    Every view fetches through this, so that foreign and unknown ids take the same path: 404.
    """
    counties = County.objects.filter(parent__isnull=False)
    ids = user.county_ids
    return counties if ids is None else counties.filter(pk__in=ids)


def public(view: View[P]) -> View[P]:
    """Anyone on the network may open this page (login, health, static)."""
    setattr(view, DECLARATION, "public")
    return view


def signed_in(view: Callable[Concatenate[SignedInRequest, P], HttpResponseBase]) -> View[P]:
    """Any signed-in person may open this page."""
    return _guard(view, None)


def requires(
    permission: Permission,
) -> Callable[[Callable[Concatenate[SignedInRequest, P], HttpResponseBase]], View[P]]:
    """Only holders of `permission` may open this page; for others it does not exist (404)."""

    def declare(view: Callable[Concatenate[SignedInRequest, P], HttpResponseBase]) -> View[P]:
        return _guard(view, permission)

    return declare


def _guard(
    view: Callable[Concatenate[SignedInRequest, P], HttpResponseBase], permission: Permission | None
) -> View[P]:
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return to_login(request)
        if permission is not None and not has_permission(request.user, permission):
            raise Http404
        return view(cast("SignedInRequest", request), *args, **kwargs)

    setattr(guarded, DECLARATION, str(permission) if permission else "signed_in")
    return cast("View[P]", guarded)


def route(
    pattern: str, view: Callable[..., HttpResponseBase], name: str, kwargs: dict[str, Any] | None = None
) -> URLPattern:
    """`django.urls.path` for a view that has declared its access; it answers no method but `METHODS`.

    Raises ImproperlyConfigured, and so keeps the server from starting, for one that has not.
    """
    if not hasattr(view, DECLARATION):
        raise ImproperlyConfigured(
            f"The view of “{pattern}” ({view.__name__}) declares no access: @public, @signed_in or @requires(…)."
        )
    return path(pattern, require_http_methods(METHODS)(view), kwargs, name=name)
