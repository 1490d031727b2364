"""Every page of figures can be read as of a past moment, from a form on the page, and leads to that moment only."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from io import BytesIO
from urllib.parse import parse_qs, unquote, urlencode, urljoin, urlsplit

import openpyxl
import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import Resolver404, get_resolver, resolve
from django.utils.timezone import localtime

from custody.moment_form import moment_form
from custody.moments import in_words
from custody.past_links import keep_moment, reads_past, with_moment
from judging.recompute import recompute
from tests import reference, small_ledger
from tests.custody.test_moments import now
from tests.planning.addresses import addresses, url_of
from tests.sampling import sampled, whole_or
from tests.two_counties import TwoCounties, build

pytestmark = pytest.mark.django_db(transaction=True)

# Why a page has no past: it is a record of when, an act, or nothing of figures.
RECORDS = "a record of when"
OWN_MOMENTS = "asks for its moments itself"
VERSIONS = "all versions, each with its moment"
ACT = "does or prepares something now"
FILE = "a file as it was brought in"
OWED = "what is owed and decided now: every move of an entry stands with its moment on the entry's page"
MESSAGES = "what somebody was told, with its moment"
ACCOUNT = "accounts: rights are those of now"
WITHOUT: dict[str, str] = {
    **dict.fromkeys(
        ("act-list", "act", "import-list", "import", "import-marked", "import-rows", "job-list", "job"),
        RECORDS,
    ),
    "county-changes": OWN_MOMENTS,
    **dict.fromkeys(("row-history", "figure-history", "project-history", "thing-history"), VERSIONS),
    **dict.fromkeys(
        ("edition-file", "measure-edition-file", "import-file", "import-observations-template"), FILE
    ),
    **dict.fromkeys(
        (
            *("import-plan", "import-plan-preview", "import-plan-confirm", "import-plan-drop"),
            *("import-plan-columns", "import-plan-rows", "import-plan-entry"),
            *("revision-new", "opinion-new", "opinion", "opinion-remove"),
            *("import-opinions", "import-opinions-apply"),
            *("import-measures", "import-measures-confirm", "import-measures-drop"),
            *("import-measures-departments", "measure-new", "measure-assign", "measure-withdraw"),
            *("import-observations", "import-observations-answers", "import-observations-apply"),
            *("import-targets", "import-targets-apply"),
            *(
                "import-discard",
                "import-undo",
                "import-hidden",
                "sheet-undo",
                "figure-correct",
                "figure-correct-confirm",
                "figure-withdraw",
                "target-reading",
                "target-withdraw",
            ),
        ),
        ACT,
    ),
    **dict.fromkeys(
        (
            *("entries", "entry", "entry-grid", "entry-evidence", "evidence", "declaration"),
            "county-standing",
            *("project-entries", "project-entry"),
            *("signing", "signing-list", "review-queue", "review-county", "round", "round-list"),
            *("target-bulk", "target-bulk-list", "unscoped-targets", "sheet-preview"),
        ),
        OWED,
    ),
    **dict.fromkeys(("entry-sheet", "sheet-marked", "evidence-file"), FILE),
    **dict.fromkeys(("message-list", "message-open", "messages-read"), MESSAGES),
    **dict.fromkeys(
        (
            *("publication-new", "publication-of-year"),
            *(
                "entry-save",
                "entry-submit",
                "entry-keep",
                "entry-withdraw",
                "entry-ask",
                "entry-decline",
                "entry-reopen",
                "sheet-upload",
                "sheet-confirm",
            ),
            *("sheet-discard", "evidence-withdraw", "signing-sign", "signing-unsign", "signing-back"),
            *("review-begin", "review-stop", "review-return", "review-approve"),
            *("project-round-open", "project-round-close", "project-round-resume", "project-entry-save"),
            *("project-entry-keep", "project-entry-evidence", "project-entry-reopen", "project-submit"),
            *("project-withdraw", "project-sign", "project-unsign", "project-send_back", "project-approve"),
            *("project-begin_review", "project-stop_review", "project-return"),
            *("round-open", "round-preview", "round-close", "round-resume"),
            *("reviewer-verdict", "reviewer-verdict-withdraw"),
            *("row-rulings", "ruling-confirm", "ruling-revoke"),
            *("finding-bulk", "finding-bulk-confirm"),
        ),
        ACT,
    ),
    **dict.fromkeys(
        ("healthz", "home", "login", "logout", "login-code", "second-way", "change-password"), ACCOUNT
    ),
    **dict.fromkeys(("own-account", "end-sessions", "act-as", "recovery-codes"), ACCOUNT),
    **dict.fromkeys(("second-factor", "second-factor-off"), ACCOUNT),
}


class Page(HTMLParser):
    """Where a page leads: its links and the forms that ask (not those that write)."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.forms: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        elif tag == "form":
            self.forms.append({} if (given.get("method") or "get").lower() == "get" else {"post": ""})
        elif tag == "input" and self.forms and given.get("name"):
            self.forms[-1][str(given["name"])] = given.get("value")


