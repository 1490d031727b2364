"""Every version behind one plan row, one figure, one project: one click from its page, two from any number.

Any other thing's as its table declares that they are told.
"""

from functools import reduce
from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.permissions import Permission, has_permission
from counties.models import County, Plan
from custody.told_models import told_models
from custody.versions import events_of, told_versions
from indicators.models import Indicator, Observation, Site
from judging.summaries.provenance import row_for_page
from judging.summaries.thing_versions import last_of_figure, versions_of_figure, versions_of_project
from judging.summaries.versions import versions_of
from judging.views.version_page import VersionPage, version_page
from projects.models import KeyProject


@requires(Permission.VIEW_FIGURES)
@require_safe
def row_history(request: SignedInRequest, pk: int) -> HttpResponse:
    row = row_for_page(pk, visible_counties(request.user).values_list("pk", flat=True))
    if row is None:
        raise Http404
    county = row.plan.county
    found = VersionPage(
        county=county.name,
        title=row.name,
        about=f"{row.plan.short_title}{f' 序号 {row.seq}' if row.seq else ''}",
        way=(
            (reverse("county", args=[county.code]), county.name),
            (reverse("plan-indicator", args=[pk]), row.name),
        ),
        versions=versions_of(row),
    )
    return version_page(request, found)


@requires(Permission.VIEW_FIGURES)
@require_safe
def figure_history(request: SignedInRequest, pk: int) -> HttpResponse:
    """One figure in force, or one that was: a plan need not ask for it."""
    last = last_of_figure(pk, list(visible_counties(request.user).values_list("pk", flat=True)))
    if last is None:
        raise Http404
    county, indicator = County.objects.get(pk=last.county_id), Indicator.objects.get(pk=last.indicator_id)
    site = Site.objects.get(pk=last.site_id).name if last.site_id else ""
    found = VersionPage(
        county=county.name,
        title=f"{indicator.name} {last.year}年",
        about=" · ".join(part for part in (county.name, site, last.period, last.basis) if part),
        way=(
            (reverse("county", args=[county.code]), county.name),
            (reverse("indicator", args=[indicator.code]), indicator.name),
        ),
        versions=versions_of_figure(last),
        correct=_where_corrected(request, pk),
    )
    return version_page(request, found)


def _where_corrected(request: SignedInRequest, pk: int) -> str:
    """Figures of a plan's own text follow the text."""
    stands = Observation.objects.filter(pk=pk).exclude(basis=Observation.SELF_STATED).exists()
    may = has_permission(request.user, Permission.IMPORT_OBSERVATIONS)
    return reverse("figure-correct", args=[pk]) if stands and may else ""


@requires(Permission.VIEW_FIGURES)
@require_safe
def project_history(request: SignedInRequest, pk: int) -> HttpResponse:
    counties = visible_counties(request.user)
    project = KeyProject.objects.filter(pk=pk, county__in=counties).select_related("county").first()
    if project is None:
        raise Http404
    plans = list(Plan.objects.filter(county__in=counties).values_list("pk", flat=True))
    found = VersionPage(
        county=project.county.name,
        title=project.name,
        about=project.county.name,
        way=((reverse("project-list"), "重点项目"), (reverse("project", args=[pk]), project.name)),
        versions=versions_of_project(pk, plans),
    )
    return version_page(request, found)


@requires(Permission.VIEW_FIGURES)
@require_safe
def thing_history(request: SignedInRequest, table: str, pk: int) -> HttpResponse:
    """Of whatever table tells its versions; also of something that has been taken out."""
    told_tables = {model._meta.label_lower: (model, told) for model, told in told_models()}
    if table not in told_tables:
        raise Http404
    model, told = told_tables[table]
    events = events_of(model, id=pk, **{f"{told.county}__in": visible_counties(request.user)})
    if not events:
        raise Http404
    last: Any = events[-1]
    county: County = reduce(getattr, told.county.split("__"), last)
    found = VersionPage(
        county=county.name,
        # What a doubt is called is a whole sentence: too long for a heading, and for the name of a file.
        title=told.called,
        about=told.named(last),
        way=(
            (reverse("county", args=[county.code]), county.name),
            (reverse("county-changes", args=[county.code]), "变动"),
        ),
        versions=told_versions(told, events),
    )
    return version_page(request, found)
