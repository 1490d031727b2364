"""Every version of one figure, whoever reads it, and of one key project as its plans print it."""

from collections.abc import Collection, Iterator
from typing import Any

from accounts.versions import Version, chained, events_of, in_columns, newest_first, people_of
from counties.models import PlanEdition
from indicators.models import Observation
from indicators.summaries.figure_versions import figures, place
from projects.models import ProjectListing

KEY = ("county_id", "indicator_id", "site_id", "year", "period", "basis", "plan_indicator_id")
"""What is one figure, under whatever number it was taken out and brought in again."""

PRINTED = (
    *(("名称（原文）", "name", "name_cell"), ("类别", "category", "name_cell")),
    *(
        ("投资（原文）", "investment_text", "investment_cell"),
        ("投资单位", "investment_unit", "investment_cell"),
    ),
    *(
        ("折合亿元", "investment_yi", "investment_cell"),
        ("金额未计的原因", "investment_problem", "investment_cell"),
    ),
    *(("开工（原文）", "start_text", "name_cell"), ("完成（原文）", "finish_text", "name_cell")),
    *(("建设内容", "content", "name_cell"), ("地点", "place", "name_cell")),
)


def last_of_figure(pk: int, counties: Collection[int]) -> Any:
    """The newest version of a figure of these counties, be it taken out since; None where there is none."""
    found = Observation.pgh_event_model.objects.filter(id=pk, county_id__in=counties)  # type: ignore[attr-defined]
    return found.order_by("-pgh_id").first()


def versions_of_figure(last: Any) -> list[Version]:
    """All versions of the figure of this version, newest first."""
    events = events_of(Observation, **{name: getattr(last, name) for name in KEY})
    return newest_first(figures(events, people_of(events)))


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
    text: str,
    cell: str,
) -> Iterator[Version]:
    def said(event: Any) -> str:
        value = getattr(event, text)
        return "" if value is None or event.closed_in_id else str(value)

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