def shows_the_past(path: str) -> bool:
    try:
        return reads_past(resolve(unquote(path)).func)
    except Resolver404:
        return False


def pages_with_a_past(counties: TwoCounties) -> dict[str, str]:
    return {
        address.key: url
        for address in addresses()
        if not address.key.startswith("admin") and shows_the_past(url := url_of(address, counties.own))
    }


def test_every_page_has_a_past_or_a_reason_for_none() -> None:
    resolver = get_resolver()
    assert resolver is not None
    counties = build()
    found = pages_with_a_past(counties)
    named = {a.key for a in addresses() if not a.key.startswith(("admin", "account", "role-", "deputy-"))}
    assert found.keys() & WITHOUT.keys() == set()
    undecided = named - found.keys() - WITHOUT.keys()
    assert undecided == set(), "let its view be read @as_of a moment, or say in WITHOUT why it has no past"
    assert named == found.keys() | WITHOUT.keys()


def present_links(html: str, path: str, asof: str) -> Iterator[str]:
    """Links from a page of the past to a page that has one, but to another moment; an empty one says “now”."""
    page = Page(html)
    for link in page.links:
        parts = urlsplit(urljoin(path, link))
        if link.startswith("#") or parts.netloc or not shows_the_past(parts.path):
            continue
        if parse_qs(parts.query, keep_blank_values=True).get("asof") not in ([asof], [""]):
            yield link
    for form in page.forms:
        if "post" not in form and "asof" not in form:
            yield f"form {form}"


def test_every_link_of_a_page_of_the_past_leads_to_the_same_moment() -> None:
    counties = build()
    asof = now().isoformat()
    client = Client()
    client.force_login(reference.reviewer())
    waiting = list(pages_with_a_past(counties).values())
    waiting = sampled(waiting, 12)
    waiting += [f"{url}?year=2023" for url in waiting] + ["/findings/?state=all", "/projects/?sort=-amount"]
    seen: set[str] = set()
    links = 0
    while waiting and len(seen) < whole_or(40, 150):
        url = waiting.pop(0)
        path, query = urlsplit(url).path, parse_qs(urlsplit(url).query)
        asked = urlencode({**query, "asof": [asof]}, doseq=True)
        if (key := f"{path}?{asked}") in seen:
            continue
        seen.add(key)
        answer = client.get(key)
        assert answer.status_code == 200, key
        if not answer["Content-Type"].startswith("text/html"):
            continue
        html = answer.content.decode()
        assert "历史视图：截至" in html, key
        assert list(present_links(html, path, asof)) == [], key
        for link in Page(html).links:
            full = urljoin(path, link)
            if shows_the_past(urlsplit(full).path) and asof in parse_qs(urlsplit(full).query).get("asof", []):
                waiting.append(full)
                links += 1
    assert links > whole_or(80, 300)


def test_the_walk_finds_a_link_to_the_present() -> None:
    html = '<a href="/matrix/">x</a><a href="/jobs/">y</a><a href="/plans/?asof=">now</a><form><input name="q"></form>'
    assert list(present_links(html, "/", "2026-01-01T00:00")) == ["/matrix/", "form {'q': None}"]


def test_the_form_stands_on_every_page_and_keeps_what_was_asked() -> None:
    counties = build()
    asof = now()
    client = Client()
    client.force_login(reference.reviewer())
    for key, url in pages_with_a_past(counties).items():
        present = Page(client.get(url, {"year": "2023"}).content.decode())
        form = next(form for form in present.forms if "asof" in form)
        assert form == {"year": "2023", "asof": ""}, key
        html = client.get(url, {"year": "2023", "asof": asof.isoformat()}).content.decode()
        form = next(form for form in Page(html).forms if form.get("year") == "2023" and "asof" in form)
        assert str(form["asof"]).startswith(f"{localtime(asof):%Y-%m-%dT%H:%M}"), key
        back = [link for link in Page(html).links if link.endswith("asof=")]
        assert back == ["?year=2023&asof="] * 2, key
        assert "历史视图" not in client.get(urljoin(url, back[0])).content.decode()


