"""The matrix as HTML, all cells in one pass: a template loop over hundreds of cells costs more than the page.

Every text goes through `escape`; only the fixed markup here is trusted.
"""

from collections.abc import Iterator, Mapping

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from attainment import Direction, Status
from judging.cell_line import deciding_line
from judging.chips import chip
from judging.doors import Grey, door
from judging.summaries.contradictions import Contradiction
from judging.summaries.matrix import IndicatorLine, Matrix, PlanColumn
from judging.summaries.rollup import Attribute
from judging.summaries.rows import RowVerdict

NONE = '<td class="none" title="本县规划无此指标">—</td>'
DEMO_MARK = '<small class="demo-mark" title="用到演示数据（虚构）">*</small>'
_MARKER = 7_777_777_777


def matrix_table(
    matrix: Matrix, request: HttpRequest, contradicted: Mapping[int, Contradiction] | None = None
) -> SafeString:
    """The whole `<table>`; `contradicted`: plan rows that are not as published, marked in their cells."""
    parts = ['<table class="matrix">', *_head(matrix), "<tbody>"]
    links = _Links(matrix.year, request, contradicted or {})
    for category, lines in matrix.groups:
        parts.append(_group(category, len(matrix.columns)))
        parts.extend(_line(line, matrix, links) for line in lines)
    return mark_safe("".join([*parts, "</tbody></table>"]))  # noqa: S308 - escaped piece by piece


class _Links:
    """Addresses without a resolver call per cell."""

    def __init__(self, year: int, request: HttpRequest, contradicted: Mapping[int, Contradiction]) -> None:
        self._year, self._request, self._contradicted = year, request, contradicted
        self._row = reverse("plan-indicator", args=[_MARKER]) + f"?year={year}"
        self._indicator = reverse("indicator", args=["CODE"])

    def row(self, row: RowVerdict) -> str:
        return self._row.replace(str(_MARKER), str(row.row_id))

    def mark(self, row: RowVerdict) -> str:
        """What a cell says beside its status where the present contradicts the published year."""
        found = self._contradicted.get(row.row_id)
        return f' <span class="tag w" title="{escape(str(found))}">与定稿不一致</span>' if found else ""

    def who(self, row: RowVerdict) -> str:
        """Who can resolve a grey verdict."""
        return door(Grey(row.status, row.reason, row.row_id, self._year, row.county_id), self._request)

    def indicator(self, row: RowVerdict) -> str:
        return self._indicator.replace("CODE", row.code)


def _head(matrix: Matrix) -> Iterator[str]:
    yield '<thead><tr><th class="pin" scope="col">指标</th>'
    yield from (_column(column) for column in matrix.columns)
    yield "</tr></thead>"


def _column(column: PlanColumn) -> str:
    href = reverse("county", args=[column.county_code])
    part = f"<small>{escape(column.part)}</small>" if column.part else ""
    return f'<th scope="col"><a href="{href}">{escape(column.county)}</a>{part}</th>'


def _group(category: str, columns: int) -> str:
    return f'<tr class="group"><th class="pin" scope="rowgroup">{escape(category)}</th><td colspan="{columns}"></td></tr>'


def _line(line: IndicatorLine, matrix: Matrix, links: _Links) -> str:
    cells = (_cell(rows, line, matrix.year, links) for rows in line.cells)
    return f'<tr><th class="pin" scope="row">{_name(line, links)}</th>{"".join(cells)}</tr>'


def _name(line: IndicatorLine, links: _Links) -> str:
    row = line.first
    site = f"{escape(row.site)}　" if row.site else ""
    unit = f' <span class="unit">{escape(row.indicator_unit)}</span>' if row.indicator_unit else ""
    return f'{site}<a href="{links.indicator(row)}">{escape(row.indicator_name)}</a>{unit}<br>{_tags(line)}'


def _tags(line: IndicatorLine) -> str:
    attributes = {one.attribute for one in line.counted}
    tags = [
        f'<span class="tag{" b" if attribute == Attribute.BINDING else ""}">{attribute}</span>'
        for attribute in (Attribute.BINDING.value, Attribute.EXPECTED.value)
        if attribute in attributes
    ]
    if Attribute.UNSTATED.value in attributes:
        tags.append(
            '<span class="tag quiet">未标注</span>'
            if len(attributes) == 1
            else '<span class="src">部分县区未标注</span>'
        )
    if line.first.direction == Direction.CAP:
        tags.append('<span class="tag">上限</span>')
    if differing := [clause for one in line.counted for clause in one.differs]:
        tags.append(f'<span class="tag w" title="{escape("；".join(differing))}">两处规划不一</span>')
    return " ".join(tags)


def _cell(rows: tuple[RowVerdict, ...], line: IndicatorLine, year: int, links: _Links) -> str:
    if not rows:
        return NONE
    return f'<td class="cell">{"".join(_verdict(row, line, year, links) for row in rows)}</td>'


def _verdict(row: RowVerdict, line: IndicatorLine, year: int, links: _Links) -> str:
    title = escape(row.explanation or "")
    if row.row_id not in line.wanted:
        label = Status(row.status).label if row.status else "尚未计算"
        return f'<a class="off" href="{links.row(row)}" title="{title}">{label}</a>'
    fact = escape(deciding_line(row, year))
    invented = DEMO_MARK if row.uses_demo else ""
    printed = f"{row.ruled_words}；规划原文目标“{row.target_text}”"
    ruled = f'<span class="tag b" title="{escape(printed)}">按裁定</span>' if row.ruled else ""
    return f'<a href="{links.row(row)}" title="{title}">{chip(row.status)}{ruled}{links.mark(row)}<span class="f">{fact}{invented}</span></a>{links.who(row)}'
