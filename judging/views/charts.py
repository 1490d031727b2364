"""What `trend.js` draws, as JSON for `json_script`: floats only place the marks, every label is text."""

from typing import Any

from attainment.classes import CLASS_NAMES
from judging.summaries.trend import Trend

#: By rank; the axis begins at nought, which is none.
CLASSES = ("", *CLASS_NAMES)


def chart_data(trend: Trend, *, title: str, year: int) -> dict[str, Any]:
    """Return the chart of `trend`; `year` is the one that the page shows."""
    return {
        "title": title,
        "unit": trend.unit,
        "classes": list(CLASSES) if trend.is_class else [],
        "start": "起点" if trend.is_flow else "基准",
        "pathName": trend.path_name,
        "path": [[year, float(value)] for year, value in trend.path],
        "points": [
            {
                "mark": point.mark,
                "year": point.year,
                "value": float(point.value),
                "text": point.text,
                "said": point.said,
                "demo": point.is_demo,
            }
            for point in trend.points
        ],
        "first": trend.first_year,
        "last": trend.last_year,
        "year": year,
    }
