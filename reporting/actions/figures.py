"""Entries of figures: what is checked before they go out, what is put in force, what must be judged anew."""

import hashlib
from collections.abc import Collection, Sequence
from typing import Any, ClassVar

from django.db import connection
from django.utils import timezone

from accounts.models import User
from custody.tracing import traced
from indicators.actions.findings import ask_for_findings
from indicators.actions.recompute import ChangedFigure, ask_for_figures
from indicators.models import Observation
from plausibility import says_something
from reporting.actions.refusals import MoveRefusedError
from reporting.asking import inputs_of
from reporting.bases import in_words, whence
from reporting.checking import Asked, copies_of, flag, flag_waiting
from reporting.counterfacts import counterfacts
from reporting.held_back import looked_at_alone
from reporting.kinds import Kind
from reporting.models import Entry, Round
from reporting.readiness import refuse_unready, unready_of
from reporting.reading import read
from reporting.states import Move, State

CITED_LENGTH = 200
"""So much of the evidence is named beside the figure; all of it stands with the entry."""


def mark(stands: Observation | None) -> str:
    """What tells one figure in force from another: which row, what it says, where from; "" for none."""
    if stands is None or stands.pk is None:
        return ""
    said = f"{stands.pk} {stands.text} {stands.unit} {stands.source}"
    return hashlib.sha256(said.encode()).hexdigest()[:12]


class FigureKind(Kind):
    """A figure is checked against its neighbours, becomes an observation, and verdicts follow."""

    listed: ClassVar[Round.Listed] = Round.Listed.INDICATORS

    def before_submitting(self, entries: Sequence[Entry], words: str) -> None:
        inputs = inputs_of(entries)
        flag(entries, inputs)
        refuse_unready(entries, unready_of(entries))
        _refuse_a_silent_copy(entries, inputs, words)

    def mark(self, entry: Entry) -> str:
        return mark(_standing(entry))

    def before_deciding(self) -> None:
        """Wait for an import of figures under way (`indicators.actions.observations`), and let none begin before the end.

        What is read from here on is what stands: without it an approval would meet a figure that it did not see.
        """
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE indicators_observation IN ROW EXCLUSIVE MODE")

    def refuse_held_back(self, entries: Collection[Entry]) -> None:
        """What stands beside a figure may have changed since the page was drawn."""
        found = list(entries)
        flag_waiting(found)
        facts = counterfacts(found)
        names = [
            entry.numbered
            for entry in found
            if looked_at_alone(entry, _standing(entry), facts.get(entry.pk, ()))
        ]
        if names:
            raise MoveRefusedError(
                f"{'、'.join(names)} 在您查看之后出现提示或变化，须逐项查看；没有通过任何一项，请刷新页面。"
            )

    def put_in_force(self, entry: Entry, reason: str) -> None:
        _make_room(entry)
        # The version of the figure says why it was written, wherever it is told.
        with traced(reason=reason):
            entry.observation = _put_in_force(entry)

    def follow(self, entries: Sequence[Entry], by: User) -> None:
        changed = [ChangedFigure(e.county_id, e.measured.pk, e.site_id, e.round.year) for e in entries]
        ask_for_figures(changed, cause=f"{entries[0].round.year} 年填报审核通过", by=by)
        ask_for_findings(by=by)

    def restore(self, entries: Collection[Entry]) -> Collection[str]:
        approved = as_approved(entries)
        for entry in entries:
            _restore(entry, approved[entry.pk])
        return RESTORED


FIGURES = FigureKind()


def _refuse_a_silent_copy(entries: Sequence[Entry], inputs: Asked, words: str) -> None:
    """A third of a sheet as it was last year is asked about once, not cell by cell."""
    found = copies_of(entries, inputs)
    if found is not None and not says_something(words):
        raise MoveRefusedError(
            f"本次提交的 {found.sentence}，请在“与上年相同的说明”中写明原因。没有提交任何一项。"
        )


RESTORED = (
    *("text", "value", "no_data_reason", "basis", "note", "explanation", "warnings", "batch", "cell"),
    *("entered_by", "entered_at", "signed_by", "approved_by"),
)
"""All that a clerk's correction may have written over."""


