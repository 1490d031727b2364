"""What was done, by whom: for auditors, who read every record and change none."""

from collections.abc import Iterable, Iterator, Sequence

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires
from accounts.act_filter import ActFilter
from accounts.act_words import in_words
from accounts.downloads import workbook_response
from accounts.models import Act
from accounts.permissions import Permission
from custody.local_time import to_second
from lists.listing import Listing
from workbooks.cells import Out
from workbooks.writing import OutColumn

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
    chosen = ActFilter(request.GET)
    listing = Listing(request, chosen)
    if listing.as_excel:
        sheet = listing.sheet("操作记录", COLUMNS, _rows(chosen.qs.iterator(chunk_size=2000)))
        return workbook_response([sheet], name="操作记录", by=request.user)
    return render(request, "accounts/act_list.html", {"listing": listing})


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


def _rows(acts: Iterable[Act]) -> Iterator[Sequence[Out]]:
    for act in acts:
        yield (
            to_second(act.at),
            str(act.by or "系统"),
            str(act.acting_for or ""),
            act.kind,
            act.subject,
            act.county.name if act.county else "",
            act.request_id,
            "\n".join(f"{word}：{said}" for word, said in in_words(act.detail)),
        )
