"""Coming in and going out, each an act on record."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy

from accounts.access import public, signed_in
from accounts.models import User
from accounts.records import record


class LoginForm(AuthenticationForm):
    """One sentence for every failure: it does not tell which names exist."""

    error_messages = {
        "invalid_login": "用户名或密码不正确。请核对大小写后重新输入。",
        "inactive": "用户名或密码不正确。请核对大小写后重新输入。",
    }


class RecordedLogin(LoginView):
    authentication_form = LoginForm
    redirect_authenticated_user = True

    @transaction.atomic
    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        response = super().form_valid(form)
        user = form.get_user()
        assert isinstance(user, User)  # noqa: S101 - AUTH_USER_MODEL
        record("登录", user.username, by=user)
        return response


class RecordedLogout(LogoutView):
    @transaction.atomic
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if isinstance(request.user, User):
            record("退出", request.user.username, by=request.user)
        return super().post(request, *args, **kwargs)


class RecordedPasswordChange(PasswordChangeView):
    template_name = "registration/change_password.html"
    success_url = reverse_lazy("home")

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        record("修改密码", form.user.username, by=form.user)
        messages.success(self.request, "密码已修改。下次登录请用新密码。", extra_tags="good")
        return response


login = public(RecordedLogin.as_view())
logout = signed_in(RecordedLogout.as_view())
change_password = signed_in(RecordedPasswordChange.as_view())
