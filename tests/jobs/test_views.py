"""The pages of background work: states, progress while it runs, silence when it does not."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from jobs.models import Job, JobProgress
from jobs.summaries import RESULT_WORDS, in_words
from launcher.rooms import rooms
from tests import reference, small_ledger
from tests.seeing import as_seen
from workbooks.reading import read_workbook

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(client: Client) -> None:
    client.force_login(reference.reviewer())


def made(state: str = "done", title: str = "重算 10 项达成评价", **fields: object) -> Job:
    now = timezone.now()
    given = {"started_at": now - timedelta(seconds=12), "finished_at": now, "attempts": 1, **fields}
    return Job.objects.create(task="test", title=title, key=title, state=state, **given)


def shown(client: Client, address: str = "", **headers: str) -> str:
    return as_seen(client.get(reverse("job-list") + address, headers=headers))


def test_a_running_job_shows_its_progress_and_the_page_asks_again(client: Client, reviewer: None) -> None:
    job = made("running", finished_at=None)
    JobProgress.objects.create(job_id=job.pk, done=3400, total=10000, step="计算达成评价")

    page = shown(client)

    assert 'value="3400" max="10000"' in page
    assert "3400 / 10000 · 计算达成评价" in page
    assert 'hx-trigger="every 2s"' in page


def test_a_page_without_work_asks_no_more(client: Client, reviewer: None) -> None:
    made()

    page = shown(client)

    assert "hx-trigger" not in page
    assert "12 秒" in page


def test_htmx_gets_the_part_that_changes_and_a_browser_the_page(client: Client, reviewer: None) -> None:
    job = made("queued", started_at=None, finished_at=None)

    assert "<html" in shown(client)
    assert "<html" not in shown(client, "", **{"HX-Request": "true"})
    part = as_seen(client.get(reverse("job", args=[job.pk]), headers={"HX-Request": "true"}))
    assert part.lstrip().startswith('<div id="job"')
    assert 'hx-trigger="every 1s"' in part


def test_a_failed_job_says_why(client: Client, reviewer: None) -> None:
    job = made("failed", failure="文件已损坏，请重新上传。", attempts=3)

    assert "文件已损坏，请重新上传。" in shown(client)
    page = as_seen(client.get(reverse("job", args=[job.pk])))
    assert "文件已损坏，请重新上传。" in page
    assert "hx-trigger" not in page


def test_the_list_is_narrowed_by_state(client: Client, reviewer: None) -> None:
    made(title="做完的事")
    made("failed", title="失败的事", failure="原因")

    page = shown(client, "?state=failed")

    assert "失败的事" in page
    assert "做完的事" not in page


def test_a_state_is_chosen_beside_words_and_order(client: Client, reviewer: None) -> None:
    made("failed", title="失败的事", failure="原因")
    page = shown(client, "?q=事&sort=asked&page=1&format=")
    assert 'href="?q=%E4%BA%8B&amp;sort=asked&amp;state=failed"' in page


def test_results_are_told_in_words(client: Client, reviewer: None) -> None:
    made(result={"judged": 270, "changed": 3})
    made(result={"doubts": 1, "magnitudes": 20})

    page = shown(client)

    assert "评价项数 270" in page
    assert "结论变化 3" in page
    assert "更新的数量级 20" in page


def test_every_key_that_an_effect_returns_has_a_word() -> None:
    """An effect is a function of a Job and its Progress in a room's `tasks` or `work`; what it returns is told."""
    returned = {
        key.value
        for room in rooms(Path(settings.BASE_DIR))
        for file in room.rglob("*.py")
        for function in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(function, ast.FunctionDef) and _is_effect(function)
        for answer in ast.walk(function)
        if isinstance(answer, ast.Return) and isinstance(answer.value, ast.Dict)
        for key in answer.value.keys
        if isinstance(key, ast.Constant)
    }
    assert {"judged", "doubts", "summary", "refused"} <= returned <= set(RESULT_WORDS)


def _is_effect(function: ast.FunctionDef) -> bool:
    return [ast.unparse(each.annotation) for each in function.args.args if each.annotation] == [
        "Job",
        "Progress",
    ]


def test_clerks_and_strangers_find_no_jobs(client: Client) -> None:
    job = made()
    for user in (reference.clerk(small_ledger.county()), reference.person("stranger")):
        client.force_login(user)
        assert client.get(reverse("job-list")).status_code == 404
        assert client.get(reverse("job", args=[job.pk])).status_code == 404


def test_an_unknown_job_is_not_found(client: Client, reviewer: None) -> None:
    assert client.get(reverse("job", args=[12345])).status_code == 404


def test_an_empty_list_says_what_fills_it(client: Client, reviewer: None) -> None:
    assert "还没有后台任务" in shown(client)


def test_excel_holds_the_jobs(client: Client, reviewer: None) -> None:
    made(title="导入监测数据")

    rows = read_workbook(client.get(reverse("job-list") + "?format=xlsx").content).sheets[0].rows

    assert any("导入监测数据" in row for row in rows)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "不足 1 秒"), (12, "12 秒"), (185, "3 分 5 秒"), (7440, "2 小时 4 分")],
)
def test_durations_are_told_in_words(seconds: int, words: str) -> None:
    assert in_words(timedelta(seconds=seconds)) == words


def test_the_list_asks_the_same_number_of_queries_for_3_and_40(client: Client, reviewer: None) -> None:
    shown(client)
    counted = []
    for number in (3, 40):
        for place in range(number):
            made(title=f"{number}-{place}")
        with CaptureQueriesContext(connection) as queries:
            shown(client)
        counted.append(len(queries))

    assert counted[0] == counted[1]
