"""Periods of projects: no month's money twice, nothing asked for before it has begun, no fact after its period."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from counties.periods import Period
from projects.models import Progress
from projects.progress import standings
from reporting.actions.refusals import MoveRefusedError, RoundRefusedError
from reporting.actions.submitting import submit
from reporting.models import Round
from tests.reporting import projects, rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> rounds.Cast:
    made = rounds.cast()
    projects.listed(made)
    return made


def in_force(of: rounds.Cast, period: Period = Period.YEAR, year: int = 2023) -> Progress:
    project = of.county.projects.first()
    assert project is not None
    said = {**projects.FIRST, "opening_on": f"{year - 1}"}
    money = {"done": "0.12", "opening_done": "0"}
    return Progress.objects.create(
        project=project, year=year, period=period, stage="building", text="在建", said=said, money=money
    )


def test_a_round_is_refused_where_what_is_in_force_overlaps(client: Client, of: rounds.Cast) -> None:
    in_force(of)
    client.force_login(of.reviewer)
    given = {"year": "2023", "period": "h2", "deadline": "2030-01-01", "plans": [of.plan.pk]}
    page = client.post(reverse("project-round-open"), {**given, "evidence_rule": "none"})
    assert "2023 年全年的进度已在账（造林工程），与下半年重叠" in page.content.decode()
    assert not Round.objects.exists()
    projects.opened(of)  # the same period once more corrects it, and adds nothing


def test_a_part_in_force_refuses_the_whole_and_leaves_the_rest_of_the_year(of: rounds.Cast) -> None:
    in_force(of, Period.FIRST_QUARTER)
    with pytest.raises(RoundRefusedError, match="2023 年一季度的进度已在账"):
        projects.opened(of)
    projects.opened(of, period=Period.SECOND_HALF)


def test_a_project_that_has_an_overlapping_period_is_not_put_in_force_twice(of: rounds.Cast) -> None:
    entry = projects.opened(of, period=Period.SECOND_HALF).entries.get()
    in_force(of)
    projects.saved(entry, projects.NEXT, of.clerk)
    with pytest.raises(MoveRefusedError, match="2023 年全年的进度已在账，与本期重叠"):
        submit([entry.pk], by=of.clerk)


def test_what_was_added_twice_or_differs_from_the_typed_total_is_marked(
    client: Client, of: rounds.Cast
) -> None:
    row = in_force(of)
    Progress.objects.filter(pk=row.pk).update(said={**row.said, "typed_total": "1300"})
    in_force(of, Period.SECOND_HALF)
    assert standings([row.project_id])[row.project_id].remarks == (
        "2023 年下半年与 2023 年全年重叠，金额重复累加",
        "2023 年全年自报累计完成 0.13 亿元，系统累计 0.24 亿元，两者不一致",
    )
    client.force_login(of.reviewer)
    assert "金额重复累加" in client.get(reverse("project", args=[row.project_id])).content.decode()
    assert "金额重复累加" in client.get(reverse("project-list")).content.decode()


def test_no_round_asks_for_a_period_that_has_not_begun(of: rounds.Cast) -> None:
    following = timezone.localdate().year + 1
    with pytest.raises(RoundRefusedError, match=f"{following} 年上半年还没有开始"):
        projects.opened(of, following, Period.FIRST_HALF)
    rounds.row(of)
    of.plan.period_end = following
    of.plan.save()
    with pytest.raises(RoundRefusedError, match=f"{following} 年还没有开始"):
        rounds.opened(of, following)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"stage": "completed", "finished": "2024-02"}, "完工日期 2024-02 在本期（到 2023-12-31）之后"),
        ({"started": "2024"}, "开工日期 2024 在本期（到 2023-12-31）之后"),
        ({"opening_on": "2023-03"}, "期初截止日期 2023-03 不在本期（2023-01-01 起）之前"),
    ],
)
def test_facts_lie_within_their_period_or_before_it(
    of: rounds.Cast, changed: dict[str, str], said: str
) -> None:
    entry = projects.opened(of).entries.get()
    saved = projects.saved(entry, {**projects.FIRST, **changed}, of.clerk)
    assert any(said in one["sentence"] for one in saved.warnings)
    with pytest.raises(MoveRefusedError):
        submit([entry.pk], by=of.clerk)


def test_the_first_day_of_a_period_has_begun() -> None:
    assert Period.SECOND_HALF.first_day(2023) == date(2023, 7, 1)
    assert Period.FIRST_HALF.last_day(2023) + timedelta(1) == date(2023, 7, 1)
