"""What superiors set: assigned targets, annual targets, their own verdicts. Versions; the old ones stay.

Each act is one transaction: the version before is superseded, the new one stored, the act recorded, and the
verdicts that depend on it asked for.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.records import record
from counties.models import Revision, Ruling
from custody.tracing import traced
from indicators.actions.findings import ask_for_findings
from indicators.actions.recompute import ask_for_annual_target, ask_for_rows, ask_for_superior_verdict
from indicators.models import AnnualTarget, AssignedTarget, PlanIndicator, SuperiorVerdict
from refusals import Unchanged

V = TypeVar("V", AssignedTarget, AnnualTarget, SuperiorVerdict)


NOTE = 300
"""So long may a note be."""
WITHDRAWN, REPLACED = "撤销：", "被后一条代替"
"""What the version of a statement says that is over: why, or that the next took its place."""


@dataclass(frozen=True, slots=True)
class Document:
    """Who set it, in which document, when: what every statement of a superior carries."""

    authority: str
    number: str
    issued_on: date
    note: str = ""
    revision: Revision | None = None
    """Of which revision of the plan it came, where one is on record."""


@transaction.atomic
def assign_target(
    row: PlanIndicator, *, text: str, document: Document, by: User | None, ask: bool = True
) -> AssignedTarget:
    """Set the value of a delegated or absent target; `text` has passed `target_texts.refusal`.

    `ask=False`: the caller asks for the verdicts of many rows at once. Raises Unchanged.
    """
    _lock(row)
    before = AssignedTarget.objects.in_force().filter(plan_indicator=row).first()
    new = AssignedTarget(plan_indicator=row, text=text, **_fields(document, by))
    _supersede(before, new, "text")
    _record("下达目标", row, text, document, by)
    look_again([row.pk], by=by)
    if ask:
        ask_for_rows([row.pk], why="target", cause=_cause("下达目标", document), by=by)
    return new


@transaction.atomic
def set_annual_target(
    row: PlanIndicator,
    *,
    year: int,
    text: str,
    document: Document,
    by: User | None,
    scope: str = "",
    ask: bool = True,
) -> AnnualTarget:
    """Set the value for one year on the way; `scope` and `text` have passed `annual_texts.refusal`.

    `ask` as in `assign_target`. Raises Unchanged.
    """
    _lock(row)
    before = AnnualTarget.objects.in_force().filter(plan_indicator=row, year=year).first()
    new = AnnualTarget(plan_indicator=row, year=year, text=text, scope=scope, **_fields(document, by))
    _supersede(before, new, "text", "scope")
    _record("年度目标", row, f"{year}年 {new.said}", document, by)
    if ask:
        ask_for_annual_target(row.pk, year, cause=_cause(f"{year}年度目标", document), by=by)
    return new


@transaction.atomic
def record_superior_verdict(
    row: PlanIndicator, *, year: int, status: str, document: Document, by: User | None
) -> SuperiorVerdict:
    """Record a superior's own verdict on one year; it decides that year (§4 rule 2). Raises Unchanged."""
    _lock(row)
    before = SuperiorVerdict.objects.in_force().filter(plan_indicator=row, year=year).first()
    said = {name: value for name, value in _fields(document, by).items() if name != "revision"}
    new = SuperiorVerdict(plan_indicator=row, year=year, status=status, **said)
    _supersede(before, new, "status")
    _record("上级认定", row, f"{year}年 {new.get_status_display()}", document, by)
    ask_for_superior_verdict(row.pk, year, cause=_cause(f"{year}年上级认定", document), by=by)
    return new


@transaction.atomic
def withdraw(
    version: AssignedTarget | AnnualTarget | SuperiorVerdict, *, reason: str, by: User | None
) -> None:
    """Take a statement in force back (entered for the wrong row); it stays among the versions, with the act."""
    row = PlanIndicator.objects.select_for_update(of=("self",)).get(pk=version.plan_indicator_id)
    in_force = type(version).objects.filter(pk=version.pk, superseded_at__isnull=True)
    with traced(reason=f"{WITHDRAWN}{reason}", user=by.pk if by else None):
        changed = in_force.update(superseded_at=timezone.now())
    if not changed:
        raise Unchanged("这一条已经失效，没有改动。")
    record(
        f"撤销{version._meta.verbose_name}",
        str(row),
        by=by,
        county_id=row.plan.county_id,
        detail={"row": row.pk, "said": str(version), "reason": reason},
    )
    look_again([row.pk], by=by)
    ask_for_rows([row.pk], why="target", cause=f"撤销{version._meta.verbose_name}：{reason}", by=by)


