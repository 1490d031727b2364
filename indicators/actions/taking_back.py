"""An import of observations taken back: what it corrected says again what it said, what it added is gone.

A figure that was written again since, or that an approved entry stands on, stays as it is.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.timezone import localtime

from accounts.models import User
from counties.models import County
from custody.undoing import Trace, hanging, put_back, traces
from custody.versions import people_of, said_of, who
from imports.models import ImportBatch
from imports.undone import Fate, Line, Undoing
from indicators.actions.findings import ask_for_findings
from indicators.actions.recompute import ChangedFigure, ask_for_figures
from indicators.importers.figures import said
from indicators.models import Correction, Indicator, Observation, Site

NO_FIGURE = "（无）"


@dataclass(frozen=True, slots=True)
class _Found:
    figures: Sequence[Trace]
    sites: Sequence[Trace]


def look_back(batch: ImportBatch) -> Undoing:
    """A constant number of queries, however many figures."""
    found = [one for one in traces(Observation, batch.pk) if not one.is_nothing]
    held = hanging(Observation, [one.pk for one in found if one.is_new])
    names, overtaken = _Names(found), _overtaken(found)
    free, lines = [], []
    for one in found:
        why = overtaken.get(one.pk, "") or (f"已有{held[one.pk]}以它为据" if one.pk in held else "")
        lines.append(_line(one, names, why))
        free += [] if why else [one]
    return Undoing(lines, found=_Found(free, _sites(batch, free)))


def take_back(undoing: Undoing, batch: ImportBatch, *, by: User | None, reason: str) -> None:
    """Call under the lock of figures: what was looked at is what is written."""
    found: _Found = undoing.found
    _say_why([one for one in found.figures if not one.is_new], batch, by, reason)
    put_back([*found.sites, *found.figures], roots=[Site])
    changed = [
        ChangedFigure(one.after.county_id, one.after.indicator_id, one.after.site_id, one.after.year)
        for one in found.figures
    ]
    ask_for_figures(changed, cause=f"撤销导入 {batch.file_name}", by=by)
    ask_for_findings(by=by)


def _say_why(restored: Iterable[Trace], batch: ImportBatch, by: User | None, reason: str) -> None:
    """An approved figure moves only beside a reason of its own (`reporting.safeguards`)."""
    Correction.objects.bulk_create(
        Correction(
            observation_id=one.pk,
            before=one.after.text,
            after=one.before.text,
            reason=f"撤销导入：{reason}"[:200],
            batch=batch,
            by=by,
        )
        for one in restored
    )


def _sites(batch: ImportBatch, free: Sequence[Trace]) -> list[Trace]:
    """Sites that the import registered and nothing else has used since."""
    fresh = [one for one in traces(Site, batch.pk) if one.is_new and one.after and not one.is_overtaken]
    going = {one.pk for one in free if one.is_new}
    used = Observation.objects.filter(site__in=[one.pk for one in fresh]).exclude(pk__in=going)
    kept = (
        set(used.values_list("site_id", flat=True))
        | hanging(Site, [one.pk for one in fresh], beside=[Observation]).keys()
    )
    return [one for one in fresh if one.pk not in kept]


def _overtaken(found: Iterable[Trace]) -> Mapping[Any, str]:
    """Figure → who wrote it again since, and when."""
    later = {one.pk: one for one in found if one.is_overtaken}
    events = {event.id: event for event in _newest(later)}
    people = people_of(events.values())
    return {pk: _written_again(one, events[pk], people) for pk, one in later.items()}


def _newest(pks: Iterable[Any]) -> Any:
    model: Any = Observation
    return model.pgh_event_model.objects.filter(id__in=list(pks)).order_by("id", "-pgh_id").distinct("id")


def _written_again(one: Trace, event: Any, people: dict[int, str]) -> str:
    done = f"改为 {said(event.text, event.unit)}" if one.now is not None else "撤下"
    reason = said_of(event).get("reason", "")
    why = f"（{reason}）" if reason else ""
    return f"其后 {localtime(event.pgh_created_at):%Y-%m-%d %H:%M} 已由{who(event, people)}{done}{why}"


class _Names:
    """What the figures are called; three queries."""

    def __init__(self, found: Sequence[Trace]) -> None:
        versions = [one.after or one.before for one in found]
        self._counties = County.objects.in_bulk({one.county_id for one in versions})
        self._indicators = Indicator.objects.in_bulk({one.indicator_id for one in versions})
        self._sites = Site.objects.in_bulk({one.site_id for one in versions if one.site_id})

    def of(self, version: Any) -> str:
        """As the preview of the import called it."""
        indicator = self._indicators[version.indicator_id]
        site = self._sites.get(version.site_id)
        about = "，".join(filter(None, (indicator.reported_as, version.basis)))
        county = self._counties[version.county_id].short_name
        parts = [county, indicator.name, site.name if site else "", f"{version.year}年{version.period}"]
        return " ".join([*filter(None, parts), *([f"（{about}）"] if about else [])])


def _line(one: Trace, names: _Names, why: str) -> Line:
    version = one.after or one.before
    fate = Fate.STUCK if why else Fate.REMOVED if one.is_new else Fate.RESTORED
    standing = one.now if why else one.after
    now = said(standing.text, standing.unit) if standing is not None else NO_FIGURE
    then = now if why else said(one.before.text, one.before.unit) if one.before is not None else NO_FIGURE
    return Line(fate, names.of(version), now, then, why, version.county_id)
