"""The clerk hands cells on: one page that says what will be submitted and what it would change, and the way back."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import SignedInRequest, requires
from accounts.kept import keep_form, kept_form
from accounts.permissions import Permission
from accounts.telling import refused_to, tell
from counties.models import County
from judging.questions import Inputs
from lists.asked import whole_number, whole_numbers
from plausibility import Severity
from refusals import Refused
from reporting.actions.submitting import keep_value, submit, withdraw
from reporting.asking import inputs_of
from reporting.checking import copies_of, flag
from reporting.counterfacts import counterfacts
from reporting.grid import entries_of
from reporting.models import Entry, Round, Step
from reporting.readiness import unready_of
from reporting.remarks import severity
from reporting.states import GIVEN_BACK, State
from reporting.summaries.owed import replies
from reporting.unanswered import unanswered
from reporting.views.addressed import round_and_county


@requires(Permission.ENTER_FIGURES)
def entry_submit(request: SignedInRequest, year: int, code: str) -> HttpResponse:
    """What is ready, what is not and why, which verdicts would change; a POST submits exactly what was looked at."""
    of, county = round_and_county(request.user, year, code)
    department = request.GET.get("department", "")
    if request.method == "POST" and (done := _submit(request, of, county, department)):
        return done
    every = _of(request, of, county, department, *GIVEN_BACK, State.DRAFT, State.SUBMITTED)
    submitted = [entry for entry in every if entry.stands is State.SUBMITTED]
    found = [entry for entry in every if entry.stands is not State.SUBMITTED]
    mine = [entry for entry in found if not entry.locked_because]
    silent = unanswered(mine)
    entries = [entry for entry in mine if entry.pk not in silent]
    inputs = inputs_of(entries)
    flag(entries, inputs)
    lines = _lines(entries, inputs)
    ready = [line for line in lines if not line["unready"]]
    waiting = len(lines) - len(ready) + len(silent)
    context = {
        "round": of,
        "county": county,
        "of_department": _query(department),
        "ready": ready,
        "words": request.POST.get("words", ""),
        "kept": kept_form(request),
        "copied": copies_of([line["entry"] for line in ready], inputs),
        "unready": [line for line in lines if line["unready"]],
        "changes": sum(any(fact.changes for fact in line["facts"]) for line in ready),
        "given_back": [(entry, silent[entry.pk]) for entry in mine if entry.pk in silent],
        "submitted": submitted,
        "locked": len(found) - len(mine),
        "back": _grid_address(of, county, department),
        "back_words": "返回修改" if of.is_open or mine else "返回填报表",
        "nothing_ready": _nothing_ready(of, waiting=waiting, submitted=len(submitted)),
    }
    return render(request, "reporting/submit.html", context)


def _lines(entries: Sequence[Entry], inputs: Mapping[int, tuple[Inputs, ...]]) -> list[dict[str, Any]]:
    unready, facts, kept = unready_of(entries), counterfacts(entries, inputs), replies(entries)
    return [_line(entry, unready[entry.pk], facts.get(entry.pk, ()), kept.get(entry.pk)) for entry in entries]


def _line(entry: Entry, unready: list[str], facts: Any, kept: Step | None) -> dict[str, Any]:
    many = len({fact.row_id for fact in facts}) > 1
    told = [(one["sentence"], severity(one)) for one in entry.warnings]
    return {
        "entry": entry,
        "unready": unready,
        # What is to be mended stands among the reasons already.
        "beside": [sentence for sentence, how in told if how is not Severity.MEND],
        "remarks": [(sentence, how is not Severity.HINT) for sentence, how in told],
        "facts": facts,
        "many": many,
        "kept": kept,
    }


def _nothing_ready(of: Round, *, waiting: int, submitted: int) -> str:
    """What to do where no cell can be submitted."""
    if waiting:
        return "请先处理上面列出的各项。"
    if submitted:
        return "已提交的在下面，待县级负责人签发。"
    if not of.is_open:
        return "没有待回应的退回、重开项。"
    return "填写数值后，这里列出将要提交的项和对结论的影响。"


def _submit(request: SignedInRequest, of: Round, county: County, department: str) -> HttpResponse | None:
    """None where it was refused: the page says why and keeps the words."""
    seen = _seen(request.POST)
    own = {entry.pk for entry in entries_of(of, county, request.user)}
    if not seen or not set(seen) <= own:
        messages.warning(request, "没有可提交的项，请刷新页面后重新核对。")
        return redirect(_grid_address(of, county, department))
    try:
        done = submit(seen, by=request.user, seen=seen, words=request.POST.get("words", ""))
    except Refused as refusal:
        tell(request, refusal)
        return None
    said = f"已提交 {len(done)} 项，待县级负责人签发；签发前可以撤回，签发后报市级审核。"
    messages.success(request, said)
    return redirect(_grid_address(of, county, department))


def _seen(posted: QueryDict) -> dict[int, int]:
    """`cell=12:3` is the entry 12 as it stood in version 3."""
    pairs = [cell.partition(":") for cell in posted.getlist("cell")]
    read = ((whole_number(key), whole_number(version)) for key, _, version in pairs)
    return {key: version for key, version in read if key is not None and version is not None}


@requires(Permission.ENTER_FIGURES)
@require_POST
def entry_keep(request: SignedInRequest, year: int, code: str) -> HttpResponse:
    """Answer one returned cell with the reason why its value stays."""
    of, county = round_and_county(request.user, year, code)
    own = {entry.pk for entry in entries_of(of, county, request.user)}
    seen = {pk: version for pk, version in _seen(request.POST).items() if pk in own}
    address = reverse("entry-submit", args=[of.year, county.code])
    try:
        for pk in seen:
            answered = keep_value(pk, words=request.POST.get("words", ""), by=request.user, seen=seen)
            messages.success(request, f"已写明维持原值的理由：{answered.numbered}；请核对后提交。")
    except Refused as refusal:
        tell(request, refusal)
        keep_form(request, address, entry=pk, words=request.POST.get("words", ""))
    return redirect(f"{address}?{request.GET.urlencode()}" if request.GET else address)


def _to_grid(request: SignedInRequest, _refusal: Refused, year: int, code: str) -> HttpResponse:
    of, county = round_and_county(request.user, year, code)
    return redirect(_grid_address(of, county, request.GET.get("department", "")))


@requires(Permission.ENTER_FIGURES)
@require_POST
@refused_to(_to_grid)
def entry_withdraw(request: SignedInRequest, year: int, code: str) -> HttpResponse:
    """Take submitted cells back into the drafts: one (`cell`), or all that the person keeps."""
    of, county = round_and_county(request.user, year, code)
    department = request.GET.get("department", "")
    submitted = [entry.pk for entry in _of(request, of, county, department, State.SUBMITTED)]
    asked = set(whole_numbers(request.POST.getlist("cell")))
    chosen = [pk for pk in submitted if pk in asked or not asked]
    if not chosen:
        messages.warning(request, "没有可撤回的项：县级负责人可能已签发。")
        return redirect(_grid_address(of, county, department))
    withdraw(chosen, by=request.user)
    messages.success(request, f"已撤回 {len(chosen)} 项，改好后请重新提交。")
    return redirect(_grid_address(of, county, department))


def _of(request: SignedInRequest, of: Round, county: County, department: str, *states: State) -> list[Entry]:
    return [
        entry
        for entry in entries_of(of, county, request.user)
        if entry.stands in states and entry.is_of(department)
    ]


def _grid_address(of: Round, county: County, department: str) -> str:
    return reverse("entry-grid", args=[of.year, county.code]) + _query(department)


def _query(department: str) -> str:
    return f"?{urlencode({'department': department})}" if department else ""