def as_approved(entries: Collection[Entry]) -> dict[int, Any]:
    """Entry → its newest approved version, the one before it was re-opened; one query."""
    model: Any = Entry
    versions = model.pgh_event_model.objects.filter(
        id__in=[entry.pk for entry in entries], state=State.APPROVED
    )
    return {one.id: one for one in versions.order_by("id", "-pgh_id").distinct("id")}


def _restore(entry: Entry, approved: Any) -> None:
    """What is told of the cell again is the figure in force, and of it what only the approved entry knew."""
    stands = Observation.objects.get(entry=entry)
    entry.text, entry.value, entry.no_data_reason = stands.text, stands.value, stands.no_data_reason
    entry.basis, entry.entered_at, entry.warnings = stands.basis, stands.entered_at, []
    entry.note, entry.batch, entry.cell = stands.note, stands.batch, stands.cell
    entry.explanation = approved.explanation
    entry.approved_by = approver(entry)
    # A reviewer's correction may stand there; it is nobody's entry.
    entry.entered_by = stands.entered_by if stands.entered_by != entry.approved_by else None
    # Who corrected it since may be who had signed: nobody signs the own figure.
    signer = approved.signed_by_id
    entry.signed_by_id = signer if signer != entry.entered_by_id else None


def approver(entry: Entry) -> User | None:
    step = entry.steps.filter(move=Move.APPROVE.value).select_related("by").first()
    return step.by if step else None


def _put_in_force(entry: Entry) -> Observation:
    """The observation of a frozen entry, written in the words that were reviewed."""
    said = read(entry.text, entry)
    if not said.is_readable:
        raise MoveRefusedError(f"{entry} 的数值无法识别：{said.trouble}没有通过任何一项。")
    figure = _standing(entry)
    figure.basis, figure.text, figure.value = entry.basis, entry.text, said.value
    figure.unit, figure.no_data_reason = entry.unit, said.no_data_reason
    figure.note, figure.cited_source = entry.note, cited(entry)
    figure.batch, figure.cell, figure.sheet = (
        entry.batch,
        entry.cell,
        entry.batch.sheet if entry.batch else "",
    )
    figure.file_name = entry.batch.file_name if entry.batch else ""
    figure.is_demo = False
    figure.entered_by, figure.entered_at = entry.entered_by, timezone.now()
    figure.save()
    return figure


def _standing(entry: Entry) -> Observation:
    """The row to write: the one this entry put in force before, else the one of its key, else a new one."""
    if entry.observation_id is not None:
        return Observation.objects.get(pk=entry.observation_id)
    key = _key(entry)
    return Observation.objects.filter(**key).first() or Observation(**key)


def _key(entry: Entry) -> dict[str, object]:
    return {
        "county_id": entry.county_id,
        "indicator_id": entry.measured_id,
        "site_id": entry.site_id,
        "year": entry.round.year,
        "period": Observation.FULL_YEAR,
        "basis": entry.basis,
        "plan_indicator": None,
    }


def _make_room(entry: Entry) -> None:
    """A re-opened cell with another 口径 may meet a second figure under it: an invented one goes, any other stays."""
    if entry.observation_id is None:
        return
    other = Observation.objects.filter(**_key(entry)).exclude(pk=entry.observation_id).first()
    if other is None:
        return
    if other.is_demo:
        other.delete()
        return
    own = Observation.objects.get(pk=entry.observation_id).basis
    raise MoveRefusedError(
        f"{entry.numbered}：口径“{in_words(entry.basis)}”下另有在账数值 {other.text}（{whence(other)}），"
        f"本项不能再以同一口径入账；没有通过任何一项。请先取消勾选本项，其余各项可以通过；再退回本项，"
        f"由填报人改回原口径“{in_words(own)}”。那一数值有误的，由市级审核员在“导入监测数据”中以更正方式改写。"
    )


def cited(entry: Entry) -> str:
    """What stands as evidence, in the words that stand beside what is in force."""
    cited = entry.evidence.filter(withdrawn_at__isnull=True).select_related("file")
    parts = [f"{one.file.document_number or one.file.file_name} {one.page}".strip() for one in cited]
    said = "；".join(parts)
    return said if len(said) <= CITED_LENGTH else f"{said[: CITED_LENGTH - 1]}…"
