"""The matrix as Excel: the table as seen, and every cell with its sentence and source."""

from collections.abc import Iterator, Mapping, Sequence

from judging.cell_line import deciding_line
from judging.chips import look
from judging.matrix_filter import UNSTATED, Selection
from judging.resolving import in_words
from judging.summaries.contradictions import Contradiction
from judging.summaries.matrix import IndicatorLine, Matrix
from judging.summaries.rows import RowVerdict
from lists.demo_note import DEMO_NOTE
from workbooks.cells import Out, Printed
from workbooks.writing import OutColumn, OutSheet

_DETAILS = (
    *(OutColumn("县区", 10), OutColumn("规划", 16), OutColumn("类别", 24), OutColumn("指标", 30)),
    *(OutColumn("规划中的名称", 30), OutColumn("单位", 10), OutColumn("属性", 8)),
    *(OutColumn("基准年", 8), OutColumn("基准值", 14), OutColumn("目标年", 8), OutColumn("目标", 18)),
    *(OutColumn("现值", 12), OutColumn("当年/累计", 10), OutColumn("数值年份", 10)),
    *(OutColumn("结论", 14), OutColumn("人工判定", 10)),
    *(
        OutColumn("说明", 60, wrap=True),
        OutColumn("与定稿", 40, wrap=True),
        OutColumn("来源", 40),
        OutColumn("裁定", 40, wrap=True),
        OutColumn("谁来解决", 40, wrap=True),
        OutColumn("演示数据", 10),
    ),
)


def matrix_sheets(
    matrix: Matrix, selection: Selection, contradicted: Mapping[int, Contradiction]
) -> list[OutSheet]:
    """Two sheets with the same filters: 矩阵 and 明细; `contradicted`: plan rows that are not as published."""
    start, end = selection.period
    title = f"规划目标达成矩阵（{start}–{end} 规划期，{matrix.year} 年）"
    footer = [*selection.narrowing.footer, _legend(matrix)]
    if matrix.uses_demo:
        footer.append(DEMO_NOTE)
    columns = [OutColumn("类别", 24), OutColumn("指标", 34), OutColumn("单位", 10)]
    columns += [OutColumn(f"{column.county}{column.part}", 26, wrap=True) for column in matrix.columns]
    return [
        OutSheet("矩阵", columns, _table(matrix, contradicted), title, footer),
        OutSheet("明细", _DETAILS, _details(matrix, contradicted), title, footer),
    ]


def _legend(matrix: Matrix) -> str:
    share = matrix.counts.all.coverage
    return f"参评 {share.n} 项，应评 {share.total} 项；同一县区的同一指标只计一次。空白表示本县规划无此指标。"


def _lines(matrix: Matrix) -> Iterator[tuple[str, IndicatorLine]]:
    for category, lines in matrix.groups:
        for line in lines:
            yield category, line


def _table(matrix: Matrix, contradicted: Mapping[int, Contradiction]) -> Iterator[Sequence[Out]]:
    for category, line in _lines(matrix):
        row = line.first
        name = f"{row.site} {row.indicator_name}" if row.site else row.indicator_name
        yield [
            category,
            name,
            row.indicator_unit,
            *(_cell(rows, matrix.year, contradicted) for rows in line.cells),
        ]


def _cell(rows: Sequence[RowVerdict], year: int, contradicted: Mapping[int, Contradiction]) -> str | None:
    said = (
        f"{look(row.status)[1]}{look(row.status)[2]} {deciding_line(row, year)}"
        + ("（与定稿不一致）" if row.row_id in contradicted else "")
        + ("（按裁定）" if row.rulings else "")
        + ("（演示数据）" if row.uses_demo else "")
        for row in rows
    )
    return "\n".join(said) or None


def _details(matrix: Matrix, contradicted: Mapping[int, Contradiction]) -> Iterator[Sequence[Out]]:
    columns = {column.plan_id: column for column in matrix.columns}
    for category, line in _lines(matrix):
        for row in (row for rows in line.cells for row in rows if row.row_id in line.wanted):
            column = columns[row.plan_id]
            yield [
                *(column.county, column.plan, category, row.indicator_name),
                *(row.name, row.printed_unit or row.indicator_unit, row.printed_attribute or UNSTATED),
                *(row.baseline_year, Printed(row.baseline_text), row.target_year, Printed(row.target_text)),
                *(Printed(row.current.figure), row.current.about, row.figure_year(matrix.year)),
                *(look(row.status)[2], row.by_hand),
                *(row.explanation or "", str(contradicted.get(row.row_id, "")), row.source, row.ruled_words),
                in_words(row.status, row.reason),
                "是" if row.uses_demo else "",
            ]
