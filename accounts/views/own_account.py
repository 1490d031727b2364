"""The own account: password, sessions, second factor, standing in for somebody."""

from base64 import b32encode
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import segno
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash, user_login_failed
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, signed_in
from accounts.actions import second_factor as factor
from accounts.actions.passwords import change_password as change
from accounts.actions.sessions import sign_out_elsewhere
from accounts.confirmation import confirmed, put_failure_on_record
from accounts.forms import CodeForm
from accounts.models import Deputy, Session
from accounts.records import record
from accounts.telling import refused_to
from lists.asked import whole_number


@dataclass(frozen=True)
class Place:
    """One browser that is signed in, as its owner reads it."""

    handle: str
    here: bool
    address: str
    agent: str
    started: datetime | None
    seen: datetime | None


def places(request: SignedInRequest) -> list[Place]:
    """The sessions of a person that still hold, this one first."""
    rows = Session.objects.filter(user=request.user, expire_date__gt=timezone.now()).order_by("-expire_date")
    found = []
    for row in rows:
        data: dict[str, Any] = row.get_decoded()
        here = row.session_key == request.session.session_key
        started, seen = _moment(data.get("started")), _moment(data.get("seen"))
        agent = browser(data.get("agent", ""))
        found.append(Place(row.handle, here, data.get("address") or "未知", agent, started, seen))
    return sorted(found, key=lambda place: not place.here)


def _moment(seconds: float | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)


def browser(agent: str) -> str:
    """Name the browser of a User-Agent, as far as it says."""
    known = {"Edg/": "Edge", "QQBrowser": "QQ浏览器", "Firefox/": "Firefox", "Chrome/": "Chrome 内核浏览器"}
    name = next((name for mark, name in known.items() if mark in agent), "其他浏览器")
    system = next((s for s in ("Windows", "Android", "Linux", "Mac OS") if s in agent), "")
    return f"{name} {system}".strip()


@signed_in
def own_account(request: SignedInRequest) -> HttpResponse:
    user = request.user
    context = {
        "places": places(request),
        "expires": user.password_changed_at + settings.PASSWORD_MAX_AGE,
        "has_second_factor": factor.has_second_factor(user),
        "recovery_codes_left": user.recovery_codes.count(),
        "deputyships": Deputy.objects.in_force(timezone.localdate()).with_people().filter(deputy=user),
        # Who stands in for the person, now or later: it is done in the person's name.
        "deputies": Deputy.objects.filter(membership__user=user, ends_on__gte=timezone.localdate())
        .with_people()
        .order_by("starts_on"),
        "memberships": user.memberships.select_related("county", "department"),
    }
    return render(request, "accounts/own_account.html", context)


@signed_in
@sensitive_post_parameters()
def change_password(request: SignedInRequest) -> HttpResponse:
    user = request.user
    form = PasswordChangeForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            # Django keeps this session, under a new key, by the hash of the new password.
            change(
                by=user, password=form.cleaned_data["new_password1"], keep_session=request.session.session_key
            )
            update_session_auth_hash(request, user)
        messages.success(request, "密码已修改，其他设备上的登录已退出。下次登录请用新密码。")
        return redirect("home")
    if form.has_error("old_password", "password_incorrect"):
        with transaction.atomic():
            user_login_failed.send(__name__, credentials={"username": user.username}, request=request)
            put_failure_on_record(request)
    expired = timezone.now() - user.password_changed_at > settings.PASSWORD_MAX_AGE
    context = {"form": form, "rules": password_validators_help_texts(), "expired": expired}
    return render(request, "registration/change_password.html", context)


@signed_in
@require_POST
@confirmed
def end_sessions(request: SignedInRequest) -> HttpResponse:
    here = request.session.session_key or ""
    ended = sign_out_elsewhere(by=request.user, here=here, only=request.POST.get("session") or None)
    messages.success(request, f"已退出其他 {ended} 处登录。")
    return redirect("own-account")


@signed_in
@never_cache
@confirmed
@sensitive_post_parameters()
def second_factor(request: SignedInRequest) -> HttpResponse:
    """Prove who one is, scan, type the first code, keep the recovery codes: the key and the codes are shown once.

    A GET makes and shows no key: whoever passes an open browser must not photograph one.
    """
    if request.method != "POST":
        return render(request, "accounts/second_factor.html", {})
    if "code" not in request.POST:
        device = factor.device_to_enrol(request.user)
        picture = segno.make(device.config_url, micro=False).svg_data_uri(scale=5, border=2)
        context = {"form": CodeForm(), "picture": picture, "key": _readable(device.bin_key)}
        return render(request, "accounts/second_factor.html", context)
    if factor.has_second_factor(request.user) and not factor.awaits_first_code(request.user):
        # The page of the recovery codes was loaded again: the code has done its work, a refusal would be wrong.
        said = "两步验证已启用。恢复码只显示一次，没有记下的，请点“更换恢复码”。"
        messages.success(request, said)
        return redirect("own-account")
    form = CodeForm(request.POST)
    if form.is_valid():
        codes = factor.confirm_device(by=request.user, code=form.cleaned_data["code"])
        if codes is not None:
            request.session["second_factor"] = True
            return render(request, "accounts/recovery_codes.html", {"codes": codes})
        form.add_error("code", "验证码不正确。请核对手机时间，等下一个验证码出现后再输入。")
    return render(request, "accounts/second_factor.html", {"form": form})


def _readable(key: bytes) -> str:
    text = b32encode(key).decode().rstrip("=")
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


@signed_in
@require_POST
@confirmed
@refused_to("own-account")
def recovery_codes(request: SignedInRequest) -> HttpResponse:
    codes = factor.renew_recovery_codes(by=request.user)
    return render(request, "accounts/recovery_codes.html", {"codes": codes})


@signed_in
@require_POST
@confirmed
def second_factor_off(request: SignedInRequest) -> HttpResponse:
    factor.remove_second_factor(user=request.user, by=request.user)
    request.session["second_factor"] = False
    messages.success(request, "两步验证已停用。")
    return redirect("own-account")


@signed_in
@require_POST
def act_as(request: SignedInRequest) -> HttpResponse:
    """Begin to act as somebody's deputy, or, with nothing chosen, be oneself again."""
    user, chosen = request.user, request.POST.get("deputyship", "")
    deputyships = Deputy.objects.in_force(timezone.localdate()).with_people().filter(deputy=user)
    number = whole_number(chosen)
    deputyship = deputyships.filter(pk=number).first() if number is not None else None
    with transaction.atomic():
        if deputyship is not None:
            user.acting = deputyship
            request.session["acting"] = deputyship.pk
            record("开始代理", str(deputyship), by=user, county_id=deputyship.membership.county_id)
        elif request.session.pop("acting", None) is not None:
            record("结束代理", user.username, by=user)
    return redirect("home")
