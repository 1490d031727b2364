"""Every version of what one plan row rests on: printed texts, figures, targets, verdicts; who, when, why, from where."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from accounts.models import User
from attainment import Status
from counties.models import PlanEdition
from indicators.models import (
    AnnualTarget,
    AssignedTarget,
    Attainment,
    Observation,
    PlanIndicator,
    ReviewerVerdict,
    SuperiorVerdict,
    annual_words,
)

DELETED, BEGUN = "delete", "backfill"
COMMANDS = {
    "bootstrap": "首次启动时载入",
    "load_reference": "载入基础数据",
    "load_demo": "载入演示数据",
    "import_plan": "在服务器上导入规划表",
    "import_observations": "在服务器上导入监测数据",
    "recompute": "在服务器上重新评价",
}


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one thing; `before` is empty for the first, `after` for the one that was taken away."""

    at: dt.datetime
    what: str
    before: str
    after: str
    who: str
    why: str
    source: str
    note: str = ""
    edition_id: int | None = None
    batch_id: int | None = None
    request: str = ""


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
            lambda event: dict(SuperiorVerdict.Status.choices)[event.status],
        ),
        *_by_hand(events[ReviewerVerdict], people),
        *_verdicts(events[Attainment], people),
    ]
    return sorted(lines, key=lambda line: line.at, reverse=True)


def events_of(model: Any, **wanted: Any) -> list[Any]:
    """All versions of the wanted rows, each row's in their order."""
    found = model.pgh_event_model.objects.filter(**wanted)
    return list(found.order_by("id", "pgh_id"))


def said_of(event: Any) -> dict[str, Any]:
    """What stands beside a version: user, import, Job, request, reason; empty where nobody said anything."""
    return event.pgh_context or {}


def people_of(events: Iterable[Any]) -> dict[int, str]:
    """The names of everybody who made these versions."""
    ids = {int(user) for event in events if (user := said_of(event).get("user"))}
    return {pk: str(user) for pk, user in User.objects.in_bulk(ids).items()}


def who(event: Any, people: dict[int, str]) -> str:
    """The person of a version; the system where no person was signed in."""
    user = said_of(event).get("user")
    return people.get(int(user), "") if user else "系统"


def why(event: Any) -> str:
    """The reason that was given, else what kind of work it was."""
    said = said_of(event)
    if event.pgh_label == BEGUN:
        return "留痕启用时的在账内容"
    if said.get("reason"):
        return str(said["reason"])
    if command := said.get("command"):
        return COMMANDS.get(command, f"服务器命令 {command}")
    return ""


Text = Callable[[Any], str]


def chained(
    events: list[Any], people: dict[int, str], what: Text, text: Text, **more: Callable[[Any], Any]
) -> Iterator[Version]:
    """Consecutive versions of each thing as before → after; versions that say the same are left out."""
    for _, versions in groupby(events, key=lambda event: event.id):
        before = ""
        for event in versions:
            after = "" if event.pgh_label == DELETED else text(event)
            if after != before:
                said = said_of(event)
                others = {name: read(event) for name, read in more.items()}
                yield Version(
                    at=event.pgh_created_at,
                    what=what(event),
                    before=before,
                    after=after,
                    who=who(event, people),
                    why=why(event),
                    request=str(said.get("request", "")),
                    **{"source": "", **others},
                )
            before = after


def figures(events: list[Any], people: dict[int, str], reported_as: str) -> Iterator[Version]:
    """Versions of figures in force, each with its import; `reported_as`: 当年 or 累计 of a flow."""

    def what(event: Any) -> str:
        return " ".join(
            part for part in (f"{event.year}年{reported_as}监测值", event.period, event.basis) if part
        )

    yield from chained(
        events,
        people,
        what,
        lambda event: f"{event.text} {event.unit if event.value is not None else ''}".strip(),
        source=lambda event: "虚构数值" if event.is_demo else place(event.file_name, event.sheet, event.cell),
        note=lambda event: event.note,
        batch_id=lambda event: event.batch_id,
    )


def place(file_name: str, sheet: str, cell: str) -> str:
    """File, sheet and cell as pages print them."""
    if not file_name:
        return "年度填报"
    return f"{file_name} · {sheet}!{cell}" if cell else f"{file_name} · {sheet}"


def _printed(
    events: list[Any], people: dict[int, str], editions: dict[int, PlanEdition]
) -> Iterator[Version]:
    columns = (
        ("基准值（原文）", "baseline_text", "baseline_cell"),
        ("目标（原文）", "target_text", "target_cell"),
        ("期末值（原文）", "final_text", "final_cell"),
        ("指标（原文）", "printed_name", "name_cell"),
        ("单位", "unit", "name_cell"),
        ("指标属性", "attribute", "name_cell"),
    )
    for label, text, cell in columns:
        yield from chained(
            events,
            people,
            lambda event, label=label: label,  # type: ignore[misc]
            lambda event, text=text: str(getattr(event, text)),  # type: ignore[misc]
            source=lambda event, cell=cell: place(  # type: ignore[misc]
                editions[event.edition_id].file_name, event.sheet, getattr(event, cell)
            ),
            note=lambda event: f"第{editions[event.edition_id].number}版",
            edition_id=lambda event: event.edition_id,
        )


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
    labels = dict(ReviewerVerdict.Status.choices)
    yield from chained(
        events,
        people,
        lambda event: f"{event.year}年人工判定",
        lambda event: "" if event.superseded_at else f"{labels[event.status]}：{event.reason}",
    )


def _verdicts(events: list[Any], people: dict[int, str]) -> Iterator[Version]:
    yield from chained(
        events,
        people,
        lambda event: f"{event.year}年评价",
        lambda event: f"{Status(event.status).label}：{event.explanation}",
        source=lambda event: f"规则 {event.rules_version}",
    )
