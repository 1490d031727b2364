"""The quick weighing says what the slow one says: on the real plans with invented figures, and on random small ledgers."""

import random
from typing import Any

import pytest

from counties.models import County
from indicators.actions.observations import apply_observations, open_file
from indicators.importers.checking import check
from indicators.importers.names import Names
from indicators.importers.resolving import Statement
from indicators.models import AnnualTarget, Indicator, Magnitude, Observation, PlanIndicator, Site
from jobs.running import run_queued
from judging.weighing import weigh
from planning.demo.figures import load_demo
from tests import real_plans, small_ledger
from tests.indicators.observing import row, sheet, staged
from tests.judging.plainly import weighed_plainly
from tests.sampling import sampled

pytestmark = pytest.mark.django_db
NUMBER = 60
KINDS: tuple[dict[str, Any], ...] = (
    {"code": "air", "direction": "lower", "unit": "μg/m³", "decimals": 0},
    {"code": "share", "direction": "higher", "unit": "%", "minimum": 0, "maximum": 100},
    {"code": "water", "direction": "cap", "unit": "亿m³"},
    {"code": "area", "direction": "higher", "unit": "公顷"},
    {"code": "cut", "direction": "rate", "unit": "%", "values": "annual"},
    {"code": "planted", "direction": "cumulative", "unit": "公顷", "values": "annual"},
    {"code": "parks", "direction": "count", "unit": "个"},
)
OTHER_UNITS = {"亿m³": "万m³", "公顷": "万亩"}


def statements(*rows: list[Any]) -> list[Statement]:
    return list(check(open_file(sheet(*rows), "试.xlsx"), Names(), correcting=True).writing)


def test_on_the_ledger_of_the_real_plans() -> None:
    real_plans.load_all()
    load_demo()
    run_queued()
    dice = random.Random(15)
    found = list(
        Observation.objects.filter(plan_indicator=None).select_related("county", "indicator", "site")
    )
    rows = [
        row(
            county=one.county.name,
            indicator=one.indicator.name,
            site=one.site.name if one.site else None,
            unit=one.unit,
            year=min(one.year + dice.randrange(2), 2025),
            value=_other(one.text, dice),
            basis=one.basis,
        )
        for one in dice.sample(found, NUMBER)
    ]
    writing = statements(*rows)
    assert len(writing) > len(rows) / 3
    quick = weigh(writing)
    assert quick == weighed_plainly(writing)
    assert (
        {bool(one.flags) for one in quick.values()}
        == {bool(one.verdict) for one in quick.values()}
        == {True, False}
    )


def _other(text: str, dice: random.Random) -> str:
    try:
        return f"{float(text) * dice.choice((0.1, 0.97, 1, 1.02, 10)):.2f}"
    except ValueError:
        return text


@pytest.mark.parametrize("seed", sampled(range(12), 2))
def test_on_random_small_ledgers(seed: int) -> None:
    dice = random.Random(seed)
    counties = [small_ledger.county(f"99000{n}", f"{name}县") for n, name in enumerate("甲乙丙", start=1)]
    for kind in KINDS:
        small_ledger.indicator(**kind, name=f"指标{kind['code']}")
    for county in counties:
        _plans(county, dice)
    _magnitudes(dice)
    rows = [_row(dice) for _ in range(40)]
    batch = staged(*rows)
    if batch.report["counts"]["new"]:
        apply_observations(batch.pk, by=None, only_clean=True, accept="试验")
    run_queued()
    writing = statements(*(_row(dice) for _ in range(60)))
    assert writing
    assert weigh(writing) == weighed_plainly(writing)


def _plans(county: County, dice: random.Random) -> None:
    Site.objects.create(county=county, name="一号断面")
    for number in range(2):
        start = 2016 + 5 * number
        plan = small_ledger.plan(
            county, f"{county.code}-{number}", period_start=start, period_end=start + 4, base_year=start - 1
        )
        for place, kind in enumerate(Indicator.objects.order_by("code"), start=1):
            if dice.random() < 0.8:
                _plan_row(plan, kind, place, dice)


def _plan_row(plan: Any, kind: Indicator, place: int, dice: random.Random) -> None:
    made = small_ledger.row(
        plan,
        kind,
        place,
        unit=dice.choice((kind.unit, "", OTHER_UNITS.get(kind.unit, kind.unit))),
        baseline_text=dice.choice(("80", "12.5", "", "约40")),
        baseline_cell="C1",
        baseline_basis=dice.choice(("", "统计年鉴")),
        target_text=dice.choice(("88", "≥90", "≤30", "完成上级下达任务", "不降低", "15%")),
        site=dice.choice((None, Site.objects.get(county=plan.county))),
    )
    if dice.random() < 0.3:
        AnnualTarget.objects.create(
            plan_indicator=made,
            year=plan.period_start + 1,
            text="20",
            document_number="1号",
            issued_on="2021-01-01",
        )


def _magnitudes(dice: random.Random) -> None:
    city = small_ledger.city()
    for kind in dice.sample(list(Indicator.objects.all()), 3):
        Magnitude.objects.create(city=city, indicator=kind, lowest=0, highest=1)


def _row(dice: random.Random) -> list[Any]:
    kind = dice.choice(KINDS)
    unit = dice.choice((kind["unit"], OTHER_UNITS.get(kind["unit"], kind["unit"])))
    return row(
        county=dice.choice(("甲县", "乙县", "丙县")),
        indicator=f"指标{kind['code']}",
        site=dice.choice((None, None, "一号断面", "二号井")),
        unit=unit,
        year=dice.randrange(2014, 2026),
        value=dice.choice(("0", "约12", "9", "15.5", "51", "88", "90.5", "300", "0.3", "—")),
        basis=dice.choice(("", "", "统计年鉴", "部门数据")),
        period=dice.choice(("", "", "", "1-9月")),
        note="当年未监测",
    )


def test_plan_rows_of_no_figure_cost_nothing() -> None:
    assert weigh([]) == {}
    assert not PlanIndicator.objects.exists()
