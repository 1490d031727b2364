"""The closed word lists of the judge; `.label` is what a person reads (docs/attainment.md)."""

from __future__ import annotations

from enum import StrEnum


class Column(StrEnum):
    """The column a cell stood in: the same text means different things in different columns (§1)."""

    TARGET = "target"
    BASELINE = "baseline"
    OBSERVED = "observed"

    @property
    def label(self) -> str:
        return {"target": "目标", "baseline": "基准", "observed": "现值"}[self.value]


class Kind(StrEnum):
    """What a printed cell says (§1)."""

    NUMBER = "number"
    INTERVAL = "interval"
    APPROXIMATE = "approximate"
    RATE = "rate"
    DIFFERENCE = "difference"
    ANNOTATED = "annotated"
    CLASS = "class"
    MAINTAIN = "maintain"
    COMPOSITE = "composite"
    DELEGATED = "delegated"
    PRIOR_CLAIM = "prior_claim"
    MISSING = "missing"
    NO_TARGET = "no_target"
    NOT_APPLICABLE = "not_applicable"
    CUMULATIVE = "cumulative"
    TEXT = "text"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]


class Op(StrEnum):
    """A printed or natural comparison."""

    LT = "lt"
    LE = "le"
    GE = "ge"
    GT = "gt"
    APPROX = "approx"
    BETTER = "better"

    @property
    def sign(self) -> str:
        return {"lt": "<", "le": "≤", "ge": "≥", "gt": ">", "approx": "约", "better": "优于"}[self.value]


class Change(StrEnum):
    """Which way a rate runs."""

    DECREASE = "decrease"
    INCREASE = "increase"


class Direction(StrEnum):
    """Which way is better: data about the indicator, never guessed from the figures (§2)."""

    HIGHER = "higher"
    LOWER = "lower"
    CAP = "cap"
    FLOOR = "floor"
    CLASS = "class"
    COUNT = "count"
    CUMULATIVE = "cumulative"
    RATE = "rate"
    LOG_RATE = "log_rate"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return _DIRECTION_LABELS[self]


class Compare(StrEnum):
    """Whether a value is compared as reported or at its reporting precision (§2)."""

    FULL = "full"
    ROUNDED = "rounded"

    @property
    def label(self) -> str:
        return {"full": "全数值", "rounded": "按修约值"}[self.value]


class Values(StrEnum):
    """What an observation of a flow says: the total since the start, or one year (§3)."""

    CUMULATIVE = "cumulative"
    ANNUAL = "annual"

    @property
    def label(self) -> str:
        return {"cumulative": "累计值", "annual": "当年值"}[self.value]


class Scope(StrEnum):
    """What an annual target of a flow is about: the total since the start, or that year alone (§4)."""

    TOTAL = "total"
    YEAR = "year"

    @property
    def label(self) -> str:
        return {"total": "累计", "year": "当年"}[self.value]


class Annual(StrEnum):
    """Whether the annual target of the data year was met, whatever the verdict (§4)."""

    MET = "met"
    MISSED = "missed"

    @property
    def label(self) -> str:
        return {"met": "完成", "missed": "未完成"}[self.value]


