"""Published years as they were frozen: the list, one year, and what was sealed."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Max, QuerySet

from attainment import Column, Op, Status, parse
from attainment.rollup import Attribute, Counts, Rollup
from indicators.flows import Current, current
from indicators.models import PlanIndicator
from judging.freezing import contents, snapshot_name
from judging.models import Publication, PublishedVerdict
from judging.scales import frozen_figure, frozen_scale
from judging.summaries.contradictions import Contradiction, contradictions_with, newest_of
from judging.summaries.rollup import JUDGE_ATTRIBUTE


def sealed_contents() -> dict[str, bytes]:
    """The published contents as they are stored now, by the names under which they were sealed."""
    found: dict[int, list[PublishedVerdict]] = defaultdict(list)
    for verdict in PublishedVerdict.objects.order_by():
        found[verdict.publication_id].append(verdict)
    return {snapshot_name(one): contents(one, found[one.pk]) for one in Publication.objects.order_by()}


@dataclass(frozen=True, slots=True)
class PublishedRow:
    """One row of a publication, as frozen; `contradiction` None where the present agrees."""

    verdict: PublishedVerdict
    contradiction: Contradiction | None = None

    @property
    def content(self) -> Any:
        return self.verdict.content

    @property
    def row_id(self) -> int:
        return self.verdict.plan_indicator_id

    @property
    def heading(self) -> str:
        row = self.content["row"]
        return " · ".join(filter(None, [row["level1"], row["level2"]]))

    @property
    def reason(self) -> str:
        """Why it was grey, empty for another colour."""
        return str(self.content["verdict"]["reason"] or "")

    @property
    def by_hand(self) -> str:
        said = self.content["reviewer"]
        return Status(said["status"]).label if said else ""

    @property
    def source(self) -> str:
        row = self.content["row"]
        return f"{self.content['edition']['file_name']} · {row['sheet']}!{row['name_cell']}"

    @property
    def current(self) -> Current:
        """The frozen 现值; of a flow with what it was about under the rules of its day."""
        indicator, verdict = self.content["indicator"], self.content["verdict"]
        return current(
            indicator["direction"],
            indicator["values"],
            self.verdict.value_text,
            is_judged=verdict["data_year"] is not None,
            rules_version=verdict["rules_version"],
        )

    @property
    def required(self) -> str:
        """应达, in the words of the sentence."""
        required = frozen_figure(self.content, "required")
        scale = frozen_scale(self.content, self.verdict.target_text)
        return "" if required is None else scale.required(required)

    @property
    def figure_year(self) -> int | None:
        """The year whose figure stands beside the verdict; None where none does."""
        year: int = self.content["verdict"]["data_year"] or self.verdict.publication.year
        return year if self.current.figure else None

    @property
    def figure_source(self) -> str:
        """Where the year's figure comes from; the document that it cites first."""
        year = self.content["verdict"]["data_year"] or self.verdict.publication.year
        figures = [one for one in self.content["figures"] if one["year"] == year]
        return "；".join(one["cited_source"] or one["source"] for one in figures)

    @property
    def uses_demo(self) -> bool:
        """Whether an invented value entered the verdict: page, Excel and Word say it of the same rows."""
        return bool(self.content["verdict"]["uses_demo"])

    @property
    def measured_within(self) -> bool:
        """Whether its target is a strict one (<30), so that 应达 is measured to the figure within it (29)."""
        return parse(self.verdict.target_text, Column.TARGET).op in (Op.LT, Op.GT)

    @property
    def documents(self) -> list[Any]:
        """Statements of superiors that the verdict of the year rests on."""
        year = self.verdict.publication.year
        dated = [*self.content["annual"], *self.content["superior"]]
        assigned = [self.content["assigned"]] if self.content["assigned"] else []
        return assigned + [one for one in dated if one["year"] == year]


@dataclass(frozen=True, slots=True)
class PublishedTable:
    """One printed table of a plan: groups of rows under their printed headings."""

    plan: Any
    title: str
    groups: tuple[tuple[str, tuple[PublishedRow, ...]], ...]

    @property
    def rows(self) -> tuple[PublishedRow, ...]:
        return tuple(row for _, rows in self.groups for row in rows)


@dataclass(frozen=True, slots=True)
class PublishedCounty:
    """One county of a publication, in the order of its plans as printed."""

    code: str
    name: str
    tables: tuple[PublishedTable, ...]
    counts: Rollup

    @property
    def rows(self) -> tuple[PublishedRow, ...]:
        return tuple(row for table in self.tables for row in table.rows)


