"""Proving once more who one is: before what cannot be taken back lightly (roles, approval, re-opening, publishing).

`@confirmed` asks for the password, or the code of the second factor, unless it was given within the last
minutes. What had been typed into the form travels along and is sent again with the proof: nothing is lost.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.contrib.auth import authenticate, logout, user_login_failed
from django.db import transaction
from django.http import HttpResponseBase
from django.shortcuts import render

from accounts import way_back
from accounts.access import SignedInRequest
from accounts.actions.second_factor import has_second_factor, passes_second_factor
from accounts.records import record
from custody.scope import DOOR, within

P = ParamSpec("P")
View = Callable[Concatenate[SignedInRequest, P], HttpResponseBase]

FIELD = "confirm_password"
NOT_REPEATED = frozenset({FIELD, way_back.FIELD, "csrfmiddlewaretoken"})


def confirmed(view: View[P]) -> View[P]:
    """Let a POST through only from a person who has proved the own identity in the last minutes.

    Put it under `@requires(…)`, or on what a view calls once its form is valid: nobody proves himself for a form that
    comes back. Pages that are only read pass unasked.
    """

    @wraps(view)
    def asking(request: SignedInRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method != "POST" or is_fresh(request):
            return view(request, *args, **kwargs)
        proof = request.POST.get(FIELD)
        if proof is None:
            return _ask(request)
        if not prove(request, proof):
            return _ask(request, "密码或验证码不正确，请重新输入。")
        return view(request, *args, **kwargs)

    return asking


def is_fresh(request: SignedInRequest) -> bool:
    """Whether the identity was proved within the last minutes of the settings."""
    since = time.time() - request.session.get("confirmed_at", 0)
    return bool(0 <= since < settings.CONFIRMATION_LASTS.total_seconds())


@transaction.atomic
def prove(request: SignedInRequest, proof: str) -> bool:
    """Check a password or code of the second factor; what was right holds for the next minutes."""
    user, code = request.user, proof.strip().replace(" ", "")
    if len(code) == 6 and code.isdecimal() and has_second_factor(user):
        right = passes_second_factor(user=user, code=code)
        if not right:
            user_login_failed.send(__name__, credentials={"username": user.username}, request=request)
    else:
        right = authenticate(request, username=user.username, password=proof) is not None
    if right:
        request.session["confirmed_at"] = time.time()
        record("验证身份", user.username, by=user)
    else:
        put_failure_on_record(request)
    return right


def put_failure_on_record(request: SignedInRequest) -> None:
    """A signed-in person could not prove the identity: on record, and signed out once the account is locked."""
    user, detail = request.user, {"address": get_client_ip_address(request), "page": request.path}
    record("验证身份失败", user.username, by=user, detail=detail)
    if getattr(request, "axes_locked_out", False):
        # From here on it is nobody's act: whoever sits there did not prove to be the person.
        with within(DOOR):
            record("登录锁定", user.username, by=None, detail=detail)
        logout(request)


def _ask(request: SignedInRequest, error: str = "") -> HttpResponseBase:
    repeated = [
        (name, value) for name, values in request.POST.lists() if name not in NOT_REPEATED for value in values
    ]
    page = way_back.page_before(request)
    repeated.append((way_back.FIELD, page))
    context = {
        "repeated": repeated,
        "error": error,
        "files": bool(request.FILES),
        "field": FIELD,
        "page": page,
    }
    response = render(request, "accounts/confirm.html", context)
    # Asked from a fragment, the question takes the whole page.
    response["HX-Retarget"], response["HX-Reswap"] = "body", "innerHTML"
    return response
