"""The 上报表: pages broken by the server, a fingerprint that follows the figures, drafts that say so."""

import re
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from counties.models import Department
from reporting.declaration import (
    FORMER,
    GROUP,
    PAGE,
    SIGNATURES,
    DeclaredLine,
    Page,
    fingerprint,
    pages,
    shown,
    typed,
)
from reporting.models import Entry, Round
from reporting.states import State
from reporting.summaries.declarations import declared, matching
from tests.reporting import rounds
from tests.seeing import as_seen


def line(name: str = "优良天数", group: str = "环境", **fields: Any) -> DeclaredLine:
    given_fields = {
        "code": "good-days",
        "site": "",
        "seq": "12",
        "unit": "%",
        "attribute": "约束性",
        "baseline": "80（2020）",
        "target": "88（2025）",
        "past": "86",
        "text": "87",
        "basis": "",
        "department": "",
        "warnings": (),
        "explanation": "",
        "note": "",
        "evidence": "",
        "state": State.SIGNED,
        "word": State.SIGNED.label,
        "signer": "王县长",
        "is_optional": False,
    }
    return DeclaredLine(name=name, group=group, **{**given_fields, **fields})


LINES = st.lists(
    st.builds(
        line,
        name=st.text("城a", min_size=1, max_size=120),
        group=st.sampled_from(["环境", "资源", "生态"]),
        note=st.text("说明b", max_size=300),
        evidence=st.text("佐证c", max_size=740),
    ),
    max_size=80,
)


@given(LINES)
def test_every_line_stands_on_one_page_in_order_and_every_page_is_full_at_most(
    lines: list[DeclaredLine],
) -> None:
    found = pages(lines)
    assert [item for page in found for item in page.items if isinstance(item, DeclaredLine)] == lines
    assert [page.number for page in found] == list(range(1, len(found) + 1))
    assert {page.total for page in found} == {len(found)}
    for page in found:
        height = sum(item.height if isinstance(item, DeclaredLine) else GROUP for item in page.items)
        assert height <= PAGE - (SIGNATURES if page.is_last else 0)
        assert not page.items or isinstance(page.items[0], str)
        assert not page.items or isinstance(page.items[-1], DeclaredLine)


def signed_with(page: Page) -> int:
    return sum(isinstance(item, DeclaredLine) for item in page.items)


@given(LINES)
def test_nobody_signs_a_sheet_without_rows(lines: list[DeclaredLine]) -> None:
    """The one who signs sees two rows at least; one where two do not fit, none only where none does."""
    *_, last = pages(lines)
    fits = [
        count
        for count in range(min(2, len(lines)) + 1)
        if sum(one.height for one in lines[len(lines) - count :]) + 2 * GROUP + SIGNATURES <= PAGE
    ]
    assert signed_with(last) >= max(fits)


def test_the_last_rows_move_on_to_the_signatures() -> None:
    of_page = int((PAGE - GROUP) / line().height)
    assert [signed_with(page) for page in pages([line()] * of_page)] == [of_page - 2, 2]
    assert [signed_with(page) for page in pages([line()] * (of_page + 1))] == [of_page - 1, 2]


def test_a_line_says_what_was_odd_and_how_the_county_explains_it() -> None:
    said = line(
        warnings=("比 2023 年多 9 倍",), explanation="新增两座电站", note="含临建", evidence="1号 第 3 页"
    )
    assert said.remark == "提示：比 2023 年多 9 倍；说明：新增两座电站；备注：含临建；佐证：1号 第 3 页"


def test_the_fingerprint_follows_what_the_county_says_and_nothing_else() -> None:
    one, two = line(), line("PM2.5", code="pm25")
    first = fingerprint("990001", 2024, [one, two])
    beside = line(state=State.APPROVED, target="90", past="1", warnings=("偏大",), signer="李县长")
    assert fingerprint("990001", 2024, [two, beside]) == first
    for other in (
        {"text": "87.0"},
        {"basis": "实况"},
        {"note": "x"},
        {"explanation": "x"},
        {"unit": "天"},
        {"site": "断面"},
    ):
        assert fingerprint("990001", 2024, [line(**other), two]) != first
    assert len({first, fingerprint("990002", 2024, [one, two]), fingerprint("990001", 2023, [one, two])}) == 3


def test_a_fingerprint_is_read_as_printed_and_as_typed() -> None:
    digest = fingerprint("990001", 2024, [line()])
    printed = shown(digest)
    assert re.fullmatch(r"([0-9A-F]{4}-){3}[0-9A-F]{4}", printed)
    assert typed(printed) == typed(f" {printed.lower().replace('-', ' ')} ") == digest[:16]
    assert typed("A1B2") is None
    assert typed("ZZZZ-ZZZZ-ZZZZ-ZZZZ") is None


@pytest.fixture
def of(db: None) -> rounds.Cast:
    return rounds.cast()


@pytest.fixture
def opened(of: rounds.Cast) -> Round:
    rounds.row(of)
    rounds.row(of, "pm25", 2, target_text="完成省市下达任务")
    return rounds.opened(of)


