"""`{% load listings %}`: the headings of a list that sort it."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lists.listing import Listing

register = template.Library()
ARROWS = {"": "↕", "ascending": "↑", "descending": "↓"}


@register.simple_tag
def heading(listing: Listing, name: str, words: str, css: str = "") -> SafeString:
    """A heading as a link that sorts by `name`; it says in which direction the list stands."""
    state = listing.sorted_by(name)
    return format_html(
        '<th scope="col"{}{}><a href="?{}" title="排序">{}<span aria-hidden="true">{}</span></a></th>',
        format_html(' class="{}"', css) if css else "",
        format_html(' aria-sort="{}"', state) if state else "",
        listing.sorting(name),
        words,
        ARROWS[state],
    )
