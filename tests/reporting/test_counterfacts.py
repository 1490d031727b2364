"""What a verdict would become: judged as approval would leave the figures, without writing."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from attainment import Status
from indicators.models import Observation
from judging.models import Attainment
from judging.questions import load_inputs
from judging.recompute import judge
from reporting.counterfacts import Counterfact, counterfacts
from reporting.held_back import looked_at_alone
from reporting.models import Entry
from tests import small_ledger as ledger
from tests.reporting import rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> rounds.Cast:
    return rounds.cast()


def facts(entry: Entry, text: str, of: rounds.Cast) -> list[Counterfact]:
    rounds.typed(entry, text, of.clerk, explanation="已核实")
    entry.refresh_from_db()
    return list(counterfacts([entry]).get(entry.pk, ()))


def opened(of: rounds.Cast, year: int = 2024, **fields: Any) -> Entry:
    rounds.row(of, baseline_cell="C1", **fields)
    return rounds.opened(of, year).entries.get()


def test_the_final_year_would_be_missed(of: rounds.Cast) -> None:
    entry = opened(of, 2025)
    Observation.objects.create(
        county=of.county, indicator=entry.measured, year=2025, text="88.2", value="88.2", unit="%"
    )
    (fact,) = facts(entry, "87.2", of)
    assert fact.sentence == "按 87.2 填报，2025 年结论将由“完成”变为“未完成”"
    assert (fact.changes, fact.is_worse) == (True, True)


def test_an_unchanged_verdict_says_so(of: rounds.Cast) -> None:
    entry = opened(of, 2025)
    Observation.objects.create(
        county=of.county, indicator=entry.measured, year=2025, text="88.2", value="88.2", unit="%"
    )
    (fact,) = facts(entry, "88.4", of)
    assert fact.sentence == "按 88.4 填报，2025 年结论不变：完成"


@pytest.mark.parametrize("text", ["87.5", "8.7", "断流", "约 86", "80", "88"])
def test_approval_brings_what_was_foretold(of: rounds.Cast, text: str) -> None:
    entry = opened(of)
    foretold = {fact.year: fact.then.status for fact in facts(entry, text, of)}
    rounds.approved(entry, text, of)
    (inputs,) = load_inputs([Entry.objects.get().measured.plan_rows.get().pk])
    assert foretold == {year: judge(inputs, year)[1].status for year in foretold}


def test_nothing_is_written(of: rounds.Cast) -> None:
    facts(opened(of), "87.5", of)
    assert not Observation.objects.exists()
    assert not Attainment.objects.exists()


def test_a_text_that_cannot_be_read_foretells_nothing(of: rounds.Cast) -> None:
    assert facts(opened(of), "若干", of) == []


def test_the_preferred_basis_goes_before_the_entrys(of: rounds.Cast) -> None:
    entry = opened(of, 2025, baseline_basis="实况")
    Observation.objects.create(
        county=of.county,
        indicator=entry.measured,
        year=2025,
        text="88.2",
        value="88.2",
        unit="%",
        basis="实况",
    )
    Entry.objects.filter(pk=entry.pk).update(basis="标况", version=entry.version + 1)
    assert not any(fact.changes for fact in facts(entry, "70", of))


def test_two_plans_that_ask_for_one_cell_are_both_foretold(of: rounds.Cast) -> None:
    first = rounds.row(of, baseline_cell="C1")
    second = ledger.plan(of.county, key="second")
    ledger.row(second, first.indicator, baseline_cell="C1", target_text="95")
    entry = rounds.opened(of, 2025, plans=[of.plan, second]).entries.get()
    assert [fact.then.status for fact in facts(entry, "90", of)] == [Status.ACHIEVED, Status.MISSED]


def test_a_constant_number_of_questions(of: rounds.Cast) -> None:
    for number in range(1, 9):
        rounds.row(of, f"row-{number}", number, baseline_cell="C1")
    entries = list(rounds.opened(of).entries.select_related("round", "county", "indicator", "site"))
    for one in entries:
        one.text = "85"

    def questions(some: list[Entry]) -> int:
        with CaptureQueriesContext(connection) as queries:
            counterfacts(some)
        return len(queries)

    assert questions(entries) == questions(entries[:1])


def test_a_change_that_two_plans_share_is_told_once_and_names_both(of: rounds.Cast) -> None:
    first = opened(of, 2025)
    (fact,) = facts(first, "80", of)
    fact = replace(fact, now=replace(fact.now, status=Status.ACHIEVED), plan="甲规划")
    other = replace(fact, row_id=fact.row_id + 1, plan="乙规划")
    said = looked_at_alone(first, None, [fact, other])
    assert [one for one in said if "结论" in one] == [f"甲规划、乙规划：{fact.sentence}"]
    assert [one for one in looked_at_alone(first, None, [fact]) if "结论" in one] == [fact.sentence]


def test_the_same_figure_written_otherwise_replaces_nothing(of: rounds.Cast) -> None:
    entry = opened(of)
    facts(entry, "100", of)
    given = {"county": of.county, "indicator": entry.indicator, "year": 2024, "unit": entry.unit}
    stands = Observation(**given, text="100.0", value=Decimal("100.0"))
    assert not any("将被替换" in one for one in looked_at_alone(entry, stands, ()))
    stands = Observation(**given, text="99", value=Decimal(99))
    assert any("将被替换" in one for one in looked_at_alone(entry, stands, ()))