@pytest.fixture
def entries(opened: Round) -> list[Entry]:
    return list(opened.entries.order_by("pk"))


def test_it_is_a_draft_until_every_asked_figure_is_signed(
    of: rounds.Cast, opened: Round, entries: list[Entry]
) -> None:
    assert declared(opened, of.county, of.clerk).open == 1
    rounds.typed(entries[0], "90", of.clerk, explanation="已核实")
    assert declared(opened, of.county, of.clerk).is_draft
    rounds.under_review(entries[0], "91", of)
    found = declared(opened, of.county, of.clerk)
    assert not found.is_draft
    rounds.typed(entries[1], "3", of.clerk)
    assert declared(opened, of.county, of.clerk).open == 1


def test_a_print_is_checked_against_what_stands_now(
    of: rounds.Cast, opened: Round, entries: list[Entry]
) -> None:
    water = Department.objects.create(code="water", name="水务局")
    Entry.objects.filter(pk=entries[1].pk).update(department=water)
    rounds.typed(entries[0], "90", of.clerk)
    before = declared(opened, of.county, of.reviewer)
    of.clerk.memberships.update(department=water)
    clerk = type(of.clerk).objects.get(pk=of.clerk.pk)
    part = declared(opened, of.county, clerk)
    assert (len(part.lines), part.part) == (1, "水务局")
    whole = matching(before.fingerprint, opened, of.county, before)
    own = matching(part.fingerprint, opened, of.county, before)
    assert whole is not None
    assert own is not None
    assert (whole.holds, whole.part, own.holds, own.part) == (True, "", True, "水务局")
    assert matching("nonsense", opened, of.county, before) is None


def test_a_paper_of_the_former_format_is_still_told(
    of: rounds.Cast, opened: Round, entries: list[Entry]
) -> None:
    rounds.typed(entries[0], "90", of.clerk, explanation="已核实")
    found = declared(opened, of.county, of.clerk)
    paper = shown(fingerprint(of.county.code, 2024, found.lines, of=FORMER))
    answer = matching(paper, opened, of.county, found)
    assert answer is not None
    assert answer.holds


def test_it_names_who_signed_and_what_was_explained(
    client: Client, of: rounds.Cast, opened: Round, entries: list[Entry]
) -> None:
    rounds.under_review(entries[0], "90", of)
    odd = {"code": "last", "sentence": "比 2023 年多 9 倍", "suggestion": ""}
    Entry.objects.filter(pk=entries[0].pk).update(warnings=[odd])
    client.force_login(of.head)
    sheet = as_seen(client.get(f"/reporting/2024/{of.county.code}/declaration/"))
    assert f"审核中<div>{of.head}</div>" in sheet
    assert "提示：比 2023 年多 9 倍" in sheet
    assert "说明：已核实" in sheet


def test_a_changed_figure_no_longer_matches_the_print(
    of: rounds.Cast, opened: Round, entries: list[Entry]
) -> None:
    rounds.typed(entries[0], "90", of.clerk)
    printed = declared(opened, of.county, of.clerk).fingerprint
    rounds.typed(entries[0], "90.0", of.clerk)
    answer = matching(printed, opened, of.county, declared(opened, of.county, of.clerk))
    assert answer is not None
    assert not answer.holds


def test_the_page_prints_number_and_fingerprint_on_every_sheet(
    client: Client, of: rounds.Cast, opened: Round
) -> None:
    for number in range(3, 50):
        rounds.row(of, f"more{number}", number, level1="类别" + "甲乙"[number % 2])
    other = rounds.opened(of, 2023)
    client.force_login(of.head)
    page = as_seen(client.get(f"/reporting/2023/{of.county.code}/declaration/"))
    found = declared(other, of.county, of.head)
    total = len(found.pages)
    assert total > 1
    for number in range(1, total + 1):
        assert f"第 {number} 页 / 共 {total} 页" in page
    assert page.count(f"内容指纹 {found.fingerprint}") == total
    assert page.count("草稿，不得报送（") == total
    assert page.count("县级负责人（签字）") == 1
    checked = client.get(f"/reporting/2023/{of.county.code}/declaration/", {"check": found.fingerprint})
    assert "相符" in as_seen(checked)
    wrong = client.get(f"/reporting/2023/{of.county.code}/declaration/", {"check": "0000-0000-0000-0000"})
    assert "不符" in as_seen(wrong)


def test_another_county_finds_no_declaration(client: Client, of: rounds.Cast, opened: Round) -> None:
    stranger = rounds.cast("990002", "乙县", reviewer=of.reviewer)
    for person, status in ((stranger.clerk, 404), (of.clerk, 200), (of.reviewer, 200)):
        client.force_login(person)
        assert client.get(f"/reporting/2024/{of.county.code}/declaration/").status_code == status
    assert client.get(f"/reporting/2024/{stranger.county.code}/declaration/").status_code == 404
    assert client.get(f"/reporting/2019/{of.county.code}/declaration/").status_code == 404
