"""Where the present contradicts a published year: verdict, value, target, what was required, 人工判定."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import FilteredRelation, Q

from attainment import Scale, Status
from indicators import flows
from indicators.models import PlanIndicator
from judging.chips import look
from judging.models import Publication, PublishedVerdict
from judging.scales import frozen_figure, frozen_scale, scale_of


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as published; both as a person reads them."""

    what: str
    published: str
    present: str

    def __str__(self) -> str:
        return f"{self.what}：定稿 {self.published}，现为 {self.present}"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A published row that is not as published any more."""

    publication: Publication
    differences: tuple[Difference, ...]

    def __str__(self) -> str:
        said = "；".join(map(str, self.differences))
        return f"与 {self.publication.year} 年定稿（{self.publication.document_number}）不一致。{said}"


@dataclass(frozen=True, slots=True)
class Compared:
    """What is compared: a row's status, value, target, what was required, and the reviewer's own verdict."""

    status: str | None
    value: str
    target: str
    required: Decimal | None
    by_hand: str
    scale: Scale | None = None
    is_printed: bool = True

    def against(self, present: "Compared") -> tuple[Difference, ...]:
        """What the present says otherwise."""
        if not present.is_printed:
            return (Difference("本行", "在规划中", "已不在现行规划中"),)
        pairs = (
            ("结论", look(self.status)[2], look(present.status)[2]),
            ("数值", self.value or "无", present.value or "无"),
            ("目标", self.target or "无", present.target or "无"),
            ("应达", *_required(self, present)),
            ("人工判定", self.by_hand or "无", present.by_hand or "无"),
        )
        return tuple(Difference(what, was, now) for what, was, now in pairs if was != now)


def _required(published: Compared, present: Compared) -> tuple[str, str]:
    """As the sentences write it; where both would look the same and are not, with the decimals that part them."""
    if published.required == present.required:  # whatever precision either of them is written at
        return "", ""
    told = [(one.scale, one.required) for one in (published, present)]
    known = {figure for _, figure in told if figure is not None}
    texts = [
        scale.apart_from(known).required(figure) if scale and figure is not None else "—"
        for scale, figure in told
    ]
    return texts[0], texts[1]


GONE = Compared(None, "", "", None, "", is_printed=False)


def newest_of(year: int) -> Publication | None:
    """The publication of a year that no later one has superseded."""
    return Publication.objects.filter(year=year).order_by("-number").first()


def published_among(years: Collection[int]) -> list[Publication]:
    """The newest publication of each of these years that is published; one query."""
    found = Publication.objects.filter(year__in=years).order_by("year", "number")
    return list({one.year: one for one in found}.values())


def published_rows(years: Counter[int]) -> list[dict[str, Any]]:
    """For a report: the published years among these, and how many rows would write into each. Plain JSON."""
    return [
        {"pk": one.pk, "year": one.year, "document": one.document_number, "rows": years[one.year]}
        for one in published_among(years)
    ]


def contradictions(year: int, plan_ids: Collection[int]) -> dict[int, Contradiction]:
    """Published rows of these plans that are not as in the newest publication of the year; three queries."""
    publication = newest_of(year)
    if publication is None:
        return {}
    published = PublishedVerdict.objects.filter(publication=publication, plan_indicator__plan__in=plan_ids)
    return contradictions_with(publication, published)


def contradictions_with(
    publication: Publication, published: Iterable[PublishedVerdict]
) -> dict[int, Contradiction]:
    """Which of these rows of a publication are not as published any more; one query."""
    frozen = {one.plan_indicator_id: _frozen(one) for one in published}
    present = _present(publication.year, frozen)
    found = {row_id: standing.against(present.get(row_id, GONE)) for row_id, standing in frozen.items()}
    return {row_id: Contradiction(publication, said) for row_id, said in found.items() if said}


def _frozen(one: PublishedVerdict) -> Compared:
    by_hand = one.content["reviewer"]
    return Compared(
        status=one.status,
        value=_told(one.content["indicator"], one.content["verdict"], one.value_text),
        target=one.target_text,
        required=frozen_figure(one.content, "required"),
        scale=frozen_scale(one.content, one.target_text),
        by_hand=Status(by_hand["status"]).label if by_hand else "",
    )


def _present(year: int, row_ids: Collection[int]) -> dict[int, Compared]:
    """How the rows stand now; those that no edition prints any more are absent."""
    rows = (
        PlanIndicator.objects.judged()
        .filter(pk__in=row_ids)
        .annotate(
            verdict=FilteredRelation("attainments", condition=Q(attainments__year=year)),
            by_hand=FilteredRelation(
                "reviewer_verdicts",
                condition=Q(reviewer_verdicts__year=year, reviewer_verdicts__superseded_at__isnull=True),
            ),
        )
        .values(*_PRESENT)
        .order_by()
    )
    return {row["pk"]: _standing(row) for row in rows}


_PRESENT = (
    *("pk", "verdict__status", "verdict__value_text", "verdict__target_text", "verdict__required"),
    *("verdict__data_year", "verdict__rules_version", "indicator__direction", "indicator__values"),
    *("indicator__decimals", "indicator__unit", "unit", "baseline_text", "target_text"),
    "by_hand__status",
)


def _standing(row: dict[str, Any]) -> Compared:
    by_hand, required = row["by_hand__status"], row["verdict__required"]
    return Compared(
        status=row["verdict__status"],
        value=_told(
            {name: row[f"indicator__{name}"] for name in ("direction", "values")},
            {name: row[f"verdict__{name}"] for name in ("data_year", "rules_version")},
            row["verdict__value_text"],
        ),
        target=row["verdict__target_text"] or "",
        required=required,
        scale=_scale(row),
        by_hand=Status(by_hand).label if by_hand else "",
    )


def _scale(row: dict[str, Any]) -> Scale:
    texts = row["baseline_text"], row["verdict__target_text"] or row["target_text"]
    unit = row["unit"] or row["indicator__unit"]
    return scale_of(row["indicator__direction"], row["indicator__decimals"], unit, *texts)


def _told(indicator: Any, verdict: Any, text: str | None) -> str:
    """The value with what it is about: a year's figure and a total do not contradict each other unsaid."""
    return str(
        flows.current(
            indicator["direction"],
            indicator["values"],
            text,
            is_judged=verdict["data_year"] is not None,
            rules_version=verdict["rules_version"],
        )
    )
