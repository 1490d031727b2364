"""What every page of the admin shares: our permissions, our record. Accounts have pages of their own.

Django's own permissions and its LogEntry are not used: rights come from memberships, and an act stands in
`accounts.records`, inside the transaction of the change. There is no third kind of history.
"""

from collections.abc import Iterable
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.contrib.auth.models import Group
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import Act
from accounts.permissions import Permission, has_permission
from accounts.records import record

if TYPE_CHECKING:
    PlainModelAdmin = admin.ModelAdmin[Any]
else:
    PlainModelAdmin = admin.ModelAdmin


# Registered first, whatever the order of the applications, so that they can be taken back.
import_module("django.contrib.auth.admin")
import_module("django_otp.plugins.otp_totp.admin")
# Rights come from memberships; groups would be a second, silent place for them.
admin.site.unregister(Group)
# Secrets of second factors are nobody's to read; the pages of accounts reset them.
admin.site.unregister(TOTPDevice)


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
        self._record(request, obj, "新增", detail={})
        self.after_change(request, [obj.pk])

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        before = getattr(obj, "values_before_change", {})
        # In words: a record of an act is read by people who know no columns.
        changed = {
            str(form_label(self.model, name)): [old, shown(field_value(obj, name))]
            for name, old in before.items()
        }
        self._record(request, obj, "修改", detail={"changed": changed, "message": str(message)})
        self.after_change(request, [obj.pk])

    def log_deletions(self, request: HttpRequest, queryset: Iterable[Any]) -> Any:
        for obj in queryset:
            self._record(request, obj, "删除", detail={})

    def after_change(self, request: HttpRequest, ids: list[int]) -> None:
        """Ask for the work that the change makes necessary; inside the transaction of the change."""

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show the acts on record about this row."""
        obj = self.get_object(request, object_id)
        query = urlencode({"q": f"{self.opts.verbose_name} {obj}"})
        return HttpResponseRedirect(f"{reverse('admin:accounts_act_changelist')}?{query}")

    def _record(self, request: HttpRequest, obj: Any, verb: str, *, detail: dict[str, Any]) -> None:
        subject = f"{self.opts.verbose_name} {obj}"
        record(f"{verb}{self.opts.verbose_name}", subject, by=request.user, detail=detail)  # type: ignore[arg-type] # the admin lets nobody in who has not signed in


def form_label(model: type[models.Model], name: str) -> Any:
    """The Chinese name of a form's field; its own where the model lacks it."""
    with suppress(FieldDoesNotExist):
        return getattr(model._meta.get_field(name), "verbose_name", name)
    return name


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


@admin.register(Act)
class ActAdmin(ReadOnlyAdmin):
    """What was done, by whom: everything for an auditor, the own acts for those who keep data and accounts."""

    keeps = Permission.VIEW_RECORDS
    list_display = ("at", "by", "acting_for", "kind", "subject", "county")
    list_filter = ("kind", "county")
    list_select_related = ("by", "acting_for", "county")
    search_fields = ("subject", "kind", "by__username", "by__display_name")
    date_hierarchy = "at"

    def _may(self, request: HttpRequest) -> bool:
        return any(has_permission(request.user, permission) for permission in (self.keeps, *KEEPERS))

    def get_queryset(self, request: HttpRequest) -> Any:
        acts = super().get_queryset(request)
        return acts if has_permission(request.user, self.keeps) else acts.filter(by=request.user.pk)
