"""The page of all versions of one thing: when, what, old and new, who and why, from which file and cell."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest
from accounts.downloads import workbook_response
from custody.local_time import to_second
from custody.versions import Version
from indicators.summaries.originals import downloadable
from workbooks.writing import OutColumn, OutSheet

COLUMNS = (
    *(OutColumn("时间", 20), OutColumn("内容", 20), OutColumn("原为", 30, wrap=True)),
    *(OutColumn("改为", 30, wrap=True), OutColumn("操作人", 16), OutColumn("缘由", 40, wrap=True)),
    *(OutColumn("出处", 50, wrap=True), OutColumn("备注", 30, wrap=True), OutColumn("请求编号", 14)),
)


@dataclass(frozen=True, slots=True)
class VersionPage:
    """What the versions are of; `way` leads back, as (address, words)."""

    county: str
    title: str
    about: str
    way: tuple[tuple[str, str], ...]
    versions: list[Version]
    correct: str = ""
    """Where a figure in force is corrected or taken out, by whoever may."""


def version_page(request: SignedInRequest, found: VersionPage) -> HttpResponse:
    """As a page, or as a sheet where that is asked for."""
    if request.GET.get("format") == "xlsx":
        name = f"{found.county} {found.title} 历次版本"
        return workbook_response([_sheet(found)], name=name, by=request.user)
    batches = downloadable(request.user, {v.batch_id for v in found.versions if v.batch_id})
    return render(request, "judging/versions.html", {"found": found, "batches": batches})


def _sheet(found: VersionPage) -> OutSheet:
    rows = (
        (
            to_second(v.at),
            *(v.what, v.before, v.after, v.who, v.why, v.source, v.remark, v.request),
        )
        for v in found.versions
    )
    return OutSheet("历次版本", COLUMNS, rows, title=f"{found.county} {found.title} 历次版本")
