"""Headers as people lay them out: which column is the baseline, which the target, what stays beside, what is refused.

A column is the one or the other only if its header can mean nothing else.
"""

import random
from typing import Any, NamedTuple

import pytest

from indicators.plan_tables import read_indicator_tables
from indicators.printed_rows import IndicatorTables
from indicators.value_headers import Context
from tests.workbooks.making import sheet
from workbooks.problems import Severity, single_inside

TITLE = "浑源县“十四五”生态环境保护规划"
OWN = ("浑源县", "浑源")


class Layout(NamedTuple):
    """Headers of the columns of values, by `|`; of two rows by `/`. Years of what is read; `None`: not there.
    `refused`: header of the column that the error stands at."""

    heads: str
    baseline: str | None = None
    target: str | None = None
    final: str | None = None
    refused: str = ""
    title: str | None = TITLE


# Each line: headers → the header read as baseline, as target.
READ = [
    # what the cumulative, average and relative columns beside must not change
    Layout("2020年|2025年|“十四五”累计", "2020年", "2025年"),
    Layout("2020年|2025年|年均增速", "2020年", "2025年"),
    Layout("2020年|2025年|年均增速（%）", "2020年", "2025年"),
    Layout("2020年|2025年|累计下降", "2020年", "2025年"),
    Layout("2020年|2025年|2021—2025年累计", "2020年", "2025年"),
    Layout("2020年|2025年|2025年比2020年变化", "2020年", "2025年"),
    Layout("2020年|2025年|2025年较2020年下降（%）", "2020年", "2025年"),
    Layout("2020年|2025年|五年累计增长", "2020年", "2025年"),
    Layout("2020年|2025年|〔五年累计〕", "2020年", "2025年"),
    Layout("2020年|2025年|2025年同比", "2020年", "2025年"),
    Layout("2020年|2025年|增减幅度", "2020年", "2025年"),
    Layout("2020年|2025年|“十四五”时期年均", "2020年", "2025年"),
    Layout("“十四五”累计|2020年|2025年", "2020年", "2025年"),
    Layout("2020年现状|“十四五”期间新增|2025年目标", "2020年现状", "2025年目标"),
    Layout("2020年|“十三五”年均增速|2025年|“十四五”年均增速", "2020年", "2025年"),
    # what lies beyond the target year
    Layout("2020|2025|2035", "2020", "2025"),
    Layout("2020|2025|2030", "2020", "2025"),
    Layout("2020年|2025年|2030年|2035年", "2020年", "2025年"),
    Layout("2035年|2025年|2020年", "2020年", "2025年"),
    Layout("2020年|2025年目标|2035年远景目标", "2020年", "2025年目标"),
    Layout("2020年|2025年目标|远期展望", "2020年", "2025年目标"),
    Layout("2020年现状|近期目标（2025年）|远期目标（2035年）", "2020年现状", "近期目标（2025年）"),
    Layout("2020年现状|2025年目标|2030年展望值", "2020年现状", "2025年目标"),
    Layout("2020年现状|近期目标（2025年）|远期目标（2035年）", "2020年现状", "近期目标（2025年）", title=None),
    # what lies before the baseline
    Layout("2015|2020|2025", "2020", "2025"),
    Layout("2015年|2020年|2025年目标", "2020年", "2025年目标"),
    Layout("2015年现状|2020年现状|2025年目标", "2020年现状", "2025年目标"),
    Layout("2015年|2020年现状|2025年目标", "2020年现状", "2025年目标", title=None),
    Layout("2015年|2018年|2020年|2025年", "2020年", "2025年"),
    Layout("2015年|基准年（2019年）|2025年目标", "基准年（2019年）", "2025年目标"),
    # steps on the way
    Layout("2020年|2023年|2025年", "2020年", "2025年"),
    Layout("2020年|2023年|2025年", "2020年", "2025年", title=None),
    Layout("2020年|2021年|2022年|2023年|2024年|2025年", "2020年", "2025年"),
    Layout("2020年|2021年|2022年|2023年|2024年|2025年", "2020年", "2025年", title=None),
    Layout("2020年现状|2023年目标|2025年目标", "2020年现状", "2025年目标"),
    Layout("2020年现状|中期目标（2023年）|2025年目标", "2020年现状", "2025年目标"),
    Layout("2020年|分年度目标/2021年|分年度目标/2022年|分年度目标/2025年|规划目标/2025年", "2020年", "规划目标/2025年"),
    Layout("2021年|2022年|2023年|2024年|2025年", None, "2025年"),
    # other places
    Layout("2020年|大同市2025年|浑源县2025年", "2020年", "浑源县2025年"),
    Layout("2020年|2025年|大同市2025年", "2020年", "2025年"),
    Layout("2020年|2025年|全市2025年目标", "2020年", "2025年"),
    Layout("2020年|山西省2025年目标|2025年目标", "2020年", "2025年目标"),
    Layout("2020年|全国2025年|全省2025年|全县2025年", "2020年", "全县2025年"),
    Layout("大同市2020年|大同市2025年|浑源县2020年|浑源县2025年", "浑源县2020年", "浑源县2025年"),
    Layout("大同市/2020年|大同市/2025年|浑源县/2020年|浑源县/2025年", "浑源县/2020年", "浑源县/2025年"),
    Layout("2020年/全市|2020年/全县|2025年/全市|2025年/全县", "2020年/全县", "2025年/全县"),
    Layout("2020年|2025年|云冈区2025年", "2020年", "2025年"),
    Layout("2020年|2025年|上级下达2025年目标", "2020年", "2025年"),
    Layout("2020年|2025年|国家考核目标", "2020年", "2025年"),
    # the same things in other words
    Layout("现状值[2020]|目标值2025", "现状值[2020]", "目标值2025"),
    Layout("2020现状|2025目标", "2020现状", "2025目标"),
    Layout("20年现状|25年目标", "20年现状", "25年目标"),
    Layout("二〇二〇年|二〇二五年", "二〇二〇年", "二〇二五年"),
    Layout("二零二零年现状|二○二五年目标", "二零二零年现状", "二○二五年目标"),
    Layout("2020年（基准年）|2025年（目标年）", "2020年（基准年）", "2025年（目标年）"),
    Layout("基期（2020年）|规划期末（2025年）", "基期（2020年）", "规划期末（2025年）"),
    Layout("2020年现状|近期目标（2025年）", "2020年现状", "近期目标（2025年）"),
    Layout("2020年实际完成|2025年规划目标", "2020年实际完成", "2025年规划目标"),
    Layout("2020年底|到2025年底", "2020年底", "到2025年底"),
    Layout("“十三五”末|“十四五”末", "“十三五”末", "“十四五”末"),
    Layout("“十三五”末现状|“十四五”目标", "“十三五”末现状", "“十四五”目标"),
    Layout("2020 年 现 状|2025 年 目 标 值（%）", "2020 年 现 状", "2025 年 目 标 值（%）"),
    Layout("指标值/2020年|指标值/2025年", "指标值/2020年", "指标值/2025年"),
    Layout("2020年基准值|2025年控制目标", "2020年基准值", "2025年控制目标"),
    Layout("2025年|2020年", "2020年", "2025年"),
    Layout("上期末（2020年）|本期末（2025年）", "上期末（2020年）", "本期末（2025年）"),
    Layout("2020年基础值|2025年目标值", "2020年基础值", "2025年目标值"),
    Layout("2020年实绩|2025年规划|2025年（省定目标）", "2020年实绩", "2025年规划"),
    Layout("截至2020年底|2021—2025年目标增量|2025年底", "截至2020年底", "2025年底"),
    Layout("现状|2025年目标", "现状", "2025年目标"),
    Layout("2022年|2025年目标", "2022年", "2025年目标", title="浑源县生态环境三年行动计划（2023—2025年）"),
    Layout("2015年|2020年|2025年", "2020年", "2025年", title="浑源县第十四个五年规划"),
    Layout("2015年|2020年|2025年", "2015年", "2020年", title="浑源县“十三五”规划"),
    Layout("“十三五”期末|“十四五”期末", "“十三五”期末", "“十四五”期末"),
    Layout("2020年|大同市2025年|大同市浑源县2025年", "2020年", "大同市浑源县2025年"),
    Layout("2020年|大同市2025年|浑源2025年", "2020年", "浑源2025年"),
    Layout("2020年目标|2020年完成情况|2025年目标", "2020年完成情况", "2025年目标"),
    Layout("2020年现状|目标", "2020年现状", "目标"),
    Layout("现状|目标（2025）|备注", "现状", "目标（2025）"),
    # a period that is over
    Layout("2015年|2020年目标|2020年实际", "2015年", "2020年目标", "2020年实际", title="浑源县“十三五”规划"),
    Layout("2020年目标|2020年完成值", None, "2020年目标", "2020年完成值", title=None),
    # words that nobody knows make a column of another kind
    Layout("2020年|2025年|2025年高方案", "2020年", "2025年"),
    Layout("2020年|2025年目标|2025年预测", "2020年", "2025年目标"),
    Layout("2020年|2025年|2025年排名", "2020年", "2025年"),
]  # fmt: skip

