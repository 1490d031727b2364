"""The checks with what the database knows: last year's figure, the baseline in the cell's unit, declared relations."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.models import Observation, Part
from reporting.checking import warnings_of
from reporting.models import Entry
from reporting.readiness import unready_of
from tests import reference
from tests import small_ledger as ledger
from tests.reporting import rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> rounds.Cast:
    return rounds.cast()


def entry(of: rounds.Cast) -> Entry:
    rounds.row(of, baseline_cell="C1")
    return rounds.opened(of).entries.get()


def in_force(entry: Entry, year: int, text: str, unit: str = "%") -> Observation:
    return Observation.objects.create(
        county=entry.county, indicator=entry.indicator, year=year, text=text, value=Decimal(text), unit=unit
    )


def said(entry: Entry, text: str, of: rounds.Cast) -> list[str]:
    rounds.typed(entry, text, of.clerk)
    entry.refresh_from_db()
    return [warning["code"] for warning in entry.warnings]


def test_last_years_figure_in_force_is_what_a_slip_is_told_by(of: rounds.Cast) -> None:
    one = entry(of)
    in_force(one, 2023, "82.5")
    assert said(one, "8.3", of) == ["tenfold"]
    assert "2023 年“82.5”" in one.warnings[0]["sentence"]


def test_the_baseline_is_compared_in_the_unit_of_the_cell(of: rounds.Cast) -> None:
    area = ledger.indicator("area", unit="km²", minimum=0)
    printed = ledger.row(
        of.plan, area, unit="公顷", baseline_text="12km²", baseline_cell="C1", target_text="15"
    )
    one = rounds.opened(of).entries.get(indicator=printed.indicator)
    assert said(one, "1250", of) == []
    assert said(one, "1100", of) == ["worse"]


def test_what_the_catalogue_holds_impossible_is_unreadable_with_a_suggestion(of: rounds.Cast) -> None:
    one = entry(of)
    one.indicator.maximum = Decimal(100)
    one.indicator.save()
    in_force(one, 2023, "82.5")
    assert said(one, "825", of) == ["unreadable"]
    assert one.warnings[0]["suggestion"] == "82.5"


def test_a_part_is_held_against_its_whole_of_the_same_round(of: rounds.Cast) -> None:
    rounds.row(of, "whole", 1, baseline_text="")
    rounds.row(of, "part", 2, baseline_text="")
    opened = rounds.opened(of)
    whole, part = (opened.entries.get(indicator__code=code) for code in ("whole", "part"))
    Part.objects.create(whole=whole.indicator, part=part.indicator)
    assert said(whole, "50", of) == []
    assert said(part, "51", of) == ["part"]
    assert said(part, "49", of) == []


def test_parts_are_held_against_the_sum_that_the_catalogue_declares(of: rounds.Cast) -> None:
    for number, code in enumerate(("whole", "first", "second"), start=1):
        rounds.row(of, code, number, baseline_text="")
    opened = rounds.opened(of)
    whole, first, second = (opened.entries.get(indicator__code=code) for code in ("whole", "first", "second"))
    for part in (first, second):
        Part.objects.create(whole=whole.indicator, part=part.indicator, is_exhaustive=True)
    assert said(whole, "50.0", of) == []
    assert said(first, "20.0", of) == []
    assert said(second, "30.1", of) == []
    assert said(second, "31.0", of) == ["sum"]


def test_a_warning_without_a_reason_is_not_ready_and_with_one_it_is(of: rounds.Cast) -> None:
    one = entry(of)
    said(one, "8", of)
    assert unready_of([one])[one.pk] == ["有提示，请改正或写明说明"]
    rounds.typed(one, "8", of.clerk, explanation="监测站停运")
    one.refresh_from_db()
    assert unready_of([one])[one.pk] == []


def test_a_reason_belongs_to_its_value(of: rounds.Cast) -> None:
    one = entry(of)
    rounds.typed(one, "8", of.clerk, explanation="监测站停运")
    rounds.typed(one, "800", of.clerk)
    one.refresh_from_db()
    assert one.warnings
    assert one.explanation == ""


def test_the_checks_ask_a_constant_number_of_questions(of: rounds.Cast) -> None:
    def questions(entries: list[Entry]) -> int:
        with CaptureQueriesContext(connection) as queries:
            warnings_of(entries)
        return len(queries)

    for number in range(1, 9):
        rounds.row(of, f"row-{number}", number)
    entries = list(rounds.opened(of).entries.select_related("round", "county", "indicator", "site"))
    for one in entries:
        one.text = "8"
    assert questions(entries) == questions(entries[:1])


def test_the_catalogue_declares_real_relations() -> None:
    reference.load()
    declared = set(Part.objects.values_list("whole__code", "part__code", "is_exhaustive"))
    assert ("pm10", "pm25", False) in declared
    assert ("water-total", "water-use-industry", True) in declared
