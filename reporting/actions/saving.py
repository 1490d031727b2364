"""What clerks type: each cell saved for itself, against the version that the clerk saw."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Permission, has_permission
from imports.models import ImportBatch
from indicators.models import Observation
from reporting.actions.moving import advance, lock
from reporting.checking import warnings_of
from reporting.models import Entry
from reporting.reading import as_stored, read
from reporting.states import Move


@dataclass(frozen=True, slots=True)
class Typed:
    """What a clerk gives for one entry: the version that he saw, and every field that he changed (None: as it was)."""

    entry_id: int
    version: int
    text: str | None = None
    basis: str | None = None
    note: str | None = None
    explanation: str | None = None
    cell: str = ""


class SaveResult(StrEnum):
    """What became of one typed cell."""

    SAVED = "saved"
    SAME = "same"
    # Somebody else was faster: `entry` is what stands, the clerk decides.
    CONFLICT = "conflict"
    LOCKED = "locked"
    # What was given cannot be kept as it is: nothing of the cell is saved, the person mends it.
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of one typed cell; `message` says why it was not saved."""

    entry: Entry
    outcome: SaveResult
    message: str = ""


LENGTHS = {"text": 100, "basis": 40, "note": 300, "explanation": 300}
NAMES = {"text": "数值", "basis": "口径", "note": "备注", "explanation": "说明"}
TEXTS = tuple(LENGTHS)
_NO_CHARACTERS = re.compile("[\x00\ud800-\udfff]")
"""What no column of text can hold: one such cell is mended, and stops none of the others."""


@transaction.atomic
def save_cells(
    typed: Sequence[Typed], *, by: User, batch: ImportBatch | None = None, words: str = ""
) -> list[Saved]:
    """Save every cell that can be saved; the others say why not. Cells out of the person's sight are left out.

    `batch`: the workbook that the values come from. `words`: why, where it is no typing. Results stand in the order of `typed`.
    """
    wanted = {cell.entry_id: cell for cell in typed}
    entries = lock(Entry.objects.for_user(by).filter(pk__in=wanted, is_asked=True))
    results = {entry.pk: _try(entry, wanted[entry.pk], by, batch) for entry in entries}
    changed = [saved.entry for saved in results.values() if saved.outcome is SaveResult.SAVED]
    _write(changed, by, {cell.entry_id for cell in typed if cell.explanation is not None}, words)
    return [results[cell.entry_id] for cell in typed if cell.entry_id in results]


def _try(entry: Entry, typed: Typed, by: User, batch: ImportBatch | None) -> Saved:
    """Set the fields of one locked entry, unless something stands in the way."""
    if not has_permission(by, Permission.ENTER_FIGURES, county_id=entry.county_id):
        return Saved(entry, SaveResult.LOCKED, "您没有填报权限")
    if entry.locked_because:
        return Saved(entry, SaveResult.LOCKED, entry.locked_because)
    given = {name: said.strip() for name in TEXTS if (said := getattr(typed, name)) is not None}
    if "text" in given:
        given["text"] = as_stored(given["text"], entry.unit)
    if all(getattr(entry, name) == said for name, said in given.items()):
        return Saved(entry, SaveResult.SAME)
    if trouble := _unkeepable(given):
        return Saved(entry, SaveResult.REFUSED, trouble)
    if typed.version != entry.version:
        return Saved(entry, SaveResult.CONFLICT, _who_was_faster(entry))
    _set(entry, given, by, batch, typed.cell)
    return Saved(entry, SaveResult.SAVED)


def _unkeepable(given: dict[str, str]) -> str:
    """Why these words cannot be kept; "" where they can. Nothing is ever cut."""
    for name, words in given.items():
        if _NO_CHARACTERS.search(words):
            return f"{NAMES[name]}含有无法保存的字符；请删去后重新输入"
        if len(words) > LENGTHS[name]:
            return f"{NAMES[name]}有 {len(words)} 个字，最多 {LENGTHS[name]} 个字；请缩短"
    if given.get("basis") == Observation.SELF_STATED:
        return f"口径“{Observation.SELF_STATED}”只能由规划文本导入，请改为数据自身的口径"
    return ""


def _who_was_faster(entry: Entry) -> str:
    who = str(entry.entered_by) if entry.entered_by else "他人"
    when = f"{timezone.localtime(entry.entered_at):%m-%d %H:%M}" if entry.entered_at else ""
    return f"{who} 已于 {when} 改为“{entry.text or '空'}”" if when else f"{who} 已修改此项"


def _set(entry: Entry, given: dict[str, str], by: User, batch: ImportBatch | None, cell: str) -> None:
    for name, words in given.items():
        setattr(entry, name, words)
    if "text" in given:
        said = read(entry.text, entry)
        entry.text, entry.value, entry.no_data_reason = said.text, said.value, said.no_data_reason
        entry.entered_by, entry.entered_at = by, timezone.now()
        entry.signed_by = entry.approved_by = None
        entry.batch, entry.cell = batch, cell


def _write(changed: list[Entry], by: User, reasoned: set[int], words: str) -> None:
    """`reasoned`: the entries whose reason was given along with the value."""
    if not changed:
        return
    found = warnings_of(changed)
    for entry in changed:
        # A reason given for one oddity is none for another: the clerk is asked again, the history keeps the words.
        if entry.pk not in reasoned and _is_odder(entry.warnings, found[entry.pk]):
            entry.explanation = ""
        entry.warnings = found[entry.pk]
    fields = [*TEXTS, "value", "no_data_reason", "warnings", "entered_by", "entered_at"]
    fields += ["signed_by", "approved_by", "batch", "cell"]
    filled = [entry for entry in changed if entry.text]
    cleared = [entry for entry in changed if not entry.text]
    for entries, move in ((filled, Move.SAVE), (cleared, Move.CLEAR)):
        if entries:
            advance(entries, move, by=by, fields=fields, words=words)


def _is_odder(before: list[dict[str, Any]], now: list[dict[str, Any]]) -> bool:
    """Whether something is said of the new value that was not said of the old one."""
    return not {warning["sentence"] for warning in now} <= {warning["sentence"] for warning in before}
