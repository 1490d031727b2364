"""One indicator, one name: what the plan prints, with its number, on every page of the year."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from indicators.models import Site
from reporting.actions.evidence import cite, keep_file
from reporting.actions.messages import deliver
from reporting.actions.refusals import MoveRefusedError
from reporting.actions.reviewing import return_entries
from reporting.actions.rounds import refresh_round, rename_entries
from reporting.actions.submitting import submit, withdraw
from reporting.evidence_files import EvidenceRefusedError
from reporting.models import Entry
from tests import small_ledger as ledger
from tests.reporting import rounds
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db
PRINTED, CATALOGUED = "城市空气质量优良天数比率", "指标good-days"


@pytest.fixture
def of() -> rounds.Cast:
    return rounds.cast()


@pytest.fixture
def entry(of: rounds.Cast) -> Entry:
    indicator = ledger.indicator("good-days", name=CATALOGUED)
    ledger.row(of.plan, indicator, 1, name=PRINTED, seq="12")
    return rounds.opened(of).entries.get()


def page(user: User, name: str, *args: Any) -> str:
    client = Client()
    client.force_login(user)
    return as_seen(client.get(reverse(name, args=args)))


def test_every_page_of_the_year_says_the_plans_name_and_number_and_the_catalogues_small(
    of: rounds.Cast, entry: Entry
) -> None:
    place = (2024, of.county.code)
    shown = {"grid": page(of.clerk, "entry-grid", *place)}
    rounds.typed(entry, "87", of.clerk, explanation="已核实")
    shown["submit"] = page(of.clerk, "entry-submit", *place)
    submit([entry.pk], by=of.clerk)
    shown["submitted"] = page(of.clerk, "entry-submit", *place)
    shown["signing"] = page(of.head, "signing", *place)
    rounds.under_review(withdrawn(of, entry), "87", of)
    shown["review"] = page(of.reviewer, "review-county", *place)
    shown["entry"] = page(of.reviewer, "entry", entry.pk)
    shown["evidence"] = page(of.clerk, "evidence", *place)
    return_entries([entry.pk], words="不符", by=of.reviewer)
    shown["mine"] = page(of.clerk, "entries")
    for where, html in shown.items():
        assert PRINTED in html, where
        assert "12" in html, where
        assert f"指标目录：{CATALOGUED}" in html or f"<dd>{CATALOGUED}</dd>" in html, where
    sheet = page(of.head, "declaration", *place)
    assert f'<td class="c-no">12</td><td>{PRINTED}' in sheet


def withdrawn(of: rounds.Cast, entry: Entry) -> Entry:
    withdraw([entry.pk], by=of.clerk)
    return entry


def test_messages_and_refusals_say_it_too(of: rounds.Cast, entry: Entry) -> None:
    rounds.typed(entry, "八十七", of.clerk)
    with pytest.raises(MoveRefusedError, match=f"^序号 12 {PRINTED} "):
        submit([entry.pk], by=of.clerk)
    rounds.under_review(entry, "87", of)
    return_entries([entry.pk], words="不符", by=of.reviewer)
    deliver(timezone.now())
    assert of.clerk.messages.get(kind="returned").title == f"2024 年度填报退回 1 项：{PRINTED}"


def test_a_row_that_does_not_name_its_site_says_it(of: rounds.Cast) -> None:
    site = Site.objects.create(county=of.county, name="孤山断面")
    for number, name in ((1, "地表水水质"), (2, "孤山断面水质")):
        ledger.row(of.plan, ledger.indicator(f"water{number}"), number, name=name, site=site)
    entries = rounds.opened(of).entries.order_by("pk")
    assert [entry.name for entry in entries] == ["地表水水质（孤山断面）", "孤山断面水质"]


def test_a_corrected_edition_renames_and_what_it_drops_keeps_its_name(of: rounds.Cast, entry: Entry) -> None:
    row = of.plan.indicators.get()
    row.name, row.seq = "优良天数比例", "13"
    row.save()
    rename_entries(of.plan)
    entry.refresh_from_db()
    assert (entry.name, entry.seq) == ("优良天数比例", "13")
    of.plan.indicators.update(closed_in=of.plan.editions.get())
    refresh_round(entry.round)
    rename_entries(of.plan)
    entry.refresh_from_db()
    assert (entry.name, entry.is_asked) == ("优良天数比例", False)


def test_evidence_that_is_refused_names_it(of: rounds.Cast, entry: Entry) -> None:
    rounds.under_review(entry, "87", of)
    file = keep_file(
        SimpleUploadedFile("函.pdf", b"%PDF-1.4\n%%EOF"), county=of.county, document_number="", by=of.clerk
    )
    with pytest.raises(EvidenceRefusedError, match=f"序号 12 {PRINTED} "):
        cite(file, [entry.pk], page="", by=of.clerk)
