"""What somebody did to entries and somebody else must know: handed up, given back, asked for, answered.

One message per deed, however many cells it moved. A message is handled once every cell has moved on from where the deed
left it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.utils import timezone

from accounts.permissions import Role
from reporting.models import Message, Reopening, Step
from reporting.notices import places
from reporting.notices.people import Person
from reporting.states import EDITABLE, Move, State

Kind = Message.Kind
NAMED = ("round", "county", "indicator", "site", "project")
"""What an entry reads to say its name."""
TOLD = (Move.SUBMIT, Move.SIGN, Move.SEND_BACK, Move.RETURN, Move.ASK, Move.DECLINE)


@dataclass(frozen=True, slots=True)
class Deed:
    """One move of one person, of the cells of one county in one round, at one moment."""

    move: Move
    steps: tuple[Step, ...]

    @property
    def at(self) -> datetime:
        return self.steps[0].at

    @property
    def key(self) -> str:
        first = self.steps[0]
        return f"{first.entry.round_id}:{first.entry.county_id}:{first.move}:{self.at.isoformat()}:{first.pk}"


def moves(everybody: Sequence[Person], since: datetime) -> Iterator[Message]:
    """Every message about a deed since then."""
    deeds = _deeds(since)
    later = _later(deeds)
    for deed in deeds:
        for person in everybody:
            if person.since <= deed.at:
                yield from _TELL[deed.move](person, deed, later)


def _deeds(since: datetime) -> list[Deed]:
    steps = (
        Step.objects.filter(move__in=[move.value for move in TOLD], at__gte=since)
        .select_related("by", *(f"entry__{one}" for one in NAMED))
        .order_by("at", "entry__round_id", "entry__county_id", "move", "words", "pk")
    )
    return [Deed(Move(key[3]), tuple(group)) for key, group in groupby(steps, _deed)]


def _deed(step: Step) -> tuple[datetime, int, int, str, str]:
    return step.at, step.entry.round_id, step.entry.county_id, step.move, step.words


Later = dict[int, list[tuple[int, State]]]
"""Entry → its moves, but for typing: step and the state that it led to."""


def _later(deeds: Sequence[Deed]) -> Later:
    found: Later = defaultdict(list)
    entries = {step.entry_id for deed in deeds for step in deed.steps}
    typing = [Move.SAVE.value, Move.CLEAR.value]
    steps = Step.objects.filter(entry__in=entries).exclude(move__in=typing).order_by("pk")
    for pk, entry_id, state in steps.values_list("pk", "entry_id", "to_state"):
        found[entry_id].append((pk, State(state)))
    return found


def _still(step: Step, later: Later, *within: State) -> bool:
    """Whether the cell has stayed within these states ever since the step."""
    return all(state in within for pk, state in later[step.entry_id] if pk > step.pk)


def _read(waits: bool) -> datetime | None:
    return None if waits else timezone.now()


def _handed_up(person: Person, deed: Deed, later: Later) -> Iterator[Message]:
    """待签发 and 待审核: how much of it is left."""
    to_sign = deed.move is Move.SUBMIT
    first = deed.steps[0]
    if not (person.heads(first.entry.county_id) if to_sign else person.reviews()):
        return
    waiting = (State.SUBMITTED,) if to_sign else (State.SIGNED, State.UNDER_REVIEW)
    left = [step for step in deed.steps if _still(step, later, *waiting)]
    word, verb = ("待签发", "提交") if to_sign else ("待审核", "签发")
    told = left or deed.steps
    county, of = first.entry.county.name, first.entry.round
    yield Message(
        user_id=person.user_id,
        kind=Kind.TO_SIGN if to_sign else Kind.TO_REVIEW,
        at=deed.at,
        key=f"handed:{deed.key}",
        title=f"{word} {len(told)} 项：{county} {of}",
        body=f"{first.by or '系统'}{verb}：{places.listed([step.entry.name for step in told])}",
        link=places.signing(first.entry) if to_sign else places.review(first.entry),
        read_at=_read(bool(left)),
    )


def _given_back(person: Person, deed: Deed, later: Later) -> Iterator[Message]:
    """To the clerk of each cell; handled once all of them are handed in again."""
    own = [s for s in deed.steps if person.keeps(s.entry.county_id, s.entry.department_id)]
    if not own:
        return
    first = own[0].entry
    yield Message(
        user_id=person.user_id,
        kind=Kind.RETURNED,
        at=deed.at,
        key=f"returned:{deed.key}",
        title=f"{first.round}退回 {len(own)} 项：{places.listed([s.entry.name for s in own])}",
        body=f"{own[0].by or '系统'}：{own[0].words}",
        link=places.cell(first, "returned"),
        read_at=_read(any(_still(step, later, *EDITABLE) for step in own)),
    )


def _asked(person: Person, deed: Deed, later: Later) -> Iterator[Message]:
    """申请重开, to the reviewers; handled by the answer."""
    if not person.reviews():
        return
    for step in deed.steps:
        entry = step.entry
        yield Message(
            user_id=person.user_id,
            kind=Kind.REOPEN_ASKED,
            at=deed.at,
            key=f"asked:{step.pk}",
            title=f"{entry.county.name}申请重开 {entry.round.year} 年“{entry.name}”（已审核 {step.text}）",
            body=f"{step.by or '系统'}：{step.words}",
            link=places.page(entry),
            read_at=_read(_still(step, later)),
        )


def _declined(person: Person, deed: Deed, later: Later) -> Iterator[Message]:
    for step in deed.steps:
        entry = step.entry
        if person.keeps(entry.county_id, entry.department_id):
            yield Message(
                user_id=person.user_id,
                kind=Kind.REOPEN_DECLINED,
                at=deed.at,
                key=f"declined:{step.pk}",
                title=f"{entry.round.year} 年“{entry.name}”不予重开，已审核的 {step.text} 继续有效",
                body=f"{step.by or '系统'}：{step.words}",
                link=places.page(entry),
            )


_TELL: dict[Move, Callable[[Person, Deed, Later], Iterator[Message]]] = {
    Move.SUBMIT: _handed_up,
    Move.SIGN: _handed_up,
    Move.SEND_BACK: _given_back,
    Move.RETURN: _given_back,
    Move.ASK: _asked,
    Move.DECLINE: _declined,
}


def reopened(everybody: Sequence[Person], since: datetime) -> Iterator[Message]:
    """To clerk and head; handled once the cell is handed in again, or its time is over."""
    found = Reopening.objects.filter(at__gte=since).select_related(*(f"entry__{one}" for one in NAMED))
    for one in found:
        entry = one.entry
        for person in everybody:
            concerned = person.keeps(entry.county_id, entry.department_id) or person.heads(entry.county_id)
            if concerned and person.since <= one.at:
                yield Message(
                    user_id=person.user_id,
                    kind=Kind.REOPENED,
                    at=one.at,
                    key=f"reopened:{one.pk}",
                    title=f"{entry.round.year} 年“{entry.name}”已重开，请于 {one.deadline:%Y-%m-%d} 前更正",
                    body=f"{one.reason}（{one.document_number}）",
                    link=places.cell(entry, "returned") if person.role == Role.CLERK else places.page(entry),
                    read_at=_read(one.ended_at is None and entry.is_editable),
                )