@dataclass(frozen=True, slots=True)
class PublicationPage:
    """A publication as one person may see it."""

    publication: Publication
    newest: Publication
    counties: tuple[PublishedCounty, ...]
    counts: Rollup

    @property
    def rows(self) -> tuple[PublishedRow, ...]:
        return tuple(row for county in self.counties for row in county.rows)

    @property
    def counted(self) -> int:
        """A catalogue indicator counts once per county, however many of its plans print it."""
        return sum(row.content["counted_as"] is not None for row in self.rows)

    @property
    def due(self) -> int:
        """应评: those counted for which a target is set."""
        counted = (row for row in self.rows if row.content["counted_as"] is not None)
        return sum(row.verdict.status != Status.EXCLUDED for row in counted)

    @property
    def contradicted(self) -> tuple[PublishedRow, ...]:
        return tuple(row for row in self.rows if row.contradiction)

    @property
    def binding_missed(self) -> tuple[PublishedRow, ...]:
        """约束性 and not achieved: what raises the banner (specification §6)."""
        missed = (row for row in self.rows if row.verdict.status == Status.MISSED)
        return tuple(row for row in missed if row.content["counted_as"] == PlanIndicator.Attribute.BINDING)

    @property
    def is_superseded(self) -> bool:
        return self.newest.pk != self.publication.pk

    @property
    def is_final(self) -> bool:
        """Whether the year is the last of the newest period among the plans: 完成率, not 达进度率."""
        return self.publication.year == max(int(row.content["plan"]["period"][1]) for row in self.rows)

    @property
    def uses_demo(self) -> bool:
        return any(row.uses_demo for row in self.rows)


def publication_page(publication: Publication, county_ids: Collection[int]) -> PublicationPage | None:
    """The part of a publication that concerns these counties; None where it has none of them.

    Only the newest publication of a year is compared with the present: an older one was superseded.
    """
    published = list(
        PublishedVerdict.objects.filter(publication=publication, county__in=county_ids).select_related(
            "publication"
        )
    )
    newest = newest_of(publication.year)
    if not published or newest is None:
        return None
    differing = contradictions_with(newest, published) if newest.pk == publication.pk else {}
    rows = sorted((PublishedRow(one, differing.get(one.plan_indicator_id)) for one in published), key=_place)
    counties = tuple(_county(code, tuple(own)) for code, own in groupby(rows, _county_code))
    return PublicationPage(publication, newest, counties, counts_of(rows))


def published_row(row_id: int, year: int) -> PublishedRow | None:
    """How the newest publication of a year has the row, and what contradicts it; None where it does not."""
    publication = newest_of(year)
    if publication is None:
        return None
    found = PublishedVerdict.objects.filter(publication=publication, plan_indicator=row_id)
    for one in found:
        one.publication = publication
        return PublishedRow(one, contradictions_with(publication, [one]).get(row_id))
    return None


def _county_code(row: PublishedRow) -> str:
    return str(row.content["county"]["code"])


def _place(row: PublishedRow) -> tuple[Any, ...]:
    """County, then plans with the newest period first, then as printed."""
    plan, printed = row.content["plan"], row.content["row"]
    return (
        _county_code(row),
        -plan["period"][1],
        plan["key"],
        printed["sheet"],
        printed["row_number"],
        row.row_id,
    )


def _county(code: str, rows: Sequence[PublishedRow]) -> PublishedCounty:
    tables = groupby(rows, lambda row: (row.content["plan"], row.content["row"]["table"]))
    return PublishedCounty(
        code=code,
        name=rows[0].content["county"]["name"],
        tables=tuple(
            PublishedTable(
                plan,
                title,
                tuple((heading, tuple(group)) for heading, group in groupby(own, lambda row: row.heading)),
            )
            for (plan, title), own in tables
        ),
        counts=counts_of(rows),
    )


def counts_of(rows: Iterable[PublishedRow]) -> Rollup:
    """The counts as frozen: which row counts, and under which attribute, was decided when it was published."""
    found = Counter(
        (Status(row.verdict.status), JUDGE_ATTRIBUTE[row.content["counted_as"]])
        for row in rows
        if row.content["counted_as"] is not None
    )
    by_attribute = {
        attribute: Counts({status: found[status, attribute] for status in Status}) for attribute in Attribute
    }
    everything = {status: sum(found[status, one] for one in Attribute) for status in Status}
    return Rollup(Counts(everything), by_attribute)


@dataclass(frozen=True, slots=True)
class PublicationLine:
    """One line of the list of publications."""

    publication: Publication
    is_newest: bool
    counties: int
    counts: Rollup
    contradicted: int

    @property
    def said(self) -> str:
        """How it stands to what is stored now."""
        if not self.is_newest:
            return "已由新版代替"
        return f"与定稿不一致 {self.contradicted} 项" if self.contradicted else "与现在一致"


def publications_for(county_ids: Collection[int]) -> QuerySet[Publication]:
    """All publications that concern these counties, newest first."""
    concerned = PublishedVerdict.objects.filter(county__in=county_ids).order_by().values("publication")
    return Publication.objects.select_related("published_by").filter(pk__in=concerned)


def publication_lines(found: Iterable[Publication], county_ids: Collection[int]) -> list[PublicationLine]:
    """These publications as the counties may see them; three queries and one more per year."""
    publications = list(found)
    published: Mapping[int, list[PublishedVerdict]] = defaultdict(list)
    for one in PublishedVerdict.objects.filter(
        county__in=county_ids, publication__in=publications
    ).order_by():
        published[one.publication_id].append(one)
    newest = dict(Publication.objects.order_by().values_list("year").annotate(newest=Max("number")))
    return [_list_line(one, published[one.pk], newest[one.year] == one.number) for one in publications]


def _list_line(
    publication: Publication, published: list[PublishedVerdict], is_newest: bool
) -> PublicationLine:
    return PublicationLine(
        publication=publication,
        is_newest=is_newest,
        counties=len({one.county_id for one in published}),
        counts=counts_of(map(PublishedRow, published)),
        contradicted=len(contradictions_with(publication, published)) if is_newest else 0,
    )
