"""How a figure came in by the year's reporting: its entry, who said it and when, who approved it, what it cites."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from accounts.models import User
from custody.local_time import to_minute
from custody.slots import Slot
from judging.summaries.provenance import Input, Provenance


@dataclass(frozen=True, slots=True)
class Entered:
    """One entry whose figure is in force, as far as a person may open it; addresses lead to what answers."""

    address: str
    who: str
    when: dt.datetime | None
    approved_by: str
    evidence: tuple[tuple[str, str], ...]
    """What a file is called, and where it is to be had."""


ENTERED: Slot[[User, Collection[int]], Mapping[int, Entered]] = Slot("the entries by which figures came in")
"""Figure → its entry; one that came in by a file, or by an entry that the person may not open, is absent."""


def with_entries(evidence: Provenance, user: User) -> Provenance:
    """Each figure of an entry with the clerk and the clerk's moment: in the books it stands since its approval."""
    keys = [one.figure_id for one in evidence.figures if one.figure_id and not one.is_demo]
    entered = ENTERED(user, keys) if keys else {}
    figures = (_entered(one, entered.get(one.figure_id or 0)) for one in evidence.figures)
    return replace(evidence, figures=tuple(figures))


def _entered(one: Input, entry: Entered | None) -> Input:
    if entry is None:
        return one
    approved = f"{entry.approved_by} {to_minute(one.when)} 审核通过" if entry.approved_by and one.when else ""
    return replace(
        one,
        who=entry.who or one.who,
        when=entry.when or one.when,
        note="；".join(filter(None, (one.note, approved))),
        entry=entry.address,
        evidence=entry.evidence,
    )
