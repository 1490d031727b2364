"""What was done, by whom: for auditors, who read every record and change none."""

import json

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from accounts.access import SignedInRequest, requires
from accounts.downloads import workbook_response
from accounts.models import Act
from accounts.permissions import Permission
from planning.pages.act_filter import Selection, select
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

LABELS = {
    "batch": "导入编号",
    "reason": "理由",
    "from": "原为",
    "to": "改为",
    "row": "规划行",
    "said": "内容",
    "authority": "单位",
    "document": "文号",
    "sheets": "工作表",
    "finding": "质疑编号",
    "job": "任务",
    "new": "新增",
    "changed": "变更",
    "same": "不变",
    "gone": "删除",
    "refused": "退回",
    "rows": "逐行变化",
    "method": "请求方式",
    "status": "应答",
    "message": "表单",
    "created": "新增",
    "updated": "更新",
    "before": "早于",
    "count": "条数",
    "kinds": "种类",
    "edition": "版次",
    "address": "地址",
    "page": "页面",
    "why": "缘由",
    "role": "角色",
    "roles": "角色",
    "display_name": "姓名或岗位",
    "second_factor": "两步验证",
    "sessions_ended": "结束的会话",
    "left": "剩余恢复码",
    "ids": "记录编号",
    "sha256": "文件校验值",
}
"""What the parts of a record's detail are called on the page."""


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
    return render(request, "acts/act_list.html", context)


@requires(Permission.VIEW_RECORDS)
@require_safe
def act(request: SignedInRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Act.objects.select_related("by", "acting_for", "county"), pk=pk)
    same = (
        Act.objects.filter(request_id=found.request_id).exclude(pk=pk)
        if found.request_id
        else Act.objects.none()
    )
    detail = [(LABELS.get(name, name), _shown(value)) for name, value in found.detail.items()]
    return render(request, "acts/act.html", {"act": found, "detail": detail, "same": same})


def _shown(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, indent=1)


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
            json.dumps(act.detail, ensure_ascii=False) if act.detail else "",
        )
        for act in selection.acts.iterator(chunk_size=2000)
    )
    footer = [f"筛选：{selection.said}"] if selection.said else []
    return OutSheet("操作记录", COLUMNS, rows, title="操作记录", footer=footer)
