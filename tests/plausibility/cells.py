"""Cells as the checks are told of them: plain keyword factories."""

from decimal import Decimal
from typing import Any

from attainment import Direction
from plausibility import Facts, Past, Remark, check


def past(year: int, text: str) -> Past:
    return Past(f"{year} 年", text, Decimal(text), year)


def base(text: str, year: int = 2020) -> Past:
    return Past(f"{year} 年基准", text, Decimal(text), year)


def series(**texts: str) -> tuple[Past, ...]:
    """`series(y2021="87.1", y2023="87.9")`."""
    return tuple(past(int(year[1:]), text) for year, text in texts.items())


def cell(text: str, **given: Any) -> Facts:
    """A figure of 2024 in %, higher is better, with nothing around it."""
    defaults: dict[str, Any] = {
        "year": 2024,
        "unit": "%",
        "direction": Direction.HIGHER,
        "value": _value(text),
    }
    return Facts(text=text, **{**defaults, **given})


def _value(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except ArithmeticError:
        return None


def codes(facts: Facts) -> list[str]:
    return [remark.code for remark in check(facts)]


def said(facts: Facts) -> Remark:
    (remark,) = check(facts)
    return remark
