"""The forms of accounts. They validate; `accounts.actions` writes."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone

from accounts.actions.refusals import fit_deputies, holders_of
from accounts.models import Membership, User
from accounts.permissions import COUNTY_ROLES, EXCLUSIVE_ROLES, Role
from counties.models import County, Department

if TYPE_CHECKING:
    AccountFormBase = forms.ModelForm[User]
    MembershipFieldBase = forms.ModelChoiceField[Membership]
    UserFieldBase = forms.ModelChoiceField[User]
else:
    AccountFormBase = forms.ModelForm
    MembershipFieldBase = UserFieldBase = forms.ModelChoiceField

CHOOSE = "（请选择）"


class CodeForm(forms.Form):
    code = forms.CharField(
        label="验证码",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
    )


class SecondWayForm(forms.Form):
    """Coming in while locked: password and code at once, so that neither can be guessed by itself."""

    username = forms.CharField(
        label="用户名", max_length=150, widget=forms.TextInput(attrs={"autocomplete": "username"})
    )
    password = forms.CharField(
        label="密码", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "current-password"})
    )
    code = forms.CharField(
        label="验证码或恢复码", max_length=40, widget=forms.TextInput(attrs={"autocomplete": "one-time-code"})
    )


class AccountForm(AccountFormBase):
    class Meta:
        model = User
        fields = ("username", "display_name")
        labels = {"username": "用户名"}
        help_texts = {"username": "用于登录，可用字母、数字和 @ . + - _；开通后不再更改。"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["display_name"].required = True
        self.fields["username"].widget.attrs["autocomplete"] = "off"

    def clean_username(self) -> str:
        """No two that a person would read as one: SHENHE beside shenhe."""
        username: str = self.cleaned_data["username"]
        alike = User.objects.filter(username__iexact=username).first()
        if alike is not None:
            raise forms.ValidationError(f"用户名“{alike.username}”已存在（不分大小写），请另取一个。")
        return username


class NameForm(forms.Form):
    display_name = forms.CharField(label="姓名或岗位", max_length=60)


class RoleForm(forms.Form):
    """One role to give: where a county role needs its county, it says so here, before the database does."""

    role = forms.ChoiceField(label="角色", choices=Role.choices)
    county = forms.ModelChoiceField(
        label="县区",
        queryset=County.objects.filter(parent__isnull=False),
        required=False,
        empty_label="（全市）",
    )
    department = forms.ModelChoiceField(
        label="部门", queryset=Department.objects.all(), required=False, empty_label="（不限部门）"
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        role, county = cleaned.get("role"), cleaned.get("county")
        if role and (role in COUNTY_ROLES) != bool(county):
            raise forms.ValidationError("县区填报员、县级负责人须指定县区；市级角色不得指定县区。")
        if cleaned.get("department") and role != Role.CLERK:
            raise forms.ValidationError("只有县区填报员可以指定部门。")
        return cleaned


class HeldRoleField(MembershipFieldBase):
    """A choice among one person's roles, each told by its place."""

    def label_from_instance(self, obj: Membership) -> str:
        return obj.place


class PersonField(UserFieldBase):
    """A choice among people: two of them may hold the same post, never the same user name."""

    def label_from_instance(self, obj: User) -> str:
        return f"{obj}（{obj.username}）"


class HandOverForm(forms.Form):
    to = PersonField(label="接手人", queryset=User.objects.none(), empty_label=CHOOSE)
    close = forms.BooleanField(label="移交后关闭本账号", required=False)

    def __init__(self, *args: Any, user: User, by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        to = self.fields["to"]
        assert isinstance(to, forms.ModelChoiceField)  # noqa: S101 - declared above
        to.queryset = heirs(user, by=by)
        to.help_text = "只列可以接手的启用账号；审核、系统管理、审计三种角色一人只能担任一种。"


class DeputyForm(forms.Form):
    """Only who may stand in can be chosen; which role by whom, the action refuses with a sentence."""

    membership = HeldRoleField(label="被代理的角色", queryset=Membership.objects.none(), empty_label=CHOOSE)
    deputy = PersonField(label="代理人", queryset=User.objects.none(), empty_label=CHOOSE)
    starts_on = forms.DateField(
        label="开始日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    ends_on = forms.DateField(
        label="结束日期", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    reason = forms.CharField(label="事由", max_length=100)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        membership, deputy = self.fields["membership"], self.fields["deputy"]
        assert isinstance(membership, forms.ModelChoiceField)  # noqa: S101 - declared above
        assert isinstance(deputy, forms.ModelChoiceField)  # noqa: S101 - declared above
        membership.queryset = user.memberships.select_related("county", "department")
        deputy.queryset = _deputies(user)
        deputy.help_text = "只能由同一县区的人员代理；市级角色由市级人员代理。"
        if not deputy.queryset.exists():
            deputy.help_text += "目前没有可以代理的其他启用账号。"
        deputy.error_messages["invalid_choice"] = (
            "代理人须与被代理人同级、同县区，账号须启用；请在名单中另选。"
        )
        self.fields["starts_on"].initial = timezone.localdate()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "结束日期不得早于开始日期。")
        elif ends_on and ends_on < timezone.localdate():
            self.add_error("ends_on", "结束日期已过。")
        return cleaned


def _deputies(user: User) -> QuerySet[User]:
    """Who may stand in for one of the roles of `user`."""
    found = User.objects.none()
    for membership in user.memberships.all():
        found |= fit_deputies(membership)
    return found.order_by("username")


def heirs(user: User, *, by: User) -> QuerySet[User]:
    """Open accounts of those who may take every role of `user`; nobody gives a role to the own account."""
    found = User.objects.filter(is_active=True).exclude(pk__in=[user.pk, by.pk])
    for role in user.memberships.filter(role__in=EXCLUSIVE_ROLES).values_list("role", flat=True):
        found = found.exclude(pk__in=holders_of(EXCLUSIVE_ROLES - {Role(role)}))
    return found.order_by("username")
