"""Whoever signs or decides has all in sight that a project's report says, on every page where he does it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reporting.models import Entry
from tests.reporting import projects, rounds

pytestmark = pytest.mark.django_db
SAID = {
    **projects.FIRST,
    "extended_to": "2026-12",
    "extension_document": "同发改〔2023〕5号",
    "adjusted": "9000",
    "adjustment_document": "同发改〔2023〕6号",
    "problems": "拆迁未完",
}
FACTS = "开工日期 2022-04；延期至 2026-12；延期文号 同发改〔2023〕5号；调整后总投资 9000 万元；调整投资文号 同发改〔2023〕6号"


@pytest.fixture
def of() -> rounds.Cast:
    made = rounds.cast()
    projects.listed(made)
    return made


@pytest.fixture
def entry(of: rounds.Cast) -> Entry:
    return projects.opened(of).entries.get()


@pytest.mark.parametrize("page", ["project-entries", "project-entry", "project"])
def test_dated_facts_and_papers_are_in_sight_and_the_rest_is_there(
    client: Client, of: rounds.Cast, entry: Entry, page: str
) -> None:
    projects.under_review(entry, SAID, of)
    where: dict[str, list[Any]] = {
        "project-entries": [entry.round_id, of.county.code],
        "project-entry": [entry.pk],
        "project": [entry.project_id],
    }
    for who in (of.head, of.reviewer):
        client.force_login(who)
        shown = client.get(reverse(page, args=where[page])).content.decode()
        assert FACTS in shown
        for text in ("拆迁未完", "主体完工", "地方出资·本期到位", "1500 万元"):
            assert text in shown


def test_the_record_tells_what_was_said_then(client: Client, of: rounds.Cast, entry: Entry) -> None:
    projects.saved(entry, {**SAID, "extended_to": "2027-01"}, of.clerk)
    projects.under_review(entry, SAID, of)
    client.force_login(of.reviewer)
    for page, pk in (("project-entry", entry.pk), ("project", entry.project_id)):
        shown = client.get(reverse(page, args=[pk])).content.decode()
        assert "延期至 2027-01" in shown
        assert "延期至 2026-12" in shown
