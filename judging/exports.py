"""The tables of the indicator pages as sheets; every figure as printed, every sheet with its source columns."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from attainment import Status, scales
from counties.ruling_words import listed
from custody.local_time import to_minute
from indicators.models import Indicator, Observation, PlanIndicator
from judging.models import Attainment, ReviewerVerdict
from judging.resolving import in_words
from judging.scales import scale_of_verdict
from judging.summaries.compare import CatalogueChoice, Comparison
from judging.summaries.provenance import Input, Provenance, ruling_as_input
from workbooks.cells import Out, Printed
from workbooks.writing import OutColumn, OutSheet

DEMO = "演示数据：2021–2025 年数值为虚构，仅用于试用。真实规划文本与 2015–2020 年数据未改动。"


def percent(share: object) -> str:
    """Return a share of one as percent with one decimal; empty for None."""
    return scales.share(share) if isinstance(share, Decimal) else ""


def footer(*lines: str, demo: bool) -> list[str]:
    return [*lines, *([DEMO] if demo else [])]


def row_sheets(row: PlanIndicator, evidence: Provenance) -> list[OutSheet]:
    """Verdicts of every year, the evidence, and how verdicts changed."""
    title = f"{row.plan.county.name} {row.plan.short_title} {row.name}"
    source = f"规划原文：{row.source}"
    demo = evidence.shows_demo
    verdicts = OutSheet(
        "历年评价",
        [OutColumn("年份"), OutColumn("结论"), OutColumn("现值"), OutColumn("当年/累计"), OutColumn("应达"), OutColumn("完成度"),
         OutColumn("数据年份"), OutColumn("说明", 80, wrap=True), OutColumn("人工判定", 40, wrap=True),
         OutColumn("谁来解决", 40, wrap=True)],
        [[*verdict_cells(row, verdict), by_hand(evidence.by_hand.get(verdict.year)),
          in_words(verdict.status, verdict.reason)] for verdict in evidence.verdicts],
        title=title,
        footer=footer(source, demo=demo),
    )  # fmt: skip
    rulings = map(ruling_as_input, evidence.rulings)
    inputs = [
        *evidence.targets,
        *rulings,
        *([evidence.baseline] if evidence.baseline else []),
        *evidence.figures,
    ]
    basis = OutSheet(
        "依据",
        [OutColumn("项目"), OutColumn("原文"), OutColumn("单位"), OutColumn("口径与标注", 20),
         OutColumn("来源", 50, wrap=True), OutColumn("录入"), OutColumn("时间", 18), OutColumn("备注", 30, wrap=True)],
        [input_cells(item) for item in inputs],
        title=title,
        footer=footer(demo=demo),
    )  # fmt: skip
    return [verdicts, basis, _changes_sheet(title, evidence)]


def by_hand(found: ReviewerVerdict | None) -> str:
    """A reviewer's own verdict with who, when and why; empty for none."""
    if found is None:
        return ""
    return f"{found.get_status_display()}（{found.reason}，{found.by}，{to_minute(found.at)}）"


def _changes_sheet(title: str, evidence: Provenance) -> OutSheet:
    return OutSheet(
        "结论变化",
        [OutColumn("时间", 18), OutColumn("年份"), OutColumn("原结论"), OutColumn("新结论"), OutColumn("缘由", 30),
         OutColumn("新说明", 80, wrap=True)],
        [
            [to_minute(c.at), str(c.year), label(c.from_status), label(c.to_status),
             f"{c.get_why_display()} {c.cause}".strip(), c.to_explanation]
            for c in evidence.changes
        ],
        title=title,
    )  # fmt: skip


def label(status: str) -> str:
    return Status(status).label if status else "尚未计算"


def verdict_cells(row: PlanIndicator, verdict: Attainment) -> list[Out]:
    """One year of a row; what is required as in the sentence."""
    now, required = verdict.current(row.indicator), None
    if verdict.required is not None:
        required = Printed(scale_of_verdict(row, verdict).required(verdict.required))
    return [
        str(verdict.year),
        label(verdict.status),
        Printed(now.figure),
        now.about,
        required,
        percent(verdict.completion),
        str(verdict.data_year or ""),
        verdict.explanation,
    ]


