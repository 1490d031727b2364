"""The one way in which an entry changes its state: locked, checked against the table, written with its step."""

from collections.abc import Collection, Iterable, Mapping

from django.db import transaction
from django.db.models import QuerySet

from accounts.models import User
from accounts.permissions import has_permission
from accounts.records import record
from custody.tracing import traced
from reporting.actions.refusals import MoveRefusedError
from reporting.models import Entry, Step
from reporting.states import GIVING_BACK, RULES, Move, State, may


def lock(entries: QuerySet[Entry]) -> list[Entry]:
    """The entries, locked until the transaction ends, always in one order: no two people wait for each other."""
    return list(
        entries.select_for_update(of=("self",))
        .select_related("round", "county", "indicator", "site", "project", "department")
        .order_by("pk")
    )


Seen = Mapping[int, int]
"""Entry → the version that the person looked at."""


def lock_ids(ids: Collection[int], by: User, seen: Seen | None = None) -> list[Entry]:
    """The entries of these ids; raises MoveRefusedError where the person does not see one of them.

    `seen`: what was looked at; a page that is behind what stands decides nothing.
    """
    if not ids:
        raise MoveRefusedError("没有选中任何一项；请先勾选。")
    found = lock(Entry.objects.for_user(by).filter(pk__in=ids, is_asked=True))
    if len(found) != len(set(ids)):
        raise MoveRefusedError("有的填报项不存在或不在您的范围内；没有办理任何一项，请刷新页面。")
    moved = [entry.numbered for entry in found if seen is not None and seen.get(entry.pk) != entry.version]
    if moved:
        raise MoveRefusedError(
            f"{'、'.join(moved)} 在您查看之后已有变化；没有办理任何一项，请查看新内容后再办理。"
        )
    return found


def refuse_unless_allowed(entries: Iterable[Entry], move: Move, by: User) -> None:
    """Raise MoveRefusedError unless the person may make this move with every entry."""
    rule = RULES[move]
    for entry in entries:
        if rule.permission is None or not has_permission(by, rule.permission, county_id=entry.county_id):
            raise MoveRefusedError(f"您没有权限{rule.label}{entry}。")
        if not may(move, entry.stands):
            raise MoveRefusedError(
                f"{entry} 现为“{entry.stands.label}”，不能{rule.label}；没有办理任何一项，请刷新页面。"
            )


@transaction.atomic
def move_all(entry_ids: Collection[int], move: Move, *, by: User, seen: Seen | None = None) -> list[Entry]:
    """Make a move that changes nothing but the state, for all of the entries or for none."""
    entries = lock_ids(entry_ids, by, seen)
    refuse_unless_allowed(entries, move, by)
    advance(entries, move, by=by)
    return entries


@transaction.atomic
def give_back(
    entry_ids: Collection[int], move: Move, *, words: str, by: User, seen: Seen | None = None
) -> list[Entry]:
    """Give cells back with words that stay for ever; they bear no signature any more."""
    refuse_silence(words, "请写明退回的理由，以便填报人据此修改。")
    return unsigned(entry_ids, move, words=words, by=by, seen=seen)


@transaction.atomic
def unsigned(
    entry_ids: Collection[int], move: Move, *, by: User, words: str = "", seen: Seen | None = None
) -> list[Entry]:
    """Make a move that takes the county's signature off."""
    entries = lock_ids(entry_ids, by, seen)
    refuse_unless_allowed(entries, move, by)
    for entry in entries:
        entry.signed_by = None
    advance(entries, move, by=by, words=words, fields=["signed_by"])
    return entries


def refuse_own(entries: Iterable[Entry], move: Move, by: User) -> None:
    """Nobody signs or approves what he entered."""
    own = [entry.numbered for entry in entries if entry.entered_by_id == by.pk]
    if own:
        raise MoveRefusedError(f"{'、'.join(own)} 由您本人填报，须由他人{move.label}；没有办理任何一项。")


def refuse_silence(words: str, remedy: str) -> None:
    """A move that somebody else must understand is not made without words."""
    if not words.strip():
        raise MoveRefusedError(remedy)
    if len(words.strip()) > MOST_WORDS:
        raise MoveRefusedError(f"理由有 {len(words.strip())} 个字，最多 {MOST_WORDS} 个字；请缩短。")


def advance(
    entries: Collection[Entry],
    move: Move,
    *,
    by: User | None,
    words: str = "",
    document_number: str = "",
    fields: Collection[str] = (),
) -> None:
    """Write the move of locked entries, its steps and its acts; `fields`: further columns that the caller has set."""
    with traced(reason=f"{move.label}：{words}" if words else move.label):
        _write(entries, move, by, words, document_number, fields)
    if move not in UNRECORDED:
        _record(entries, move, by, words)


# A keystroke is a version and a step; an act on record is what somebody decides. Evidence has an act of its own.
UNRECORDED = frozenset({Move.SAVE, Move.CLEAR, Move.AMEND})
MOST_WORDS = 300


def _record(entries: Collection[Entry], move: Move, by: User | None, words: str) -> None:
    """One act per county for a move of many cells."""
    by_county: dict[int, list[Entry]] = {}
    for entry in entries:
        by_county.setdefault(entry.county_id, []).append(entry)
    for county_id, own in by_county.items():
        detail = {
            "entries": [entry.pk for entry in own],
            "values": {e.name: e.text for e in own},
            "words": words,
        }
        subject = f"{own[0].county} {own[0].round.subject} {len(own)} 项"
        record(f"填报{move.label}", subject, by=by, county_id=county_id, detail=detail)


def _write(
    entries: Collection[Entry],
    move: Move,
    by: User | None,
    words: str,
    document_number: str,
    fields: Collection[str],
) -> None:
    before = {entry.pk: entry.state for entry in entries}
    for entry in entries:
        entry.state = RULES[move].target.value
        entry.version += 1
        # Given back until it is approved: so long it is open to the clerk, and it alone.
        entry.given_back = (entry.given_back or move in GIVING_BACK) and entry.stands is not State.APPROVED
        entry.save(update_fields=["state", "version", "given_back", *fields])
    acting = by.acting.membership.user if by and by.acting else None
    Step.objects.bulk_create(
        Step(
            entry=entry,
            move=move.value,
            from_state=before[entry.pk],
            to_state=entry.state,
            text=entry.text,
            version=entry.version,
            words=words,
            document_number=document_number,
            by=by,
            acting_for=acting,
        )
        for entry in entries
    )
