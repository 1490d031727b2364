"""What the grid is told of one cell: the same words for the page as it is loaded and for the answer to a save."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from indicators.questions import Inputs
from reporting.actions.saving import Outcome, Saved
from reporting.asking import inputs_of
from reporting.counterfacts import Counterfact, counterfacts
from reporting.models import Entry, Step
from reporting.readiness import UNREADABLE
from reporting.states import State
from reporting.summaries.owed import Tally


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
    if returned is not None and entry.stands in (State.RETURNED, State.REOPENED):
        what = "退回" if entry.stands is State.RETURNED else "重开"
        said.append(Word("bad", f"{what}：{returned.words}（{returned.by or '系统'}）"))
    for warning in entry.warnings:
        tone = "warn" if warning["code"] == UNREADABLE or not entry.explanation else ""
        said.append(Word(tone, warning["sentence"], warning["suggestion"]))
    changes = [fact for fact in facts if fact.changes]
    many = len({fact.row_id for fact in facts}) > 1
    for fact in sorted(changes or facts[:1], key=lambda fact: not fact.is_worse):
        plan = f"{fact.plan}：" if many else ""
        said.append(Word("warn" if fact.is_worse else "", f"{plan}{fact.sentence}"))
    if optional:
        said.append(Word("", f"选填：{optional}"))
    return said


def state_of(entry: Entry) -> str:
    """The state as the grid shows it: a draft with an unanswered warning says what it waits for."""
    if entry.stands is State.DRAFT and entry.warnings and not entry.explanation:
        return "需说明"
    if entry.stands is State.DRAFT and any(warning["code"] == UNREADABLE for warning in entry.warnings):
        return "需改正"
    return entry.stands.label


def answer(
    results: Sequence[Saved], optional: Mapping[int, str], returned: Mapping[int, Step]
) -> list[dict[str, Any]]:
    """The cells after a save, in the order of `results`."""
    entries = [saved.entry for saved in results]
    inputs: dict[int, tuple[Inputs, ...]] = inputs_of(entries)
    facts = counterfacts(entries, inputs)
    return [
        _cell(saved, words(e := saved.entry, facts.get(e.pk, ()), returned.get(e.pk), optional.get(e.pk, "")))
        for saved in results
    ]


def _cell(saved: Saved, said: Sequence[Word]) -> dict[str, Any]:
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
        "label": state_of(entry),
        "locked": entry.locked_because if saved.outcome is not Outcome.LOCKED else saved.message,
        "warned": bool(entry.warnings),
        "words": [{"tone": one.tone, "sentence": one.sentence, "suggestion": one.suggestion} for one in said],
    }


def counts(tally: Tally) -> dict[str, int]:
    """The figures on the tiles and on the button."""
    return {
        "missing": tally.missing,
        "returned": tally.returned + tally.reopened,
        "drafts": tally.drafts,
        "warned": tally.warned,
        "approved": tally.approved,
        "waiting": tally.waiting,
        "spare": tally.spare,
        "total": tally.total,
    }
