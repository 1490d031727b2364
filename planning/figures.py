"""What the pages of the city's figures answer alike: that nothing is imported yet, their selection, their tiles."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from django.http import HttpResponse
from django.shortcuts import render

from accounts.access import SignedInRequest
from accounts.permissions import Permission, has_permission
from attainment.rollup import Attribute, Rollup
from judging.matrix_filter import Selection
from judging.summaries.rollup import ByHand
from judging.summaries.rows import RowVerdict
from judging.tiles import Addresses, tiles


class Figures(Protocol):
    """The verdicts of one year, of the city or of a county."""

    @property
    def counts(self) -> Rollup: ...
    @property
    def is_final(self) -> bool: ...
    @property
    def by_hand(self) -> dict[Attribute, ByHand]: ...
    @property
    def rows(self) -> Iterable[RowVerdict]: ...
    @property
    def uses_demo(self) -> bool: ...


def no_plans(request: SignedInRequest, title: str) -> HttpResponse:
    """The page while nothing is imported; who may, is led to the import."""
    may_import = has_permission(request.user, Permission.IMPORT_PLANS)
    return render(request, "planning/no_plans.html", {"title": title, "may_import": may_import})


def selected(request: SignedInRequest, selection: Selection) -> dict[str, object]:
    """What was chosen, for the head of the page."""
    return {
        "selection": selection,
        "year": selection.year,
        "period": selection.period,
        "sees_jobs": has_permission(request.user, Permission.VIEW_JOBS),
    }


def told(figures: Figures, selection: Selection, plans: Mapping[int, str]) -> dict[str, object]:
    """The tiles, and whether a figure is invented; `plans` are those of the page with the names it gives them."""
    return {
        "tiles": tiles(
            figures.counts,
            is_final=figures.is_final,
            addresses=Addresses(selection.cleared),
            unmarked_note=_unmarked_note(figures, plans),
            by_hand=figures.by_hand,
        ),
        "shows_demo": figures.uses_demo,
    }


def _unmarked_note(figures: Figures, plans: Mapping[int, str]) -> str:
    """Which plans print no 指标属性 at all, as long as a row of theirs is unmarked: not an omission of the ledger."""
    marked = {row.plan_id for row in figures.rows if row.printed_attribute}
    unmarked = {row.plan_id for row in figures.rows if not row.attribute}
    silent = [name for pk, name in plans.items() if pk in unmarked - marked]
    return f"{'、'.join(silent)}未印指标属性" if silent else ""