@transaction.atomic
def set_together(
    texts: Sequence[tuple[PlanIndicator, str]],
    *,
    year: int | None,
    document: Document,
    by: User | None,
    scope: str = "",
) -> int:
    """Set one document's targets for many rows, all or none, with one Job; return how many are new.

    `year` None: the targets of the period, which have no `scope`. A row whose very same target is in force stays as it is.
    """
    lock_rows(row.pk for row, _ in texts)
    written = []
    for row, text in texts:
        try:
            if year is None:
                assign_target(row, text=text, document=document, by=by, ask=False)
            else:
                set_annual_target(row, year=year, text=text, scope=scope, document=document, by=by, ask=False)
        except Unchanged:
            continue
        written.append(row.pk)
    if written:
        kind = "下达目标" if year is None else f"{year}年度目标"
        ask_for_assigned(written, cause=_cause(kind, document), by=by)
    return len(written)


@transaction.atomic
def state_scopes(chosen: Mapping[int, str], *, by: User | None) -> int:
    """Say of annual targets in force (target → scope) what they are about, with one Job; return how many were open.

    The new version keeps text and document of the one before. One that was superseded or settled meanwhile stays.
    """
    lock_rows(AnnualTarget.objects.filter(pk__in=chosen).values_list("plan_indicator_id", flat=True))
    open_ones = AnnualTarget.objects.in_force().filter(pk__in=chosen, scope="")
    settled = []
    for before in open_ones.select_related("plan_indicator__plan").order_by("pk"):
        document = Document(
            before.authority, before.document_number, before.issued_on, before.note, before.revision
        )
        row, year = before.plan_indicator, before.year
        new = AnnualTarget(plan_indicator=row, year=year, text=before.text, **_fields(document, by))
        new.scope, new.is_demo = chosen[before.pk], before.is_demo
        _supersede(before, new, "text", "scope")
        _record("年度目标", row, f"{year}年 {new.said}", document, by)
        settled.append(row.pk)
    if settled:
        ask_for_assigned(set(settled), cause="年度目标核定当年或累计", by=by)
    return len(settled)


def restate(
    before: AssignedTarget | AnnualTarget, *, text: str, note: str, revision: Revision | None, by: User | None
) -> None:
    """Say the same target in another unit: a new version under the same document; its verdicts the caller asks for."""
    row = before.plan_indicator
    document = Document(before.authority, before.document_number, before.issued_on, note[:NOTE], revision)
    fields = {**_fields(document, by), "text": text, "is_demo": before.is_demo}
    if isinstance(before, AnnualTarget):
        annual = AnnualTarget(plan_indicator=row, year=before.year, scope=before.scope, **fields)
        _supersede(before, annual, "text")
        _record("年度目标", row, f"{before.year}年 {annual.said}", document, by)
    else:
        _supersede(before, AssignedTarget(plan_indicator=row, **fields), "text")
        _record("下达目标", row, text, document, by)


def ask_for_assigned(rows: Iterable[int], *, cause: str, by: User | None) -> None:
    """One Job for the verdicts of many rows whose targets were set together."""
    ask_for_rows(list(rows), why="target", cause=cause, by=by)


def look_again(rows: Collection[int], *, by: User | None) -> None:
    """Where a target of the plan's text holds by ruling, a superior's may contradict it, or no longer: a finding."""
    rulings = Ruling.objects.in_force().about(Ruling.Listed.INDICATORS, rows)
    if rulings.filter(kind=Ruling.Kind.STATED).exists():
        ask_for_findings(by=by)


def lock_rows(rows: Iterable[int]) -> None:
    """Hold many rows before any is compared, in one order: two lists of the same rows wait, and never for each other."""
    list(PlanIndicator.objects.filter(pk__in=set(rows)).order_by("pk").select_for_update(of=("self",)))


def _lock(row: PlanIndicator) -> None:
    """Two reviewers at one row: the second sees what the first has set."""
    PlanIndicator.objects.select_for_update(of=("self",)).get(pk=row.pk)


def _fields(document: Document, by: User | None) -> dict[str, object]:
    return {
        "authority": document.authority,
        "document_number": document.number,
        "issued_on": document.issued_on,
        "note": document.note,
        "entered_by": by,
        "revision": document.revision,
    }


def _supersede(before: V | None, new: V, *said: str) -> None:
    if before is not None:
        compared = (*said, "authority", "document_number", "issued_on", "note")
        if all(getattr(before, name) == getattr(new, name) for name in compared):
            raise Unchanged("与在用的一条完全相同，没有改动。")
        before.superseded_at = timezone.now()
        with traced(reason=REPLACED, user=new.entered_by_id):
            before.save(update_fields=["superseded_at"])
    new.save()


def _record(kind: str, row: PlanIndicator, said: str, document: Document, by: User | None) -> None:
    detail = {"row": row.pk, "said": said, "authority": document.authority, "document": document.number}
    record(kind, str(row), by=by, county_id=row.plan.county_id, detail=detail)


def _cause(what: str, document: Document) -> str:
    return f"{what}（{document.number}）"
