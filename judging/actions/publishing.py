"""定稿: freezing a year's evaluation under a document number, sealed into the chain of records."""

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db import transaction
from django.db.models import Max, prefetch_related_objects

from accounts.models import User
from accounts.records import record
from attainment import RULES_VERSION
from custody.sealing import seal_snapshot
from indicators.models import PlanIndicator
from judging.freezing import Content, canonical, content_of, contents, snapshot_name
from judging.models import Attainment, Publication, PublishedVerdict, ReviewerVerdict
from judging.questions import Inputs, load_inputs
from judging.recompute import attainment_of, differs, hold_verdicts
from judging.summaries.rollup import roll_up
from judging.summaries.rows import row_verdicts
from refusals import Refused


class PublishingRefusedError(Refused):
    """The year was not published."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """One row as it would be published."""

    row: PlanIndicator
    verdict: Attainment
    content: Content


@dataclass(frozen=True)
class Draft:
    """A year as it would be published now; `stale`: rows whose verdict still waits for its recompute."""

    year: int
    rows: tuple[Frozen, ...]
    stale: int

    @property
    def demo(self) -> tuple[Frozen, ...]:
        """Rows whose verdict an invented figure or target entered."""
        return tuple(one for one in self.rows if one.verdict.uses_demo)

    @cached_property
    def digest(self) -> str:
        """What the person saw: publishing refuses anything else."""
        said = [(one.row.pk, one.content) for one in self.rows]
        return hashlib.sha256(canonical([RULES_VERSION, said])).hexdigest()


def draft_of(year: int) -> Draft:
    """Every judged row of the plans whose years hold `year`, judged anew; a constant number of queries."""
    rows = PlanIndicator.objects.judged().select_related("plan")
    ids = [row.pk for row in rows if year in row.plan.years]
    inputs = load_inputs(ids)
    prefetch_related_objects([one.row for one in inputs], "site")
    prefetch_related_objects(
        [figure for one in inputs for figure in [*one.series.figures.values(), *one.series.partial.values()]],
        "entered_by",
    )
    stored = {
        one.plan_indicator_id: one for one in Attainment.objects.filter(plan_indicator__in=ids, year=year)
    }
    counted = _counted(inputs, year)
    by_hand = {
        one.plan_indicator_id: one
        for one in ReviewerVerdict.objects.in_force().filter(year=year).select_related("by")
    }
    frozen, stale = [], 0
    for one in inputs:
        verdict = attainment_of(one, year, 0)
        stale += differs(verdict, stored.get(one.row.pk))
        content = content_of(one, verdict, by_hand.get(one.row.pk), counted.get(one.row.pk))
        frozen.append(Frozen(one.row, verdict, content))
    return Draft(year, tuple(frozen), stale)


def _counted(inputs: list[Inputs], year: int) -> dict[int, str]:
    """Row → the 指标属性 that it is counted under; a catalogue indicator is counted once per county."""
    plans = {one.row.plan_id for one in inputs}
    return {one.counts.row_id: one.attribute for one in roll_up(row_verdicts(plans, year))}


@transaction.atomic
def publish(
    *,
    year: int,
    document_number: str,
    issued_on: date,
    note: str,
    seen: str,
    with_demo: bool,
    by: User,
) -> Publication:
    """Publish a year as `seen` (the digest of the draft on the page). Raises PublishingRefusedError."""
    hold_verdicts()
    draft = draft_of(year)
    _refuse(draft, seen, with_demo)
    newest = Publication.objects.filter(year=year).aggregate(newest=Max("number"))["newest"] or 0
    publication = Publication(
        year=year,
        number=newest + 1,
        document_number=document_number,
        issued_on=issued_on,
        note=note,
        rules_version=RULES_VERSION,
        published_by=by,
    )
    verdicts = [_published(publication, one) for one in draft.rows]
    content = contents(publication, verdicts)
    publication.digest = hashlib.sha256(content).hexdigest()
    publication.save(force_insert=True)
    PublishedVerdict.objects.bulk_create(verdicts)
    seal_snapshot(snapshot_name(publication), content)
    detail = {
        "document": document_number,
        "number": publication.number,
        "rows": len(verdicts),
        "demo": len(draft.demo),
        "digest": publication.digest,
    }
    record("定稿", f"{year} 年评价 第 {publication.number} 版", by=by, detail=detail)
    return publication


def _refuse(draft: Draft, seen: str, with_demo: bool) -> None:
    if not draft.rows:
        raise PublishingRefusedError(f"没有规划期包含 {draft.year} 年的规划指标，没有可定稿的内容。")
    if draft.stale:
        raise PublishingRefusedError(f"有 {draft.stale} 项评价正在重算；请稍候刷新，查看新的结论后再定稿。")
    if draft.digest != seen:
        raise PublishingRefusedError(
            "您查看之后，数值、目标或结论已有变动；没有定稿，请查看下面的新内容后再定稿。"
        )
    if draft.demo and not with_demo:
        raise PublishingRefusedError(
            f"有 {len(draft.demo)} 项结论用到演示数据；没有定稿。确需连同演示数据定稿，请勾选后再定稿。"
        )


def _published(publication: Publication, one: Frozen) -> PublishedVerdict:
    verdict = one.verdict
    return PublishedVerdict(
        publication=publication,
        plan_indicator=one.row,
        county_id=one.row.plan.county_id,
        status=verdict.status,
        colour=verdict.colour,
        explanation=verdict.explanation,
        value_text=verdict.value_text,
        target_text=verdict.target_text,
        content=one.content,
    )
