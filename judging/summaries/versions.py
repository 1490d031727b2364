"""Every version of what one plan row rests on: printed texts, figures, targets, verdicts; who, when, why, from where."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from attainment import Status
from counties.models import PlanEdition, Ruling
from counties.models.rulings import in_words
from custody.versions import Text, Version, chained, events_of, in_columns, newest_first, people_of
from indicators.models import (
    AnnualTarget,
    AssignedTarget,
    Observation,
    PlanIndicator,
    SuperiorVerdict,
    annual_words,
)
from indicators.models.targets import VERDICTS
from indicators.summaries.figure_versions import figures, place
from judging.models import Attainment, ReviewerVerdict

NOT_JUDGED = "不再评价"


def versions_of(row: PlanIndicator) -> list[Version]:
    """All versions behind `row`, newest first; a constant number of queries."""
    events = {
        Observation: events_of(
            Observation, county_id=row.plan.county_id, indicator_id=row.indicator_id, site_id=row.site_id
        ),
        PlanIndicator: events_of(PlanIndicator, id=row.pk),
        AssignedTarget: events_of(AssignedTarget, plan_indicator_id=row.pk),
        AnnualTarget: events_of(AnnualTarget, plan_indicator_id=row.pk),
        SuperiorVerdict: events_of(SuperiorVerdict, plan_indicator_id=row.pk),
        ReviewerVerdict: events_of(ReviewerVerdict, plan_indicator_id=row.pk),
        Ruling: events_of(Ruling, listed=Ruling.Listed.INDICATORS, row=row.pk),
        Attainment: events_of(Attainment, plan_indicator_id=row.pk),
    }
    people = people_of(event for found in events.values() for event in found)
    editions = PlanEdition.objects.in_bulk({event.edition_id for event in events[PlanIndicator]})
    lines = [
        *figures(
            [e for e in events[Observation] if e.plan_indicator_id in (None, row.pk)],
            people,
            row.indicator.reported_as,
        ),
        *_printed(events[PlanIndicator], people, editions),
        *_set(events[AssignedTarget], people, lambda event: "下达目标", lambda event: event.text),
        *_set(events[AnnualTarget], people, lambda event: f"{event.year}年度目标", _annual),
        *_set(
            events[SuperiorVerdict],
            people,
            lambda event: f"{event.year}年上级认定",
            lambda event: dict(VERDICTS)[event.status],
        ),
        *_by_hand(events[ReviewerVerdict], people),
        *_rulings(events[Ruling], people),
        *_verdicts(events[Attainment], people),
    ]
    return newest_first(lines)


def _printed(
    events: list[Any], people: dict[int, str], editions: dict[int, PlanEdition]
) -> Iterator[Version]:
    columns = (
        ("指标（原文）", "printed_name", "name_cell"),
        ("基准值（原文）", "baseline_text", "baseline_cell"),
        ("目标（原文）", "target_text", "target_cell"),
        ("期末值（原文）", "final_text", "final_cell"),
        ("单位", "unit", "name_cell"),
        ("指标属性", "attribute", "name_cell"),
    )
    told = [
        chained(
            events,
            people,
            lambda event, label=label: label,  # type: ignore[misc] # a default binds the loop variable; the types see one parameter too many
            lambda event, text=text: str(getattr(event, text)),  # type: ignore[misc] # a default binds the loop variable; the types see one parameter too many
            source=lambda event, cell=cell: place(  # type: ignore[misc] # a default binds the loop variable; the types see one parameter too many
                editions[event.edition_id].file_name, event.sheet, getattr(event, cell)
            ),
            note=lambda event: f"第{editions[event.edition_id].number}版",
            edition_id=lambda event: event.edition_id,
        )
        for label, text, cell in columns
    ]
    yield from in_columns(told, "规划行（原文）")


def _annual(event: Any) -> str:
    return annual_words(event.scope, event.text)


def _set(events: list[Any], people: dict[int, str], what: Text, text: Text) -> Iterator[Version]:
    """Statements of superiors; one that was superseded or withdrawn says nothing from then on."""
    yield from chained(
        events,
        people,
        what,
        lambda event: "" if event.superseded_at else text(event),
        source=lambda event: f"{event.authority} {event.document_number}（{event.issued_on:%Y-%m-%d}）",
        note=lambda event: event.note,
    )


def _by_hand(events: list[Any], people: dict[int, str]) -> Iterator[Version]:
    labels = dict(VERDICTS)
    yield from chained(
        events,
        people,
        lambda event: f"{event.year}年人工判定",
        lambda event: "" if event.superseded_at else f"{labels[event.status]}：{event.reason}",
    )


def _rulings(events: list[Any], people: dict[int, str]) -> Iterator[Version]:
    kinds = dict(Ruling.Kind.choices)
    yield from chained(
        events,
        people,
        lambda event: f"裁定：{kinds[event.kind]}",
        lambda event: "" if event.ended_at else in_words(event.kind, event.value),
        source=lambda event: event.source,
        # The reason stands beside who ruled.
        note=lambda event: event.document_number,
    )


def _verdicts(events: list[Any], people: dict[int, str]) -> Iterator[Version]:
    found = chained(
        events,
        people,
        lambda event: f"{event.year}年评价",
        lambda event: f"{Status(event.status).label}：{event.explanation}",
        source=lambda event: f"规则 {event.rules_version}",
    )
    # A verdict is never wrong and gone: its row is not judged any more.
    yield from (line if line.after else replace(line, after=NOT_JUDGED) for line in found)
