"""One project of a round: what its county reports, field by field, with evidence and everything that was done."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.confirmation import confirmed
from accounts.kept import keep_form, kept_form
from accounts.permissions import Permission, has_permission
from accounts.telling import RefusalsIn, tell
from projects.lateness import STAGES
from projects.ledger import judged_of
from projects.merging import EMPTY, merge
from projects.report_fields import BY_NAME, FIELDS, FLOWS, MONEY, OPENING, SOURCES, STAGE, UNITS, WORDS, Field
from projects.reports import Before, carried, unchanged
from refusals import Refused
from reporting.actions.evidence import cite, keep_file
from reporting.actions.projects import reports_of, save_project
from reporting.actions.reviewing import reopen
from reporting.actions.submitting import keep_value
from reporting.forms import ProjectEvidenceForm, ReopenFieldsForm
from reporting.models import Entry
from reporting.states import State
from reporting.summaries.projects import project_entry, said_at, visible_projects
from reporting.summaries.waiting import open_request

SECTIONS = (
    ("阶段与日期", STAGE),
    ("投资", MONEY),
    ("期初累计（首次填报）", OPENING),
    ("情况", WORDS),
)


@requires(Permission.VIEW_FIGURES)
@require_safe
def project_entry_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """The form for whoever may type, what is said for everybody else."""
    found = _entry(request, pk)
    page = project_entry(found)
    report, so_far = reports_of([found])[found.pk]
    typed = _typed(found, so_far, kept_form(request))
    may_enter = has_permission(request.user, Permission.ENTER_FIGURES, county_id=found.county_id)
    open_fields = set(page.reopening.fields) if page.reopening else set()
    context = {
        "page": page,
        "entry": found,
        "round": found.round,
        "is_form": may_enter and not found.locked_because,
        "may_enter": may_enter,
        "may_reopen": has_permission(request.user, Permission.REVIEW_FIGURES)
        and found.stands is State.APPROVED,
        "may_ask": may_enter and found.stands is State.APPROVED and open_request(found) is None,
        "asks": open_request(found),
        "typed": typed,
        "sections": [
            (title, [_cell(each, typed, open_fields) for each in fields])
            for title, fields in SECTIONS
            if fields != OPENING or so_far.is_first
        ],
        "units": UNITS,
        "stages": STAGES,
        "so_far": so_far,
        "shows_demo": so_far.uses_demo,
        "starts_from_before": not found.said and bool(so_far.said),
        "funds": [
            (label, [_fund(f"{source}.{flow}", word, typed) for flow, word in FLOWS])
            for source, label in SOURCES
        ],
        "funds_locked": bool(open_fields) and not any("." in name for name in open_fields),
        "report": report,
        "judged": judged_of(found.project_id or 0, timezone.localdate()),
        "time_left": found.round.time_left(timezone.localdate()),
        "evidence_form": ProjectEvidenceForm(),
    }
    return render(request, "reporting/project_entry.html", context)


@dataclass(frozen=True, slots=True)
class Typed:
    """What the form says: stored, or typed and refused; with what another has saved meanwhile."""

    said: Mapping[str, str]
    explanation: str
    beside: Mapping[str, str] = field(default_factory=dict)
    """Field → what stands where the form says something else."""
    beside_explanation: str = ""
    taken: tuple[str, ...] = ()
    """Labels of fields that the person has not touched: they say what the other has saved."""

    @property
    def is_merged(self) -> bool:
        return bool(self.beside or self.taken or self.beside_explanation)


def _typed(found: Entry, so_far: Before, kept: Mapping[str, Any]) -> Typed:
    began = found.said or carried(so_far.said)
    if not kept:
        return Typed(began, found.explanation)
    if kept["version"] == found.version:
        return Typed(kept["said"] or began, kept["explanation"])
    base = said_at(found, kept["version"]) or carried(so_far.said)
    said, beside, taken = merge(base, kept["said"], found.said)
    differs = kept["explanation"].strip() != found.explanation
    return Typed(
        said,
        kept["explanation"],
        beside,
        (found.explanation or EMPTY) if differs else "",
        tuple(each.label for each in FIELDS if each.name in taken),
    )


def _cell(each: Field, typed: Typed, open_fields: set[str]) -> tuple[Field, str, bool, str]:
    """A field, what it says, whether it is kept as approved, and what another has saved instead."""
    locked = bool(open_fields) and each.name not in open_fields
    return each, typed.said.get(each.name, ""), locked, typed.beside.get(each.name, "")


def _fund(name: str, word: str, typed: Typed) -> tuple[str, str, str, str]:
    return name, typed.said.get(name, ""), word, typed.beside.get(name, "")


@requires(Permission.ENTER_FIGURES)
@require_POST
def project_entry_save(request: SignedInRequest, pk: int) -> HttpResponse:
    """Save what was typed; what is refused stands in the form again."""
    found = _entry(request, pk)
    said = {name: request.POST.get(name, "") for name in BY_NAME}
    if "unchanged" in request.POST:
        said = unchanged(reports_of([found])[found.pk][1].said)
    explanation = request.POST.get("explanation", "")
    typed = request.POST.get("version", "")
    version = int(typed) if typed.isdecimal() and typed.isascii() else -1
    try:
        saved = save_project(
            found.pk,
            said=said,
            explanation=explanation,
            version=version,
            by=request.user,
        )
    except Refused as refusal:
        tell(request, refusal)
        page = request.path.removesuffix("save/")
        keep_form(request, page, said=said, explanation=explanation, version=version)
        return redirect("project-entry", pk=pk)
    messages.success(request, "已保存。" if saved.version != found.version else "内容没有变化。")
    return redirect("project-entry", pk=pk)


@requires(Permission.ENTER_FIGURES)
@require_POST
def project_entry_evidence(request: SignedInRequest, pk: int) -> HttpResponse:
    """Keep a file and cite it for this project."""
    found = _entry(request, pk)
    form = ProjectEvidenceForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data
        with RefusalsIn(form), transaction.atomic():
            file = keep_file(
                given["file"], county=found.county, document_number=given["document_number"], by=request.user
            )
            cite(file, [found.pk], page=given["page"], by=request.user)
            messages.success(request, f"已附上“{file.file_name}”。")
    for errors in form.errors.values():
        for error in errors:
            messages.error(request, str(error))
    return redirect("project-entry", pk=pk)


@requires(Permission.ENTER_FIGURES)
@require_POST
def project_entry_keep(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer a returned project with the reason why what it says stays."""
    found = _entry(request, pk)
    try:
        keep_value(found.pk, words=request.POST.get("words", ""), by=request.user)
        messages.success(request, "已写明维持原值的理由，可以提交了。")
    except Refused as refusal:
        tell(request, refusal)
    return redirect("project-entry", pk=pk)


@requires(Permission.REVIEW_FIGURES)
@confirmed
def project_entry_reopen(request: SignedInRequest, pk: int) -> HttpResponse:
    """Give an approved project back, whole or some of its fields."""
    found = _entry(request, pk)
    asks = open_request(found)
    form = ReopenFieldsForm(
        request.POST or None,
        fields=[(each.name, each.label) for each in FIELDS],
        initial={"reason": asks.words} if asks else {},
    )
    if request.method == "POST" and form.is_valid():
        with RefusalsIn(form):
            reopen(pk, by=request.user, **form.cleaned_data)
            messages.success(request, "已重开这一项，县区的填报员和负责人会收到消息。")
            return redirect("project-entry", pk=pk)
    context = {
        "entry": found,
        "form": form,
        "page": project_entry(found),
        "asks": asks,
        "kept": kept_form(request),
    }
    return render(request, "reporting/project_reopen.html", context)


def _entry(request: SignedInRequest, pk: int) -> Entry:
    entries = visible_projects(request.user).filter(county__in=visible_counties(request.user), is_asked=True)
    return get_object_or_404(entries, pk=pk)
