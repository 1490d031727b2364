"""Invented progress of projects: every stage and every state once at least, marked, taken out again."""

from collections import Counter
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from planning.demo.projects import (
    load_demo_projects,
    open_demo_project_round,
    remove_demo_projects,
)
from planning.demo.rounds import remove_demo_rounds
from projects.lateness import Late, Stage
from projects.ledger import LedgerLine, ledger, rates
from projects.models import Progress, ProjectListing
from projects.summaries import project_lines
from reporting.models import Entry, Round
from tests import real_plans, reference

pytestmark = pytest.mark.django_db
FILES = [name for name in real_plans.PLANS if "完成情况" not in name]


def lines(day: date | None = None) -> list[LedgerLine]:
    return ledger(project_lines(ProjectListing.objects.standing()), day or timezone.localdate())


def test_the_plans_alone_and_the_demonstration(client: Client) -> None:
    reference.load()
    for name in FILES:
        real_plans.load(name)

    bare = Counter(one.late for one in lines(date(2026, 3, 18)))
    assert bare == {Late.OVERDUE: 58, Late.UNCLEAR: 13, Late.NOT_DUE: 1}

    assert load_demo_projects() > 0
    assert load_demo_projects() == 0
    found = lines()
    assert {one.late for one in found} == set(Late)
    assert {one.stands.stage for one in found if one.stands} == set(Stage)
    assert any(one.stands is None for one in found)
    told = {one.name: one for one in rates(found, timezone.localdate())}
    assert told["完工率"].of + sum(not one.late.counts for one in found) == 72

    assert open_demo_project_round() == 1
    assert open_demo_project_round() == 0
    assert Entry.objects.of_projects().count() == 72
    client.force_login(reference.reviewer())
    for view in ("", "rates", "funds"):
        page = client.get(reverse("project-list"), {"view": view}).content.decode()
        assert "演示数据" in page

    assert remove_demo_rounds() == 1
    assert remove_demo_projects() > 0
    assert not Progress.objects.exists()
    assert not Round.objects.exists()
