"""What a county says of a project in a round: the declared fields, in the order of the page. Pure."""

from dataclasses import dataclass
from enum import StrEnum

SOURCES = (
    ("central_budget", "中央预算内投资"),
    ("central_fiscal", "中央财政性建设资金"),
    ("local", "地方出资"),
    ("social", "社会资本出资"),
    ("credit", "信贷融资"),
    ("own", "企业自筹"),
    ("other", "其他"),
)
"""Where money comes from: what a plan prints, and two more that are reported."""
ALLOTTED, IN_PLACE, PAID = "allotted", "in_place", "paid"
FLOWS = ((ALLOTTED, "下达"), (IN_PLACE, "到位"), (PAID, "支付"))
UNITS = ("亿元", "万元", "元")


class Kind(StrEnum):
    """How a field is typed and read."""

    STAGE = "stage"
    DATE = "date"
    UNIT = "unit"
    MONEY = "money"
    LINE = "line"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Field:
    """One declared field; `hint` says how it is filled."""

    name: str
    label: str
    kind: Kind
    hint: str = ""

    @property
    def most(self) -> int:
        """So many characters are kept."""
        return 1000 if self.kind is Kind.TEXT else 100


STAGE = (
    Field("stage", "阶段", Kind.STAGE),
    Field("started", "开工日期", Kind.DATE, "如 2022-04，知道到哪天就写到哪天"),
    Field("finished", "完工日期", Kind.DATE),
    Field("produced", "投产日期", Kind.DATE),
    Field("ended", "停建、取消日期", Kind.DATE),
    Field("ended_document", "停建、取消文号", Kind.LINE),
    Field("extended_to", "延期至", Kind.DATE),
    Field("extension_document", "延期文号", Kind.LINE),
)
MONEY = (
    Field("unit", "金额单位", Kind.UNIT),
    Field("year_plan", "年度计划投资", Kind.MONEY),
    Field("done", "本期完成投资", Kind.MONEY),
    Field("typed_total", "累计完成投资（自报）", Kind.MONEY, "可不填；与系统累计不一致的须说明"),
    Field("adjusted", "调整后总投资", Kind.MONEY),
    Field("adjustment_document", "调整投资文号", Kind.LINE),
)
OPENING = (
    Field("opening_on", "期初截止日期", Kind.DATE, "首次填报：以下累计数截至哪一天"),
    Field("opening_done", "期初累计完成", Kind.MONEY),
    Field("opening_in_place", "期初累计到位", Kind.MONEY),
    Field("opening_paid", "期初累计支付", Kind.MONEY),
)
FUNDS = tuple(
    Field(f"{source}.{flow}", f"{label}·本期{word}", Kind.MONEY)
    for source, label in SOURCES
    for flow, word in FLOWS
)
WORDS = (
    Field("picture", "形象进度", Kind.TEXT),
    Field("problems", "存在问题", Kind.TEXT),
    Field("next_steps", "下一步", Kind.TEXT),
)
FIELDS = (*STAGE, *MONEY, *OPENING, *FUNDS, *WORDS)
BY_NAME = {field.name: field for field in FIELDS}
