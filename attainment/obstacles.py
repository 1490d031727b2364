"""Why a row is not judged, in words that name the inputs and what would help (§4 rules 4–6, §5)."""

from __future__ import annotations

from attainment.leads import changes
from attainment.questions import Question
from attainment.readings import Reading
from attainment.targets import row_unit
from attainment.values import figure_of
from attainment.vocabulary import Kind, Reason


def title(reason: str | None) -> str:
    """The name of a reason; a doubt of another name is shown as it was recorded."""
    if reason is None:
        return "原因未注明"
    return Reason(reason).label if reason in list(Reason) else f"数据存疑（{reason}）"


def detail(question: Question, target: Reading, reason: str | None) -> str:
    """What stands in the way, in one clause."""
    if reason in question.doubts:
        return _doubt(reason)
    unit = row_unit(question, target)
    text = target.text.strip()
    clauses = {
        Reason.MANUAL: f"目标“{text}”须由人工判定或拆分为可量化要求",
        Reason.DIRECTION_UNKNOWN: "指标名称与数值的方向不明，须先确定方向",
        Reason.DIRECTION_CONFLICT: f"目标“{text}”与该指标“{question.direction.label}”的方向相反",
        Reason.UNIT_CONFLICT: _unit_clause(question, target, unit),
        Reason.BASIS_CONFLICT: _basis_clause(question, target, unit),
        Reason.DOMAIN: "下降率达到或超过100%，无法按强度下降计算",
        Reason.PARTIAL_YEAR: f"{question.year}年只有部分时段的数据",
        Reason.YEARS_MISSING: _years_clause(question, unit),
        Reason.BASELINE_MISSING: "没有可用的基准值，无法计算应达值",
    }
    return clauses.get(reason, "须由人工核实") if isinstance(reason, Reason) else "须由人工核实"


def _doubt(reason: str | None) -> str:
    if reason == Reason.TARGET_CONFLICT:
        return "规划对同一指标印有不同的目标值，待审核人员确认"
    if reason == Reason.UNIT_CONFLICT:
        return "单位或量级存疑，待审核人员确认"
    return "该行有未处理的质疑，待审核人员确认"


def _unit_clause(question: Question, target: Reading, unit: str | None) -> str:
    direction = question.direction.label
    if changes(target.subject):
        return f"目标“{target.text.strip()}”是变化的数量，与该指标（{direction}）不符"
    if target.kind is Kind.NUMBER and target.unit and unit and target.unit != unit:
        return f"目标“{target.text.strip()}”的单位与指标单位“{unit}”不能精确换算"
    return f"目标“{target.text.strip()}”是“{target.kind.label}”，与该指标（{direction}，单位{unit or '未印'}）不符"


def _basis_clause(question: Question, target: Reading, unit: str | None) -> str:
    if target.previous:
        return f"目标“{target.text.strip()}”以上一年为比较，只能作年度目标，不能作规划目标"
    if target.due_year not in (None, question.target.year):
        return f"目标写明为{target.due_year}年，与目标年{question.target.year}年不同"
    years = (question.start, question.baseline_year)
    if target.basis_year is not None and target.basis_year not in years:
        return f"目标以{target.basis_year}年为比较年，与起始年{question.start}年不同"
    stated = [f"{year}年“{question.bases[year]}”" for year in sorted(question.bases) if year <= question.year]
    if question.baseline is not None and question.baseline.basis:
        stated.insert(0, f"基准“{question.baseline.basis}”")
    return "口径为" + "、".join(stated) + "，不可直接比较"


def _years_clause(question: Question, unit: str | None) -> str:
    span = range(question.start + 1, question.year)
    missing = [f"{year}年" for year in span if figure_of(question, year, unit) is None]
    return f"由分年数值累计，缺{'、'.join(missing)}的全年数据"
