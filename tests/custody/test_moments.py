"""A page as it stood: whatever is asked of a past moment equals what was written down at that moment."""

import random
import sys
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.access import visible_counties
from accounts.permissions import Role
from counties.models import County
from custody.declared_models import declared_models
from custody.moments import histories, moment_of, put_back
from custody.scope import CITY, Scope, within
from custody.tracing import traced
from indicators.models import Observation, PlanIndicator
from judging.models import Attainment
from judging.summaries.differences import differences
from judging.summaries.rows import row_verdicts
from plans.models import HeaderChoice
from tests import reference, small_ledger
from tests.sampling import whole_or
from tests.two_counties import MARK, build

pytestmark = pytest.mark.django_db(transaction=True)
Cell = tuple[str, int]
YEARS = range(2021, 2025)


def state() -> dict[Cell, str]:
    """Every cell of the little ledger as an ordinary query reads it now."""
    figures = {("figure", o.year * 100 + o.indicator_id % 100): o.text for o in Observation.objects.all()}
    verdicts = {
        ("verdict", v.year * 100 + v.plan_indicator_id % 100): v.status for v in Attainment.objects.all()
    }
    targets = {("target", row.pk): row.target_text for row in PlanIndicator.objects.standing()}
    return figures | verdicts | targets


def now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def step(dice: random.Random, county: County, rows: list[PlanIndicator]) -> None:
    """One change of one cell: a figure put in force, corrected or taken out; a verdict; a printed target."""
    row, year, text = dice.choice(rows), dice.choice(YEARS), str(dice.randrange(1000))
    key: dict[str, Any] = {"county": county, "indicator": row.indicator, "year": year}
    match dice.randrange(5):
        case 0 | 1:
            Observation.objects.update_or_create(**key, defaults={"text": text})
        case 2:
            Observation.objects.filter(**key).delete()
        case 3:
            Attainment.objects.filter(plan_indicator=row, year=year).delete()
            small_ledger.verdict(row, dice.choice(["achieved", "missed", "on_track"]), year)
        case _:
            PlanIndicator.objects.filter(pk=row.pk).update(target_text=text)


def test_random_cells_at_random_moments_equal_what_was_written_down() -> None:
    dice = random.Random(20261122)
    county = small_ledger.county()
    plan = small_ledger.plan(county)
    rows = [small_ledger.row(plan, small_ledger.indicator(f"i{n}"), n) for n in range(1, 5)]
    written: list[tuple[datetime, dict[Cell, str]]] = []
    for _ in range(whole_or(60, 120)):
        step(dice, county, rows)
        written.append((now(), state()))
    cells = sorted({cell for _, cells in written for cell in cells})

    asked: dict[int, list[Cell]] = {}
    for _ in range(whole_or(100, 500)):
        asked.setdefault(dice.randrange(len(written)), []).append(dice.choice(cells))
    differing = 0
    present = state()
    for place, some in asked.items():
        moment, oracle = written[place]
        with put_back(moment):
            past = state()
        for cell in some:
            assert past.get(cell) == oracle.get(cell), (moment, cell)
            differing += past.get(cell) != present.get(cell)
        assert past == oracle
    assert differing > whole_or(20, 100)  # else the present would have done as well
    assert state() == present


def test_between_two_changes_the_earlier_one_holds_and_before_the_first_there_is_nothing() -> None:
    before = now()
    county = small_ledger.county()
    row = small_ledger.row(small_ledger.plan(county), small_ledger.indicator())
    small_ledger.verdict(row, "achieved", 2023)
    first = now()
    Attainment.objects.update(status="missed")
    for moment, expected in ((first, ["achieved"]), (before, [])):
        with put_back(moment):
            assert [r.status for r in row_verdicts([row.plan_id], 2023)] == expected
    assert [r.status for r in row_verdicts([row.plan_id], 2023)] == ["missed"]


@pytest.fixture
def changed() -> tuple[PlanIndicator, datetime]:
    """A county whose figure, target and verdict a reviewer changed after the moment."""
    county = small_ledger.county()
    row = small_ledger.row(small_ledger.plan(county), small_ledger.indicator())
    verdict = small_ledger.verdict(row, "achieved", 2023, explanation="当时的说明")
    figure = Observation.objects.create(
        county=county, indicator=row.indicator, year=2023, text="87", value=87
    )
    moment = now()
    with traced(user=reference.reviewer().pk, reason="来函更正"):
        Observation.objects.filter(pk=figure.pk).update(text="86", value=86)
        Attainment.objects.filter(pk=verdict.pk).update(status="missed", explanation="后来的说明")
    return row, moment


def test_the_pages_show_the_past_under_a_banner(
    client: Client, changed: tuple[PlanIndicator, datetime]
) -> None:
    row, moment = changed
    client.force_login(reference.person("reader", Role.CITY_READER))
    asof = moment.isoformat().replace("+", "%2B")
    for address in (
        f"/counties/{row.plan.county.code}/?year=2023",
        f"/rows/{row.pk}/?year=2023",
        "/matrix/?year=2023",
        f"/plans/{row.plan.key}/?",
        "/counties/?year=2023",
        f"/indicators/{row.indicator.code}/?year=2023",
        "/indicators/?",
        "/projects/?",
        "/findings/?",
        "/plans/?",
    ):
        past = client.get(f"{address}&asof={asof}")
        present = client.get(address)
        assert (past.status_code, present.status_code) == (200, 200), address
        assert "历史视图" in past.content.decode()
        assert "历史视图" not in present.content.decode()
        assert past.content != present.content
    page = client.get(f"/counties/{row.plan.county.code}/?year=2023&asof={asof}").content.decode()
    assert "当时的说明" in page
    assert "后来的说明" not in page
    assert f"/rows/{row.pk}/?year=2023&amp;asof=" in page
    assert "后来的说明" in client.get(f"/counties/{row.plan.county.code}/?year=2023").content.decode()


