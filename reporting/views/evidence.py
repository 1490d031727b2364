"""Evidence of a county in a round: the list, adding, withdrawing, and the files themselves."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires, visible_counties
from accounts.downloads import only_originals
from accounts.kept import keep_form, kept_form
from accounts.permissions import Permission, has_permission
from accounts.records import record
from accounts.telling import RefusalsIn, tell
from counties.models import County
from custody.disk import in_words
from custody.originals import sound
from refusals import Refused
from reporting.actions.evidence import cite, keep_file, withdraw_evidence
from reporting.evidence_files import TAKEN
from reporting.models import Entry, Evidence, EvidenceFile, Round
from reporting.summaries.evidence import Cited, cited_for
from reporting.views.addressed import round_with_entries


class EvidenceForm(forms.Form):
    """A new file or one of the county's, its number and page, and the entries that it proves."""

    file = forms.FileField(
        label="上传新的材料", required=False, error_messages={"empty": "文件是空的（0 字节），请重新选择。"}
    )
    kept = forms.ModelChoiceField(
        EvidenceFile.objects.none(), label="或引用已上传的材料", required=False, empty_label="（不引用）"
    )
    document_number = forms.CharField(
        label="文号", max_length=100, required=False, help_text="没有文号的留空。"
    )
    page = forms.CharField(label="页码", max_length=40, required=False, help_text="如“第 3 页”“表 2”。")
    entries = forms.ModelMultipleChoiceField(
        Entry.objects.none(),
        label="用于哪些指标",
        error_messages={"required": "请至少勾选一项这份材料所证明的指标。"},
    )

    def clean(self) -> None:
        given = super().clean() or self.cleaned_data
        if bool(given.get("file")) == bool(given.get("kept")) and not self.errors:
            self.add_error("file", "请选择一个新文件，或引用一份已上传的材料（二选一）。")


@requires(Permission.VIEW_FIGURES)
def evidence(request: SignedInRequest, year: int, code: str) -> HttpResponse:
    of, county = round_with_entries(request.user, year, code)
    entries = _entries(request, of, county)
    lines = cited_for(entries)
    may_add = has_permission(request.user, Permission.ENTER_FIGURES, county_id=county.pk)
    if request.method == "POST" and not may_add:
        raise Http404
    open_lines = [line for line in lines if not line.entry.locked_because]
    form = _form(request, county, open_lines)
    if request.method == "POST" and form.is_valid() and _added(request, form, county):
        return redirect(_top(of, county))
    chosen = request.POST.getlist("entries") or request.GET.getlist("entry")
    context = {
        "round": of,
        "county": county,
        "lines": lines,
        "form": form,
        "taken": TAKEN,
        "most": in_words(settings.EVIDENCE_MAX_BYTES),
        "may_add": may_add,
        # What was chosen stands first, in sight.
        "open_lines": sorted(open_lines, key=lambda line: str(line.entry.pk) not in chosen),
        "chosen": chosen,
        "kept": kept_form(request),
        "missing": sum(line.is_missing for line in lines),
        "required": sum(line.is_required for line in lines),
        "files": len({one.file_id for line in lines for one in line.standing}),
    }
    return render(request, "reporting/evidence.html", context)


def _entries(request: SignedInRequest, of: Round, county: County) -> list[Entry]:
    return list(
        Entry.objects.for_user(request.user)
        .filter(round=of, county=county, is_asked=True)
        .select_related("round", "county", "indicator", "site", "department")
        .order_by("pk")
    )


def _form(request: SignedInRequest, county: County, lines: list[Cited]) -> EvidenceForm:
    form = EvidenceForm(request.POST or None, request.FILES or None)
    kept = EvidenceFile.objects.open_to(request.user).filter(county=county)
    form.fields["kept"].queryset = kept  # type: ignore[attr-defined] # the fields of a form are typed by their base
    form.fields["entries"].queryset = Entry.objects.filter(  # type: ignore[attr-defined] # the fields of a form are typed by their base
        pk__in=[line.entry.pk for line in lines]
    )
    return form


