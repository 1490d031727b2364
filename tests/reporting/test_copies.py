"""A sheet that is last year's over again: hints in its cells, one question when it is handed in."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from indicators.models import Observation
from reporting.actions.refusals import MoveRefusedError
from reporting.actions.submitting import sign, submit
from reporting.models import Entry, Round
from reporting.states import Move, State
from tests.reporting import rounds
from tests.reporting.filling import messages, uploaded

pytestmark = pytest.mark.django_db
CELLS = 6
WORDS = "各项均为年度公报数值，与上年持平"


@pytest.fixture
def of() -> rounds.Cast:
    made = rounds.cast()
    for number in range(1, CELLS + 1):
        rounds.row(made, f"row-{number}", number)
    return made


@pytest.fixture
def opened(of: rounds.Cast) -> Round:
    """With figures in force of two years, the last of them 82.1, 82.2 …"""
    made = rounds.opened(of)
    for number, entry in enumerate(made.entries.order_by("pk"), start=1):
        for year, text in ((2022, f"81.{number}"), (2023, f"82.{number}")):
            fields = {"county": of.county, "indicator": entry.indicator, "unit": "%"}
            Observation.objects.create(year=year, text=text, value=Decimal(text), **fields)
    return made


def filled(of: rounds.Cast, opened: Round, copies: int) -> list[Entry]:
    entries = list(opened.entries.order_by("pk"))
    for number, entry in enumerate(entries, start=1):
        rounds.typed(entry, f"82.{number}" if number <= copies else f"83.{number}", of.clerk)
    return list(opened.entries.order_by("pk"))


def page(of: rounds.Cast, client: Client, **given: object) -> str:
    client.force_login(of.clerk)
    address = reverse("entry-submit", args=[2024, of.county.code])
    answer = client.post(address, given, follow=True) if given else client.get(address)
    return answer.content.decode()


def test_a_copied_sheet_is_not_handed_in_without_a_word(of: rounds.Cast, opened: Round) -> None:
    entries = filled(of, opened, 5)
    ids = [entry.pk for entry in entries]
    for words in ("", "无", "1"):
        with pytest.raises(MoveRefusedError, match="6 项可与上年比较的数值中有 5 项与上年完全相同"):
            submit(ids, words=words, by=of.clerk)
    submit(ids, words=WORDS, by=of.clerk)
    steps = {entry.steps.get(move=Move.SUBMIT).words for entry in opened.entries.all()}
    assert steps == {WORDS}


def test_a_sheet_of_its_own_year_is_asked_nothing(of: rounds.Cast, opened: Round) -> None:
    submit([entry.pk for entry in filled(of, opened, 4)], by=of.clerk)
    assert set(opened.entries.values_list("state", flat=True)) == {State.SUBMITTED}


def test_the_page_asks_once_and_keeps_what_was_written(
    of: rounds.Cast, opened: Round, client: Client
) -> None:
    entries = filled(of, opened, 6)
    asked = page(of, client)
    assert asked.count("与上年相同的说明") == 1
    assert asked.count("与 2023 年相同，请留意是否为当年数据") == CELLS
    cells = [f"{entry.pk}:{entry.version}" for entry in entries]
    refused = page(of, client, cell=cells, words="无")
    assert "没有提交任何一项" in refused
    assert '<textarea name="words" rows="2" maxlength="300" required>无</textarea>' in refused
    assert "已提交 6 项" in page(of, client, cell=cells, words=WORDS)


def test_head_and_reviewer_read_the_answer(of: rounds.Cast, opened: Round, client: Client) -> None:
    ids = [entry.pk for entry in filled(of, opened, 6)]
    submit(ids, words=WORDS, by=of.clerk)
    client.force_login(of.head)
    signing = client.get(reverse("signing", args=[2024, of.county.code])).content.decode()
    sign(ids, by=of.head)
    client.force_login(of.reviewer)
    review = client.get(reverse("review-county", args=[2024, of.county.code])).content.decode()
    assert signing.count(WORDS) == review.count(WORDS) == 1


def test_the_preview_of_an_uploaded_sheet_says_it(of: rounds.Cast, opened: Round) -> None:
    batch = uploaded(of, opened, *((n, "本年值", f"82.{n}") for n in range(1, CELLS + 1)))
    told = [one for one in messages(batch) if "与上年完全相同" in one]
    assert told == [
        "表中 6 项可与上年比较的数值中有 6 项与上年完全相同；请核实是否为当年数据，提交时须说明原因"
    ]
