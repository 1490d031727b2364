"""What the grid is told of one cell: the same words for the page as it is loaded and for the answer to a save."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from judging.questions import Inputs
from plausibility import Severity
from reporting.actions.saving import Saved, SaveResult
from reporting.asking import inputs_of
from reporting.counterfacts import Counterfact, counterfacts
from reporting.models import Entry, Step
from reporting.remarks import is_open, is_unanswered, is_warned, severity, to_mend, unanswered_because
from reporting.states import Move, State
from reporting.summaries.owed import CellCount

NAMED = 3
"""So many departments a tile names."""
HOW_TO_ANSWER = "改动或补附佐证后即可提交；数值无误的，在“核对并提交”页写明维持原值的理由"


@dataclass(frozen=True, slots=True)
class Word:
    """One line beside the cell: its tone (`bad`, `warn`, `good` or ""), its sentence, the text that would mend it."""

    tone: str
    sentence: str
    suggestion: str = ""


def words(
    entry: Entry, facts: Sequence[Counterfact], returned: Step | None = None, optional: str = ""
) -> list[Word]:
    """Everything that there is to say of the cell, the most urgent first."""
    said = []
    if returned is not None:
        what = "重开" if returned.move == Move.REOPEN.value else "退回"
        who = "，".join(filter(None, [returned.document_number, str(returned.by or "系统")]))
        said.append(Word("bad", f"{what}：{returned.words}（{who}）"))
        said.append(Word("", HOW_TO_ANSWER))
    said += [Word(_tone(entry, one), one["sentence"], one["suggestion"]) for one in entry.warnings]
    if entry.explanation and (lacking := unanswered_because(entry)):
        said.append(Word("warn", lacking))
    changes = [fact for fact in facts if fact.changes]
    said += _foretold(sorted(changes or facts[:1], key=lambda fact: not fact.is_worse))
    if optional:
        said.append(Word("", f"选填：{optional}"))
    return said


def _tone(entry: Entry, warning: Mapping[str, Any]) -> str:
    if severity(warning) is Severity.MEND:
        return "bad"
    return "warn" if severity(warning) is Severity.EXPLAIN and is_unanswered(entry) else ""


def _foretold(facts: Sequence[Counterfact]) -> list[Word]:
    """One sentence per change; the plan is named only where two plans' rows would fare differently."""
    rows = {fact.row_id for fact in facts}
    alike = {fact.sentence for fact in facts}
    if all({fact.sentence for fact in facts if fact.row_id == row} == alike for row in rows):
        facts = [fact for fact in facts if fact.row_id == facts[0].row_id]
        return [Word("warn" if fact.is_worse else "", fact.sentence) for fact in facts]
    return [Word("warn" if fact.is_worse else "", f"{fact.plan}：{fact.sentence}") for fact in facts]


def state_of(entry: Entry, returned: Step | None = None) -> str:
    """The state as the grid shows it: a draft with an open remark says what it waits for.

    `returned`: what gave the cell back and is not answered; a draft that says the same again is given back still.
    """
    if returned is not None:
        return (State.REOPENED if returned.move == Move.REOPEN.value else State.RETURNED).label
    if entry.stands is not State.DRAFT or not is_open(entry):
        return entry.stands.label
    return (Severity.MEND if to_mend(entry) else Severity.EXPLAIN).label


def answer(
    results: Sequence[Saved], optional: Mapping[int, str], returned: Mapping[int, Step]
) -> list[dict[str, Any]]:
    """The cells after a save, in the order of `results`."""
    entries = [saved.entry for saved in results]
    inputs: dict[int, tuple[Inputs, ...]] = inputs_of(entries)
    facts = counterfacts(entries, inputs)
    said = {
        pk: words(e, facts.get(pk, ()), returned.get(pk), optional.get(pk, ""))
        for pk, e in ((entry.pk, entry) for entry in entries)
    }
    return [_cell(saved, said[pk := saved.entry.pk], returned.get(pk)) for saved in results]


def _cell(saved: Saved, said: Sequence[Word], returned: Step | None) -> dict[str, Any]:
    entry = saved.entry
    return {
        "id": entry.pk,
        "outcome": saved.outcome.value,
        "message": saved.message,
        "version": entry.version,
        "text": entry.text,
        "basis": entry.basis,
        "note": entry.note,
        "explanation": entry.explanation,
        "state": entry.state,
        "label": state_of(entry, returned),
        "locked": entry.locked_because if saved.outcome is not SaveResult.LOCKED else saved.message,
        "warned": is_warned(entry),
        "words": [{"tone": one.tone, "sentence": one.sentence, "suggestion": one.suggestion} for one in said],
    }


def counts(tally: CellCount, by_department: Iterable[tuple[str, CellCount]] = ()) -> dict[str, int | str]:
    """The figures on the tiles and on the button; `missing_of` says where most of the missing cells lie."""
    return {
        "missing_of": _missing_of(by_department),
        "missing": tally.missing,
        "returned": tally.returned + tally.reopened,
        "drafts": tally.drafts,
        "warned": tally.warned,
        "approved": tally.approved,
        "waiting": tally.waiting,
        "submitted": tally.by_state.get(State.SUBMITTED, 0),
        "spare": tally.spare,
        "total": tally.total,
        "asked": tally.asked,
    }


def _missing_of(by_department: Iterable[tuple[str, CellCount]]) -> str:
    """`水务局 3 · 林业局 2`."""
    lacking = sorted((-part.missing, name) for name, part in by_department if part.missing)
    said = " · ".join(f"{name} {-missing}" for missing, name in lacking[:NAMED])
    if not lacking:
        return "必填的都已填"
    return f"{said} 等 {len(lacking)} 个部门" if len(lacking) > NAMED else said
