"""Coming in during a lock, for who has a second factor: the lock was made by somebody who has neither."""

from axes.helpers import get_client_ip_address
from django.contrib.auth.backends import ModelBackend
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.access import public
from accounts.actions.second_factor import passes_second_factor
from accounts.forms import SecondWayForm
from accounts.guessing import may_try_second_way
from accounts.models import User
from accounts.views.login import enter, has_gone_stale, record_failure
from custody.scope import alone, within

WRONG = "密码、验证码不正确，或者该账号没有启用两步验证。"
WAIT = "尝试过于频繁或次数过多，本次没有核对；请稍后再试，或请系统管理员解除锁定。"


@public
@never_cache
@sensitive_post_parameters()
@transaction.atomic
def second_way(request: HttpRequest) -> HttpResponse:
    """Password and code in one form; every failure answers alike, whichever of them was wrong, for any name."""
    if request.user.is_authenticated:
        return redirect("home")
    form = SecondWayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        username, address = form.cleaned_data["username"], get_client_ip_address(request)
        if not may_try_second_way(username, address):
            form.add_error(None, WAIT)
        elif _comes_in(request, form):
            return redirect("home")
        else:
            record_failure(request, username)
            form.add_error(None, WRONG)
    return render(request, "registration/second_way.html", {"form": form})


def _comes_in(request: HttpRequest, form: SecondWayForm) -> bool:
    # Past axes, which would refuse whatever is right.
    given = form.cleaned_data
    user = ModelBackend().authenticate(request, username=given["username"], password=given["password"])
    if not isinstance(user, User) or has_gone_stale(user):
        return False
    with within(alone(user.pk)):
        if not passes_second_factor(user=user, code=given["code"]):
            return False
        enter(request, user, second_factor=True)
    return True
