"""Words of data tables: what a column's header makes of it, and which rows and columns are no figures."""

import re
from functools import lru_cache

from attainment import units
from indicators.importers.observation_rows import VOCABULARY
from workbooks.headers import normalise

_REMEMBERED = 10_000
"""Texts that are asked about again and again: names, years, classes."""
_KINDS = r"(国控|省控|市控|县控|区控|地表水|地下水|控制|考核|监测|监控|评价|水质|空气|环境|自动|例行|饮用水|集中式|城市|城镇|县级|主要|河流)*"
_ROLES = {
    "serial": r"序号?|编号|序列|no\.?|№|排序",
    "year": r"年份?|年度|时间|(监测|统计|数据|评价)?(年份|年度|时间)|日期",
    "period": r"(监测|统计)?(时段|期间)|月份",
    "unit": r"(计量)?单位",
    "basis": r"(统计|数据|评价)?口径",
    "source": r"(数据|资料)?来源(文件)?",
    "note": r"备注|说明|注",
    "county": r"县区|区县|县\(区\)|区\(县\)|县市区|县\(市、?区\)|(所[属在])?(县区?|地区|辖区|区域|行政区划?|行政区域)(名称?|代码)?|县|区",
    "site": _KINDS
    + r"(断面|点位|测点|站点|子站|测站|监测站|监测井|水井|井位?|水源地?|监测点|[采取]样点|样点|点|水库|湖泊|水厂|排污口|(监测)?地点)(名称?|位置)?",
    "indicator": r"((监测|检测|评价|考核|污染|水质|空气)?(指标|项目|因子|参数)|污染物)(名称?|内容)?(\(单位\))?",
    "attribute": (
        r"河流(名称)?|(所在|所属)(水体|河流|流域|水系|乡镇|位置|地|功能区)|水体(名称|类型)?|流域|水系|湖库|(断面|点位|站点|水源地?|井)(类型|级别|性质|属性|编码|代码)"
        r"|级别|类型|(控制|考核|管理)级别|经度|纬度|东经|北纬|(地理)?(坐标|位置)|乡镇|地址|水?功能区.*|水质目标|(考核|目标)(水质|类别|目标)|目标(值|水质)?"
        r"|.*(标准限值|二级标准|一级标准|标准值|限值)|(执行|评价)?标准|责任(单位|部门)|排名|名次|代码|联系人"
    ),
    "value": VOCABULARY.roles["value"].pattern + "|(监测|实测)?(年均值?|平均值?|均值|浓度)",
    "name": r"名称|对象|类别名称|",
}
_PATTERNS = {role: re.compile(pattern, re.IGNORECASE) for role, pattern in _ROLES.items()}

_CHANGE = re.compile(
    r"(同比|环比|年际|累计|总体|期间)?(变化|增减|增长|增加|增幅|减少|下降|上升|升高|降低|降幅|升幅|提升|提高|改善|变幅|变动)(情况|幅度?|率|量|值|比例|百分点|数)?"
)
_COMPARED = re.compile(r"(较|比)(19|20)\d\d|(较|比|与)(上|去|基准|同期)|同比|环比|相比|排名|名次")
_AHEAD = re.compile(r"目标|计划|任务|规划值|要求")
_NO_ROW = re.compile(
    r"(五年|多年|年|期间)?(合计|总计|小计|平均(值|数)?|均值|最大值?|最小值?)|.*(标准|限值)(值|\(.*\))?|.*(目标|计划)值?"
)
_GROUP = re.compile(
    r"按.*(分类|划分|分)?|其中|分类|(主要|各项?|年均|年平均|常规|基本|其他|空气|大气|水质|环境|污染物|监测)*(浓度|指标|项目|因子|污染物|情况|数据|结果|质量)(值|状况)?"
)
_UNIT_BRACKET = re.compile(
    r"^(?P<name>.*\S)\s*[（(【\[](?:单位\s*[:：])?(?P<unit>[^（）()【】\[\]]+)[）)】\]]\s*$", re.DOTALL
)
_UNIT_AFTER = re.compile(r"^(?P<name>.*\S)(?:\s+|\s*[,，:：]\s*)(?P<unit>\S*[/%‰]\S*)$", re.DOTALL)
_RATIO = re.compile(r"[^\s\d，,、；;()（）]{1,8}\s*/\s*[^\s，,、；;()（）]{1,8}|[^()（）]{0,12}倍数?")
_NUMBER_WITH_UNIT = re.compile(rf"\s*([-+]?\d+(?:,\d{{3}})*(?:\.\d+)?)\s*({units.UNIT_PATTERN})\s*")
_UNIT_LINE = re.compile(r"[（(]?\s*(?:计量)?单位\s*[:：]\s*(.+?)\s*[）)]?")
_NOTE = re.compile(r"\s*(注|备注|说明|附注|资料来源|数据来源|来源|填表人|审核人|制表)\s*\d*\s*[:：]")
_SITELIKE = re.compile(r".*(断面|水源地|水库|监测井|井|桥|监测站|监测点|点位|水厂|河|口)([（(].*[）)])?")


