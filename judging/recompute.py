"""Verdicts from stored rows: load the inputs, judge, write what differs, log what changed.

Recomputing without a change writes nothing; any subset of pairs gives what a full rebuild gives.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext

from django.db import connection, transaction

from attainment import RULES_VERSION, evaluate, explain
from attainment.questions import FLOWS, Question, QuestionError
from attainment.values import builds_up
from attainment.verdicts import Verdict
from attainment.vocabulary import Flag, Kind, Reason, Status
from indicators import flows
from indicators.models import Observation
from jobs.progress import Progress
from judging.invented import entered
from judging.judged import Judged
from judging.models import Attainment, AttainmentChange
from judging.questions import Inputs, load_inputs
from judging.verdict_writing import write_verdicts

Pairs = Mapping[int, Iterable[int]]

# One writer at a time: the inputs are read under this lock, so a later generation never rests on older inputs.
LOCK = 7002
BATCH = 2000
ROWS = 1000
CAUSE_LENGTH = 200
STORED_PLACES = Decimal("1e-10")
FIGURES = ("completion", "pace", "required", "gap", "needed_per_year", "margin", "headroom_used")
COMPARED = (
    *("status", "colour", "reason", *FIGURES, "data_year", "flags", "linear_status", "explanation"),
    *("value_text", "target_text", "observation_id", "uses_demo", "edition_id", "rules_version"),
)
CLAIMS = {"完成": True, "已完成": True, "达标": True, "未完成": False, "未达标": False}


@dataclass(frozen=True, slots=True)
class Recomputed:
    """How many verdicts were judged, how many were written, how many became another."""

    judged: int
    written: int
    changed: int

    def __add__(self, other: "Recomputed") -> "Recomputed":
        return Recomputed(
            self.judged + other.judged, self.written + other.written, self.changed + other.changed
        )


@transaction.atomic
def recompute(
    pairs: Pairs, *, why: str, cause: str = "", job_id: int | None = None, progress: Progress | None = None
) -> Recomputed:
    """Judge the (plan row, year) pairs; years outside a row's plan are left out, closed rows lose their verdicts.

    So many rows at a time: what is held does not grow with their number.
    """
    generation, rows = _next_generation(), list(pairs)
    done = Recomputed(0, 0, 0)
    for begin in range(0, len(rows), ROWS):
        some = {row: pairs[row] for row in rows[begin : begin + ROWS]}
        done += _recompute_some(some, generation, why, cause, job_id)
        if progress is not None:
            progress(begin + len(some), len(rows), "计算达成评价")
    return done


def _recompute_some(pairs: Pairs, generation: int, why: str, cause: str, job_id: int | None) -> Recomputed:
    inputs = load_inputs(list(pairs))
    stored = _stored(pairs)
    fresh = [
        judged(row_inputs, year, generation)
        for row_inputs in inputs
        for year in sorted(set(pairs[row_inputs.row.pk]) & set(row_inputs.row.plan.years))
    ]
    different = [new for new in fresh if differs(new, stored.get((new.plan_indicator_id, new.year)))]
    if different:
        write_verdicts(different)
    changes = [
        change
        for new in different
        if (change := _change(new, stored.get((new.plan_indicator_id, new.year)), why, cause, job_id))
    ]
    AttainmentChange.objects.bulk_create(changes, batch_size=BATCH)
    _drop_closed(pairs, {row_inputs.row.pk for row_inputs in inputs})
    return Recomputed(len(fresh), len(different), len(changes))


def hold_verdicts() -> None:
    """Let nobody else write verdicts until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _next_generation() -> int:
    hold_verdicts()
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('attainment_generation')")
        return int(cursor.fetchone()[0])


def _stored(pairs: Pairs) -> dict[tuple[int, int], Attainment]:
    found = Attainment.objects.filter(plan_indicator_id__in=list(pairs))
    return {(verdict.plan_indicator_id, verdict.year): verdict for verdict in found}


def judge(inputs: Inputs, year: int) -> tuple[Question | None, Verdict]:
    """The verdict of one row and year; a row that cannot even be asked about is unjudged, never an error."""
    try:
        question = inputs.question(year)
    except QuestionError:
        return None, Verdict(Status.UNJUDGED, Reason.BASELINE_MISSING.value)
    verdict = evaluate(question)
    if verdict.data_year is not None and inputs.reads_disputed(question, verdict.data_year):
        verdict = Verdict(Status.UNJUDGED, Reason.BASIS_CONFLICT.value)
    return question, verdict