REFUSED = [
    Layout("2020年统计数|2025年目标", refused="2020年统计数"),
    Layout("2020年预计|2025年目标", refused="2020年预计"),
    Layout("2020年|规划目标（2021—2025年）", refused="规划目标（2021—2025年）"),
    Layout("2020年|“十四五”目标|2025年目标", refused="2025年目标"),
    Layout("2020年|2020年|2025年", refused="2020年"),
    Layout("2020年|2025年目标（市下达）", refused="2025年目标（市下达）"),
    Layout("2020|2025|2035", refused="2035", title=None),
    Layout("2015|2020|2025", refused="2025", title=None),
    Layout("2020年|2025年目标|2030年目标", refused="2030年目标", title=None),
    Layout("2020年|2025年|2035年", refused="2035年", title="浑源县国土空间规划（2021—2035年）"),
    Layout("2020年|2025年目标|2025年目标值", refused="2025年目标值"),
    Layout("2020年|2025年|浑源县2025年", refused="浑源县2025年"),
    Layout("2020年|2025年累计下降", refused="2025年累计下降"),
    Layout("2020年|大同市2025年", refused="大同市2025年"),
    Layout("2020年|2035年", refused="2035年"),
    Layout("2020年|“十四五”", refused="“十四五”"),
    Layout("2020年|2021—2025年目标", refused="2021—2025年目标"),
    Layout("2020年|2025年高方案|2025年低方案", refused="2025年低方案"),
    Layout("2020年现状|2024年目标", refused="2024年目标"),
    Layout("2020年现状", refused="2020年现状"),
    Layout("2018年|2019年|2025年目标", refused="2019年"),
    Layout("2019年现状|2020年|2025年目标", refused="2020年"),
    Layout("2020年现状|2022年现状|2025年目标", refused="2022年现状"),
    Layout("现状|2020年|2025年目标", refused="2020年"),
    Layout("2022年|2025年", refused="2022年"),
    Layout("2022年|2025年", refused="2022年", title=None),
    Layout("2016年|2017年|2018年|2019年|2020年", refused="2016年", title=None),
    Layout("2025年", refused="2025年", title=None),
    Layout("2026年现状|2025年目标", refused="2026年现状"),
    Layout("2020年|云冈区2025年|平城区2025年", refused="平城区2025年"),
    Layout("2020年|分年度目标/2024年|分年度目标/2025年", refused="分年度目标/2025年"),
]


