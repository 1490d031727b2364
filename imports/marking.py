"""The marked copy of an uploaded file: what was refused, in the file itself, for correcting and uploading again."""

from imports.models import ImportBatch
from imports.staging import content_of
from workbooks.marking import mark_workbook
from workbooks.problems import Problem, Severity, notice


def marked_copy(batch: ImportBatch) -> bytes:
    """The upload with its problems marked; raises UnreadableWorkbookError where a copy cannot be made."""
    kept = batch.report
    problems = [_problem(batch, found) for found in kept.get("problems", [])]
    problems += [notice(batch.sheet, None, sentence) for sentence in kept.get("notices", [])]
    return mark_workbook(content_of(batch), problems, [batch.file_name, kept.get("summary", "")])


def _problem(batch: ImportBatch, found: dict[str, str]) -> Problem:
    sentence = f"{found['message']}；{found['hint']}。" if found.get("hint") else f"{found['message']}。"
    severity = Severity(found.get("severity", Severity.ERROR))
    return Problem(found.get("sheet") or batch.sheet, found["cell"], severity, sentence)
