"""A project's dates as a line of a drawing: what is printed, what was begun, what is late. Pure; lengths are of the drawing."""

from dataclasses import dataclass
from datetime import date

from projects.dates import FactDate, stored_date
from projects.lateness import Late
from projects.ledger import LedgerLine

WIDTH = 228


@dataclass(frozen=True, slots=True)
class Scale:
    """The years that are drawn, whole ones."""

    first: int
    last: int

    @property
    def years(self) -> list[tuple[int, int]]:
        """Each year and where it begins."""
        return [(year, self.at(date(year, 1, 1))) for year in range(self.first, self.last + 1)]

    def at(self, day: date) -> int:
        """Where a day stands; what lies outside stands at the edge."""
        start, end = date(self.first, 1, 1).toordinal(), date(self.last + 1, 1, 1).toordinal()
        return round((min(max(day.toordinal(), start), end) - start) * WIDTH / (end - start))


@dataclass(frozen=True, slots=True)
class Stretch:
    """From where, and how long."""

    x: int
    width: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is drawn of one project; None where there is nothing to draw."""

    printed: Stretch | None
    is_open: bool
    """No start is printed."""
    going: Stretch | None
    late: Stretch | None
    done: int | None
    extended: int | None
    words: str


def scale_of(first: int, last: int, day: date) -> Scale:
    """The years of the plans, and the one at hand."""
    return Scale(min(first, day.year), max(last, day.year))


def timeline(one: LedgerLine, scale: Scale, day: date) -> Timeline:
    """Draw what is known; the words say the same."""
    facts = one.stands.facts if one.stands else None
    starts = [found for each in one.line.listings if (found := stored_date(each.start))]
    finishes = [found for each in one.line.listings if (found := stored_date(each.finish))]
    start, finish = min(starts, key=_last, default=None), min(finishes, key=_last, default=None)
    done = (facts.finished or facts.produced) if facts and one.late.is_done else None
    until = done.last if done else day
    begun = facts.started if facts else None
    overdue = one.judged.due if one.late in (Late.OVERDUE, Late.DONE_LATE) else None
    return Timeline(
        printed=_stretch(scale, start.first if start else date(scale.first, 1, 1), finish.last)
        if finish
        else None,
        is_open=start is None,
        going=_stretch(scale, begun.first, until) if begun and begun.first <= until else None,
        late=_stretch(scale, overdue.last, until) if overdue else None,
        done=scale.at(done.last) if done else None,
        extended=scale.at(facts.extended_to.last) if facts and facts.extended_to else None,
        words=one.judged.sentence,
    )


def _last(when: FactDate) -> date:
    return when.last


def _stretch(scale: Scale, first: date, last: date) -> Stretch:
    x = scale.at(first)
    return Stretch(x, max(scale.at(last) - x, 1))
