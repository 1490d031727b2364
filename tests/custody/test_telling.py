"""What versions say: columns as words, names of what they point at, also of what is gone."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from counties.models import Finding
from custody.declaring import history_of
from custody.telling import ToldVersions, in_words, name_of
from indicators.models import Observation, SuperiorVerdict
from judging.summaries.differences import _changed
from reporting.models import Reopening
from tests import small_ledger
from tests.custody.test_moments import now

pytestmark = pytest.mark.django_db


def a_figure(**columns: Any) -> Any:
    """A version of a figure, as the database would have kept it."""
    model: Any = Observation
    return model.pgh_event_model(year=2023, text="86", value=86, unit="微克/立方米", **columns)


def told() -> ToldVersions:
    history = history_of(Observation)
    assert isinstance(history, ToldVersions)
    return history


def test_a_figure_is_called_by_its_indicator_and_year() -> None:
    indicator = small_ledger.indicator(name="细颗粒物浓度")
    version = a_figure(indicator=indicator, period="1-9月")
    assert told().named(version) == "细颗粒物浓度 2023年 1-9月"
    assert told().said(version) == "86 微克/立方米"


def test_a_figure_of_an_indicator_that_is_gone_is_called_by_its_number() -> None:
    assert told().named(a_figure(indicator_id=987654)) == "指标 987654 2023年"


def test_columns_are_put_in_words_and_empty_ones_left_out() -> None:
    model: Any = SuperiorVerdict
    version = model.pgh_event_model(
        year=2023, status="missed", issued_on=date(2026, 5, 1), note="", is_demo=True
    )
    columns = ("year", "status", "issued_on", "note", "superseded_at", "is_demo")
    assert in_words(version, columns) == "2023年 未完成 2026-05-01 演示数据：是"


def test_what_points_at_nothing_has_no_name() -> None:
    assert name_of(a_figure(site=None), "site") == ""
    model: Any = Reopening
    assert name_of(model.pgh_event_model(entry_id=987654), "entry") == "填报 987654"


@pytest.mark.parametrize("number", [1, 5])
def test_versions_that_name_what_they_point_at_ask_once_for_all(number: int) -> None:
    plans = [small_ledger.plan(small_ledger.county(f"99001{i}", f"{i}县")) for i in range(number)]
    said = ToldVersions("质疑", county="county", name=("message",), says=("plan", "severity"))
    # All in one transaction: its versions bear its beginning.
    hour = timedelta(hours=1)
    for plan in plans:
        fields = {"rule": "r", "subject": str(plan.pk), "severity": "error", "message": "m"}
        Finding.objects.create(county=plans[0].county, plan=plan, **fields)
    with CaptureQueriesContext(connection) as asked:
        found = list(_changed(Finding, said, plans[0].county, now() - hour, now() + hour, None))
    assert len(found) == number
    about_plans = [each["sql"] for each in asked if 'FROM "counties_plan"' in each["sql"]]
    assert len(about_plans) == 1
