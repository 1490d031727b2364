"""Who can resolve a grey verdict, for one reader: words for everybody, a link for whom the place opens."""

from dataclasses import dataclass
from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from accounts.permissions import has_permission
from judging.resolving import UNDIRECTED, About, Way, briefly, ways

_ROW, _YEAR = 7_777_777_777, 6_666


@dataclass(frozen=True, slots=True)
class Grey:
    """One verdict that may be grey: of which row, year and county."""

    status: str | None
    reason: str | None
    row: int
    year: int
    county: int


def doors(grey: Grey, request: HttpRequest) -> list[tuple[Way, str]]:
    """Every way with its address; empty for a reader who may not go it, and for a page of the past."""
    return [(way, _open_address(way, request, grey)) for way in ways(grey.status, grey.reason)]


def _open_address(way: Way, request: HttpRequest, grey: Grey | None = None) -> str:
    """Nothing is done in a page of the past, and nothing by whom the place answers with 404."""
    past, county = getattr(request, "as_of", None), grey.county if grey else None
    may = not past and has_permission(request.user, way.permission, county_id=county)
    return address_of(way, grey) if may else ""


def directing(request: HttpRequest) -> SafeString:
    """Who states the direction of a catalogue entry that has none."""
    return _line([(UNDIRECTED, _open_address(UNDIRECTED, request))])


def address_of(way: Way, grey: Grey | None) -> str:
    if grey is None:
        return _pattern(way)
    return _pattern(way).replace(str(_ROW), str(grey.row)).replace(str(_YEAR), str(grey.year))


@lru_cache
def _pattern(way: Way) -> str:
    """The address with marks in it: a matrix asks for hundreds of them."""
    marks = {About.NOTHING: (), About.ROW: (_ROW,), About.ROW_AND_YEAR: (_ROW, _YEAR)}
    fragment = f"#{way.fragment}" if way.fragment else ""
    return f"{reverse(way.address, args=marks[way.about])}{fragment}"


def door(grey: Grey, request: HttpRequest) -> SafeString:
    """One sentence that every reader reads alike: all who can resolve it; the ways that this reader can go are links."""
    return _line(doors(grey, request))


def _line(found: list[tuple[Way, str]]) -> SafeString:
    if not found:
        return SafeString("")
    every = "；".join(way.words for way, _ in found)
    parts = zip(briefly([way for way, _ in found]), found, strict=True)
    told = format_html_join("或", "{}", ((_part(said, address),) for said, (_, address) in parts))
    return format_html('<span class="way" title="{}">{}</span>', every, told)


def _part(said: str, address: str) -> SafeString:
    if not address:
        return format_html("{}", said)
    return format_html('<a class="way" href="{}">{}</a>', address, said)
