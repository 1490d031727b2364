"""For administrators: everybody's accounts. Every change asks for the own password again (`@confirmed`)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.account_filter import AccountFilter
from accounts.actions import people, roles
from accounts.actions.second_factor import has_second_factor, remove_second_factor
from accounts.confirmation import confirmed
from accounts.downloads import workbook_response
from accounts.forms import AccountForm, DeputyForm, HandOverForm, NameForm, RoleForm
from accounts.guessing import locked_among, locks_of
from accounts.models import Act, Deputy, Membership, User
from accounts.permissions import Permission, Role
from accounts.staffing import without
from accounts.telling import RefusalsIn, refused_to
from custody.local_time import to_minute
from lists.listing import Listing
from refusals import Refused
from workbooks.cells import Out
from workbooks.writing import OutColumn

_OF_COUNTIES = (Role.CLERK, Role.COUNTY_HEAD)
COLUMNS = (
    *(OutColumn("用户名", 16), OutColumn("姓名或岗位", 18), OutColumn("角色", 40, wrap=True)),
    *(OutColumn("状态", 10), OutColumn("上次登录", 18)),
)


@requires(Permission.KEEP_ACCOUNTS)
def account_list(request: SignedInRequest) -> HttpResponse:
    """Accounts, the open ones first."""
    chosen = AccountFilter(request.GET)
    listing = Listing(request, chosen)
    if listing.as_excel:
        sheet = listing.sheet("账号", COLUMNS, _rows(chosen.qs))
        return workbook_response([sheet], name="账号", by=request.user)
    context = {
        "listing": listing,
        "locked": locked_among(user.username for user in listing.shown),
        "lacking": [(role.label, found) for role in _OF_COUNTIES if (found := list(without(role)))],
    }
    return render(request, "accounts/account_list.html", context)


def _rows(users: Iterable[User]) -> Iterator[Sequence[Out]]:
    for user in users:
        yield (
            user.username,
            user.display_name,
            "、".join(held.place for held in user.memberships.all()),
            "启用" if user.is_active else "已关闭",
            to_minute(user.last_login) if user.last_login else "从未",
        )


@requires(Permission.KEEP_ACCOUNTS)
@confirmed
def account_new(request: SignedInRequest) -> HttpResponse:
    form = AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user, password = people.open_account(
            username=form.cleaned_data["username"],
            display_name=form.cleaned_data["display_name"],
            by=request.user,
        )
        return _show_password(request, user, password)
    return render(request, "accounts/account_new.html", {"form": form})


@requires(Permission.KEEP_ACCOUNTS)
def account(request: SignedInRequest, pk: int) -> HttpResponse:
    return _page(request, get_object_or_404(User, pk=pk))


def _to_account(_request: SignedInRequest, _refusal: Refused, pk: int, **_: Any) -> HttpResponse:
    return redirect("account", pk=pk)


@requires(Permission.KEEP_ACCOUNTS)
@require_POST
@confirmed
def account_rename(request: SignedInRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)

    def rename(display_name: str) -> None:
        people.rename_account(user=user, display_name=display_name, by=request.user)

    return _submit(request, user, "name", NameForm(request.POST), rename, "姓名或岗位已修改。")


@requires(Permission.KEEP_ACCOUNTS)
@require_POST
@confirmed
def role_grant(request: SignedInRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)

    def grant(role: str, **where: Any) -> None:
        roles.grant_role(user=user, role=Role(role), by=request.user, **where)

    return _submit(request, user, "role", RoleForm(request.POST), grant, "角色已授予。")


@requires(Permission.KEEP_ACCOUNTS)
@require_POST
@confirmed
@refused_to(_to_account)
def role_drop(request: SignedInRequest, pk: int, membership: int) -> HttpResponse:
    held = get_object_or_404(Membership, pk=membership, user_id=pk)
    return _do(
        request,
        pk,
        lambda: roles.drop_role(membership=held, by=request.user),
        "角色已取消，该账号已退出登录。",
    )


@requires(Permission.KEEP_ACCOUNTS)
@require_POST
@confirmed
def hand_over(request: SignedInRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)

    def move(to: User, close: bool) -> None:
        people.hand_over(user=user, to=to, close=close, by=request.user)

    return _submit(
        request,
        user,
        "hand_over",
        HandOverForm(request.POST, user=user, by=request.user),
        move,
        "角色已移交。",
    )


@requires(Permission.KEEP_ACCOUNTS)
@require_POST
@confirmed
def deputy_appoint(request: SignedInRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)

    def appoint(**given: Any) -> None:
        roles.appoint_deputy(by=request.user, **given)

    return _submit(
        request, user, "deputy", DeputyForm(request.POST, user=user), appoint, "代理已设立，到期自动失效。"
    )


@requires(Permission.KEEP_ACCOUNTS)
@require_POST
@confirmed
@refused_to(_to_account)
def deputy_end(request: SignedInRequest, pk: int, deputyship: int) -> HttpResponse:
    held = get_object_or_404(Deputy, pk=deputyship, membership__user_id=pk)
    return _do(request, pk, lambda: roles.end_deputy(deputyship=held, by=request.user), "代理已撤销。")


@requires(Permission.KEEP_ACCOUNTS)
@require_POST
@confirmed
@refused_to(_to_account)
def account_close(request: SignedInRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    return _do(
        request, pk, lambda: people.close_account(user=user, by=request.user), "账号已关闭，已退出登录。"
    )


@requires(Permission.KEEP_ACCOUNTS)
@require_POST
@confirmed
@refused_to(_to_account)
def account_reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    return _renew(request, pk, people.reopen_account)


@requires(Permission.KEEP_ACCOUNTS)
@require_POST
@confirmed
@refused_to(_to_account)
def account_new_password(request: SignedInRequest, pk: int) -> HttpResponse:
    return _renew(request, pk, people.give_new_password)


@requires(Permission.KEEP_ACCOUNTS)
@require_POST
@confirmed
@refused_to(_to_account)
def account_unlock(request: SignedInRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    return _do(request, pk, lambda: people.unlock(user=user, by=request.user), "登录锁定已解除。")


@requires(Permission.KEEP_ACCOUNTS)
@require_POST
@confirmed
@refused_to(_to_account)
def account_second_factor_off(request: SignedInRequest, pk: int) -> HttpResponse:
    user = get_object_or_404(User.objects.exclude(pk=request.user.pk), pk=pk)
    return _do(request, pk, lambda: remove_second_factor(user=user, by=request.user), "两步验证已重置。")


def _page(request: SignedInRequest, user: User, **bound: forms.Form) -> HttpResponse:
    today = timezone.localdate()
    fresh: dict[str, forms.Form] = {
        "name": NameForm(initial={"display_name": user.display_name}),
        "role": RoleForm(),
        "hand_over": HandOverForm(user=user, by=request.user),
        "deputy": DeputyForm(user=user),
    }
    context = {
        "account": user,
        "own": user.pk == request.user.pk,
        "memberships": user.memberships.select_related("county", "department"),
        "deputies": Deputy.objects.filter(membership__user=user, ends_on__gte=today).with_people(),
        "stands_in": Deputy.objects.filter(deputy=user, ends_on__gte=today).with_people(),
        "has_second_factor": has_second_factor(user),
        "locks": locks_of(user.username),
        # The own acts and the system's; what others did is the auditors' to read.
        "acts": Act.objects.filter(Q(by=request.user.pk) | Q(by=None), subject=user.username)[:20],
        "forms": fresh | bound,
    }
    return render(request, "accounts/account.html", context)


def _submit(
    request: SignedInRequest, user: User, name: str, form: forms.Form, act: Callable[..., None], done: str
) -> HttpResponse:
    """Do what a form of the page asks; where it cannot be done, show the page with what was typed and why."""
    if form.is_valid():
        try:
            with RefusalsIn(form):
                act(**form.cleaned_data)
                messages.success(request, done)
                return redirect("account", pk=user.pk)
        except ValidationError as invalid:
            form.add_error(None, invalid.messages)
    return _page(request, user, **{name: form})


def _do(request: SignedInRequest, pk: int, act: Callable[[], None], done: str) -> HttpResponse:
    act()
    messages.success(request, done)
    return redirect("account", pk=pk)


def _renew(request: SignedInRequest, pk: int, act: Callable[..., str]) -> HttpResponse:
    user = get_object_or_404(User, pk=pk)
    return _show_password(request, user, act(user=user, by=request.user))


def _show_password(request: SignedInRequest, user: User, password: str) -> HttpResponse:
    """The one time that a temporary password is shown; it is stored nowhere."""
    return render(request, "accounts/temporary_password.html", {"account": user, "password": password})
