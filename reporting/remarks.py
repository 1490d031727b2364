"""What the checks said of an entry, as it is stored with it, and whether the person's words answer it.

The one place that reads `Entry.warnings`: [{"code", "sentence", "suggestion", "severity"}].
"""

from collections.abc import Mapping
from typing import Any

from plausibility import Severity, says_something
from reporting.models import Entry

UNREADABLE = "unreadable"
SILENT = "silent"


def severity(warning: Mapping[str, Any]) -> Severity:
    """What the remark asks for; those of earlier versions said it by their code."""
    told = warning.get("severity")
    if told in set(Severity):
        return Severity(told)
    return Severity.MEND if warning["code"] == UNREADABLE else Severity.EXPLAIN


def to_mend(entry: Entry) -> list[str]:
    """Sentences, without their full stop, of what no words excuse."""
    return [one["sentence"].rstrip("。") for one in entry.warnings if severity(one) is Severity.MEND]


def is_warned(entry: Entry) -> bool:
    """Whether anything is said that the person must mend or answer in words, answered or not."""
    return any(severity(one) is not Severity.HINT for one in entry.warnings)


def is_unanswered(entry: Entry) -> bool:
    """Whether words are asked for and there are none that say something."""
    return any(
        severity(one) is Severity.EXPLAIN and not _answers(entry, str(one["code"])) for one in entry.warnings
    )


def _answers(entry: Entry, code: str) -> bool:
    """Why there is no figure may stand in either place."""
    return says_something(entry.explanation) or (code == SILENT and says_something(entry.note))


def is_open(entry: Entry) -> bool:
    """Whether the entry waits for a correction or for words."""
    return bool(to_mend(entry)) or is_unanswered(entry)


def unanswered_because(entry: Entry) -> str:
    """What is missing of the words; "" where nothing is."""
    if not is_unanswered(entry):
        return ""
    if entry.explanation:
        return f"说明“{entry.explanation}”没有写明原因，请用一句话写明"
    return "有提示，请改正或填写说明"
