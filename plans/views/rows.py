"""The step at which an administrator says what single rows of a plan's file are: a stored row, an entry of the catalogue."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.kept import keep_form
from accounts.permissions import Permission
from accounts.telling import refused_to
from counties.names import NameBook
from imports.models import ImportBatch
from indicators.models import Indicator
from plans.said_rows import Said, said_of
from plans.uploading import say_rows
from refusals import Refused


def asked_rows(batch: ImportBatch, said: Mapping[str, Any]) -> dict[str, Any]:
    """What the form shows: rows that may be stored ones, statements in another unit, the meaning of every row."""
    report = batch.report
    offers = [
        {**offer, "name": f"same-{number}", "value": said.get(f"same-{number}", str(offer["said"] or ""))}
        for number, offer in enumerate(report.get("offers", []))
    ]
    meanings = [
        {
            **one,
            "name": f"map-{number}",
            "value": said.get(f"map-{number}", one["entry"]),
            "alias_name": f"alias-{number}",
            "is_alias": f"alias-{number}" in said if said else one["alias"],
        }
        for number, one in enumerate(report.get("meanings", []))
    ]
    return {
        "offers": offers,
        "unknown": [one for one in meanings if not one["code"]],
        "known_meanings": [one for one in meanings if one["code"]],
        "catalogue": Indicator.objects.order_by("order", "code").values_list("name", "unit"),
        "chosen": sum(one["chosen"] for one in meanings),
    }


def _again(request: SignedInRequest, _refusal: Refused, pk: int) -> HttpResponse:
    page = reverse("import-plan-preview", args=[pk])
    typed = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    keep_form(request, page, **typed)
    return redirect(f"{page}#rows")


@requires(Permission.IMPORT_PLANS)
@require_POST
@refused_to(_again)
def say(request: SignedInRequest, pk: int) -> HttpResponse:
    batch = get_object_or_404(ImportBatch, pk=pk, kind=ImportBatch.Kind.PLAN)
    mapping = dict(_mapping(request, batch))
    said = Said(
        same=_same(request, batch),
        mapping=mapping,
        aliases=frozenset(_aliases(request, batch, mapping)),
        convert=frozenset(request.POST.getlist("convert")),
    )
    again = say_rows(batch.pk, said=said, by=request.user)
    if again.state == ImportBatch.State.REFUSED:
        messages.warning(request, "已按所选重新预览，仍有内容不能读取，尚不能入账；请看下面的提示。")
    else:
        messages.success(request, "已按所选重新预览，请核对后再确认。")
    return redirect("import-plan-preview", pk=again.pk)


def _same(request: HttpRequest, batch: ImportBatch) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, offer in enumerate(batch.report.get("offers", [])):
        chosen = request.POST.get(f"same-{number}", "")
        if chosen in {str(one["pk"]) for one in offer["candidates"]}:
            found[offer["place"]] = int(chosen)
    twice = [pk for pk, number in Counter(found.values()).items() if number > 1]
    if twice:
        titles = {one["pk"]: one["title"] for offer in batch.report["offers"] for one in offer["candidates"]}
        raise Refused(f"原来的“{titles[twice[0]]}”选给了两行；一行只能与新版中的一行是同一行，请改选。")
    return found


def _mapping(request: HttpRequest, batch: ImportBatch) -> Iterator[tuple[str, str]]:
    """Rows for which another entry was named than the one they have, or one was named in this import before."""
    before = said_of(batch.options).mapping
    names = NameBook((one, one.all_names) for one in Indicator.objects.all())
    for number, one in enumerate(batch.report.get("meanings", [])):
        text = request.POST.get(f"map-{number}", "").strip()
        if not text:
            continue
        entry = names.find(text)
        if entry.one is None:
            near = f"相近的有：{'、'.join(entry.near)}。" if entry.near else ""
            raise Refused(
                f"“{one['title']}”一行填写的“{text[:40]}”不在指标目录中。{near}请从列出的名称中选择，或登记新指标。"
            )
        if entry.one.code != one["code"] or one["place"] in before:
            yield one["place"], entry.one.code


def _aliases(request: HttpRequest, batch: ImportBatch, mapping: Mapping[str, str]) -> Iterator[str]:
    for number, one in enumerate(batch.report.get("meanings", [])):
        if f"alias-{number}" in request.POST and one["place"] in mapping:
            yield one["place"]
