"""Who can resolve a grey verdict, and where: the one declaration that every page and sheet tells.

Pure. A grey status and its reason say it all; the row and the year only complete the address.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache

from accounts.permissions import Permission, Role
from attainment import Colour, Kind, Reason, Status


class About(Enum):
    """What the address of a place needs to know."""

    NOTHING = ()
    ROW = ("row",)
    ROW_AND_YEAR = ("row", "year")


@dataclass(frozen=True, slots=True)
class Way:
    """One person who can resolve it, what that person does, and the place for those who hold the permission."""

    role: Role
    what: str
    short: str
    """The same as a few words behind 待市级审核员, for the one sentence of a narrow cell."""
    permission: Permission
    address: str
    about: About
    link: str
    fragment: str = ""
    before: str = "待"
    """What the sentence begins with."""

    @property
    def who(self) -> str:
        return str(self.role.label)

    @property
    def words(self) -> str:
        """市级审核员：录入上级下达的目标."""
        return f"{self.who}：{self.what}"


@lru_cache
def ways(status: str | None, reason: str | None) -> tuple[Way, ...]:
    """In the order in which they are best gone; none where there is a verdict, or none yet."""
    if not status or Status(status).colour is not Colour.GREY:
        return ()
    return tuple(_ways(Status(status), reason or ""))


def briefly(found: Sequence[Way]) -> list[str]:
    """The parts of one sentence, one a way: 待县区填报员填报数据(或)市级审核员导入数据; nobody is named twice in a row."""
    before = [None, *(way.role for way in found)]
    return [
        f"{'' if earlier else way.before}{'' if way.role == earlier else way.who}{way.short}"
        for earlier, way in zip(before, found, strict=False)
    ]


def in_words(status: str | None, reason: str | None) -> str:
    """For one cell of a sheet: every person with what that person does."""
    return "；".join(way.words for way in ways(status, reason))


def _ways(status: Status, reason: str) -> Iterator[Way]:
    if status is Status.PENDING or (status is Status.EXCLUDED and reason == Kind.NO_TARGET):
        yield _ASSIGN
        yield _STATED
    elif status is Status.EXCLUDED:
        yield _NOT_CONCERNED
    elif status is Status.NO_DATA or reason in (Reason.PARTIAL_YEAR, Reason.YEARS_MISSING):
        yield _ENTER
        yield _IMPORT
    elif reason == Reason.MANUAL:
        yield _PARTS
        yield _BY_HAND
    elif reason == Reason.BASELINE_MISSING:
        yield _BASELINE
    elif reason in (Reason.BASIS_CONFLICT, Reason.DOMAIN):
        # The reason is that of a target or of a figure; no figure helps where the target compares with another year.
        yield _CORRECT
        yield _INSTEAD
    else:
        yield _TO_RULE.get(reason, _CORRECT)
        if reason in (Reason.DIRECTION_UNKNOWN, Reason.DIRECTION_CONFLICT):
            # What adds up, is counted or has classes is not a row's to rule on (ADR 37).
            yield UNDIRECTED


def _ruling(what: str, short: str, matter: str) -> Way:
    return Way(
        Role.REVIEWER,
        what,
        short,
        Permission.DECIDE_FINDINGS,
        "row-rulings",
        About.ROW,
        "去裁定",
        fragment=matter,
    )


def _import_plan(what: str, short: str) -> Way:
    return Way(Role.ADMIN, what, short, Permission.IMPORT_PLANS, "import-plan", About.NOTHING, "导入规划")


def _import_figures(what: str, short: str) -> Way:
    permission = Permission.IMPORT_OBSERVATIONS
    return Way(Role.REVIEWER, what, short, permission, "import-observations", About.NOTHING, "导入监测数据")


_ASSIGN = Way(
    Role.REVIEWER,
    "录入上级下达的目标",
    "录入目标",
    Permission.SET_TARGETS,
    "target-assign",
    About.ROW,
    "去录入",
)
_STATED = _ruling("裁定规划正文写明的目标", "裁定目标", "stated")
_INSTEAD = _ruling("所印目标本身不可比较的，裁定规划正文写明的目标", "裁定正文目标", "stated")
_PARTS = _ruling("把目标拆成能比较的分项", "裁定分项", "parts")
_BY_HAND = Way(
    Role.REVIEWER,
    "录入人工判定",
    "人工判定",
    Permission.REVIEW_FIGURES,
    "reviewer-verdict",
    About.ROW_AND_YEAR,
    "录入人工判定",
)
_ENTER = Way(
    Role.CLERK,
    "在填报任务中填报全年数据",
    "填报数据",
    Permission.ENTER_FIGURES,
    "entries",
    About.NOTHING,
    "去填报",
)
_IMPORT = _import_figures("导入全年监测数据", "导入数据")
_CORRECT = _import_figures("核对并更正监测数据的数值和口径", "更正数值")
_BASELINE = _import_plan("导入印有基准值的更正版规划", "更正规划")
_NOT_CONCERNED = replace(
    _import_plan("规划写明不涉及；如应设目标，导入更正版规划", "更正规划"), before="如应设目标："
)
UNDIRECTED = Way(
    Role.ADMIN,
    "在基础数据的指标目录中为各县区确定方向",
    "确定方向",
    Permission.KEEP_REFERENCE,
    "admin:indicators_indicator_changelist",
    About.NOTHING,
    "打开指标目录",
)
"""Of a catalogue entry by itself; a reviewer rules row by row."""
_DIRECTION = _ruling("确定指标方向", "裁定方向", "direction")
_TO_RULE: dict[str, Way] = {
    Reason.DIRECTION_UNKNOWN: _DIRECTION,
    Reason.DIRECTION_CONFLICT: _DIRECTION,
    Reason.UNIT_CONFLICT: _ruling("确定计量单位", "裁定单位", "unit"),
    Reason.TARGET_CONFLICT: _ruling("确定以哪一个目标为准", "裁定目标", "target"),
}
