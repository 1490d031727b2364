"""The city at a glance: county × indicator for one period and year."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import workbook_response
from accounts.permissions import Permission
from custody.moments import as_of
from judging.matrix_filter import Selection, plans_with_rows, select
from judging.summaries.contradictions import Contradiction, contradictions
from judging.summaries.matrix import Matrix, matrix_of
from planning.figures import no_plans, selected, told
from planning.matrix_export import matrix_sheets
from planning.matrix_table import matrix_table
from planning.notes import missed, reporting_of

#: More columns than this scroll inside the card, with head and first column in sight.
COLUMNS_IN_A_WINDOW = 5


@requires(Permission.VIEW_FIGURES)
@as_of
def matrix(request: SignedInRequest) -> HttpResponse:
    counties = list(visible_counties(request.user))
    plans = plans_with_rows(counties)
    if not plans:
        return no_plans(request, "达成矩阵")
    selection = select(plans, request.GET)
    found = matrix_of(selection.plans, selection.year, selection.choice)
    if selection.narrowing.as_excel:
        name = f"达成矩阵 {selection.period[0]}-{selection.period[1]} {selection.year}年"
        sheets = matrix_sheets(found, selection, _contradicted(selection, found))
        return workbook_response(sheets, name=name, by=request.user)
    context = {
        **_context(request, selection, found),
        "missed": missed(plans, selection, found.counted),
        "reporting": reporting_of(request, counties),
    }
    return render(request, "planning/matrix.html", context)


def _context(request: SignedInRequest, selection: Selection, found: Matrix) -> dict[str, object]:
    contradicted = _contradicted(selection, found)
    plans = {column.plan_id: f"{column.county}{column.part}" for column in found.columns}
    return {
        **selected(request, selection),
        **told(found, selection, plans),
        "is_final": found.is_final,
        "uncomputed": found.uncomputed,
        "table": matrix_table(found, request, contradicted) if found.groups else "",
        "contradicted": len(contradicted),
        "wide": len(found.columns) > COLUMNS_IN_A_WINDOW,
    }


def _contradicted(selection: Selection, found: Matrix) -> dict[int, Contradiction]:
    return contradictions(found.year, [plan.pk for plan in selection.plans])