def attainment_of(inputs: Inputs, year: int, generation: int) -> Attainment:
    """The verdict as it is stored, not saved."""
    return judged(inputs, year, generation).as_attainment()


def judged(inputs: Inputs, year: int, generation: int) -> Judged:
    question, verdict = judge(inputs, year)
    row = inputs.row
    used = inputs.series.figures.get(verdict.data_year or year)
    return Judged(
        plan_indicator_id=row.pk,
        year=year,
        status=verdict.status.value,
        colour=verdict.colour.value,
        reason=verdict.reason or "",
        data_year=verdict.data_year,
        flags=sorted({flag.value for flag in verdict.flags} | _claim_flags(inputs, year, verdict)),
        linear_status=verdict.linear_status.value if verdict.linear_status else "",
        explanation=explain(question, verdict)
        if question
        else f"{row.target_year}年目标与基准年的先后不对。",
        value_text=_current_text(inputs, question, verdict, used),
        target_text=_target_text(inputs),
        observation_id=used.pk if used else None,
        uses_demo=entered(inputs, question, verdict, year),
        edition_id=row.edition_id,
        rules_version=RULES_VERSION,
        generation=generation,
        **{name: _kept(getattr(verdict, name)) for name in FIGURES},
    )


def _current_text(
    inputs: Inputs, question: Question | None, verdict: Verdict, used: Observation | None
) -> str:
    """现值: the printed text; of a flow the total since the start, whether or not there is a verdict."""
    printed = inputs.readings[used.year] if used else None
    if inputs.direction in FLOWS and (question is None or verdict.data_year is None or builds_up(question)):
        year = verdict.data_year or (used.year if used else None)
        if said := flows.total_text(question, year, is_judged=verdict.data_year is not None):
            return said
        # A figure that is no total would pass for one; a word (断流) stays.
        return printed.text if printed and printed.value is None else ""
    return printed.text if printed else ""


def _target_text(inputs: Inputs) -> str:
    """The target as judged: the assigned text where it takes the printed one's place (specification §3)."""
    target = inputs.target.reading
    delegated = target.kind in (Kind.DELEGATED, Kind.NO_TARGET)
    return inputs.assigned.text if inputs.assigned and delegated else target.text


def _claim_flags(inputs: Inputs, year: int, verdict: Verdict) -> set[str]:
    """`self_reported`: the document's own claim contradicts its numbers (specification §4, flags)."""
    claimed = CLAIMS.get(inputs.row.claim.strip())
    if claimed is None or year != inputs.row.target_year:
        return set()
    if verdict.status not in (Status.ACHIEVED, Status.MISSED):
        return set()
    return set() if claimed == (verdict.status is Status.ACHIEVED) else {Flag.SELF_REPORTED.value}


def _kept(figure: Decimal | None) -> Decimal | None:
    """As many digits as the column keeps; no negative zero."""
    if figure is None:
        return None
    with localcontext() as context:
        context.prec = 80
        return figure.quantize(STORED_PLACES, ROUND_HALF_EVEN) + 0


def differs(new: Attainment | Judged, old: Attainment | None) -> bool:
    """Whether a verdict says anything else than the stored one."""
    return old is None or any(getattr(new, name) != getattr(old, name) for name in COMPARED)


def _change(
    new: Judged, old: Attainment | None, why: str, cause: str, job_id: int | None
) -> AttainmentChange | None:
    """The log entry of a verdict that became another; a first verdict is no change."""
    if old is None or (old.status, old.reason, old.explanation) == (new.status, new.reason, new.explanation):
        return None
    return AttainmentChange(
        plan_indicator_id=new.plan_indicator_id,
        year=new.year,
        from_status=old.status,
        to_status=new.status,
        from_explanation=old.explanation,
        to_explanation=new.explanation,
        why=why,
        cause=_cause(new, old, why, cause),
        job_id=job_id,
    )


def _cause(new: Judged, old: Attainment, why: str, cause: str) -> str:
    """What the log names: where the rules are newer than the stored verdict they are the cause, or one more."""
    if old.rules_version == new.rules_version:
        return cause[:CAUSE_LENGTH]
    rules = f"评价规则由第{old.rules_version}版更新为第{new.rules_version}版"
    if why == AttainmentChange.Why.RULE:
        return rules
    also = f"；同时{rules}"
    return cause[: CAUSE_LENGTH - len(also)] + also


def _drop_closed(pairs: Pairs, judged: set[int]) -> None:
    """A row that a corrected edition no longer prints keeps its change log and loses its verdicts."""
    Attainment.objects.filter(plan_indicator_id__in=set(pairs) - judged).delete()
