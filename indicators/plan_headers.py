"""What the headers of a plan's indicator tables are called."""

import re

from workbooks.headers import Vocabulary

VOCABULARY = Vocabulary(
    roles={
        "seq": re.compile(r"序号?|编号|项次|行次|[Nn][Oo]\.?|№"),
        "level1": re.compile(r"一级(指标|分类|类别)|(指标|目标)?(类别|分类|大类|领域)"),
        "level2": re.compile(r"二级(指标|分类|类别)|小类"),
        "name": re.compile(
            r"((三级|具体|主要|考核|控制|评价|规划|目标|核心)?指标(名称|内容|项目?)?|名称)(\(.*\))?"
        ),
        "unit": re.compile(r"(计量|指标)?单位"),
        "attribute": re.compile(r"(指标)?(属性|性质)|约束性?[/、或]?\(?预期性?\)?(指标)?"),
        "binding": re.compile(r"(.*/)?约束性(指标)?"),
        "expected": re.compile(r"(.*/)?预期性(指标)?"),
        "kind": re.compile(r"(指标)?类型"),
        "data_source": re.compile(r"(数据|资料)(来源|提供)(部门|单位)?|填报(部门|单位)"),
        "responsible": re.compile(r"(牵头|责任|主责|主管|负责)*(部门|单位)"),
        "claim": re.compile(r"(.*目标)?完成情况"),
        # Whatever may say a value of some year; what it says is read word by word (`header_words`).
        "value": re.compile(
            r".*((?:19|20)\d{2}|(?<!\d)\d{2}年|[一二][九〇零○ＯO0].{2}年|十[一二三四五六]五|十[一二三四五六]个五年"
            r"|目标|现状|基准|基期|基数|规划[期值末]|期[初末]|近期|远期|远景|愿景|中期|分年|累[计积]|年均|增[速长幅]|变化).*"
        ),
    },
    required=(frozenset({"name"}), frozenset({"value"})),
    keys=("seq", "name"),
    groups=("level1", "level2"),
    repeatable=frozenset({"value", "responsible"}),
    instead={"name": "level2"},
)
