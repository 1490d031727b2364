"""No export carries a live formula, whatever stands in the data; every one is a download and nothing to sniff."""

import inspect
import io
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.downloads import XLSX
from accounts.models import Membership, User
from accounts.permissions import Role
from counties.models import County, Department, Finding, Opinion, PlanEdition, Revision
from indicators.models import Indicator, Observation, PlanIndicator
from jobs.models import Job
from judging.actions.publishing import draft_of
from judging.models import Publication, PublishedVerdict
from projects.models import KeyProject, ProjectListing
from reporting.models import Entry, Round
from tests import reference
from tests import small_ledger as small
from tests.indicators.observing import row as figure
from tests.indicators.observing import staged

pytestmark = pytest.mark.django_db

# What a view says that answers with a sheet; `version_page` does so for the three pages of versions.
EXPORTING = ('"xlsx"', ".as_excel", "version_page(")
EVIL = ('=HYPERLINK("http://x","a")', "=1+1", "+1+1", "-1+1", "@SUM(1)", "=cmd|' /C calc'!A0")


def evil(number: int) -> str:
    return EVIL[number % len(EVIL)]


@pytest.fixture
def ledger() -> dict[str, Any]:
    """A ledger in which every free text is a formula."""
    county = small.county(name=evil(0))
    County.objects.filter(pk=county.pk).update(short_name=evil(1))
    plan = small.plan(county, short_title=evil(2))
    PlanEdition.objects.update(file_name=evil(4))
    indicator = small.indicator(name=evil(1), level1=evil(3))
    row = small.row(plan, indicator, printed_name=evil(2), table=evil(3), target_text="完成上级下达任务")
    small.verdict(row, "pending", 2025, explanation=evil(5), value_text=evil(1), target_text=evil(2))
    small.verdict(row, "on_track", 2023, explanation=evil(0), value_text=evil(4), target_text=evil(5))
    Finding.objects.create(
        county=county, rule="r", subject=evil(2), severity="warning", message=evil(3), fingerprint="f"
    )
    project = KeyProject.objects.create(county=county, name=evil(4))
    listing = ProjectListing.objects.create(
        project=project, plan=plan, edition=plan.editions.get(), sheet=evil(0), row_number=1, name=evil(5),
        name_cell="B2", category=evil(1), investment_text=evil(2), start_text=evil(3), finish_text=evil(1),
    )  # fmt: skip
    figure = Observation.objects.create(
        county=county, indicator=indicator, year=2023, text=evil(0), file_name=evil(1), note=evil(5)
    )
    revision = Revision.objects.create(plan=plan, answers="experts", document=evil(1), reason=evil(2))
    Opinion.objects.create(revision=revision, number=1, text=evil(3), source=evil(4), outcome="adopted")
    job = Job.objects.create(task="t", title=evil(3), key="k", state="failed", failure=evil(4))
    year = published(row)
    asked(row)
    return {"county": county, "plan": plan, "row": row, "indicator": indicator, "project": project,
            "listing": listing, "job": job, "publication": year,
            "revision": revision, "figure": figure}  # fmt: skip


def asked(row: PlanIndicator) -> None:
    """An open round of 2023 that asks for the row."""
    open_round = Round.objects.create(year=2023, deadline=timezone.localdate() + timedelta(30))
    open_round.plans.add(row.plan)
    Entry.objects.create(
        round=open_round, county=row.plan.county, indicator=row.indicator, printed_name=evil(3), seq=evil(4)
    )


def published(row: PlanIndicator) -> Publication:
    """The year 2025, published with the row as it stands."""
    year = Publication.objects.create(
        year=2025, number=1, document_number=evil(0), issued_on=date(2026, 3, 1), note=evil(1),
        rules_version="1", digest="0" * 64, published_by=reference.person("publisher"),
    )  # fmt: skip
    (frozen,) = draft_of(2025).rows
    PublishedVerdict.objects.create(
        publication=year, plan_indicator=row, county=row.plan.county, status="pending", colour="grey",
        explanation=evil(5), value_text=evil(1), target_text=evil(2), content=frozen.content,
    )  # fmt: skip
    return year


def addresses(ledger: dict[str, Any]) -> dict[str, str]:
    """Every address that exports, by name: a test below keeps the list whole."""
    return {
        **{name: reverse(name) for name in _plain()},
        "county-changes": reverse("county-changes", args=[ledger["county"].code]),
        "row-history": reverse("row-history", args=[ledger["row"].pk]),
        "figure-history": reverse("figure-history", args=[ledger["figure"].pk]),
        "project-history": reverse("project-history", args=[ledger["project"].pk]),
        "thing-history": reverse("thing-history", args=["counties.finding", Finding.objects.get().pk]),
        "county": reverse("county", args=[ledger["county"].code]),
        "county-standing": reverse("county-standing", args=[2023, ledger["county"].code]),
        "indicator": reverse("indicator", args=[ledger["indicator"].code]),
        "plan": reverse("plan", args=[ledger["plan"].key]),
        "plan-indicator": reverse("plan-indicator", args=[ledger["row"].pk]),
        "publication-list": reverse("publication-list"),
        "publication": reverse("publication", args=[ledger["publication"].pk]),
        "project": reverse("project", args=[ledger["project"].pk]),
        "plan-revisions": reverse("plan-revisions", args=[ledger["plan"].key]),
        "revision": reverse("revision", args=[ledger["revision"].pk]),
    }


