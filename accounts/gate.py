"""What stands between a signed-in person and every page: time limits, a password to change, a second factor.

Also where a person acts as somebody's deputy, this is where the role is changed for the request. Before, the
request sees the own account only (`accounts.middleware`); past the gate it sees what the role may see.
"""

import time
from collections.abc import Callable
from datetime import timedelta

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone

from accounts.models import Deputy, User
from accounts.records import record
from accounts.way_back import to_login
from custody.scope import DOOR, Reach, Scope, enter

ACTIVITY_GRAIN = 60
"""Seconds: a session's last use is written down at most this often."""
ALWAYS_OPEN = frozenset({"logout", "healthz", "change-password"})
ENROLLING = ALWAYS_OPEN | {"second-factor"}


def gate(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, after sessions, users and messages, before anything that asks what a person may do."""

    def respond(request: HttpRequest) -> HttpResponse:
        if isinstance(request.user, User):
            stop = _time_is_up(request, request.user) or _first_things_first(request, request.user)
            if stop is not None:
                return stop
            _act_as_deputy(request, request.user)
            enter(scope_of(request.user))
        return get_response(request)

    return respond


def scope_of(user: User | AnonymousUser) -> Scope:
    """What `user` may see; its memberships are read in the scope of `custody.scope.alone`."""
    if not isinstance(user, User):
        return DOOR
    ids = user.county_ids
    return Scope(Reach.CITY, person=user.pk) if ids is None else Scope(Reach.COUNTIES, ids, user.pk)


def begin(request: HttpRequest, *, second_factor: bool) -> None:
    """Write into a fresh session when and where it began; who has just logged in has just proved the identity."""
    request.session["started"] = request.session["seen"] = request.session["confirmed_at"] = time.time()
    request.session["address"] = get_client_ip_address(request)
    request.session["agent"] = request.META.get("HTTP_USER_AGENT", "")[:200]
    request.session["second_factor"] = second_factor


def _time_is_up(request: HttpRequest, user: User) -> HttpResponse | None:
    now, session = time.time(), request.session
    # Every session of a signed-in person has both (`accounts.sessions`); one without them is over.
    started, seen = session.get("started", 0), session.get("seen", 0)
    if now - started > settings.SESSION_ABSOLUTE_LIMIT.total_seconds():
        return _end(request, user, "登录已满时限", f"登录已超过 {_said(settings.SESSION_ABSOLUTE_LIMIT)}")
    if now - seen > settings.SESSION_IDLE_LIMIT.total_seconds():
        return _end(request, user, "久未操作", f"已有 {_said(settings.SESSION_IDLE_LIMIT)}没有操作")
    # A fragment that fetches itself (a Job's progress) is no sign of a person at the keyboard.
    polling = request.method == "GET" and request.headers.get("HX-Request") == "true"
    if now - seen > ACTIVITY_GRAIN and not polling:
        session["seen"] = now
    return None


def _said(limit: timedelta) -> str:
    minutes = int(limit.total_seconds() // 60)
    return f"{minutes} 分钟" if minutes % 60 else f"{minutes // 60} 小时"


@transaction.atomic
def _end(request: HttpRequest, user: User, why: str, sentence: str) -> HttpResponse:
    record("会话超时", user.username, by=user, detail={"why": why})
    logout(request)
    return to_login(request, why=sentence)


def _first_things_first(request: HttpRequest, user: User) -> HttpResponse | None:
    """To the password or the second factor, where one of them is due."""
    expired = timezone.now() - user.password_changed_at > settings.PASSWORD_MAX_AGE
    # A form that was typed before the password ran out still goes through.
    if user.must_change_password or (expired and request.method == "GET"):
        return _unless(request, ALWAYS_OPEN, "change-password")
    demanded = settings.SECOND_FACTOR_ROLES and {
        str(membership.role) for membership in user.memberships.all()
    } & set(settings.SECOND_FACTOR_ROLES)
    if demanded and not request.session.get("second_factor"):
        return _unless(request, ENROLLING, "second-factor")
    return None


def _unless(request: HttpRequest, open_pages: frozenset[str], page: str) -> HttpResponse | None:
    try:
        name = resolve(request.path_info).url_name
    except Resolver404:
        name = None
    return None if name in open_pages else _go(request, reverse(page))


def _go(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(headers={"HX-Redirect": address})
    return redirect(address)


def _act_as_deputy(request: HttpRequest, user: User) -> None:
    chosen = request.session.get("acting")
    if chosen is None:
        return
    in_force = Deputy.objects.in_force(timezone.localdate()).with_people()
    user.acting = in_force.filter(deputy=user, pk=chosen).first()
    if user.acting is None:
        del request.session["acting"]
        messages.info(request, "代理已到期或被撤销，已恢复本人身份。", extra_tags="warn")