def quoted(text: str) -> str:
    """In quotes; a text that brings its own, as “十三五”末, begins with them."""
    return f"“{text}”" if not text.startswith("“") else text


@lru_cache(maxsize=_REMEMBERED)
def role_of(header: str) -> str | None:
    """What a header makes of its column; None for a name of what is measured, or for anything else."""
    normal = normalise(header)
    return next((role for role, pattern in _PATTERNS.items() if pattern.fullmatch(normal)), None)


def is_change(header: str) -> bool:
    """Whether a column compares years instead of telling one."""
    normal = normalise(header)
    return _CHANGE.fullmatch(normal) is not None or _COMPARED.search(normal) is not None


def is_ahead(header: str) -> bool:
    """Whether a column says what is wanted and not what was measured."""
    return _AHEAD.search(normalise(header)) is not None


def is_sum(header: str) -> bool:
    """Whether a column sums or averages years, or sets limits."""
    normal = normalise(header)
    return (
        _NO_ROW.fullmatch(normal) is not None
        or re.search(r"期间|累计|合计|总计|[一二三四五]+五.*(平均|均值)", normal) is not None
    )


@lru_cache(maxsize=_REMEMBERED)
def is_no_row(label: str) -> bool:
    """Whether a row sums, averages or sets limits."""
    return _NO_ROW.fullmatch(normalise(label)) is not None or is_change(label)


def is_water(header: str) -> bool:
    """Whether a column names rivers or lakes: where no column names sections, it may stand for them."""
    return re.fullmatch(r"(河流|水体|流域|湖库)(名称)?", normalise(header)) is not None


def is_group(header: str) -> bool:
    """Whether an upper header only groups the columns below it."""
    return _GROUP.fullmatch(normalise(header)) is not None


def is_no_name(name: str) -> bool:
    """Whether what is left of a header only says that figures stand below it, and names nothing that is measured."""
    return all(is_group(one) or role_of(one) == "value" for one in name.split())


def is_note(text: str) -> bool:
    return _NOTE.match(text) is not None


def is_sitelike(name: str) -> bool:
    """Whether a name ends as names of sections, wells and sources do."""
    return _SITELIKE.fullmatch(normalise(name)) is not None


def unit_line(text: str) -> str | None:
    """The unit of a whole table: `单位：万m³`."""
    found = _UNIT_LINE.fullmatch(text.strip())
    return found[1] if found else None


def is_unit(text: str) -> bool:
    return units.is_unit(text) or _RATIO.fullmatch(text.strip()) is not None


@lru_cache(maxsize=_REMEMBERED)
def split_unit(header: str) -> tuple[str, str]:
    """A name and the unit in its last bracket as printed; a bracket without a unit belongs to the name."""
    found = _UNIT_BRACKET.match(header)
    if found and is_unit(found["unit"]):
        return found["name"].strip(), found["unit"].strip()
    after = _UNIT_AFTER.match(header)
    if after and units.is_unit(after["unit"]):
        return after["name"].strip(), after["unit"]
    return header.strip(), ""


def bare_unit(text: str) -> str:
    """The unit that a text is, in brackets or without; "" where it is none."""
    inner = text.strip()
    if inner[:1] in {"（", "("} and inner[-1:] in {"）", ")"}:
        inner = inner[1:-1].strip()
    return inner if inner and is_unit(inner) else ""


@lru_cache(maxsize=_REMEMBERED)
def number_and_unit(text: str) -> tuple[str, str] | None:
    """`256 天` → (`256`, `天`)."""
    found = _NUMBER_WITH_UNIT.fullmatch(text)
    return (found[1], found[2]) if found else None
