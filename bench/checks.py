"""What the checks of figures say of figures that are right, and of slips put into them, against limits.

False alarms: every figure of 2015–2020 that the documents print and every invented one of 2021–2025, held against the
years before it, as if it were typed; any remark counts, a hint too. Slips: put into the figures of the last two years
(those of the trial rounds), one kind at a time, with a seed. A swap of digits counts where it moves the figure by more
than one in a hundred: what moves less, no series can betray. A shifted column counts cell by cell where the shift
changed the figure, a copied sheet as a whole.

Run `python bench/checks.py [--show]` in the project's environment; it makes its own database beside that of
DATABASE_OWNER_URL and drops it at the end. Limits: 5 % of the right figures, at least 90 % of each kind of slip.
"""

import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import groupby, pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ["DJANGO_SETTINGS_MODULE"] = "planning.settings.test"
os.environ.setdefault("PLANNING_TEST_FILES", tempfile.mkdtemp(prefix="bench-"))

SEED = 20260101
YEARS, SLIPPED = range(2021, 2026), (2024, 2025)
FALSE_ALARMS, MISSED = Decimal("0.05"), Decimal("0.10")
MOVED = Decimal("0.01")


@dataclass
class Count:
    """So many of so many, of which no more than `limit` may be."""

    name: str
    limit: Decimal
    hits: int = 0
    of: int = 0

    def add(self, hit: bool, what: str) -> None:
        self.hits, self.of = self.hits + hit, self.of + 1
        if hit and "--show" in sys.argv:
            print(f"  {self.name}: {what}")

    def kept(self) -> bool:
        """Print the share against the limit."""
        share = Decimal(self.hits) / max(self.of, 1)
        print(
            f"checks, {self.name} {self.hits} of {self.of}, {share:.1%} "
            f"(limit {self.limit:.0%}, ratio {share / self.limit:.2f})"
        )
        return self.of > 0 and share <= self.limit


@dataclass
class Sheet:
    """One county's cells of one year, filled as the ledger says, with what was known before that year."""

    year: int
    entries: list[Any]
    inputs: dict[int, Any]

    def flagged(self, texts: dict[int, str]) -> dict[int, str]:
        """Place → what is said of the cell, once the cells hold these texts (place → text)."""
        from reporting.checking import warnings_of

        typed = self.typed(texts)
        said = warnings_of(typed, self.inputs)
        return {place: one["sentence"] for place, e in enumerate(typed) for one in said[e.pk]}

    def typed(self, texts: dict[int, str]) -> list[Any]:
        found = [copy(entry) for entry in self.entries]
        for place, text in texts.items():
            found[place].text = text
        return found

    def name(self, place: int, text: str) -> str:
        entry = self.entries[place]
        said = f"{entry.county.short_name} {entry.indicator.name} {self.year}: {entry.text}"
        return said if text == entry.text else f"{said} → {text}"


def prepare() -> list[Any]:
    """The plans, the printed figures, the invented ones; a round for each year."""
    from counties.models import Plan
    from indicators.actions.observations import apply_observations, preview_observations
    from jobs.running import run_queued
    from planning.bootstrap import OBSERVATIONS
    from planning.demo.figures import load_demo
    from reporting.actions.rounds import open_round
    from tests import real_plans, reference

    real_plans.load_all()
    batch = preview_observations(content=OBSERVATIONS.read_bytes(), file_name=OBSERVATIONS.name, by=None)
    apply_observations(batch.pk, by=None, only_clean=True, accept="测速用的虚构数值")
    load_demo()
    run_queued()
    given = {"plans": list(Plan.objects.filter(period_start=2021)), "by": reference.reviewer()}
    return [
        open_round(year=year, deadline=date(2030, 1, 1), evidence_rule="none", note="", **given)
        for year in YEARS
    ]


def sheets(rounds: Sequence[Any]) -> Iterator[Sheet]:
    from reporting.asking import inputs_of

    for one in rounds:
        found = list(one.entries.select_related("round", "county__parent", "indicator", "site"))
        inputs = inputs_of(found)
        filled = [entry for entry in found if _fill(entry, inputs[entry.pk])]
        filled.sort(key=lambda entry: (entry.county.code, _place(inputs[entry.pk])))
        before = {pk: tuple(_before(asked, one.year) for asked in rows) for pk, rows in inputs.items()}
        for _, own in groupby(filled, key=lambda entry: entry.county.code):
            yield Sheet(one.year, list(own), before)


def _fill(entry: Any, inputs: Sequence[Any]) -> bool:
    """Type what is in force for the entry's year; whether anything is."""
    from attainment.units import same

    year = entry.round.year
    figure = next((i.series.figures[year] for i in inputs if year in i.series.figures), None)
    if figure is None:
        return False
    own = not figure.unit or not entry.unit or same(figure.unit, entry.unit)
    entry.text = figure.text if own else f"{figure.text}{figure.unit}"
    return True


def _place(inputs: Sequence[Any]) -> tuple[Any, ...]:
    row = inputs[0].row
    return row.plan.period_end, row.plan_id, row.sheet, row.row_number


def _before(inputs: Any, year: int) -> Any:
    """The inputs as they were when the year was typed."""
    figures = {of: figure for of, figure in inputs.series.figures.items() if of < year}
    return replace(inputs, series=replace(inputs.series, figures=figures))


