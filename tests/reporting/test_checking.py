"""The checks with what the database knows: last year's figure, the baseline in the cell's unit, declared relations."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from indicators.actions.magnitudes import derive
from indicators.models import Observation, Part
from plausibility import Severity
from reporting.answers import state_of
from reporting.checking import warnings_of
from reporting.models import Entry
from reporting.readiness import unready_of
from reporting.remarks import severity
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
        county=entry.county, indicator=entry.measured, year=year, text=text, value=Decimal(text), unit=unit
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
    one.measured.maximum = Decimal(100)
    one.measured.save()
    in_force(one, 2023, "82.5")
    assert said(one, "825", of) == ["unreadable"]
    assert one.warnings[0]["suggestion"] == "82.5"


def test_a_part_is_held_against_its_whole_of_the_same_round(of: rounds.Cast) -> None:
    rounds.row(of, "whole", 1, baseline_text="")
    rounds.row(of, "part", 2, baseline_text="")
    opened = rounds.opened(of)
    whole, part = (opened.entries.get(indicator__code=code) for code in ("whole", "part"))
    Part.objects.create(whole=whole.measured, part=part.measured)
    assert said(whole, "50", of) == []
    assert said(part, "51", of) == ["part"]
    assert said(part, "49", of) == []


def test_parts_are_held_against_the_sum_that_the_catalogue_declares(of: rounds.Cast) -> None:
    for number, code in enumerate(("whole", "first", "second"), start=1):
        rounds.row(of, code, number, baseline_text="")
    opened = rounds.opened(of)
    whole, first, second = (opened.entries.get(indicator__code=code) for code in ("whole", "first", "second"))
    for part in (first, second):
        Part.objects.create(whole=whole.measured, part=part.measured, is_exhaustive=True)
    assert said(whole, "50.0", of) == []
    assert said(first, "20.0", of) == []
    assert said(second, "30.1", of) == []
    assert said(second, "31.0", of) == ["sum"]


def test_a_warning_without_a_reason_is_not_ready_and_with_one_it_is(of: rounds.Cast) -> None:
    one = entry(of)
    said(one, "8", of)
    assert unready_of([one])[one.pk] == ["有提示，请改正或填写说明"]
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


def test_a_blank_last_year_leaves_the_year_before_it_to_compare_with(of: rounds.Cast) -> None:
    one = entry(of)
    in_force(one, 2022, "82.5")
    assert said(one, "8.3", of) == ["tenfold"]
    assert "2022 年“82.5”" in one.warnings[0]["sentence"]


def test_a_running_total_begins_again_with_its_period(of: rounds.Cast) -> None:
    total = ledger.indicator("cut", direction="rate", values="cumulative")
    later = ledger.plan(of.county, "later", period_start=2022, period_end=2026, base_year=2021)
    ledger.row(later, total, baseline_cell="C1", baseline_text="13.4", target_text="15")
    one = rounds.opened(of, 2022, plans=[later]).entries.get()
    for year, text in ((2020, "10.3"), (2021, "13.4")):
        in_force(one, year, text)
    assert said(one, "2.1", of) == []
    in_force(one, 2023, "5.8")
    following = rounds.opened(of, 2024, plans=[later]).entries.get()
    assert said(following, "5.7", of) == ["falling"]
    assert following.warnings[0]["sentence"] == "本项填累计值，现小于 2023 年的 5.8，请核实"


def test_an_area_is_held_against_the_countys(of: rounds.Cast) -> None:
    of.county.area_km2 = Decimal(1000)
    of.county.save()
    farmland = ledger.indicator("farmland", unit="千公顷", direction="floor", minimum=0)
    ledger.row(of.plan, farmland, baseline_text="", target_text="90")
    one = rounds.opened(of).entries.get()
    assert said(one, "547", of) == ["area"]
    assert one.warnings[0]["sentence"].startswith("大于甲县面积 1000 km²（合 100 千公顷）")
    assert said(one, "99", of) == []


def test_the_city_tells_a_magnitude_where_the_county_has_no_past(of: rounds.Cast) -> None:
    water = ledger.indicator("water", unit="万m³", minimum=0)
    ledger.row(of.plan, water, baseline_text="", target_text="完成市局下达目标")
    one = rounds.opened(of).entries.get()
    for number in (2, 3, 4):
        other = ledger.county(f"99000{number}", f"第{number}县")
        Observation.objects.create(
            county=other, indicator=water, year=2023, text="2300", value=2300, unit="万m³"
        )
    derive(ledger.city())
    assert said(one, "0.23", of) == ["magnitude"]
    assert "（1000～10000 万m³）" in one.warnings[0]["sentence"]
    assert said(one, "5400", of) == []


def test_half_a_park_is_to_be_mended_whatever_is_said_of_it(of: rounds.Cast) -> None:
    parks = ledger.indicator("parks", unit="个", direction="count", minimum=0)
    ledger.row(of.plan, parks, baseline_text="0", target_text="2")
    one = rounds.opened(of).entries.get()
    rounds.typed(one, "1.5", of.clerk, explanation="按投资额折算")
    one.refresh_from_db()
    assert state_of(one) == "需改正"
    assert unready_of([one])[one.pk] == ["以“个”计的数应为整数，请改正"]


def test_what_is_no_number_is_to_be_mended_from_the_first_moment(of: rounds.Cast) -> None:
    one = entry(of)
    rounds.typed(one, "较好", of.clerk)
    one.refresh_from_db()
    assert state_of(one) == "需改正"
    rounds.typed(one, "较好", of.clerk, explanation="监测站停运")
    one.refresh_from_db()
    assert state_of(one) == "需改正"


@pytest.mark.parametrize("words", ["1", "无", ".", "啊啊啊"])
def test_words_that_say_nothing_answer_nothing(of: rounds.Cast, words: str) -> None:
    one = entry(of)
    rounds.typed(one, "8", of.clerk, explanation=words)
    one.refresh_from_db()
    assert state_of(one) == "需说明"
    assert unready_of([one])[one.pk] == [f"说明“{words}”没有写明原因，请用一句话写明"]


def test_no_figure_without_a_reason_waits_for_one_where_it_is_due(of: rounds.Cast) -> None:
    one = entry(of)
    assert said(one, "无", of) == ["silent"]
    assert state_of(one) == "需说明"
    rounds.typed(one, "无", of.clerk, note="监测站停运，全年无数据")
    one.refresh_from_db()
    assert (state_of(one), unready_of([one])[one.pk]) == ("草稿", [])
    assert said(one, "未监测", of) == []


def test_no_figure_needs_no_reason_where_none_is_due(of: rounds.Cast) -> None:
    rounds.row(of, target_text="完成市局下达目标")
    assert said(rounds.opened(of).entries.get(), "无", of) == []


def test_last_years_figure_again_is_a_hint_that_asks_for_nothing(of: rounds.Cast) -> None:
    one = entry(of)
    in_force(one, 2022, "81.9")
    in_force(one, 2023, "82.5")
    assert said(one, "82.5", of) == ["repeated"]
    assert (state_of(one), unready_of([one])[one.pk]) == ("草稿", [])


def test_remarks_of_earlier_versions_are_read_by_their_code(of: rounds.Cast) -> None:
    one = entry(of)
    one.warnings = [{"code": "unreadable", "sentence": "无法识别。", "suggestion": ""}]
    assert severity(one.warnings[0]) is Severity.MEND
    one.warnings = [{"code": "scale", "sentence": "差十倍", "suggestion": ""}]
    assert severity(one.warnings[0]) is Severity.EXPLAIN