def input_cells(item: Input) -> list[Out]:
    when = to_minute(item.when) if item.when else ""
    tags = "、".join([*item.tags, *(["演示"] if item.is_demo else [])])
    return [item.label, Printed(item.text), item.unit, tags, item.source, item.who, when, item.remark]


def comparison_sheets(
    indicator: Indicator, comparison: Comparison, figures: Iterable[Observation], said: str
) -> list[OutSheet]:
    """One catalogue entry across counties: printed rows with a year's verdicts, and the figures that were asked for."""
    name, demo = indicator.name, comparison.shows_demo
    rows = OutSheet(
        f"{comparison.year}年各县区",
        [OutColumn("县区"), OutColumn("规划", 16), OutColumn("序号"), OutColumn("指标（原文）", 36, wrap=True),
         OutColumn("单位"), OutColumn("基准"), OutColumn("目标", 20), OutColumn("属性"), OutColumn("结论"),
         OutColumn("现值"), OutColumn("当年/累计"), OutColumn("人工判定"), OutColumn("说明", 70, wrap=True),
         OutColumn("来源", 40, wrap=True), OutColumn("裁定", 40, wrap=True), OutColumn("谁来解决", 40, wrap=True)],
        [
            [line.row.plan.county.name, line.row.plan.short_title, line.row.seq, line.row.printed_name,
             line.row.unit, Printed(line.row.baseline_text), Printed(line.row.target_text),
             line.row.get_attribute_display(), label(line.verdict.status) if line.verdict else "",
             Printed(line.current.figure), line.current.about, line.by_hand,
             line.verdict.explanation if line.verdict else "", line.row.source, listed(line.rulings),
             in_words(line.verdict.status, line.verdict.reason) if line.verdict else ""]
            for line in comparison.lines
        ],
        title=name,
        footer=footer("各县区规划文字不同，不排名、不平均。", demo=demo),
    )  # fmt: skip
    return [rows, _figures_sheet(indicator, figures, said, demo=demo)]


def _figures_sheet(
    indicator: Indicator, figures: Iterable[Observation], said: str, *, demo: bool
) -> OutSheet:
    name, reported_as = indicator.name, indicator.reported_as
    return OutSheet(
        "监测数据",
        [OutColumn("县区"), OutColumn("点位", 18), OutColumn("年份"), OutColumn("时段"), OutColumn("口径"),
         OutColumn("数值"), OutColumn("当年/累计"), OutColumn("单位"), OutColumn("演示"), OutColumn("来源", 50, wrap=True),
         OutColumn("备注", 30, wrap=True)],
        [
            [f.county.name, f.site.name if f.site else "", str(f.year), f.period or "全年", f.basis,
             Printed(f.text), reported_as, f.unit, "是" if f.is_demo else "", f.source, f.note]
            for f in figures
        ],
        title=name,
        footer=footer(*([f"筛选：{said}"] if said else []), demo=demo),
    )  # fmt: skip


def catalogue_columns(*, notes: bool) -> list[OutColumn]:
    """The notes only for who sees every county."""
    return [
        *(OutColumn("代码", 24), OutColumn("名称", 36, wrap=True), OutColumn("单位"), OutColumn("方向")),
        *(OutColumn("当年/累计"), OutColumn("比较"), OutColumn("类别", 30), OutColumn("使用县区", 24)),
        *(OutColumn("数据年份", 14), OutColumn("相关指标", 40, wrap=True)),
        *([OutColumn("说明", 60, wrap=True)] if notes else []),
    ]


def catalogue_rows(entries: Iterable[CatalogueChoice], *, notes: bool) -> Iterator[Sequence[Out]]:
    """The catalogue with its uses."""
    for entry in entries:
        one = entry.indicator
        yield [
            *(one.code, one.name, one.unit, one.get_direction_display()),
            *(one.reported_as, one.get_compare_display(), one.category),
            "、".join(use.county for use in entry.uses),
            f"{entry.first_year}–{entry.last_year}" if entry.first_year else "",
            "、".join(other.name for other in one.related.all()),
            *([one.note] if notes else []),
        ]
