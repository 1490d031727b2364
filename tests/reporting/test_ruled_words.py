"""What a person ruled stands beside what is printed: in the clerk's grid and sheet, the review, the declaration."""

import pytest
from django.test import Client
from django.urls import reverse

from counties.models import Ruling
from indicators.models import PlanIndicator
from judging.actions.rulings import Said, proposed, rule
from judging.questions import load_inputs
from reporting.models import Entry
from reporting.sheets import sheet_bytes
from tests.reporting import rounds
from tests.seeing import as_seen
from workbooks.reading import read_workbook

pytestmark = pytest.mark.django_db
PLACE = [2024, "990001"]


@pytest.fixture
def of() -> rounds.Cast:
    """A county whose one target stands in the plan's text, in force by ruling."""
    made = rounds.cast()
    row = rounds.row(made, target_text="完成市局下达任务")
    rounds.opened(made)
    said = Said(
        kind=Ruling.Kind.STATED,
        value="20.26",
        reason="文本写明",
        source="规划文本 第 12 页",
        wording="森林覆盖率达到20.26%",
        document_number="同环函〔2026〕1号",
    )
    seen = proposed(load_inputs([row.pk])[0], said, by=made.reviewer).digest
    rule(row, said, seen=seen, by=made.reviewer)
    return made


def test_the_clerk_is_told_in_a_few_words_and_the_whole_in_the_title(client: Client, of: rounds.Cast) -> None:
    client.force_login(of.clerk)
    page = as_seen(client.get(reverse("entry-grid", args=PLACE)))
    assert "按裁定 “20.26”" in page
    assert "正文目标 裁定：“20.26”（同环函〔2026〕1号，reviewer，" in page
    assert "；理由：文本写明" in page
    assert "完成市局下达任务" in page


def test_the_reviewer_and_the_paper_are_told_with_document_person_and_day(
    client: Client, of: rounds.Cast
) -> None:
    entry = rounds.under_review(Entry.objects.get(), "19", of)
    client.force_login(of.reviewer)
    told = "正文目标 裁定：“20.26”（同环函〔2026〕1号，reviewer，"
    page = as_seen(client.get(reverse("review-county", args=PLACE)))
    assert told in page
    assert "目标 完成市局下达任务" in page
    assert told in as_seen(client.get(reverse("declaration", args=PLACE)))
    content = sheet_bytes(entry.round, of.county, of.clerk)
    rows = [text for line in read_workbook(content).sheets[0].rows for text in line]
    assert any(text.startswith("完成市局下达任务（2025）；" + told) for text in rows)


def test_a_grey_verdict_that_an_approval_would_leave_says_who_can_resolve_it(
    client: Client, of: rounds.Cast
) -> None:
    Ruling.objects.all().delete()
    entry = rounds.under_review(Entry.objects.get(), "19", of)
    assert PlanIndicator.objects.get().target_text == "完成市局下达任务"
    client.force_login(of.reviewer)
    told = "市级审核员：录入上级下达的目标；市级审核员：裁定规划正文写明的目标"
    assert told in as_seen(client.get(reverse("review-county", args=PLACE)))
    assert told in as_seen(client.get(reverse("entry", args=[entry.pk])))
