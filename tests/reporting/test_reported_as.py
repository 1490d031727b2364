"""当年 or 累计 stands wherever a county's figure of a flow is taken, shown, signed or approved; nowhere else."""

import io
import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from reporting.actions.submitting import sign, submit
from reporting.models import Entry, Round
from reporting.sheets import sheet_bytes
from tests import small_ledger as ledger
from tests.reporting import filling, rounds

pytestmark = pytest.mark.django_db

KINDS = (
    ("forest", "当年", {"direction": "cumulative"}),
    ("forest-total", "累计", {"direction": "cumulative", "values": "cumulative"}),
    ("cut", "累计", {"direction": "rate"}),
    ("cut-year", "当年", {"direction": "log_rate", "values": "annual"}),
    ("days", "", {"direction": "higher"}),
)


@pytest.fixture
def of() -> rounds.Cast:
    cast = rounds.cast()
    for number, (code, _, fields) in enumerate(KINDS, start=1):
        made = ledger.indicator(code, order=number, **fields)
        ledger.row(cast.plan, made, number, baseline_text="")
    return cast


@pytest.fixture
def opened(of: rounds.Cast) -> Round:
    return rounds.opened(of)


def entries() -> list[Entry]:
    return [Entry.objects.get(indicator__code=code) for code, _, _ in KINDS]


def page(client: Client, user: Any, name: str, *args: object) -> str:
    client.force_login(user)
    answer = client.get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def words(html: str, code: str) -> tuple[bool, bool]:
    """Whether 当年 and 累计 stand in the row of an indicator."""
    found = re.search(rf"<tr[^>]*>(?:(?!</tr>).)*?[>\s\d]指标{code}(?![-\w]).*?</tr>", html, re.DOTALL)
    assert found, code
    row = found[0]
    return "当年" in row, "累计" in row


def told(html: str) -> list[str]:
    return [
        {(True, False): "当年", (False, True): "累计", (False, False): ""}.get(words(html, code), "both")
        for code, _, _ in KINDS
    ]


EXPECTED = [word for _, word, _ in KINDS]


def test_the_grid_says_beside_each_cell_what_is_to_be_filled(
    client: Client, of: rounds.Cast, opened: Round
) -> None:
    html = page(client, of.clerk, "entry-grid", opened.year, of.county.code)
    assert told(html) == EXPECTED
    assert 'aria-label="指标forest 2024 年当年值"' in html
    assert 'title="填从规划起始年到该年底的累计数">累计值</div>' in html


def test_the_county_s_sheet_has_a_column_for_it(of: rounds.Cast, opened: Round) -> None:
    sheet = load_workbook(io.BytesIO(sheet_bytes(opened, of.county, of.clerk))).worksheets[0]
    said = [filling.cell(sheet, number, "当年/累计").value or "" for number in range(1, len(KINDS) + 1)]
    assert said == EXPECTED
    assert filling.messages(filling.uploaded(of, opened, (1, "本年值", "0.12"))) == []


def test_submission_signature_review_and_entry_say_it(client: Client, of: rounds.Cast, opened: Round) -> None:
    for entry in entries():
        rounds.typed(entry, "3", of.clerk, explanation="已核实无误，来源为年报")
    assert told(page(client, of.clerk, "entry-submit", opened.year, of.county.code)) == EXPECTED
    for entry in entries():
        submit([entry.pk], by=of.clerk)
    assert told(page(client, of.clerk, "entry-submit", opened.year, of.county.code)) == EXPECTED
    assert told(page(client, of.head, "signing", opened.year, of.county.code)) == EXPECTED
    for entry in entries():
        sign([entry.pk], by=of.head)
    assert told(page(client, of.reviewer, "review-county", opened.year, of.county.code)) == EXPECTED
    for entry, word in zip(entries(), EXPECTED, strict=True):
        html = page(client, of.reviewer, "entry", entry.pk)
        head = html[html.index("<h1>") : html.index('class="sub"')]
        assert [one for one in ("当年", "累计") if one in head] == [word][: bool(word)]


def test_the_declaration_prints_it_and_keeps_its_fingerprint(
    client: Client, of: rounds.Cast, opened: Round
) -> None:
    html = page(client, of.head, "declaration", opened.year, of.county.code)
    assert told(html) == EXPECTED
