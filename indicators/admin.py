"""The catalogue in the admin; the figures beside it for looking only."""

from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.admin import ReadOnlyAdmin, RecordedAdmin
from accounts.models import User
from accounts.permissions import Permission
from accounts.reference_admin import ReferenceAdmin
from accounts.telling import tell
from indicators.actions.findings import ask_for_findings
from indicators.actions.recompute import ask_for_catalogue
from indicators.actions.sites import merge_sites
from indicators.models import Indicator, Observation, Part, PlanMapping, Site
from indicators.resources import IndicatorResource, PartResource
from refusals import Refused


@admin.register(Indicator)
class IndicatorAdmin(ReferenceAdmin):
    """The catalogue. A change asks for the verdicts of the rows it touches, and for findings."""

    resource_classes = (IndicatorResource,)
    list_display = ("order", "code", "name", "unit", "direction", "level1", "level2", "observed_only")
    list_display_links = ("name",)
    list_filter = ("level1", "direction", "observed_only")
    search_fields = ("code", "name", "aliases")
    autocomplete_fields = ("related",)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("code",) if obj else ()

    def after_change(self, request: HttpRequest, ids: list[int]) -> None:
        names = "、".join(Indicator.objects.filter(pk__in=ids).values_list("name", flat=True)[:3])
        ask_for_catalogue(ids, cause=f"指标目录修改：{names}", by=cast("User", request.user))
        ask_for_findings(by=cast("User", request.user))


@admin.register(Part)
class PartAdmin(ReferenceAdmin):
    """Which indicator is contained in which: for the checks while typing; no verdict and no finding reads it."""

    resource_classes = (PartResource,)
    list_display = ("whole", "part", "is_exhaustive")
    list_display_links = ("whole", "part")
    list_select_related = ("whole", "part")
    list_filter = ("is_exhaustive",)
    search_fields = ("whole__name", "whole__code", "part__name", "part__code")
    autocomplete_fields = ("whole", "part")


@admin.register(Site)
class SiteAdmin(RecordedAdmin):
    """Places of monitoring; they come in with observations, here their names are kept."""

    keeps = Permission.KEEP_REFERENCE
    list_display = ("name", "county", "aliases")
    list_filter = ("county",)
    search_fields = ("name", "aliases")
    actions = ("merge",)

    @admin.action(description="合并所选的两个点位")
    def merge(self, request: HttpRequest, chosen: QuerySet[Site]) -> HttpResponse | None:
        """Two names of one place: asked which one stays, then merged on record."""
        sites = list(chosen.select_related("county"))
        kept = request.POST.get("kept", "")
        if len(sites) != 2:
            messages.error(request, "请正好勾选两个监测点位。")
            return None
        if kept not in {str(site.pk) for site in sites}:
            context = {
                **self.admin_site.each_context(request),
                "sites": sites,
                "opts": self.opts,
                "title": "合并监测点位",
            }
            return render(request, "admin/site_merge.html", context)
        gone = next(site for site in sites if str(site.pk) != kept)
        try:
            into = merge_sites(kept=int(kept), merged=gone.pk, by=cast("User", request.user))
        except Refused as refusal:
            tell(request, refusal)
        else:
            messages.success(request, f"“{gone.name}”已并入“{into.name}”，成为其别名。")
        return None


@admin.register(PlanMapping)
class PlanMappingAdmin(ReadOnlyAdmin):
    """Which catalogue entry a printed row means: reviewed with the plans."""

    list_display = ("plan", "table", "seq", "printed_name", "indicator", "site_name")
    list_select_related = ("plan__county", "indicator")
    list_filter = ("plan",)
    search_fields = ("printed_name", "indicator__name", "indicator__code")


@admin.register(Observation)
class ObservationAdmin(ReadOnlyAdmin):
    """Figures in force, with their source."""

    list_display = (
        "county",
        "indicator",
        "site",
        "year",
        "period",
        "basis",
        "text",
        "unit",
        "source",
        "is_demo",
    )
    list_select_related = ("county", "indicator", "site")
    list_filter = ("county", "year", "is_demo")
    search_fields = ("indicator__name", "indicator__code", "text", "file_name")
