"""A status as it stands on every page: mark, word and colour, never the colour alone."""

from django.utils.html import format_html
from django.utils.safestring import SafeString

from attainment import Colour, Status

#: The class of `ledger.css` for each colour.
CLASSES = {Colour.GREEN: "g", Colour.YELLOW: "y", Colour.RED: "r", Colour.GREY: "x"}
UNCOMPUTED = "尚未计算"


def look(status: str | None) -> tuple[str, str, str]:
    """Class, mark and word of a stored status; None or empty is a row whose verdict is not computed yet."""
    if not status:
        return CLASSES[Colour.GREY], Colour.GREY.mark, UNCOMPUTED
    known = Status(status)
    return CLASSES[known.colour], known.mark, known.label


# Built once: a matrix prints hundreds of them.
_CHIPS = {
    status: format_html('<span class="s {}" data-m="{}">{}</span>', *look(status))
    for status in (None, *Status)
}


def chip(status: str | None) -> SafeString:
    """The status as HTML."""
    return _CHIPS[Status(status) if status else None]
