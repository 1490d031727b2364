"""The clerk's pages: what is owed, the grid, saving its cells."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.access import SignedInRequest, requires
from accounts.models import User
from accounts.permissions import Permission
from accounts.telling import refused_as_json
from counties.models import County
from refusals import Refused
from reporting.actions.saving import TEXTS, Saved, SaveResult, Typed, save_cells
from reporting.answers import answer, counts, state_of, words
from reporting.checking import flag_beside
from reporting.grid import GridRow, Show, entries_of, grid
from reporting.models import Entry, Round
from reporting.optional import optional_cells
from reporting.reading import NO_DATA
from reporting.remarks import is_warned
from reporting.summaries.owed import owed, past, tally, tally_by_department
from reporting.summaries.projects import shares
from reporting.unanswered import unanswered
from reporting.views.addressed import round_and_county

MOST_CELLS = 300
"""In one request; the page sends less."""


@requires(Permission.ENTER_FIGURES)
@require_safe
def my_entries(request: SignedInRequest) -> HttpResponse:
    """What the person still owes, round by round."""
    today = timezone.localdate()
    context = {
        "rounds": owed(request.user, today),
        "past": past(request.user),
        "shares": shares(request.user, today),
    }
    return render(request, "reporting/my.html", context)


@requires(Permission.ENTER_FIGURES)
@require_safe
def entry_grid(request: SignedInRequest, year: int, code: str) -> HttpResponse:
    """One county's cells of a round, to be filled like a spreadsheet."""
    of, county = round_and_county(request.user, year, code)
    show, department = shown(request.GET)
    found = grid(of, county, request.user, show=show, department=department)
    address = request.GET.copy()
    address.pop("show", None)
    context = {
        "grid": found,
        "round": of,
        "county": county,
        "days_left": of.days_left(timezone.localdate()),
        "time_left": of.time_left(timezone.localdate()),
        "counts": counts(found.tally, found.by_department),
        "rows": [(group.heading, [_line(row) for row in group.rows]) for group in found.groups],
        "no_data": NO_DATA,
        "show": show,
        "shows": [(one.value, one.label) for one in Show],
        "department": department,
        "of_department": f"?{urlencode({'department': department})}" if department else "",
        "query": address.urlencode(),
        "person": person_key(request.user),
        "shows_demo": found.uses_demo,
    }
    return render(request, "reporting/grid.html", context)


def _line(row: GridRow) -> dict[str, Any]:
    entry = row.entry
    return {
        "row": row,
        "entry": entry,
        "words": words(entry, row.counterfacts, row.returned, row.optional),
        "state": state_of(entry, row.returned),
        "warned": is_warned(entry),
    }


@requires(Permission.ENTER_FIGURES)
@require_POST
@refused_as_json
def entry_save(request: SignedInRequest, year: int, code: str) -> JsonResponse:
    """Save typed cells, each for itself: {"cells": [{"id", "version", "text"?, "basis"?, "note"?, "explanation"?}]}.

    Answers {"cells": [...], "others": [...], "counts": {...}, "at": "10:42"}; a cell out of the person's sight is left
    out. `others`: cells that are held against these, with what is said of them now.
    """
    of, county = round_and_county(request.user, year, code)
    typed = _typed(request.body)
    entries = entries_of(of, county, request.user)
    own = {entry.pk for entry in entries}
    results = save_cells([cell for cell in typed if cell.entry_id in own], by=request.user)
    saved = {result.entry.pk: result.entry for result in results}
    now = [saved.get(entry.pk, entry) for entry in entries]
    optional = _optional(of, county, now)
    others = [Saved(one, SaveResult.SAME) for one in flag_beside(now, saved)]
    shared = [one for one in now if _within(one, request.GET)]
    return JsonResponse(
        {
            "cells": answer(results, optional, unanswered(saved.values())),
            "others": answer(others, optional, unanswered([one.entry for one in others])) if others else [],
            "counts": counts(tally(shared, set(optional)), tally_by_department(now, set(optional))),
            "at": f"{timezone.localtime():%H:%M}",
        }
    )


def _typed(body: bytes) -> list[Typed]:
    """The cells of a request; raises Refused where it is not what the page sends."""
    unknown = Refused("提交的内容无法识别，没有保存；请刷新页面后重试。")
    try:
        cells = json.loads(body)["cells"]
        if not isinstance(cells, list) or len(cells) > MOST_CELLS:
            raise unknown
        return [_one(cell) for cell in cells]
    except (ValueError, TypeError, KeyError, RecursionError) as strange:
        # Lists within lists a hundred thousand deep are no page's either.
        raise unknown from strange


def _one(cell: Mapping[str, Any]) -> Typed:
    if not isinstance(cell, dict):
        raise TypeError(cell)
    said = {name: cell[name] for name in TEXTS if cell.get(name) is not None}
    if any(not isinstance(value, str) for value in said.values()):
        raise TypeError(cell)
    if any(type(cell[name]) is not int for name in ("id", "version")):
        raise TypeError(cell)
    return Typed(cell["id"], cell["version"], **said)


def _optional(of: Round, county: County, entries: list[Entry]) -> dict[int, str]:
    keys = optional_cells([of.pk], [county.pk])
    return {
        entry.pk: str(why)
        for entry in entries
        if (why := keys.get((of.pk, county.pk, entry.measured_id, entry.site_id)))
    }


def _within(entry: Entry, address: Mapping[str, str]) -> bool:
    _, department = shown(address)
    return entry.is_of(department)


def shown(address: Mapping[str, str]) -> tuple[Show, str]:
    """The filters of the address; an unknown one shows everything."""
    asked = address.get("show", "")
    return (Show(asked) if asked in set(Show) else Show.ALL), address.get("department", "")


def person_key(user: User) -> str:
    """Names whose unsaved cells a browser keeps: the person, and the deputyship in whose name they were typed."""
    return f"{user.pk}-{user.acting.pk}" if user.acting else str(user.pk)
