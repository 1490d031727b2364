"""`{% load figures %}`: small pieces of text that the indicator pages share."""

from decimal import Decimal

from django import template

from attainment import Status, scales
from attainment.units import same
from judging import chips

register = template.Library()


@register.filter
def word(status: str) -> str:
    """The label of a stored status; a row without one is not computed yet."""
    return Status(status).label if status else chips.UNCOMPUTED


@register.filter
def share(value: object) -> str:
    """A share of one as percent with one decimal, as in the sentence; a dash for none."""
    return scales.share(value) if isinstance(value, Decimal) else "—"


@register.filter
def unless_same(unit: str, other: str) -> str:
    """A unit where it is not another spelling of `other`, else nothing."""
    return "" if not unit or (other and same(unit, other)) else unit
