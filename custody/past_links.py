"""Links of a page that is read as at a past moment lead to that moment too.

Rewritten in the finished page, so that no template can forget it: a single link to the present among figures of the
past would be a silently changed figure. A link that names `asof` itself, be it empty for the present, is left alone.
"""

import re
from functools import lru_cache
from html import escape, unescape
from urllib.parse import parse_qs, unquote, urlencode, urljoin, urlsplit, urlunsplit

from django.http import HttpResponse, HttpResponseBase
from django.urls import Resolver404, resolve

PARAMETER = "asof"
MARK = "reads_past"
_LINK = re.compile(r'(<a\b[^>]*?\shref=")([^"]*)(")')


def keep_moment(answer: HttpResponseBase, path: str, asked: str) -> HttpResponseBase:
    """Let every link of an HTML answer from `path` to a page that can be read as of a moment keep `asked`."""
    if not isinstance(answer, HttpResponse) or not answer.get("Content-Type", "").startswith("text/html"):
        return answer

    def kept(found: re.Match[str]) -> str:
        address = unescape(found[2])
        return found[1] + escape(with_moment(address, path, asked)) + found[3]

    answer.content = _LINK.sub(kept, answer.content.decode(answer.charset))
    return answer


def with_moment(address: str, path: str, asked: str) -> str:
    """The address of a link on the page `path`, with the moment where the page behind it can be read so."""
    parts = urlsplit(address)
    if address.startswith("#") or parts.netloc or parts.scheme:
        return address
    if PARAMETER in parse_qs(parts.query, keep_blank_values=True) or not _reads_past(
        urljoin(path, parts.path)
    ):
        return address
    query = "&".join(filter(None, [parts.query, urlencode({PARAMETER: asked})]))
    return urlunsplit(("", "", parts.path, query, parts.fragment))


@lru_cache(maxsize=10_000)
def _reads_past(path: str) -> bool:
    try:
        return reads_past(resolve(unquote(path)).func)
    except Resolver404:
        return False


def reads_past(view: object) -> bool:
    """Whether the view can show its page as at a past moment (`custody.moments.as_of`)."""
    return getattr(view, MARK, False)
