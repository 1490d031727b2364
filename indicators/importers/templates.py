"""Empty workbooks for people to fill: the columns an import understands, and the names it knows."""

from collections.abc import Iterator

from counties.models import County
from indicators.importers.observation_rows import SHEET
from indicators.models import Indicator
from workbooks.writing import OutColumn, OutSheet, workbook_bytes

OBSERVATION_COLUMNS = (
    OutColumn("县区", 10),
    OutColumn("指标", 34),
    OutColumn("监测点位", 20),
    OutColumn("单位", 10),
    OutColumn("年份", 8),
    OutColumn("数值", 12),
    OutColumn("口径", 12),
    OutColumn("时段", 10),
    OutColumn("来源", 24),
    OutColumn("备注", 30),
)
EXPLAINED = (
    ("县区", "必填", "县区名称、简称或行政区划代码，如“云冈”“140214”。"),
    ("指标", "必填", "指标目录中的名称、别名或代码；见“指标名称”表。"),
    ("监测点位", "选填", "断面、水源地、井、站点的名称；水质类别必填。留空表示全县区的数值。"),
    ("单位", "必填", "数值的单位，可与目录单位不同但须能精确换算；无量纲的指标留空。"),
    ("年份", "必填", "四位年份，如 2023。"),
    (
        "数值",
        "必填",
        "按原样填写，如 88.6、Ⅲ类；逐年累计的指标按“指标名称”表的“当年/累计”栏填；没有数据填“—”并在备注写原因；留空的行不入账，也不影响在账数值。",
    ),
    ("口径", "选填", "如“实况”“扣除沙尘”；不分口径的留空。"),
    ("时段", "选填", "全年留空；部分年份填如“1-9月”“上半年”，不参与年度评价。"),
    ("来源", "选填", "出自哪份文件或年报。"),
    ("备注", "选填", "不超过 300 字；数值填“—”的必填，写明没有数据的原因。"),
)


def observation_template() -> bytes:
    """The workbook; the sheet to fill comes first and is empty but for its header."""
    return workbook_bytes(
        (
            OutSheet(SHEET, OBSERVATION_COLUMNS, ()),
            OutSheet(
                "填写说明", (OutColumn("列", 12), OutColumn("必填", 8), OutColumn("说明", 90)), EXPLAINED
            ),
            OutSheet(
                "县区名称", (OutColumn("代码", 10), OutColumn("名称", 16), OutColumn("别名", 40)), _counties()
            ),
            OutSheet(
                "指标名称",
                (
                    OutColumn("代码", 28),
                    OutColumn("名称", 40),
                    OutColumn("单位", 12),
                    OutColumn("当年/累计", 12),
                    OutColumn("别名", 70, wrap=True),
                ),
                _indicators(),
            ),
        )
    )


def _counties() -> Iterator[tuple[str, str, str]]:
    for county in County.objects.filter(parent__isnull=False):
        yield county.code, county.name, "、".join([county.short_name, *county.aliases])


def _indicators() -> Iterator[tuple[str, ...]]:
    for indicator in Indicator.objects.all():
        told = (indicator.code, indicator.name, indicator.unit, indicator.reported_as)
        yield *told, "、".join(indicator.aliases)
