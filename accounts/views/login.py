"""Coming in and going out, each an act on record: password, where enrolled the second factor, lock-out, logout."""

import math
import time
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_ip_address
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login as sign_in
from django.contrib.auth import user_login_failed
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F, Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.access import public, signed_in
from accounts.actions.second_factor import has_second_factor, passes_second_factor
from accounts.actions.sessions import make_room
from accounts.forms import CodeForm, SecondWayForm
from accounts.gate import begin
from accounts.guessing import seconds_to_wait
from accounts.models import User
from accounts.records import record
from accounts.way_back import tell_not_done
from custody.local_time import to_minute
from custody.scope import DOOR, alone, within

BACKEND = "django.contrib.auth.backends.ModelBackend"
WAIT = "wait"
CODE_WITHIN_SECONDS = 5 * 60


class LoginForm(AuthenticationForm):
    """One sentence for every failure: it does not tell which names exist."""

    error_messages = {
        "invalid_login": "用户名或密码不正确。请核对大小写后重新输入。",
        "inactive": "用户名或密码不正确。请核对大小写后重新输入。",
    }

    def clean(self) -> dict[str, Any]:
        """Who has failed a few times waits a little, whether the name exists or not; meanwhile nothing is checked."""
        wait = seconds_to_wait(self.cleaned_data.get("username", ""), get_client_ip_address(self.request))
        if wait:
            sentence = f"连续输错，请等 {wait} 秒再登录。其间的输入没有核对，也不计入次数。"
            raise ValidationError(sentence, code=WAIT)
        return dict(super().clean())

    def confirm_login_allowed(self, user: User) -> None:
        super().confirm_login_allowed(user)
        if has_gone_stale(user):
            raise self.get_invalid_login_error()


def has_gone_stale(user: User) -> bool:
    """A temporary password that nobody came to change opens nothing any more."""
    age = timezone.now() - user.password_changed_at
    return user.must_change_password and age > settings.TEMPORARY_PASSWORD_LASTS


class RecordedLogin(LoginView):
    authentication_form = LoginForm
    redirect_authenticated_user = True

    @method_decorator(sensitive_post_parameters())
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return super().dispatch(request, *args, **kwargs)

    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The counting of failures and their record stand or fall together."""
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        user = form.get_user()
        assert isinstance(user, User)  # noqa: S101 - AUTH_USER_MODEL
        # No longer at the door: it is known who comes.
        with within(alone(user.pk)):
            if has_second_factor(user):
                self.request.session.cycle_key()
                self.request.session["half_in"] = [user.pk, time.time(), self.get_success_url()]
                return redirect("login-code")
            enter(self.request, user, second_factor=False)
        tell_not_done(self.request, self.get_success_url())
        return redirect(self.get_success_url())

    def form_invalid(self, form: AuthenticationForm) -> HttpResponse:
        if form.has_error("__all__", WAIT):
            answer = super().form_invalid(form)
            answer.status_code = 429
            return answer
        if form.has_error("__all__"):
            record_failure(self.request, form.cleaned_data.get("username", ""))
        return super().form_invalid(form)


def enter(request: HttpRequest, user: User, *, second_factor: bool) -> None:
    """Sign `user` in; tell when and where the account was last used. Call inside the transaction of the request."""
    before = (user.last_login, user.last_address, user.failed_logins)
    sign_in(request, user, backend=BACKEND)
    begin(request, second_factor=second_factor)
    ended = make_room(user, most=settings.SESSIONS_AT_ONCE)
    address = get_client_ip_address(request)
    User.objects.filter(pk=user.pk).update(failed_logins=0, last_address=address)
    detail = {"address": address, "second_factor": second_factor, "sessions_ended": ended}
    record("登录", user.username, by=user, detail=detail)
    if before[0] is not None:
        when = to_minute(before[0])
        failures = f"；其后有 {before[2]} 次登录失败，如非本人操作请联系系统管理员" if before[2] else ""
        tags = "warn" if before[2] else ""
        messages.info(request, f"上次登录：{when}，地址 {before[1] or '未知'}{failures}。", extra_tags=tags)


@within(DOOR)
def record_failure(request: HttpRequest, username: str) -> None:
    """Put a failed login on record. A name that is no account may be a password typed in the wrong place: not kept."""
    known = User.objects.filter(username=username).update(failed_logins=F("failed_logins") + 1)
    locked = bool(getattr(request, "axes_locked_out", False))
    detail = {"address": get_client_ip_address(request)}
    record(
        "登录锁定" if locked else "登录失败", username if known else "（账号不存在）", by=None, detail=detail
    )


@public
@never_cache
@sensitive_post_parameters()
@transaction.atomic
def login_code(request: HttpRequest) -> HttpResponse:
    """The second step, for who has enrolled: a code of the telephone or a recovery code."""
    user, target = _half_in(request)
    if user is None:
        return redirect("login")
    with within(alone(user.pk)):
        return _second_step(request, user, target)


def _second_step(request: HttpRequest, user: User, target: str) -> HttpResponse:
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        credentials = {"username": user.username}
        if AxesProxyHandler.is_allowed(request, credentials) and passes_second_factor(
            user=user, code=form.cleaned_data["code"]
        ):
            del request.session["half_in"]
            enter(request, user, second_factor=True)
            tell_not_done(request, target)
            return redirect(target)
        user_login_failed.send(__name__, credentials=credentials, request=request)
        record_failure(request, user.username)
        form.add_error("code", "验证码不正确或已用过。请等手机显示下一个验证码，隔几秒再输入。")
    return render(request, "registration/login_code.html", {"form": form})


def _half_in(request: HttpRequest) -> tuple[User | None, str]:
    pk, at, target = request.session.get("half_in", (None, 0.0, "/"))
    if pk is None or time.time() - at > CODE_WITHIN_SECONDS:
        return None, target
    return User.objects.filter(pk=pk, is_active=True).first(), target


def locked_out(request: HttpRequest, response: HttpResponse, credentials: Any) -> HttpResponse:
    """The page in place of every answer while account and address are locked; it tells how long."""
    username = (credentials or {}).get("username", "")
    attempts = AccessAttempt.objects.filter(username=username, ip_address=get_client_ip_address(request))
    last = attempts.aggregate(last=Max("attempt_time"))["last"] or timezone.now()
    opens = last + settings.AXES_COOLOFF_TIME
    minutes = max(1, math.ceil((opens - timezone.now()).total_seconds() / 60))
    context = {"opens": opens, "minutes": minutes, "failure_limit": settings.AXES_FAILURE_LIMIT}
    form = SecondWayForm(initial={"username": username})
    answer = render(request, "locked_out.html", {**context, "username": username, "form": form}, status=429)
    answer["Retry-After"] = str(minutes * 60)
    return answer


class RecordedLogout(LogoutView):
    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if isinstance(request.user, User):
            record("退出", request.user.username, by=request.user)
        return super().post(request, *args, **kwargs)


login = public(RecordedLogin.as_view())
logout = signed_in(RecordedLogout.as_view())