def test_a_sheet_of_the_past_says_so_in_titles_and_name() -> None:
    counties = build()
    asof = now()
    client = Client()
    client.force_login(reference.reviewer())
    checked = 0
    for key, url in pages_with_a_past(counties).items():
        past = client.get(url, {"format": "xlsx", "asof": asof.isoformat()})
        if past["Content-Type"].startswith("text/html"):
            assert key in {"finding-decide", "measure", "target-assign"}, "without an export"
            continue
        said = f"截至 {in_words(asof)}"
        assert said.replace(":", "") in unquote(past["Content-Disposition"]), key
        book = openpyxl.load_workbook(BytesIO(past.content))
        assert all(said in str(sheet["A1"].value) for sheet in book), key
        present = client.get(url, {"format": "xlsx"})
        assert "截至" not in unquote(present["Content-Disposition"])
        assert not any("截至" in str(s["A1"].value) for s in openpyxl.load_workbook(BytesIO(present.content)))
        checked += 1
    assert checked >= 9


def test_nothing_is_written_from_a_page_of_the_past() -> None:
    counties = build()
    client = Client()
    client.force_login(reference.reviewer())
    for key, url in pages_with_a_past(counties).items():
        html = client.get(url, {"asof": now().isoformat()}).content.decode()
        # To sign out is no writing of figures.
        assert html.count('method="post"') == 1, key


def test_a_page_of_the_past_offers_no_deed() -> None:
    of = small_ledger.plan(small_ledger.county())
    row = small_ledger.row(of, small_ledger.indicator(), target_text="完成上级下达任务")
    recompute({row.pk: of.years}, why="target")
    client = Client()
    for person, address, deed in (
        (reference.reviewer(), f"/rows/{row.pk}/", "录入下达目标"),
        (reference.administrator(), "/plans/", "导入规划表"),
    ):
        client.force_login(person)
        button = re.compile(f'class="btn main" href="[^"]*">{deed}<')
        assert button.search(client.get(address).content.decode())
        assert not button.search(client.get(address, {"asof": now().isoformat()}).content.decode())


def test_what_was_not_yet_there_is_told_with_the_way_back() -> None:
    before = now().isoformat()
    counties = build()
    client = Client()
    client.force_login(reference.reviewer())
    answer = client.get(f"/rows/{counties.own.row.pk}/", {"asof": before})
    assert answer.status_code == 404
    assert "当时尚无此页面" in answer.content.decode()
    assert "当时台账中还没有规划表" in client.get("/matrix/", {"asof": before}).content.decode()


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/matrix/?year=2023", "/matrix/?year=2023&asof=2026-01-02T09%3A00%2B08%3A00"),
        ("?year=2023#top", "?year=2023&asof=2026-01-02T09%3A00%2B08%3A00#top"),
        ("?", "?asof=2026-01-02T09%3A00%2B08%3A00"),
        ("/matrix/?asof=", "/matrix/?asof="),
        ("#row-1", "#row-1"),
        ("/jobs/", "/jobs/"),
        ("https://elsewhere.example/matrix/", "https://elsewhere.example/matrix/"),
        ("/static/x.css", "/static/x.css"),
    ],
)
def test_a_link_keeps_the_moment_where_the_page_behind_it_has_one(address: str, expected: str) -> None:
    assert with_moment(address, "/plans/", "2026-01-02T09:00+08:00") == expected


def test_only_pages_are_rewritten_and_their_marks_stay() -> None:
    page = HttpResponse('<a class="x" href="/matrix/?year=1&amp;q=a">甲</a> <link href="/matrix/">')
    kept = '<a class="x" href="/matrix/?year=1&amp;q=a&amp;asof=t">甲</a> <link href="/matrix/">'
    answer = keep_moment(page, "/", "t")
    assert isinstance(answer, HttpResponse)
    assert answer.content.decode() == kept
    sheet = HttpResponse(b'<a href="/matrix/">', content_type="application/octet-stream")
    assert keep_moment(sheet, "/", "t") is sheet
    assert sheet.content == b'<a href="/matrix/">'


def test_a_page_without_a_past_has_no_form() -> None:
    request: HttpRequest = RequestFactory().get("/jobs/")
    request.user = AnonymousUser()
    assert moment_form(request) is None
    request.resolver_match = resolve("/jobs/")
    assert moment_form(request) is None
