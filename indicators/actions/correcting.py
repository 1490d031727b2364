"""One figure in force corrected, or taken out, by a person with a reason and a document: as a file would, without a file."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission
from accounts.reasons import SENTENCE, says_why
from accounts.records import record
from accounts.rights import demand
from custody.tracing import traced
from custody.undoing import hanging
from imports.entering import Flag
from imports.troubles import Trouble
from indicators.actions.findings import ask_for_findings
from indicators.actions.recompute import ChangedFigure, ask_for_figures
from indicators.actions.writing import lock_figures
from indicators.importers.figures import Figure, read_figure, said, unexplained
from indicators.importers.observation_rows import PrintedRow
from indicators.importers.remarks import MOVED, moved
from indicators.importers.resolving import Statement
from indicators.importers.weighed import WEIGHED, Weighed
from indicators.models import Correction, Observation
from refusals import Refused, Stale, Unchanged

TAKEN_OUT = "（撤下）"
_TOGETHER = 190
"""What reason and document may have together: a correction keeps them in one text."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Why, and by which document."""

    reason: str
    document: str

    def __str__(self) -> str:
        return f"{self.reason}（{self.document}）"


@transaction.atomic
def correct_figure(
    pk: int, *, text: str, note: str, ground: Ground, seen: str, accepted: bool, by: User
) -> Observation:
    """Let the figure say `text`, in its own unit. `seen`: what it said when the person looked.

    `accepted`: the person has seen what the checks say and stands by the text. Raises Refused.
    """
    figure = _held(pk, ground, seen)
    text = text.strip()
    read = _readable(figure, text, note)
    if not accepted and (odd := weighed(figure, text).flags):
        raise Refused(f"{'；'.join(flag.sentence for flag in odd)}。核实无误的，请勾选“核实无误”后再更正。")
    before = said(figure.text, figure.unit)
    _say_why(figure, text, ground, by)
    figure.text, figure.value, figure.no_data_reason, figure.note = (
        text,
        read.value,
        read.no_data_reason,
        note,
    )
    figure.batch, figure.sheet, figure.cell, figure.cited_source = None, "", "", ground.document[:200]
    figure.file_name, figure.is_demo = f"更正（{ground.document}）"[:200], False
    figure.entered_by, figure.entered_at = by, timezone.now()
    with traced(reason=str(ground), user=by.pk):
        figure.save()
    _follow(figure, "更正数值", before, said(text, figure.unit), ground, by)
    return figure


@transaction.atomic
def try_correction(pk: int, *, text: str, note: str, ground: Ground, seen: str) -> Observation:
    """The figure as it would stand, never saved; raises what stands in the way of the correction."""
    figure = _held(pk, ground, seen)
    read = _readable(figure, text.strip(), note)
    figure.text, figure.value, figure.no_data_reason = read.text, read.value, read.no_data_reason
    return figure


def _readable(figure: Observation, text: str, note: str) -> Figure:
    if (text, note) == (figure.text, figure.note):
        raise Unchanged("与在账数值相同，没有改动。")
    read = read_figure(text, figure.unit, figure.indicator)
    if isinstance(read, Trouble):
        raise Refused(f"更正{read.message}；{read.hint}。" if read.hint else f"更正{read.message}。")
    if unexplained(read, note):
        raise Refused("没有数据的，请在备注写明原因，如“断流”。")
    return read


@transaction.atomic
def take_out(pk: int, *, ground: Ground, seen: str, by: User) -> None:
    """Take a figure out of force: nothing takes its place. One that was approved is corrected, never taken out."""
    figure = _held(pk, ground, seen)
    if held := hanging(Observation, [figure.pk]):
        raise Refused(f"已有{held[figure.pk]}以它为据，不能撤下；有误的请更正，或重开该填报项。")
    _say_why(figure, TAKEN_OUT, ground, by)
    before = said(figure.text, figure.unit)
    with traced(reason=f"撤下：{ground}", user=by.pk):
        Observation.objects.filter(pk=figure.pk).delete()
    _follow(figure, "撤下数值", before, TAKEN_OUT, ground, by)


def weighed(figure: Observation, text: str) -> Weighed:
    """What the checks say of the figure in force if it said `text`: what they say of a file's correction."""
    read = read_figure(text, figure.unit, figure.indicator)
    if isinstance(read, Trouble):
        return Weighed()
    blank = dict.fromkeys(("county", "indicator", "site", "unit", "year", "value", "basis", "period"), "")
    printed = PrintedRow(row=1, source="", note="", **blank)
    site = figure.site.name if figure.site else ""
    key = (figure.year, figure.period, figure.basis)
    statement = Statement(printed, figure.county, figure.indicator, figure.site, site, *key, read)
    found = WEIGHED([statement])[1]
    known = read_figure(figure.text, figure.unit, figure.indicator)
    jump = moved(known, read, said(figure.text, figure.unit), figure.indicator)
    flags = (Flag("moved", MOVED, jump), *found.flags) if jump else found.flags
    return replace(found, flags=flags)


def check_ground(ground: Ground) -> None:
    """Raises Refused where it says too little or too much."""
    if not ground.reason or not ground.document:
        raise Refused("请写明理由和文号。")
    if not says_why(ground.reason):
        raise Refused(SENTENCE)
    if len(str(ground)) > _TOGETHER:
        raise Refused(f"理由和文号合起来不超过 {_TOGETHER} 个字，请缩短。")


def _held(pk: int, ground: Ground, seen: str) -> Observation:
    check_ground(ground)
    lock_figures()
    held = Observation.objects.select_for_update(of=("self",)).select_related("county", "indicator", "site")
    figure = held.filter(pk=pk).first()
    if figure is None:
        raise Stale("您查看之后该数值已撤下，没有改动。")
    if figure.basis == Observation.SELF_STATED:
        raise Refused("规划自述的数值随规划文本，请导入更正后的规划表。")
    if figure.text != seen:
        raise Stale(f"您查看之后该数值已改为“{figure.text}”，本次没有改动；请核对后再办理。")
    return figure


def _say_why(figure: Observation, after: str, ground: Ground, by: User) -> None:
    """An approved figure moves only beside a reason of its own (`reporting.safeguards`)."""
    Correction.objects.create(
        observation=figure, before=figure.text, after=after, reason=str(ground), by=by, batch=None
    )


def _follow(figure: Observation, kind: str, before: str, after: str, ground: Ground, by: User) -> None:
    place = ChangedFigure(figure.county_id, figure.indicator_id, figure.site_id, figure.year)
    ask_for_figures({place}, cause=f"{kind}（{ground.document}）", by=by)
    ask_for_findings(by=by)
    subject = f"{figure.county.short_name} {figure.indicator.name} {figure.year}年{figure.period}"
    detail = {"before": before, "after": after, "reason": ground.reason, "document": ground.document}
    record(kind, subject, by=by, county_id=figure.county_id, detail=detail)
    demand(by, Permission.IMPORT_OBSERVATIONS, county_id=figure.county_id)
