"""Every version behind one plan row: one click from its page, two from any number."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import workbook_response
from accounts.permissions import Permission
from indicators.models import PlanIndicator
from indicators.summaries.provenance import row_for_page
from planning.pages.files import downloadable
from planning.summaries.versions import Version, versions_of
from workbooks.writing import OutColumn, OutSheet

COLUMNS = (
    *(OutColumn("时间", 20), OutColumn("内容", 20), OutColumn("原为", 30, wrap=True)),
    *(OutColumn("改为", 30, wrap=True), OutColumn("操作人", 16), OutColumn("缘由", 40, wrap=True)),
    *(OutColumn("出处", 50, wrap=True), OutColumn("备注", 30, wrap=True), OutColumn("请求编号", 14)),
)


@requires(Permission.VIEW_FIGURES)
@require_safe
def row_history(request: SignedInRequest, pk: int) -> HttpResponse:
    row = row_for_page(pk, visible_counties(request.user).values_list("pk", flat=True))
    if row is None:
        raise Http404
    versions = versions_of(row)
    if request.GET.get("format") == "xlsx":
        name = f"{row.plan.county.name} {row.name} 历次版本"
        return workbook_response([_sheet(row, versions)], name=name, by=request.user)
    batches = downloadable(request.user, {v.batch_id for v in versions if v.batch_id})
    context = {"row": row, "versions": versions, "batches": batches}
    return render(request, "history/row.html", context)


def _sheet(row: PlanIndicator, versions: list[Version]) -> OutSheet:
    rows = (
        (
            f"{localtime(v.at):%Y-%m-%d %H:%M:%S}",
            *(v.what, v.before, v.after, v.who, v.why, v.source, v.note, v.request),
        )
        for v in versions
    )
    return OutSheet("历次版本", COLUMNS, rows, title=f"{row.plan} {row.name} 历次版本")
