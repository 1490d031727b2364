"""An extension lies after what the plan prints; one that does not is no extension and moves nothing."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from projects.exports import COLUMNS, project_rows
from projects.lateness import Late
from projects.ledger import judged_of, ledger
from projects.models import Progress, ProjectListing
from projects.summaries import project_lines
from reporting.actions.refusals import MoveRefusedError
from reporting.actions.submitting import submit
from reporting.models import Entry
from tests.reporting import projects, rounds

pytestmark = pytest.mark.django_db
PAPER = "同发改〔2023〕5号"


@pytest.fixture
def of() -> rounds.Cast:
    made = rounds.cast()
    projects.listed(made)  # to be finished in August 2023
    return made


@pytest.mark.parametrize(
    ("until", "is_later"),
    [("2020-06", False), ("2023", True), ("2023-08", False), ("2023-08-15", False), ("2023-09", True)],
)
def test_only_a_later_day_is_an_extension(
    client: Client, of: rounds.Cast, until: str, is_later: bool
) -> None:
    entry = projects.opened(of).entries.get()
    client.force_login(of.clerk)
    said = {**projects.FIRST, "extended_to": until, "extension_document": PAPER, "version": "0"}
    page = client.post(reverse("project-entry-save", args=[entry.pk]), said, follow=True).content.decode()
    told = f"延期至 {until} 不晚于规划所印期限 2023-08，不是延期"
    assert (told in page) is not is_later
    if not is_later:
        with pytest.raises(MoveRefusedError, match=told):
            submit([entry.pk], by=of.clerk)


def test_the_earlier_of_two_printed_days_is_the_one_that_is_put_off(of: rounds.Cast) -> None:
    entry = projects.opened(of).entries.get()
    assert entry.project
    listed = entry.project.listings.get()
    ProjectListing.objects.create(
        **{name: getattr(listed, name) for name in ("project", "edition", "plan", "name", "name_cell")},
        sheet="附表",
        row_number=9,
        finish_text="2025年",
        finish="2025",
    )
    saved = projects.saved(
        entry, {**projects.FIRST, "extended_to": "2024", "extension_document": PAPER}, of.clerk
    )
    assert saved.warnings == []


def test_what_is_in_force_and_no_extension_shortens_nothing(of: rounds.Cast) -> None:
    entry = projects.opened(of).entries.get()
    given = {"extended_to": "2020-06", "extension_document": PAPER}
    _in_force(entry, **given)
    found = judged_of(entry.project_id or 0, date(2024, 6, 15))
    assert found is not None
    assert (found.late, found.months) == (Late.OVERDUE, 9)
    assert f"所报延期至 2020 年 6 月（{PAPER}）不晚于所印期限，不采用" in found.sentence


def test_the_sheet_has_the_extension_with_its_paper(of: rounds.Cast) -> None:
    entry = projects.opened(of).entries.get()
    _in_force(entry, extended_to="2026-12", extension_document=PAPER)
    (row,) = project_rows(ledger(project_lines(ProjectListing.objects.standing()), date(2024, 6, 15)))
    told = {column.header: cell for column, cell in zip(COLUMNS, row, strict=True)}
    assert (str(told["延期至"]), told["延期文号"]) == ("2026-12", PAPER)


def _in_force(entry: Entry, **fields: str) -> None:
    Progress.objects.create(
        project_id=entry.project_id or 0, year=2023, stage="building", text="在建", **fields
    )
