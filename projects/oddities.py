"""What a report says and is odd beside what stands: a person explains it, or looks again. Pure."""

from collections.abc import Iterator
from decimal import Decimal

from projects.lateness import GIVEN_UP, Stage
from projects.money import exact_yi
from projects.report_fields import BY_NAME, IN_PLACE, PAID, SOURCES
from projects.reports import Before, Report

ZERO = Decimal(0)


def oddities(report: Report, before: Before) -> Iterator[tuple[str, str]]:
    """What a person must explain: a code and a sentence each."""
    done = before.done + report.money.get("opening_done", ZERO) + report.money.get("done", ZERO)
    in_place = before.in_place + report.money.get("opening_in_place", ZERO) + report.of_flow(IN_PLACE)
    paid = before.paid + report.money.get("opening_paid", ZERO) + report.of_flow(PAID)
    total = report.money.get("adjusted", before.total)
    typed = report.money.get("typed_total")
    if typed is not None and typed != done:
        yield (
            "typed_total",
            f"自报累计完成 {exact_yi(typed)} 亿元，系统累计 {exact_yi(done)} 亿元，两者不一致。",
        )
    for name, value in sorted(report.money.items()):
        if value < 0:
            yield "fall", f"{BY_NAME[name].label}为负（{exact_yi(value)} 亿元），累计数将减少。"
    if total is not None and done > total:
        yield "beyond", f"累计完成 {exact_yi(done)} 亿元，超过总投资 {exact_yi(total)} 亿元。"
    if total is not None and in_place > total:
        yield "beyond", f"累计到位 {exact_yi(in_place)} 亿元，超过总投资 {exact_yi(total)} 亿元。"
    if paid > in_place:
        yield "paid", f"累计支付 {exact_yi(paid)} 亿元，超过累计到位 {exact_yi(in_place)} 亿元。"
    yield from _paid_beyond(report, before)
    if before.stage and report.stage and _fell(before.stage, report.stage):
        yield "stage", f"阶段由{before.stage.label}退回{report.stage.label}。"


HINTS = frozenset({"paid_now"})
"""Codes of what is no contradiction: it asks for a look, and for no words."""


def _paid_beyond(report: Report, before: Before) -> Iterator[tuple[str, str]]:
    """Of a source more is paid than ever came in; or in this period only, which earlier money may explain."""
    opening = before.opening_in_place + report.money.get("opening_in_place", ZERO)

    def so_far(source: str, flow: str) -> Decimal:
        was = before.by_source.get(flow, {}).get(source, ZERO)
        return was + report.money.get(f"{source}.{flow}", ZERO)

    for source, label in SOURCES:
        paid, in_place = so_far(source, PAID), so_far(source, IN_PLACE)
        if f"{source}.{PAID}" in report.money and paid > in_place + opening:
            most = f"{exact_yi(in_place)} 亿元" + (f"加期初到位 {exact_yi(opening)} 亿元" if opening else "")
            yield "paid", f"{label}累计支付 {exact_yi(paid)} 亿元，超过累计到位 {most}。"
    paid, in_place = report.of_flow(PAID), report.of_flow(IN_PLACE)
    left = before.in_place - before.paid
    left += report.money.get("opening_in_place", ZERO) - report.money.get("opening_paid", ZERO)
    if in_place < paid <= in_place + left:
        yield (
            "paid_now",
            f"本期支付 {exact_yi(paid)} 亿元，超过本期到位 {exact_yi(in_place)} 亿元，请核对是否为以前到位的资金。",
        )


_ORDER = (Stage.PREPARING, Stage.STARTED, Stage.BUILDING, Stage.COMPLETED, Stage.PRODUCING)


def _fell(before: Stage, now: Stage) -> bool:
    if before in GIVEN_UP:
        return now not in GIVEN_UP
    return now in _ORDER and _ORDER.index(now) < _ORDER.index(before)
