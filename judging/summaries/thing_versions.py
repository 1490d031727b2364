"""Every version of one figure, whoever reads it, and of one key project as its plans print it."""

from collections.abc import Callable, Collection, Iterator
from typing import Any

from counties.models import PlanEdition
from custody.versions import Version, chained, events_of, in_columns, newest_first, people_of
from indicators.models import Indicator, Observation
from indicators.summaries.figure_versions import figures, place
from projects.models import ProjectListing
from projects.money import exact_yi
from projects.schedules import as_printed

KEY = ("county_id", "indicator_id", "site_id", "year", "period", "basis", "plan_indicator_id")
"""What is one figure, under whatever number it was taken out and brought in again."""

Read = Callable[[Any], str]


def _text(name: str) -> Read:
    return lambda event: str(getattr(event, name))


def _amount(event: Any) -> str:
    return "" if event.investment_yi is None else exact_yi(event.investment_yi)


def _schedule(place: int) -> Read:
    return lambda event: as_printed(event.start_text, event.finish_text)[place]


PRINTED: tuple[tuple[str, Read, str], ...] = (
    ("名称（原文）", _text("name"), "name_cell"),
    ("类别", _text("category"), "name_cell"),
    ("投资（原文）", _text("investment_text"), "investment_cell"),
    ("投资单位", _text("investment_unit"), "investment_cell"),
    ("折合亿元", _amount, "investment_cell"),
    ("金额未计的原因", _text("investment_problem"), "investment_cell"),
    ("期限（原文）", _schedule(0), "name_cell"),
    ("开工（原文）", _schedule(1), "name_cell"),
    ("完成（原文）", _schedule(2), "name_cell"),
    ("建设内容", _text("content"), "name_cell"),
    ("地点", _text("place"), "name_cell"),
)


def last_of_figure(pk: int, counties: Collection[int]) -> Any:
    """The newest version of a figure of these counties, be it taken out since; None where there is none."""
    found = Observation.pgh_event_model.objects.filter(id=pk, county_id__in=counties)  # type: ignore[attr-defined] # the history library adds the model of versions at run time
    return found.order_by("-pgh_id").first()


def versions_of_figure(last: Any) -> list[Version]:
    """All versions of the figure of this version, newest first."""
    events = events_of(Observation, **{name: getattr(last, name) for name in KEY})
    reported_as = Indicator.objects.get(pk=last.indicator_id).reported_as
    return newest_first(figures(events, people_of(events), reported_as))


def versions_of_project(project_id: int, plans: Collection[int]) -> list[Version]:
    """What the given plans have printed about a project, newest first."""
    events = events_of(ProjectListing, project_id=project_id, plan_id__in=plans)
    people = people_of(events)
    editions = PlanEdition.objects.select_related("plan").in_bulk({event.edition_id for event in events})
    columns = [_column(events, people, editions, *column) for column in PRINTED]
    return newest_first(in_columns(columns, "项目（原文）"))


def _column(
    events: list[Any],
    people: dict[int, str],
    editions: dict[int, PlanEdition],
    label: str,
    read: Read,
    cell: str,
) -> Iterator[Version]:
    def said(event: Any) -> str:
        return "" if event.closed_in_id else read(event)

    def edition(event: Any) -> PlanEdition:
        return editions[event.edition_id]

    yield from chained(
        events,
        people,
        lambda event: f"{edition(event).plan.short_title} {label}",
        said,
        source=lambda event: place(
            edition(event).file_name, event.sheet, getattr(event, cell) or event.name_cell
        ),
        note=lambda event: f"第{edition(event).number}版",
        edition_id=lambda event: event.edition_id,
    )
