"""The versions of figures in force, whoever reads them."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from custody.versions import DELETED, Version, chained, events_of, newest_first, people_of
from indicators.models import Observation
from indicators.models.observations import unit_beside

INVENTED = "虚构数值"


def versions_of_observation(observation_id: int) -> list[Version]:
    """All versions of one stored figure, newest first."""
    events = events_of(Observation, id=observation_id)
    return newest_first(figures(events, people_of(events)))


def figures(events: list[Any], people: dict[int, str], reported_as: str = "") -> Iterator[Version]:
    """Versions of figures in force, each with its import; `reported_as`: 当年 or 累计 of a flow."""

    def what(event: Any) -> str:
        return " ".join(
            part for part in (f"{event.year}年{reported_as}监测值", event.period, event.basis) if part
        )

    def source(event: Any) -> str:
        # What took a figure out stands in the reason: the row's own source is that of the version before.
        if event.pgh_label == DELETED:
            return ""
        return INVENTED if event.is_demo else place(event.file_name, event.sheet, event.cell)

    lines = chained(
        events,
        people,
        what,
        lambda event: f"{event.text} {unit_beside(event)}".strip(),
        source=source,
        note=lambda event: event.note,
        is_demo=lambda event: event.is_demo,
        batch_id=lambda event: event.batch_id,
    )
    last = None
    for event, line in zip(events, lines, strict=True):
        yield _of_basis(last, event, line)
        last = event


def _of_basis(last: Any, event: Any, line: Version) -> Version:
    """A figure may keep its words and become another one's: that it changed its 口径 is told before all else."""
    if last is None or last.id != event.id or last.basis == event.basis:
        return line
    said = f"口径由“{last.basis or '未注明'}”改为“{event.basis or '未注明'}”"
    if line.same:
        return replace(line, same=f"同值，{said}")
    return replace(line, note="；".join(filter(None, [said, line.note])))


def place(file_name: str, sheet: str, cell: str) -> str:
    """File, sheet and cell as pages print them."""
    if not file_name:
        return "年度填报"
    return " · ".join(filter(None, [file_name, f"{sheet}!{cell}" if cell else sheet]))