def test_a_moment_that_is_none_or_to_come_is_told(
    client: Client, changed: tuple[PlanIndicator, datetime]
) -> None:
    client.force_login(reference.person("reader", Role.CITY_READER))
    for asked in ("昨天", (timezone.localdate() + timedelta(days=1)).isoformat()):
        page = client.get(f"/matrix/?asof={asked}").content.decode()
        assert "历史时刻有误或在将来" in page
        assert "历史视图" not in page


def test_a_moment_is_local_time() -> None:
    found = moment_of("2026-01-02T09:00")
    assert found is not None
    assert found.isoformat() == "2026-01-02T09:00:00+08:00"


def test_rights_are_those_of_now() -> None:
    assert "accounts_membership" in {history.table for history in histories()}
    user = reference.reviewer()
    user.memberships.all().delete()
    with put_back(now()):
        assert not user.memberships.exists()


def test_two_moments_differ_by_figure_and_verdict_with_who_and_why(
    client: Client, changed: tuple[PlanIndicator, datetime]
) -> None:
    row, moment = changed
    found = differences(row.plan.county, moment, now())
    assert [(d.kind, d.before, d.after, d.who, d.why) for d in found] == [
        ("监测值", "87", "86", "reviewer", "来函更正"),
        ("评价", "完成：当时的说明", "未完成：后来的说明", "reviewer", "来函更正"),
    ]
    assert differences(row.plan.county, now(), now()) == []


def test_the_page_of_changes_stays_within_the_county(
    client: Client, changed: tuple[PlanIndicator, datetime]
) -> None:
    row, _ = changed
    client.force_login(reference.clerk(row.plan.county))
    page = client.get(f"/counties/{row.plan.county.code}/changes/").content.decode()
    assert "后来的说明" in page
    assert "来函更正" in page
    client.force_login(reference.clerk(small_ledger.county("990002", "乙县"), "other"))
    assert client.get(f"/counties/{row.plan.county.code}/changes/").status_code == 404


def put_back_now() -> set[str]:
    """The tables of which the transaction reads the past at this moment."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relkind = 'r'"
        )
        return {row[0] for row in cursor.fetchall()}


def test_only_what_is_read_is_put_back_and_nothing_of_it_afterwards(
    changed: tuple[PlanIndicator, datetime],
) -> None:
    _, moment = changed
    with transaction.atomic(), within(CITY):
        with put_back(moment):
            assert put_back_now() == set()
            assert Observation.objects.get().text == "87"
            assert put_back_now() == {"indicators_observation"}
            assert Attainment.objects.get().status == "achieved"
        assert put_back_now() == set()
        assert (Observation.objects.get().text, Attainment.objects.get().status) == ("86", "missed")


def test_what_an_undone_part_had_put_back_is_put_back_again(changed: tuple[PlanIndicator, datetime]) -> None:
    with within(CITY), put_back(changed[1]):
        with transaction.atomic():
            assert Observation.objects.get().text == "87"
            transaction.set_rollback(True)
        assert Observation.objects.get().text == "87"


def test_a_wider_scope_in_between_puts_back_no_more_than_the_own_one_sees() -> None:
    counties = build()
    with within(counties.own.scope), put_back(now()):
        with within(CITY):
            assert Observation.objects.exists()
        assert set(Observation.objects.values_list("county_id", flat=True)) == {counties.own.county.pk}


def read_past(scope: Scope, moment: datetime) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table that is put back, as a person of the scope finds it at the moment."""
    of_now = {model._meta.db_table for model, declared in declared_models() if declared.of_now}
    with within(scope), put_back(moment), connection.cursor() as cursor:
        found = {}
        for history in histories():
            if history.table not in of_now:
                cursor.execute(f"SELECT id, t::text FROM {history.table} t")
                found[history.table] = cursor.fetchall()
    return found


def test_of_the_past_too_a_county_finds_its_own_only() -> None:
    counties = build()
    HeaderChoice.objects.create(
        signature="0" * 64, headers="指标", columns=[], chosen_by=counties.own.clerk, chosen_at=timezone.now()
    )
    moment = now()
    own, foreign = (read_past(each.scope, moment) for each in (counties.own, counties.foreign))

    # No filter of the application stands between: this is what the database gives.
    assert MARK.search(str(own).encode()) is None
    assert len(set(MARK.findall(str(foreign).encode()))) > 40
    for holding, past in ((counties.own, own), (counties.foreign, foreign)):
        with within(holding.scope), connection.cursor() as cursor:
            for table, rows in past.items():
                cursor.execute(f"SELECT id, t::text FROM {table} t")
                assert sorted(rows) == sorted(cursor.fetchall()), table
                assert rows, table


def test_of_the_past_a_page_without_filters_shows_a_clerk_the_own_county_only(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    counties = build()
    asof = now().isoformat().replace("+", "%2B")
    everything = County.objects.filter(parent__isnull=False)
    for module in list(sys.modules.values()):
        if getattr(module, "visible_counties", None) is visible_counties:
            monkeypatch.setattr(module, "visible_counties", lambda user: everything.all())
    client.force_login(counties.own.clerk)
    for address in (f"/counties/{counties.own.county.code}/?", "/counties/?", "/matrix/?", "/findings/?"):
        page = client.get(f"{address}year=2023&asof={asof}")
        assert "历史视图" in page.content.decode()
        assert MARK.search(page.content) is None
    for address in (f"/counties/{counties.foreign.county.code}/", f"/rows/{counties.foreign.row.pk}/"):
        assert client.get(f"{address}?asof={asof}").status_code == 404