class Colour(StrEnum):
    """Never shown alone: always with its mark and the label of the status."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"

    @property
    def label(self) -> str:
        return {"green": "绿", "yellow": "黄", "red": "红", "grey": "灰"}[self.value]

    @property
    def mark(self) -> str:
        return {"green": "●", "yellow": "▼", "red": "■", "grey": "○"}[self.value]


class Status(StrEnum):
    """The verdict (§4)."""

    EXCLUDED = "excluded"
    ACHIEVED = "achieved"
    MISSED = "missed"
    PENDING = "pending"
    UNJUDGED = "unjudged"
    NO_DATA = "no_data"
    HELD = "held"
    BREACHED = "breached"
    EARLY = "early"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    REGRESSED = "regressed"

    @property
    def label(self) -> str:
        return _STATUS_LABELS[self][0]

    @property
    def colour(self) -> Colour:
        return _STATUS_LABELS[self][1]

    @property
    def mark(self) -> str:
        return self.colour.mark


class Reason(StrEnum):
    """Why a row is not judged (§4). A doubt or a printed reason may be another text."""

    MANUAL = "manual"
    DIRECTION_UNKNOWN = "direction_unknown"
    DIRECTION_CONFLICT = "direction_conflict"
    UNIT_CONFLICT = "unit_conflict"
    BASIS_CONFLICT = "basis_conflict"
    DOMAIN = "domain"
    TARGET_CONFLICT = "target_conflict"
    PARTIAL_YEAR = "partial_year"
    YEARS_MISSING = "years_missing"
    BASELINE_MISSING = "baseline_missing"
    NO_TARGET = "no_target"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        return _REASON_LABELS[self]


class Flag(StrEnum):
    """What else is worth saying about a verdict (§4)."""

    AHEAD = "ahead"
    ANNUAL_TARGET = "annual_target"
    APPROXIMATE = "approximate"
    AS_OF_YEAR = "as_of_year"
    BASELINE_YEAR = "baseline_year"
    COMPOSITE = "composite"
    FAR_BEHIND = "far_behind"
    LOWER_BOUND = "lower_bound"
    MARGIN_NARROWED = "margin_narrowed"
    NEAR = "near"
    NOT_STARTED = "not_started"
    PRECISION_EQUAL = "precision_equal"
    REBOUNDED = "rebounded"
    ROUNDING_SENSITIVE = "rounding_sensitive"
    SELF_REPORTED = "self_reported"
    SUPERIOR_VERDICT = "superior_verdict"
    TRIVIAL_TARGET = "trivial_target"
    WORSE_THAN_BASELINE = "worse_than_baseline"

    @property
    def label(self) -> str:
        return _FLAG_LABELS[self]


_KIND_LABELS = {
    Kind.NUMBER: "数值",
    Kind.INTERVAL: "区间",
    Kind.APPROXIMATE: "约数",
    Kind.RATE: "变化率",
    Kind.DIFFERENCE: "变化量",
    Kind.ANNOTATED: "带注数值",
    Kind.CLASS: "类别",
    Kind.MAINTAIN: "保持基准",
    Kind.COMPOSITE: "多重要求",
    Kind.DELEGATED: "由上级下达",
    Kind.PRIOR_CLAIM: "自述完成情况",
    Kind.MISSING: "无数据",
    Kind.NO_TARGET: "未设目标",
    Kind.NOT_APPLICABLE: "不涉及",
    Kind.CUMULATIVE: "五年累计",
    Kind.TEXT: "文字",
}
_DIRECTION_LABELS = {
    Direction.HIGHER: "越高越好",
    Direction.LOWER: "越低越好",
    Direction.CAP: "控制上限",
    Direction.FLOOR: "守住下限",
    Direction.CLASS: "类别越小越好",
    Direction.COUNT: "数量达到",
    Direction.CUMULATIVE: "累计达到",
    Direction.RATE: "变化率达到",
    Direction.LOG_RATE: "强度下降率达到",
    Direction.UNKNOWN: "方向待定",
}
_STATUS_LABELS = {
    Status.EXCLUDED: ("不参评", Colour.GREY),
    Status.ACHIEVED: ("完成", Colour.GREEN),
    Status.MISSED: ("未完成", Colour.RED),
    Status.PENDING: ("目标待下达", Colour.GREY),
    Status.UNJUDGED: ("暂无法评价", Colour.GREY),
    Status.NO_DATA: ("数据缺失", Colour.GREY),
    Status.HELD: ("保持达标", Colour.GREEN),
    Status.BREACHED: ("未达控制要求", Colour.RED),
    Status.EARLY: ("提前完成", Colour.GREEN),
    Status.ON_TRACK: ("达到序时进度", Colour.GREEN),
    Status.BEHIND: ("进度滞后", Colour.YELLOW),
    Status.REGRESSED: ("出现倒退", Colour.RED),
}
_REASON_LABELS = {
    Reason.MANUAL: "需人工判定",
    Reason.DIRECTION_UNKNOWN: "指标方向待定",
    Reason.DIRECTION_CONFLICT: "目标与指标方向相反",
    Reason.UNIT_CONFLICT: "单位或数值类型不符",
    Reason.BASIS_CONFLICT: "口径不一致",
    Reason.DOMAIN: "数值超出可计算范围",
    Reason.TARGET_CONFLICT: "目标值相互矛盾",
    Reason.PARTIAL_YEAR: "仅有部分时段数据",
    Reason.YEARS_MISSING: "分年数据不全",
    Reason.BASELINE_MISSING: "基准值缺失",
    Reason.NO_TARGET: "未设目标",
    Reason.NOT_APPLICABLE: "不涉及",
}
_FLAG_LABELS = {
    Flag.AHEAD: "明显超前",
    Flag.ANNUAL_TARGET: "按年度目标评价",
    Flag.APPROXIMATE: "含约数",
    Flag.AS_OF_YEAR: "用上一年数据",
    Flag.BASELINE_YEAR: "基准年与规划不同",
    Flag.COMPOSITE: "分项评价",
    Flag.FAR_BEHIND: "严重滞后",
    Flag.LOWER_BOUND: "累计值为下限",
    Flag.MARGIN_NARROWED: "余量缩小",
    Flag.NEAR: "接近序时进度",
    Flag.NOT_STARTED: "尚未起步",
    Flag.PRECISION_EQUAL: "报告精度等值",
    Flag.REBOUNDED: "达标后反弹",
    Flag.ROUNDING_SENSITIVE: "结论取决于修约",
    Flag.SELF_REPORTED: "自述结论与数值不符",
    Flag.SUPERIOR_VERDICT: "上级认定",
    Flag.TRIVIAL_TARGET: "目标为零",
    Flag.WORSE_THAN_BASELINE: "劣于基准",
}