def _added(request: SignedInRequest, form: EvidenceForm, county: County) -> bool:
    """Keep and cite, both or neither; what is refused stands in the form."""
    given = form.cleaned_data
    with RefusalsIn(form):
        with transaction.atomic():
            file = given["kept"] or keep_file(
                given["file"], county=county, document_number=given["document_number"], by=request.user
            )
            made = cite(file, [entry.pk for entry in given["entries"]], page=given["page"], by=request.user)
        if made:
            answered = sum(one.entry.given_back for one in made)
            next_step = f"；其中被退回的 {answered} 项可以核对并提交了" if answered else ""
            messages.success(request, f"已为 {len(made)} 项附上“{file.file_name}”{next_step}。")
        else:
            messages.info(request, f"所选指标已附有“{file.file_name}”，没有重复添加。")
        return True
    return False


@requires(Permission.VIEW_FIGURES)
@require_safe
def entry_evidence(request: SignedInRequest, pk: int) -> HttpResponse:
    """The form of its county with the entry chosen; where nothing can be added, the entry's place on that page."""
    entries = Entry.objects.for_user(request.user).filter(county__in=visible_counties(request.user))
    entry = get_object_or_404(entries.select_related("round", "county"), pk=pk, is_asked=True)
    if entry.project_id is not None:
        return redirect("project-entry", pk=entry.pk)
    where = reverse("evidence", kwargs={"year": entry.round.year, "code": entry.county.code})
    adds = has_permission(request.user, Permission.ENTER_FIGURES, county_id=entry.county_id)
    if adds and not entry.locked_because:
        return redirect(f"{where}?entry={entry.pk}#page")
    return redirect(f"{where}#e{entry.pk}")


def _top(of: Round, county: County) -> str:
    """The head of the page, where it says what was done: without a place of its own the browser keeps the last one."""
    return f"{reverse('evidence', kwargs={'year': of.year, 'code': county.code})}#page"


@requires(Permission.ENTER_FIGURES)
@require_POST
def evidence_withdraw(request: SignedInRequest, pk: int) -> HttpResponse:
    entries = Entry.objects.for_user(request.user).filter(county__in=visible_counties(request.user))
    cited = get_object_or_404(
        Evidence.objects.select_related("entry__county", "entry__round"), pk=pk, entry__in=entries
    )
    reason = request.POST.get("reason", "")
    try:
        withdraw_evidence(cited.pk, reason=reason, by=request.user)
    except Refused as refusal:
        tell(request, refusal)
        if cited.entry.project_id is not None:
            return redirect("project-entry", pk=cited.entry_id)
        page = _top(cited.entry.round, cited.entry.county).partition("#")[0]
        keep_form(request, page, evidence=cited.pk, reason=reason, why=str(refusal))
        # The form stands far down: there it is open, with the sentence beside it.
        return redirect(f"{page}#e{cited.entry_id}")
    messages.success(request, f"已撤下“{cited.file}”；记录保留。")
    if cited.entry.project_id is not None:
        return redirect("project-entry", pk=cited.entry_id)
    return redirect(_top(cited.entry.round, cited.entry.county))


@requires(Permission.VIEW_FIGURES)
@require_safe
@only_originals
def evidence_file(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """The file itself, to save and never to open in place."""
    files = EvidenceFile.objects.open_to(request.user).filter(county__in=visible_counties(request.user))
    file = get_object_or_404(files, pk=pk)
    stream = sound(file)
    detail = {"evidence_file": file.pk, "sha256": file.sha256}
    try:
        record("下载文件", file.file_name, by=request.user, county_id=file.county_id, detail=detail)
    except BaseException:
        # Without a record nothing is open.
        stream.close()
        raise
    response = FileResponse(stream, content_type=file.content_type)
    response["Content-Disposition"] = content_disposition_header(True, file.file_name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