def read(layout: Layout) -> tuple[IndicatorTables, list[str]]:
    heads = layout.heads.split("|")
    split = [head.split("/") for head in heads]
    depth = max(map(len, split))
    rows: list[list[Any]] = [[layout.title]] if layout.title else []
    rows.append(["表 1 指标"])
    top = len(rows) + 1
    rows.append(["序号", "指标名称", *(levels[0] for levels in split)])
    if depth == 2:
        rows.append([None, None, *(levels[1] if len(levels) == 2 else None for levels in split)])
    rows.append([1, "森林覆盖率（%）", *(str(number) for number in range(11, 11 + len(heads)))])
    return read_indicator_tables(sheet(rows), context=Context(own=OWN)), [
        f"{'CDEFGHIJ'[index]}{top + len(levels) - 1}" for index, levels in enumerate(split)
    ]


def _id(layout: Layout) -> str:
    return f"{layout.heads}{'' if layout.title == TITLE else ' / ' + str(layout.title)}"


@pytest.mark.parametrize("layout", READ, ids=_id)
def test_a_header_that_can_mean_one_thing_is_read_and_everything_else_stays(layout: Layout) -> None:
    tables, _ = read(layout)
    heads = layout.heads.split("|")
    assert [p.message for p in tables.problems if p.severity is Severity.ERROR] == []
    (row,) = tables.rows
    said = {heads[number]: str(11 + number) for number in range(len(heads))}
    assert row.target.text == said[layout.target or ""]
    assert (row.baseline.text if row.baseline else None) == (
        said[layout.baseline] if layout.baseline else None
    )
    assert (row.final.text if row.final else None) == (said[layout.final] if layout.final else None)
    others = set(said.values()) - {said[h] for h in (layout.baseline, layout.target, layout.final) if h}
    assert set(row.extras.values()) == others


