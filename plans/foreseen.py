"""What the rules will find in an edition right after it is imported, said before anybody confirms it.

The rules are those of the findings, over the rows as they would stand; nothing is stored. Of a plan that stands already
only what is new is told. A plan's contradictions are its own (docs/decisions/0022-checks-of-figures.md): they keep
nothing out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from counties.departments import DepartmentBook
from counties.findings import Found, Rule
from counties.models import Finding, Plan, PlanEdition
from indicators import findings as indicator_rules
from indicators.findings.loading import load_ledger, with_assigned
from indicators.models import PlanIndicator, Site
from plans.naming import base_year_of, short_title_of
from plans.previewing import PlanPreview
from workbooks.name_lists import split_names

_ORDER = (Finding.Severity.ERROR, Finding.Severity.WARNING)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """Findings that an import raises, and by the place of a row (sheet, cell of its name) what they say of it."""

    findings: tuple[Found, ...] = ()
    of_rows: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    doubts: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    """What would keep a row unjudged: raised now, or open already."""

    def as_json(self) -> list[dict[str, str]]:
        return [
            {"rule": Rule(one.rule).label, "severity": str(one.severity), "message": one.message}
            for one in self.findings
        ]


def foreseen(preview: PlanPreview) -> Foreseen:
    """A constant number of queries; nothing where the file is refused or already in force."""
    if preview.errors or preview.is_same_file or not preview.rows:
        return Foreseen()
    own = list(as_stored(preview))
    city = preview.county.parent or preview.county
    ledger = load_ledger(city, DepartmentBook(split_names).unknown, without=preview.plan, planned=own)
    ledger = with_assigned(ledger, _converted(preview))
    places = {row.pk: (row.sheet, row.name_cell) for row in own}
    known = set(
        Finding.objects.standing().filter(county=preview.county).values_list("rule", "message")
        if preview.plan
        else ()
    )
    # What is said of these the preview asks about by itself, and takes up in their doubts.
    asked = {one.row.pk for one in preview.carried}
    found = [
        one
        for one in indicator_rules.find(ledger)
        if one.rule != Rule.UNIT_CARRIED or asked.isdisjoint(one.plan_rows)
    ]
    raised = [
        one
        for one in found
        if one.severity in _ORDER
        and not places.keys().isdisjoint(one.plan_rows)
        and (str(one.rule), one.message) not in known
    ]
    raised.sort(key=lambda one: _ORDER.index(one.severity))
    of_rows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in raised:
        for pk in one.plan_rows:
            if pk in places:
                of_rows[places[pk]].append(f"入账后将提出质疑（{Rule(one.rule).label}）")
    of_places = {place: tuple(dict.fromkeys(said)) for place, said in of_rows.items()}
    return Foreseen(tuple(raised), of_places, _doubts(preview, found, places))


def _converted(preview: PlanPreview) -> dict[int, str]:
    """What superiors set, in the unit that it would be converted into: the magnitude stays, and what is odd about it."""
    return {
        one.row.pk: one.converted for one in preview.carried if one.is_converted and one.kind == "assigned"
    }


def _doubts(
    preview: PlanPreview, found: Iterable[Found], places: Mapping[int, tuple[str, str]]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """A doubt that somebody has decided on the very texts keeps no row any more; what is carried in another unit does."""
    settled = set(
        Finding.objects.filter(county=preview.county)
        .exclude(decision__in=(Finding.Decision.OPEN, Finding.Decision.UPHELD))
        .values_list("rule", "fingerprint")
    )
    doubts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for one in found:
        if one.doubt and (str(one.rule), one.fingerprint) not in settled:
            for pk in one.plan_rows:
                if pk in places:
                    doubts[places[pk]].append(one.doubt)
    left = {one.row.pk for one in preview.carried if not one.is_converted}
    for item in preview.rows:
        if item.stored and item.stored.pk in left:
            doubts[item.row.sheet, item.row.name_cell].append(Finding.Doubt.UNIT_CONFLICT)
    return {place: tuple(dict.fromkeys(said)) for place, said in doubts.items()}


def as_stored(preview: PlanPreview) -> Iterator[PlanIndicator]:
    """The rows, in the order of the preview, as they would stand, never saved; the keys of new ones are below nought."""
    plan = preview.plan or _as_founded(preview)
    edition = PlanEdition(plan=plan, file_name=preview.draft.filename)
    sites = {site.name: site.pk for site in Site.objects.filter(county=preview.county)}
    for number, item in enumerate(preview.rows, start=1):
        values = {name: value for name, value in item.values.items() if name != "indicator_id"}
        row = PlanIndicator(
            pk=item.stored.pk if item.stored else -number,
            plan=plan,
            edition=edition,
            indicator=item.meaning.indicator,
            **values,
        )
        if name := item.meaning.site_name:
            row.site_id = sites.setdefault(name, -1 - len(sites))
        yield row


def _as_founded(preview: PlanPreview) -> Plan:
    period = preview.draft.identity.period or (0, 0)
    title = preview.draft.identity.title or ""
    return Plan(
        pk=0,
        county=preview.county,
        title=title,
        short_title=short_title_of(title, preview.county),
        period_start=period[0],
        period_end=period[1],
        base_year=base_year_of(preview.draft, period[0] - 1),
    )