def printed_figures() -> Count:
    """The figures of 2015–2020, each against its own years before."""
    from attainment import Column, Direction, parse
    from indicators.models import Observation
    from judging.facts import number, series_of
    from plausibility import Facts, check

    count = Count("false alarms on the printed figures of 2015–2020", FALSE_ALARMS)
    stored = Observation.objects.full_year().filter(year__lte=2020, plan_indicator=None)
    rows = stored.select_related("indicator", "county").order_by("county", "indicator", "site", "year", "pk")
    for _, own in groupby(rows, key=lambda o: (o.county_id, o.indicator_id, o.site_id)):
        figures = list(own)
        for place, figure in enumerate(figures):
            indicator = figure.indicator
            value = number(parse(figure.text, Column.OBSERVED), figure.unit, indicator.unit)
            facts = Facts(
                text=figure.text,
                year=figure.year,
                unit=indicator.unit,
                direction=Direction(indicator.direction),
                value=value,
                series=tuple(series_of(figures[:place], indicator.unit, indicator.unit)),
                minimum=indicator.minimum,
                maximum=indicator.maximum,
            )
            said = check(facts)
            what = f"{figure.county.short_name} {indicator.name} {figure.year}: {figure.text}"
            count.add(bool(said), f"{what}，{said[0].sentence if said else ''}")
    return count


def right_figures(found: Sequence[Sheet]) -> Iterator[Count]:
    cells = Count("false alarms on the invented figures of 2021–2025", FALSE_ALARMS)
    whole = Count("right sheets asked about as copies", FALSE_ALARMS)
    from reporting.checking import copies_of

    for sheet in found:
        said = sheet.flagged({})
        for place, entry in enumerate(sheet.entries):
            cells.add(place in said, f"{sheet.name(place, entry.text)}，{said.get(place)}")
        whole.add(copies_of(sheet.entries, sheet.inputs) is not None, f"{sheet.year}")
    yield cells
    yield whole


def tenfold(text: str, _: str, dice: random.Random) -> str | None:
    return _times(text, Decimal(10))


def tenth(text: str, _: str, dice: random.Random) -> str | None:
    return _times(text, Decimal("0.1"))


def wrong_unit(text: str, unit: str, dice: random.Random) -> str | None:
    """The figure in a neighbouring unit, or a percentage as a share."""
    from attainment import units
    from plausibility.scales import decimal

    if unit == "%":
        return _times(text, Decimal("0.01"))
    others = [other for other in units.siblings(unit) if units.factor(unit, other) not in (None, 1)]
    factor = units.factor(unit, dice.choice(others)) if others else None
    return None if factor is None else _times(text, decimal(factor))


def swapped(text: str, _: str, dice: random.Random) -> str | None:
    """Two unlike neighbouring digits the other way round."""
    value = _number(text)
    digits = [place for place, char in enumerate(text) if char.isdigit()]
    pairs = [(one, other) for one, other in pairwise(digits) if text[one] != text[other]]
    if value is None or not pairs:
        return None
    one, other = dice.choice(pairs)
    found = list(text)
    found[one], found[other] = text[other], text[one]
    result = "".join(found)
    return result if value and abs(Decimal(result) / value - 1) > MOVED else None


def _times(text: str, factor: Decimal) -> str | None:
    value = _number(text)
    return f"{(value * factor).normalize():.10f}".rstrip("0").rstrip(".") if value else None


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


SLIPS: dict[str, Callable[[str, str, random.Random], str | None]] = {
    "×10": tenfold,
    "÷10": tenth,
    "wrong unit": wrong_unit,
    "swapped digits": swapped,
}


def slips(found: Sequence[Sheet]) -> Iterator[Count]:
    """Each cell by itself, the rest of its sheet as it is."""
    for name, slip in SLIPS.items():
        count, dice = Count(f"{name}: passed unseen", MISSED), random.Random(SEED)
        for sheet in found:
            for place, entry in enumerate(sheet.entries):
                text = slip(entry.text, entry.unit, dice)
                if text is not None:
                    said = replace(sheet, entries=[entry]).flagged({0: text})
                    count.add(not said, sheet.name(place, text))
        yield count


def shifted(found: Sequence[Sheet]) -> Count:
    """Every figure one row too low."""
    count = Count("a column shifted by one row, cells that it changed: passed unseen", MISSED)
    for sheet in found:
        texts = {place: before.text for place, before in enumerate(sheet.entries[:-1], start=1)}
        said = sheet.flagged(texts)
        for place, text in texts.items():
            own, other = _number(sheet.entries[place].text), _number(text)
            if own != other:
                count.add(place not in said, sheet.name(place, text))
    return count


def copied(found: Sequence[Sheet]) -> Count:
    """Every figure as it was in the year before."""
    from reporting.checking import copies_of

    count = Count("a sheet copied from last year: passed unseen", MISSED)
    for sheet in found:
        texts = {}
        for place, entry in enumerate(sheet.entries):
            pasts = [i.series.figures.get(sheet.year - 1) for i in sheet.inputs[entry.pk]]
            past = next(filter(None, pasts), None)
            if past is not None:
                texts[place] = past.text
        typed = sheet.typed(texts)
        count.add(copies_of(typed, sheet.inputs) is None, f"{sheet.year}, {len(texts)} cells")
    return count


def measure() -> bool:
    """Print the figures; whether all keep the limits."""
    every = list(sheets(prepare()))
    last = [sheet for sheet in every if sheet.year in SLIPPED]
    counts = [printed_figures(), *right_figures(every), *slips(last), shifted(last), copied(last)]
    # Every line is printed, whatever the one before it says.
    return not [count for count in counts if not count.kept()]


def main() -> int:
    import django

    django.setup()
    from tests.databases import city_in_session, migrated_database

    with migrated_database("bench_checks"), city_in_session():
        return 0 if measure() else 1


if __name__ == "__main__":
    sys.exit(main())
