"""Where the money of projects came from, as far as it was reported."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from projects.ledger import LedgerLine
from projects.money import brief_yi, exact_yi
from projects.report_fields import FLOWS, IN_PLACE, SOURCES

BAR = 240
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Amount:
    """亿元 of one kind from one source, and how long its bar is."""

    flow: str
    yi: Decimal
    width: int

    @property
    def brief(self) -> str:
        return brief_yi(self.yi) if self.yi else "—"

    @property
    def exact(self) -> str:
        return exact_yi(self.yi)


@dataclass(frozen=True, slots=True)
class Source:
    """One source with its three amounts: 下达, 到位, 支付."""

    name: str
    amounts: tuple[Amount, ...]


def money_by_source(lines: Sequence[LedgerLine]) -> list[Source]:
    """Every source, and what was in place before the first report, whose source nobody asked for."""
    stands = [one.stands for one in lines if one.stands]
    sums = {
        (source, flow): sum((each.by_source[flow][source] for each in stands), ZERO)
        for source, _ in SOURCES
        for flow, _ in FLOWS
    }
    opening = sum((each.opening_in_place for each in stands), ZERO)
    most = max([*sums.values(), opening], default=ZERO)
    found = [
        Source(
            label,
            tuple(Amount(word, sums[source, flow], _width(sums[source, flow], most)) for flow, word in FLOWS),
        )
        for source, label in SOURCES
    ]
    before = tuple(
        Amount(word, opening if flow == IN_PLACE else ZERO, _width(opening, most) if flow == IN_PLACE else 0)
        for flow, word in FLOWS
    )
    return [*found, Source("期初（首报以前，未分来源）", before)] if opening else found


def what_rates_leave_out(lines: Sequence[LedgerLine]) -> str:
    """Why the sources hold more than 资金到位率 counts, to the last cent; "" where they do not."""
    told = [one for one in lines if one.stands]
    given_up = [one for one in told if not one.late.counts]
    uncertain = [one for one in told if one.late.counts and not one.is_rated]
    words = [
        f"{what} {len(found)} 项到位 {exact_yi(_in_place(found))} 亿元"
        for what, found in (("停建、取消", given_up), ("总投资不明或疑似重列", uncertain))
        if _in_place(found)
    ]
    if not words:
        return ""
    rest = exact_yi(_in_place([one for one in told if one.is_rated]))
    return f"本表含全部已报项目，其中{'，'.join(words)}，页首的资金到位率不计；其余到位 {rest} 亿元。"


def _in_place(lines: Sequence[LedgerLine]) -> Decimal:
    return sum((one.stands.in_place for one in lines if one.stands), ZERO)


def _width(amount: Decimal, most: Decimal) -> int:
    return int(max(amount, ZERO) * BAR / most) if most else 0
