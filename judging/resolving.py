"""Who can resolve a grey verdict, and where: no dead end without a person and a door.

Pure but for the inputs it is given: addresses are named, the page opens those that its reader may use.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from accounts.permissions import Permission
from attainment import Kind, Reason, Status, Verdict
from judging.questions import Inputs

_REVIEWER, _ADMIN = "市级审核员", "系统管理员"
_TO_RULE = {
    Reason.DIRECTION_UNKNOWN: ("确定指标方向", "direction"),
    Reason.DIRECTION_CONFLICT: ("确定指标方向", "direction"),
    Reason.UNIT_CONFLICT: ("确定计量单位", "unit"),
    Reason.TARGET_CONFLICT: ("确定以哪一个目标为准", "target"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """One person who can resolve it, what that person does, and the address for those who hold the permission."""

    who: str
    what: str
    permission: Permission
    address: str
    arguments: tuple[object, ...] = ()
    fragment: str = ""
    link: str = ""


def ways(inputs: Inputs, verdict: Verdict) -> Iterator[Way]:
    """In the order in which they are best gone; none for a verdict that is no grey one."""
    row, status, reason = inputs.row, verdict.status, verdict.reason or ""
    if status is Status.PENDING:
        yield Way(
            _REVIEWER,
            "录入上级下达的目标",
            Permission.SET_TARGETS,
            "target-assign",
            (row.pk,),
            link="去录入",
        )
        yield _ruling(inputs, "裁定规划正文写明的目标", "stated")
    elif status is Status.NO_DATA or reason in (Reason.PARTIAL_YEAR, Reason.YEARS_MISSING):
        yield from _data()
    elif status is Status.EXCLUDED:
        yield from _without_target(inputs, reason)
    elif status is Status.UNJUDGED:
        yield from _unjudged(inputs, reason)


def _unjudged(inputs: Inputs, reason: str) -> Iterator[Way]:
    if reason in _TO_RULE:
        what, kind = _TO_RULE[Reason(reason)]
        yield _ruling(inputs, what, kind)
    elif reason == Reason.MANUAL:
        yield _ruling(inputs, "把目标拆成能比较的分项", "parts")
        year = inputs.row.target_year
        yield Way(
            _REVIEWER,
            "录入人工判定",
            Permission.REVIEW_FIGURES,
            "reviewer-verdict",
            (inputs.row.pk, year),
            link="录入人工判定",
        )
    elif reason == Reason.BASELINE_MISSING:
        what = "导入印有基准值的更正版规划"
        yield Way(_ADMIN, what, Permission.IMPORT_PLANS, "import-plan", link="导入规划")
    else:
        what = "核对并更正监测数据的数值和口径"
        yield Way(_REVIEWER, what, Permission.IMPORT_OBSERVATIONS, "import-observations", link="导入监测数据")


def _without_target(inputs: Inputs, reason: str) -> Iterator[Way]:
    if inputs.target.reading.kind is Kind.NO_TARGET:
        yield Way(
            _REVIEWER,
            "录入上级下达的目标",
            Permission.SET_TARGETS,
            "target-assign",
            (inputs.row.pk,),
            link="去录入",
        )
        yield _ruling(inputs, "裁定规划正文写明的目标", "stated")
    else:
        what = "规划写明不涉及；如应设目标，导入更正版规划"
        yield Way(_ADMIN, what, Permission.IMPORT_PLANS, "import-plan", link="导入规划")


def _data() -> Iterator[Way]:
    yield Way("县区填报员", "在填报任务中填报全年数据", Permission.ENTER_FIGURES, "entries", link="去填报")
    yield Way(
        _REVIEWER,
        "导入全年监测数据",
        Permission.IMPORT_OBSERVATIONS,
        "import-observations",
        link="导入监测数据",
    )


def _ruling(inputs: Inputs, what: str, kind: str) -> Way:
    return Way(
        _REVIEWER,
        what,
        Permission.DECIDE_FINDINGS,
        "row-rulings",
        (inputs.row.pk,),
        fragment=kind,
        link="去裁定",
    )