@pytest.mark.parametrize("layout", REFUSED, ids=_id)
def test_a_header_that_may_mean_two_things_is_refused_at_its_cell(layout: Layout) -> None:
    tables, cells = read(layout)
    errors = [problem for problem in tables.problems if problem.severity is Severity.ERROR]
    cell = dict(zip(layout.heads.split("|"), cells, strict=True))[layout.refused]
    assert [problem.cell for problem in errors] == [cell]
    assert single_inside(f"“{layout.refused.replace('/', ' / ')}”") in errors[0].message


BASES = [
    "2020年", "2020", "2020年现状", "现状值[2020]", "2020年底", "“十三五”末", "基准年（2020年）", "二〇二〇年", "20年现状", "2020年实际值",
    "2020年 现状值（%）", "浑源县2020年", "全县/2020年", "2020年/现状", "2020年末",
]  # fmt: skip
TARGETS = [
    "2025年", "2025", "2025年目标", "目标值2025", "2025目标", "25年目标", "二〇二五年", "规划期末（2025年）", "近期目标（2025年）", "“十四五”目标",
    "到2025年", "2025年规划目标值", "浑源县2025年", "全县/2025年", "规划目标/2025年", "2025年末",
]  # fmt: skip
BESIDE = [
    "“十四五”累计", "年均增速", "累计下降", "2025年比2020年变化", "增减幅度（%）", "较2020年提高", "〔五年累计〕", "“十四五”时期年均增长", "2021—2025年合计",
    "2025年同比增长", "2035年", "2030年", "远期", "2035年远景目标", "远期目标（2035年）", "展望2035年", "2015年", "2010年", "2015年现状", "“十二五”末",
    "2023年", "2022年目标", "分年度目标/2023年", "中期目标（2023年）", "大同市2025年", "全市2025年目标", "山西省2025年", "全国/2025年", "国家考核目标",
    "云冈区2025年", "大同市2020年", "市下达2025年目标", "2025年高方案", "2025年预测值", "2025年排名", "全省平均", "2025年达标率",
]  # fmt: skip


@pytest.mark.parametrize("seed", range(120))
def test_no_columns_beside_ever_make_another_one_the_target(seed: int) -> None:
    """Whatever stands around them, in whichever order: baseline and target are these two, or the header is refused."""
    chance = random.Random(seed)
    base, target = chance.choice(BASES), chance.choice(TARGETS)
    heads = [base, target, *chance.sample(BESIDE, chance.randint(1, 5))]
    chance.shuffle(heads)
    titled = chance.random() < 0.7
    tables, _ = read(Layout("|".join(heads), title=TITLE if titled else "浑源县生态环境保护规划"))
    errors = [problem.message for problem in tables.problems if problem.severity is Severity.ERROR]
    said = {head: str(11 + number) for number, head in enumerate(heads)}
    for row in () if errors else tables.rows:
        assert row.target.text == said[target], heads
        assert row.baseline is None or row.baseline.text == said[base], heads
        assert row.final is None, heads
        assert row.baseline, heads
    # The title says the period: nothing beside these two may be meant, but a state of another year.
    assert tables.rows or errors
    if titled and not any(head in ("2015年现状", "“十二五”末") for head in heads):
        assert errors == [], heads


def test_a_header_of_many_words_is_no_header_of_a_value() -> None:
    tables, _ = read(Layout("2020年|2025年目标|" + "2025年目标" * 100))
    (row,) = tables.rows
    assert (row.target.text, len(row.extras)) == ("12", 1)
