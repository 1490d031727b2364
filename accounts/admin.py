"""The admin's side of accounts, and what every page of the admin shares: our permissions, our record.

Django's own permissions and its LogEntry are not used: rights come from memberships, and an act stands in
`accounts.records`, inside the transaction of the change. There is no third kind of history.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from axes.utils import reset as unlock_login
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import Group
from django.contrib.postgres.fields import ArrayField
from django.db import models, transaction
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from accounts.models import Act, Membership, User
from accounts.permissions import EXCLUSIVE_ROLES, Permission, Role, has_permission
from accounts.records import record

if TYPE_CHECKING:
    PlainModelAdmin = admin.ModelAdmin[Any]
    PlainInline = admin.TabularInline[Any, Any]
    MembershipFormSetBase = BaseInlineFormSet[Any, Any, Any]
else:
    PlainModelAdmin, PlainInline = admin.ModelAdmin, admin.TabularInline
    MembershipFormSetBase = BaseInlineFormSet


# Rights come from memberships; groups would be a second, silent place for them.
admin.site.unregister(Group)


#: Who keeps what the admin is for.
KEEPERS = (Permission.KEEP_REFERENCE, Permission.KEEP_ACCOUNTS)


class HeldByPermission:
    """Admin rights answered by our permissions: whoever `keeps` may see and change, nobody deletes."""

    keeps: Permission

    def _may(self, request: HttpRequest) -> bool:
        return has_permission(request.user, self.keeps)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._may(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class RecordedAdmin(HeldByPermission, PlainModelAdmin):
    """A page of the admin whose every change leaves an act with the values before and after."""

    actions_on_top = True

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Lists of names in one field as they stand in the spreadsheets: separated by “|”."""
        if isinstance(db_field, ArrayField):
            kwargs |= {"delimiter": "|", "widget": AdminTextareaWidget, "help_text": "多个名称用“|”隔开。"}
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.values_before_change = {
            name: shown(form[name].initial) for name in form.changed_data if name in form.fields
        }
        super().save_model(request, obj, form, change)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._record(request, obj, "新增", {})
        self.after_change(request, [obj.pk])

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        before = getattr(obj, "values_before_change", {})
        changed = {name: [old, shown(field_value(obj, name))] for name, old in before.items()}
        self._record(request, obj, "修改", {"changed": changed, "message": str(message)})
        self.after_change(request, [obj.pk])

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Any]) -> Any:
        for obj in queryset:
            self._record(request, obj, "删除", {})

    def after_change(self, request: HttpRequest, ids: list[int]) -> None:
        """Ask for the work that the change makes necessary; inside the transaction of the change."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show the acts on record about this row."""
        obj = self.get_object(request, object_id)
        query = urlencode({"q": f"{self.opts.verbose_name} {obj}"})
        return HttpResponseRedirect(f"{reverse('admin:accounts_act_changelist')}?{query}")

    def _record(self, request: HttpRequest, obj: Any, verb: str, detail: dict[str, Any]) -> None:
        subject = f"{self.opts.verbose_name} {obj}"
        record(f"{verb}{self.opts.verbose_name}", subject, by=request.user, detail=detail)  # type: ignore[arg-type]


def field_value(obj: models.Model, name: str) -> Any:
    """Return the attribute of a form field, or None where the form has a field that the model lacks."""
    return getattr(obj, name, None)


def shown(value: Any) -> Any:
    """Return a value of a form as it may stand in a JSON record; secrets never reach this function."""
    if value is None or isinstance(value, str | int | bool):
        return value
    if isinstance(value, models.Manager):
        return sorted(str(other) for other in value.all())
    if isinstance(value, models.Model):
        return str(value)
    if isinstance(value, list | tuple | models.QuerySet):
        return [str(part) for part in value]
    return str(value)


class ReadOnlyAdmin(HeldByPermission, PlainModelAdmin):
    """For looking only: what moves a figure is changed on the pages made for it, never here."""

    keeps = Permission.KEEP_REFERENCE

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:accounts_act_changelist"))


class MembershipFormSet(MembershipFormSetBase):
    """The roles of one user."""

    acting: User

    def clean(self) -> None:
        """Keep administrators from locking themselves out; see all rows at once, as no row's constraint does."""
        super().clean()
        if any(self.errors):
            return
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("role")]
        kept = [
            (row["role"], row.get("county"), row.get("department")) for row in rows if not row.get("DELETE")
        ]
        if len(set(kept)) != len(kept):
            raise forms.ValidationError("同一角色列了两次；请删去一行。")
        if sum(role in EXCLUSIVE_ROLES for role, *_ in kept) > 1:
            raise forms.ValidationError("审核、系统管理、审计三种角色一人只能担任一种。")
        if self.instance.pk == self.acting.pk and Role.ADMIN not in {role for role, *_ in kept}:
            raise forms.ValidationError("不能取消自己的系统管理员角色；请由另一名系统管理员操作。")


class MembershipInline(HeldByPermission, PlainInline):
    keeps = Permission.KEEP_ACCOUNTS
    model = Membership
    formset = MembershipFormSet
    extra = 1

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._may(request)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset: Any = super().get_formset(request, obj, **kwargs)
        formset.acting = request.user
        return formset

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Counties and departments to choose from, not to edit on the way."""
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "county":
            field.queryset = field.queryset.filter(parent__isnull=False)
        if db_field.name in {"county", "department"}:
            for what in ("add", "change", "view"):
                setattr(field.widget, f"can_{what}_related", False)
        return field


@admin.register(User)
class AccountAdmin(RecordedAdmin, UserAdmin):  # type: ignore[type-arg]
    """Accounts are closed, never deleted: their acts stay on record."""

    keeps = Permission.KEEP_ACCOUNTS
    list_display = ("username", "display_name", "role_label", "is_active", "last_login")
    list_filter = ("is_active", "memberships__role", "memberships__county")
    search_fields = ("username", "display_name")
    ordering = ("username",)
    filter_horizontal: ClassVar = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("username", "password", "display_name", "is_active")}),
        ("登录", {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("username", "display_name", "password1", "password2")}),)
    inlines = (MembershipInline,)
    actions = ("unlock",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Nobody closes the own account."""
        own = ("is_active",) if obj is not None and obj.pk == request.user.pk else ()
        return (*self.readonly_fields, *own)

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).prefetch_related("memberships__county")

    @admin.action(description="解除所选账号的登录锁定")
    def unlock(self, request: HttpRequest, queryset: models.QuerySet[User]) -> None:
        """Open accounts that five wrong passwords have closed."""
        with transaction.atomic():
            for user in queryset:
                unlock_login(username=user.username)
                self._record(request, user, "解除登录锁定：", {})
        messages.success(request, f"已解除 {len(queryset)} 个账号的登录锁定。")


@admin.register(Act)
class ActAdmin(ReadOnlyAdmin):
    """What was done, by whom: everything for an auditor, the own acts for those who keep data and accounts."""

    keeps = Permission.VIEW_RECORDS
    list_display = ("at", "by", "kind", "subject", "county")
    list_filter = ("kind", "county")
    list_select_related = ("by", "county")
    search_fields = ("subject", "kind", "by__username", "by__display_name")
    date_hierarchy = "at"

    def _may(self, request: HttpRequest) -> bool:
        return any(has_permission(request.user, permission) for permission in (self.keeps, *KEEPERS))

    def get_queryset(self, request: HttpRequest) -> Any:
        acts = super().get_queryset(request)
        return acts if has_permission(request.user, self.keeps) else acts.filter(by=request.user.pk)
