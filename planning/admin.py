"""Divisions, departments and plans in the admin; here because a change leaves a record, which `counties` knows not."""

from typing import Any, cast

from django.contrib import admin
from django.http import HttpRequest

from accounts.admin import ReadOnlyAdmin
from accounts.models import User
from accounts.reference_admin import ReferenceAdmin
from counties.models import County, Department, Plan
from counties.resources import CountyResource, DepartmentResource
from indicators.actions.findings import ask_for_findings


class FindingsAdmin(ReferenceAdmin):
    """Reference data that findings rest on: areas, names of departments."""

    def after_change(self, request: HttpRequest, ids: list[int]) -> None:
        ask_for_findings(by=cast("User", request.user))


@admin.register(County)
class CountyAdmin(FindingsAdmin):
    """Divisions; the code is the key and stays."""

    resource_classes = (CountyResource,)
    list_display = ("code", "name", "short_name", "parent", "area_km2", "area_source")
    list_select_related = ("parent",)
    search_fields = ("code", "name", "short_name")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",) if obj else ()


@admin.register(Department)
class DepartmentAdmin(FindingsAdmin):
    """Departments with their aliases."""

    resource_classes = (DepartmentResource,)
    list_display = ("name", "code", "aliases", "order")
    search_fields = ("code", "name", "aliases")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",) if obj else ()


@admin.register(Plan)
class PlanAdmin(ReadOnlyAdmin):
    """Plans for looking: their years decide verdicts and come in with the plan's workbook."""

    list_display = ("key", "county", "short_title", "period_start", "period_end", "base_year")
    list_select_related = ("county",)
    search_fields = ("key", "title")
