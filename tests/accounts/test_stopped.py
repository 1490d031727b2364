"""A file that stopped its reader is on record wherever it came in; the pages' doors are in test_upload_doors."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from accounts.models import Act
from jobs import running
from jobs.actions import ring
from jobs.models import Job
from jobs.progress import Progress
from sandbox.allowances import MEGABYTE, Allowance
from sandbox.calling import in_sandbox
from sandbox.deaths import Cause
from tests import reference
from tests.sandbox import dying
from tests.workbooks.making import raw

pytestmark = pytest.mark.django_db
ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>甲</t></is></c></row>'


def reads(_job: Job, _progress: Progress) -> dict[str, Any]:
    in_sandbox(dying.fail, b"abc", "坏.xlsx")
    return {}


def test_a_job_that_reads_one_fails_with_the_sentence_and_leaves_the_act() -> None:
    reviewer = reference.reviewer()
    job = ring(task="tests.jobs.effect", title="核对", arguments={}, key="k", by=reviewer, needs=None)
    running.run(job.pk, reads)
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert job.failure == Cause.FAULT.sentence
    act = Act.objects.get(kind="中止处理文件")
    assert (act.by, act.subject, act.detail["reason"]) == (reviewer, "坏.xlsx", "程序出错")


def test_a_command_says_it_and_leaves_the_act(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    poor = Allowance(cpu_seconds=5, wall_seconds=20, memory_bytes=MEGABYTE // 4, answer_bytes=MEGABYTE)
    monkeypatch.setattr(Allowance, "of", classmethod(lambda _cls, _size: poor))
    file = tmp_path / "坏.xlsx"
    file.write_bytes(raw(ROW * 20_000))
    with pytest.raises(CommandError, match="占用内存过多"):
        call_command("import_observations", file)
    act = Act.objects.get(kind="中止处理文件")
    assert (act.by, act.subject) == (None, "坏.xlsx")
