"""The admin: reference data and acts on record, for those who keep or audit them.

For everybody else it does not exist. Accounts have pages of their own (`accounts.views.people`).
"""

from functools import update_wrapper
from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_http_methods

from accounts.access import METHODS
from accounts.permissions import Permission, has_permission

ADMITTED = (Permission.KEEP_REFERENCE, Permission.KEEP_ACCOUNTS, Permission.VIEW_RECORDS)


class LedgerAdminSite(admin.AdminSite):
    """Django's admin behind our own login and permissions."""

    site_title = "规划台账"
    site_header = "规划台账 · 基础数据"
    index_title = "基础数据"
    site_url = "/"
    enable_nav_sidebar = True

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        # A deletion of many rows at once is no act that anybody needs here.
        self.disable_action("delete_selected")

    def has_permission(self, request: HttpRequest) -> bool:
        return any(has_permission(request.user, permission) for permission in ADMITTED)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """As Django's, but for a signed-in person without the right the page does not exist."""
        guarded = super().admin_view(view, cacheable)

        def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if request.method not in METHODS:
                return HttpResponseNotAllowed(METHODS)
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            return guarded(request, *args, **kwargs)

        return update_wrapper(inner, view)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """As Django's, without the jump from any row of any table to its page: no row has one, some have no table."""
        return [one for one in super().get_urls() if getattr(one, "name", "") != "view_on_site"]

    @method_decorator(require_http_methods(METHODS))
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """One login page for everybody."""
        if request.user.is_authenticated and not self.has_permission(request):
            raise Http404
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """One way out for everybody, on record."""
        return redirect("logout", preserve_request=True)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """One page for everybody."""
        return redirect("change-password")