def _plain() -> Iterator[str]:
    """Those that need nothing but their name."""
    for name in exporting(get_resolver()):
        with suppress(NoReverseMatch):
            reverse(name)
            yield name


def formulas(content: bytes) -> list[str]:
    book = load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line if cell.value is not None]
    assert cells
    return [f"{cell.coordinate}: {cell.value}" for cell in cells if cell.data_type == "f" or cell.hyperlink]


@pytest.fixture
def reviewer(client: Client) -> Client:
    user = reference.reviewer()
    User.objects.filter(pk=user.pk).update(display_name=evil(0))
    client.force_login(user)
    return client


# Whoever reads the records, and only those; whoever keeps the accounts, and nothing else.
OTHERS = {"act-list": Role.AUDITOR, "account-list": Role.ADMIN}


def reader_of(name: str, reviewer: Client) -> Client:
    if name not in OTHERS:
        return reviewer
    browser = Client()
    browser.force_login(reference.person(OTHERS[name].value, OTHERS[name]))
    return browser


def exporting(resolver: URLResolver) -> set[str]:
    found: set[str] = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found |= exporting(pattern) if str(pattern.pattern) != "admin/" else set()
        elif any(mark in inspect.getsource(inspect.unwrap(pattern.callback)) for mark in EXPORTING):
            found.add(str(pattern.name))
    return found


def test_the_list_of_exports_is_whole(ledger: dict[str, Any]) -> None:
    missing = exporting(get_resolver()) - addresses(ledger).keys()
    assert missing == set(), "say in `addresses` how it is asked for about a thing of this ledger"
    assert addresses(ledger).keys() == exporting(get_resolver())


def test_no_export_carries_a_formula_and_each_is_a_download(ledger: dict[str, Any], reviewer: Client) -> None:
    evil_cells = 0
    for name, address in addresses(ledger).items():
        answer = reader_of(name, reviewer).get(address, {"format": "xlsx"})
        assert answer.status_code == 200, name
        assert answer["Content-Type"] == XLSX, name
        assert answer["Content-Disposition"].startswith("attachment"), name
        assert answer["X-Content-Type-Options"] == "nosniff", name
        assert formulas(answer.content) == [], name
        evil_cells += len(re.findall(r"HYPERLINK|SUM\(1\)", str(texts(answer.content))))
    assert evil_cells > 10


def texts(content: bytes) -> list[str]:
    book = load_workbook(io.BytesIO(content))
    return [str(cell.value) for sheet in book for line in sheet.iter_rows() for cell in line if cell.value]


def test_neither_does_the_template(reviewer: Client) -> None:
    reference.load()
    Indicator.objects.filter(code="pm25").update(name=evil(0))
    answer = reviewer.get(reverse("import-observations-template"))
    assert answer["Content-Disposition"].startswith("attachment")
    assert formulas(answer.content) == []


def test_what_we_write_into_a_marked_copy_is_no_formula(reviewer: Client) -> None:
    """The uploaded sheet stays as its uploader made it, formulas included; the sheet of results is ours."""
    reference.load()
    batch = staged(figure(county=evil(2), indicator=evil(3), unit=evil(1)), figure(indicator=evil(0)))
    answer = reviewer.get(reverse("import-marked", args=[batch.pk]))
    assert answer["Content-Disposition"].startswith("attachment")
    results = load_workbook(io.BytesIO(answer.content))["导入结果"]
    cells = [cell for line in results.iter_rows() for cell in line if cell.value is not None]
    assert len(cells) > 10
    assert not [cell.value for cell in cells if cell.data_type == "f"]
    assert not [cell.value for cell in cells if cell.hyperlink and cell.hyperlink.target]


@pytest.mark.parametrize("model", [County, Department, Indicator])
def test_neither_does_reference_data(client: Client, model: Any) -> None:
    Department.objects.create(code="evil", name=evil(0), aliases=[evil(1)])
    small.indicator(name=evil(2), note=evil(3))
    small.county(name=evil(4))
    user = reference.person("keeper")
    Membership.objects.create(user=user, role=Role.ADMIN)
    client.force_login(user)
    assert model in admin.site._registry
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_export")
    answer = client.post(address, {"format": "0", "resource": ""})
    assert answer["Content-Disposition"].startswith("attachment")
    assert formulas(answer.content) == []
