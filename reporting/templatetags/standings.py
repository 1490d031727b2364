"""The numbers of a table of standings: each leads to the cells that it counts."""

from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("reporting/_counted.html")
def counted(number: int, address: str, show: str, *, waits: bool = False) -> dict[str, Any]:
    """`waits`: the reader has something to do with these."""
    return {"number": number, "address": address, "show": show, "waits": waits}
