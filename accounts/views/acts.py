"""What was done, by whom: for auditors, who read every record and change none."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires
from accounts.act_filter import Selection, select
from accounts.act_words import in_words
from accounts.downloads import workbook_response
from accounts.models import Act
from accounts.permissions import Permission
from workbooks.writing import OutColumn, OutSheet

PER_PAGE = 50
COLUMNS = (
    OutColumn("时间", 20),
    OutColumn("操作人", 18),
    OutColumn("代理", 18),
    OutColumn("事项", 16),
    OutColumn("对象", 60, wrap=True),
    OutColumn("县区", 12),
    OutColumn("请求编号", 14),
    OutColumn("详情", 80, wrap=True),
)


@requires(Permission.VIEW_RECORDS)
@require_safe
def act_list(request: SignedInRequest) -> HttpResponse:
    selection = select(request.GET)
    if request.GET.get("format") == "xlsx":
        return workbook_response([_sheet(selection)], name="操作记录", by=request.user)
    address = request.GET.copy()
    address.pop("page", None)
    page = Paginator(selection.acts, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "form": selection.form,
        "said": selection.said,
        "problem": selection.problem,
        "address": address.urlencode(),
        "cleared": request.path if selection.said else "",
    }
    return render(request, "accounts/act_list.html", context)


@requires(Permission.VIEW_RECORDS)
@require_safe
def act(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Act.objects.select_related("by", "acting_for", "county"), pk=pk)
    same = (
        Act.objects.filter(request_id=found.request_id).exclude(pk=pk)
        if found.request_id
        else Act.objects.none()
    )
    context = {"act": found, "detail": list(in_words(found.detail)), "same": same}
    return render(request, "accounts/act.html", context)


def _sheet(selection: Selection) -> OutSheet:
    rows = (
        (
            f"{localtime(act.at):%Y-%m-%d %H:%M:%S}",
            str(act.by or "系统"),
            str(act.acting_for or ""),
            act.kind,
            act.subject,
            act.county.name if act.county else "",
            act.request_id,
            "\n".join(f"{word}：{said}" for word, said in in_words(act.detail)),
        )
        for act in selection.acts.iterator(chunk_size=2000)
    )
    footer = [f"筛选：{selection.said}"] if selection.said else []
    return OutSheet("操作记录", COLUMNS, rows, title="操作记录", footer=footer)
