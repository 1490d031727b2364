"""The marked copy of an uploaded file: what was refused, in the file itself, for correcting and uploading again."""

from dataclasses import replace

from imports.models import ImportBatch
from imports.staging import content_of
from sandbox.calling import in_sandbox
from workbooks.marking import mark_workbook
from workbooks.problems import Problem, notice


def marked_copy(batch: ImportBatch) -> bytes:
    """The upload with its problems marked; raises UnreadableWorkbookError where a copy cannot be made."""
    kept = batch.report
    problems = [_told(Problem.from_json(found)) for found in kept.get("problems", [])]
    problems += [notice(batch.sheet, None, sentence) for sentence in kept.get("notices", [])]
    return in_sandbox(mark_workbook, content_of(batch), problems, [batch.file_name, kept.get("summary", "")])


def _told(problem: Problem) -> Problem:
    """With its remedy in the sentence: a cell has no column for it."""
    return replace(problem, message=problem.sentence, hint="")
