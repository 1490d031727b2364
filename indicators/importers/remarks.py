"""What a person is asked about a correction before it comes in force: is it so many times the old figure by a slip?

What is odd about a figure beside those of other years is weighed above (`indicators.importers.weighed`).
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from indicators.importers.checking import Checked, Replacement
from indicators.importers.figures import Figure, read_figure
from indicators.models import Indicator
from plausibility.scales import decimal, is_far, slip, times

MOVED = "与在账数值相差悬殊"


def remarks_of(checked: Checked) -> Mapping[int, str]:
    """Row → the remark on it, for the rows that would replace a figure."""
    found = {change.statement.row: _moved(change) for change in checked.changes}
    return {row: said for row, said in found.items() if said}


def _moved(change: Replacement) -> str:
    statement, known = change.statement, change.known
    return moved(
        read_figure(known.text, known.unit, statement.indicator),
        statement.figure,
        known.said,
        statement.indicator,
    )


def moved(known: object, figure: object, said: str, indicator: Indicator) -> str:
    """What is asked where a figure in force, read and as it is `said`, would be replaced by one that is far from it."""
    old, new = _amount(known), _amount(figure)
    if old is None or new is None or not is_far(new, old):
        return ""
    found = slip(new, old, indicator.unit)
    why = f"{found.sentence}，请核实" if found else "请核对数值和单位"
    return f"是在账数值“{said}”的{times(new, old)}，{why}"


def _amount(figure: object) -> Decimal | None:
    """The figure in the catalogue's unit; None for a class, for no data, and for what cannot be read."""
    quantity = figure.quantity[1] if isinstance(figure, Figure) else None
    return decimal(quantity) if isinstance(quantity, Fraction) else None
