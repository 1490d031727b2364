"""`{% load verdicts %}`: how a stored verdict looks in a template, who can resolve it, what a person ruled."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from attainment import Direction
from counties.ruling_words import RulingWords, beside
from judging import chips, resolving
from judging.doors import Grey, directing, door

register = template.Library()

register.simple_tag(chips.chip, name="chip")


@register.simple_tag(takes_context=True)
def who(
    context: dict[str, Any], status: str | None, reason: str | None, row: int, year: int, county: int
) -> SafeString:
    """`{% who status reason row year county %}`: one line below a grey status; nothing for any other."""
    return door(Grey(status or None, reason, row, year, county), context["request"])


@register.simple_tag(takes_context=True)
def who_directs(context: dict[str, Any], direction: str) -> SafeString:
    """`{% who_directs indicator.direction %}`: below a direction that nobody has stated."""
    return directing(context["request"]) if direction == Direction.UNKNOWN else SafeString("")


@register.simple_tag
def who_in_words(status: str | None, reason: str | None) -> SafeString:
    """The same without a link: of a verdict that is not in force there is nothing to resolve yet."""
    said = resolving.in_words(status, reason)
    return format_html('<div class="src">{}</div>', said) if said else SafeString("")


@register.simple_tag
def ruled(rulings: Iterable[RulingWords], places: str = "") -> SafeString:
    """`{% ruled row.rulings "target direction" %}`: below a printed text, what applies in its place by whose word."""
    lines = ((one.reason, one.label, one.signed) for one in beside(rulings, places))
    return format_html_join("", '<div class="src ruled" title="理由：{}">{} 裁定：{}</div>', lines)


@register.simple_tag
def ruled_briefly(rulings: Iterable[RulingWords], places: str = "") -> SafeString:
    """The same where there is room for a few words; the whole sentence is the title."""
    tags = ((one.sentence, one.words) for one in beside(rulings, places))
    return format_html_join(" ", '<span class="tag b" title="{}">按裁定 {}</span>', tags)
