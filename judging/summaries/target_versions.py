"""Everything superiors have ever set for one plan row: in force, replaced by the next, or withdrawn, by whom and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from custody.versions import events_of, people_of, who, why
from indicators.actions.targets import REPLACED, WITHDRAWN
from indicators.models import AnnualTarget, AssignedTarget, PlanIndicator, SuperiorVerdict

Statement = AssignedTarget | AnnualTarget | SuperiorVerdict
_KINDS: tuple[tuple[str, Any], ...] = (
    ("assigned", AssignedTarget),
    ("annual", AnnualTarget),
    ("verdict", SuperiorVerdict),
)

_LABELS = {"assigned": "下达目标", "annual": "年度目标", "verdict": "上级认定"}


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One statement of a superior as the list of versions shows it; the rest is empty while it is in force.

    `ending`: 被代替 or 已撤销. `ended_by`: who did that. `why`: the reason of a withdrawal.
    """

    kind: str
    what: str
    version: Statement
    ending: str = ""
    ended_by: str = ""
    why: str = ""

    @property
    def kind_label(self) -> str:
        return _LABELS[self.kind]

    @property
    def in_force(self) -> bool:
        return self.version.superseded_at is None


def versions(row: PlanIndicator) -> list[VersionLine]:
    """All of one row, in force first, then newest first; two queries a kind, and one for the names."""
    found = [line for kind, model in _KINDS for line in _lines(row, kind, model)]
    return sorted(found, key=lambda line: (line.in_force, line.version.entered_at), reverse=True)


def _lines(row: PlanIndicator, kind: str, model: Any) -> Iterator[VersionLine]:
    # Asked by themselves: the row's own lists may be prefetched with what is in force only.
    beside = ("entered_by",) if model is SuperiorVerdict else ("entered_by", "revision")
    stored = list(model.objects.filter(plan_indicator=row).select_related(*beside))
    over = any(one.superseded_at for one in stored)
    endings = _endings(model, row) if over else {}
    for one in stored:
        ending = endings.get(one.pk, ("失效", "", "")) if one.superseded_at else ("", "", "")
        yield VersionLine(kind, _what(one), one, *ending)


def _what(one: Any) -> str:
    if isinstance(one, AssignedTarget):
        return one.text
    return f"{one.year}年 {one.said if isinstance(one, AnnualTarget) else one.get_status_display()}"


def _endings(model: Any, row: PlanIndicator) -> Mapping[int, tuple[str, str, str]]:
    """Of each statement that is over how it ended, who did that, and why; its versions say so."""
    events = [event for event in events_of(model, plan_indicator_id=row.pk) if event.superseded_at]
    people = people_of(events)
    return {event.id: _ending(event, people) for event in events}


def _ending(event: Any, people: dict[int, str]) -> tuple[str, str, str]:
    said = why(event)
    if said.startswith(WITHDRAWN):
        return "已撤销", who(event, people), said.removeprefix(WITHDRAWN)
    return "被代替" if said == REPLACED else "失效", who(event, people), ""
