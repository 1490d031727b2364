"""What a figure in force said before it was corrected: old value, who, when, why; told wherever the figure is."""

from collections.abc import Collection
from itertools import groupby, pairwise
from typing import Any

from accounts.models import User
from custody.local_time import to_minute
from indicators.models import Observation


def corrections(figures: Collection[Observation]) -> dict[int, str]:
    """Figure → its last correction as a clause; figures that never said anything else are absent. Two queries.

    An invented figure that a real one took the place of was no figure: nothing is told of it.
    """
    now = {figure.pk: figure.text for figure in figures}
    model: Any = Observation
    events = model.pgh_event_model.objects.filter(id__in=now)
    last = {
        key: pair
        for key, versions in groupby(events.order_by("id", "pgh_id"), key=lambda event: event.id)
        if (pair := _last(list(versions), now[key])) is not None
    }
    users = {int(user) for _, new in last.values() if (user := _said(new).get("user"))}
    people = {pk: str(user) for pk, user in User.objects.in_bulk(users).items()}
    return {key: _clause(old, new, people) for key, (old, new) in last.items()}


def _last(versions: list[Any], text: str) -> tuple[Any, Any] | None:
    """The last change that led to `text`: seen from a past moment, later ones are not told."""
    pairs = [(old, new) for old, new in pairwise(versions) if old.text != new.text and not old.is_demo]
    return next(((old, new) for old, new in reversed(pairs) if new.text == text), None)


def _said(event: Any) -> dict[str, Any]:
    return event.pgh_context or {}


def _clause(old: Any, new: Any, people: dict[int, str]) -> str:
    said = _said(new)
    who = people.get(int(said["user"]), "") if said.get("user") else "系统"
    why = f"，{said['reason']}" if said.get("reason") else ""
    return f"原为 {old.text}，{to_minute(new.pgh_created_at)} 由{who}改为 {new.text}{why}"
