"""The city at a glance: county × indicator for one period and year."""

from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import workbook_response
from accounts.permissions import Permission, has_permission
from custody.moments import as_of
from judging.matrix_filter import Selection, plans_with_rows, select
from judging.summaries.contradictions import Contradiction, contradictions
from judging.summaries.matrix import Matrix, matrix_of
from judging.tiles import Addresses, tiles
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
        may_import = has_permission(request.user, Permission.IMPORT_PLANS)
        return render(request, "planning/no_plans.html", {"title": "达成矩阵", "may_import": may_import})
    selection = select(plans, request.GET)
    found = matrix_of(selection.plans, selection.year, selection.choice)
    if request.GET.get("format") == "xlsx":
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
    export = request.GET.copy()
    export["format"] = "xlsx"
    contradicted = _contradicted(selection, found)
    return {
        "year": selection.year,
        "period": selection.period,
        "is_final": found.is_final,
        "export": export.urlencode(),
        "selection": selection,
        "uncomputed": found.uncomputed,
        "sees_jobs": has_permission(request.user, Permission.VIEW_JOBS),
        "tiles": tiles(
            found.counts,
            is_final=found.is_final,
            addresses=Addresses(selection.cleared),
            unmarked_note=_unmarked_note(found),
            by_hand=found.by_hand,
        ),
        "table": matrix_table(found, contradicted) if found.groups else "",
        "contradicted": len(contradicted),
        "wide": len(found.columns) > COLUMNS_IN_A_WINDOW,
        "shows_demo": found.uses_demo,
    }


def _contradicted(selection: Selection, found: Matrix) -> dict[int, Contradiction]:
    return contradictions(found.year, [plan.pk for plan in selection.plans])


def _unmarked_note(found: Matrix) -> str:
    """Which plans print no 指标属性 at all: not an omission of the ledger."""
    marked = {row.plan_id for row in found.rows if row.attribute}
    silent = [f"{column.county}{column.part}" for column in found.columns if column.plan_id not in marked]
    return f"{'、'.join(silent)}未印指标属性" if silent else ""
