"""What was given back: answered by a change or by words, sent out again, and open by itself in an ended round."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Act
from reporting.actions.evidence import cite, keep_file, withdraw_evidence
from reporting.actions.refusals import MoveRefusedError
from reporting.actions.reviewing import begin_review, reopen, return_entries
from reporting.actions.rounds import close_round
from reporting.actions.submitting import keep_value, sign, submit, withdraw
from reporting.models import Entry, Evidence
from reporting.states import State
from reporting.summaries.owed import owed, owed_count
from tests.reporting import rounds

pytestmark = pytest.mark.django_db
PLACE = [2024, "990001"]
WORDS = "请附监测站的函"


@pytest.fixture
def of() -> rounds.Cast:
    made = rounds.cast()
    rounds.row(made, "good-days", 1)
    rounds.row(made, "pm25", 2)
    rounds.opened(made)
    return made


@pytest.fixture
def returned(of: rounds.Cast) -> Entry:
    return give_back(of, Entry.objects.get(indicator__code="good-days"))


def give_back(of: rounds.Cast, entry: Entry) -> Entry:
    rounds.under_review(entry, "87", of)
    return_entries([entry.pk], words=WORDS, by=of.reviewer)
    return again(entry)


def again(entry: Entry) -> Entry:
    return Entry.objects.get(pk=entry.pk)


def letter(of: rounds.Cast, entry: Entry) -> Evidence:
    file = keep_file(
        SimpleUploadedFile("函.pdf", b"%PDF-1.4\n%%EOF"), county=of.county, document_number="3号", by=of.clerk
    )
    return cite(file, [entry.pk], page="1", by=of.clerk)[0]


def test_the_letter_that_was_asked_for_lets_it_go_out(of: rounds.Cast, returned: Entry) -> None:
    letter(of, returned)
    assert again(returned).stands is State.DRAFT
    submit([returned.pk], by=of.clerk)
    step = returned.steps.get(move="amend")
    assert (step.words, step.by) == ("添加佐证：函.pdf 3号 1", of.clerk)
    # The evidence has its act; a second one of the same deed would only be noise.
    assert not Act.objects.filter(kind="填报补正佐证").exists()


@pytest.mark.parametrize(
    ("field", "said"), [("note", "附函"), ("explanation", "附函"), ("basis", "扣除沙尘"), ("text", "88")]
)
def test_whatever_was_changed_lets_it_go_out(of: rounds.Cast, returned: Entry, field: str, said: str) -> None:
    rounds.typed(returned, **{"text": "87", "by": of.clerk, field: said})  # type: ignore[arg-type] # one of the fields is the text itself
    assert again(returned).stands is State.DRAFT


def test_evidence_that_was_taken_back_is_an_answer_too(of: rounds.Cast, returned: Entry) -> None:
    withdrawn = letter(of, returned)
    submit([returned.pk], by=of.clerk)
    sign([returned.pk], by=of.head)
    begin_review([returned.pk], by=of.reviewer)
    return_entries([returned.pk], words="附错了", by=of.reviewer)
    withdraw_evidence(withdrawn.pk, reason="附错", by=of.clerk)
    assert again(returned).stands is State.DRAFT


def test_the_value_stays_with_words_that_the_reviewer_reads(of: rounds.Cast, returned: Entry) -> None:
    with pytest.raises(MoveRefusedError, match="请写明维持原值的理由"):
        keep_value(returned.pk, words="  ", by=of.clerk)
    keep_value(returned.pk, words="经复核与年报一致", by=of.clerk)
    submit([returned.pk], by=of.clerk)
    client = Client()
    client.force_login(of.head)
    page = client.get(reverse("signing", args=PLACE)).content.decode()
    assert "维持原值：经复核与年报一致" in page
    assert "数值未改" in page
    assert Act.objects.filter(kind="填报维持原值", county=of.county).count() == 1


def test_unanswered_it_does_not_go_out_by_any_door(of: rounds.Cast, returned: Entry) -> None:
    with pytest.raises(MoveRefusedError, match="现为“已退回”，不能提交"):
        submit([returned.pk], by=of.clerk)
    with (
        pytest.raises(IntegrityError, match="does not move from returned to submitted"),
        transaction.atomic(),
    ):
        Entry.objects.filter(pk=returned.pk).update(state="submitted", version=99)


UNANSWERED = "退回、重开以来没有改动"


def refused(of: rounds.Cast, entry: Entry) -> str:
    """What the refusal says, the submit page and the grid showing the cell as unanswered."""
    client = Client()
    client.force_login(of.clerk)
    page = client.get(reverse("entry-submit", args=PLACE)).content.decode()
    assert "被退回、重开而未回应 1 项" in page
    grid = client.get(reverse("entry-grid", args=PLACE), {"show": "returned"}).content.decode()
    assert f'id="e{entry.pk}"' in grid
    with pytest.raises(MoveRefusedError, match=UNANSWERED) as refusal:
        submit([entry.pk], by=of.clerk)
    return str(refusal.value)


def test_evidence_attached_and_withdrawn_again_is_no_answer(of: rounds.Cast, returned: Entry) -> None:
    withdraw_evidence(letter(of, returned).pk, reason="附错", by=of.clerk)
    assert "写明维持原值的理由" in refused(of, returned)
    told = [(step.move, step.words) for step in returned.steps.all()[:2]]
    assert told == [("amend", "撤下佐证：函.pdf 3号，附错"), ("amend", "添加佐证：函.pdf 3号 1")]
    keep_value(returned.pk, words="经复核与年报一致", by=of.clerk)
    submit([returned.pk], by=of.clerk)


@pytest.mark.parametrize(
    ("field", "said", "was"), [("text", "88", "87"), ("note", "附函", ""), ("basis", "扣除沙尘", "")]
)
def test_what_was_changed_and_changed_back_is_no_answer(
    of: rounds.Cast, returned: Entry, field: str, said: str, was: str
) -> None:
    rounds.typed(returned, **{"text": "87", "by": of.clerk, field: said})  # type: ignore[arg-type] # one of the fields is the text itself
    back = {"text": "87", "explanation": "已核实", "by": of.clerk, field: was}
    rounds.typed(returned, **back)  # type: ignore[arg-type] # one of the fields is the text itself
    refused(of, returned)
    rounds.typed(returned, "86", of.clerk, explanation="据年报更正")
    submit([returned.pk], by=of.clerk)


def test_an_explanation_that_fell_away_is_no_answer(of: rounds.Cast, returned: Entry) -> None:
    rounds.typed(returned, "880", of.clerk)
    rounds.typed(returned, "87", of.clerk, explanation="")
    refused(of, returned)


def test_a_reopened_cell_changed_and_changed_back_is_no_answer(of: rounds.Cast) -> None:
    entry = rounds.approved(Entry.objects.get(indicator__code="pm25"), "20", of)
    reopen(entry.pk, reason="请复核", document_number="1号", deadline=date(2030, 1, 1), by=of.reviewer)
    rounds.typed(entry, "21", of.clerk)
    rounds.typed(entry, "20", of.clerk)
    refused(of, entry)


def test_a_draft_that_was_answered_has_nothing_to_keep(of: rounds.Cast, returned: Entry) -> None:
    rounds.typed(returned, "88", of.clerk)
    with pytest.raises(MoveRefusedError, match="没有待回应的退回、重开意见，不能维持原值"):
        keep_value(returned.pk, words="无误", by=of.clerk)


def test_only_what_was_given_back_is_kept_with_words(of: rounds.Cast) -> None:
    entry = Entry.objects.get(indicator__code="pm25")
    rounds.typed(entry, "20", of.clerk)
    with pytest.raises(MoveRefusedError, match="不能维持原值"):
        keep_value(entry.pk, words="无误", by=of.clerk)


def test_a_reopened_cell_is_answered_in_the_same_ways(of: rounds.Cast) -> None:
    entry = rounds.approved(Entry.objects.get(indicator__code="pm25"), "20", of)
    reopen(entry.pk, reason="请复核", document_number="1号", deadline=date(2030, 1, 1), by=of.reviewer)
    keep_value(entry.pk, words="复核无误", by=of.clerk)
    assert again(entry).stands is State.DRAFT
    rounds.approved(entry, "20", of)


def test_the_page_says_how_and_the_cell_goes_out(of: rounds.Cast, returned: Entry) -> None:
    client = Client()
    client.force_login(of.clerk)
    address = reverse("entry-submit", args=PLACE)
    page = client.get(address).content.decode()
    assert "被退回、重开而未回应 1 项" in page
    assert WORDS in page
    assert "数值无误的，写明维持原值的理由" in page
    said = {"cell": f"{returned.pk}:{returned.version}", "words": "经复核与年报一致"}
    page = client.post(reverse("entry-keep", args=PLACE), said, follow=True).content.decode()
    assert "已写明维持原值的理由" in page
    assert "提交已填 1 项" in page
    assert "维持原值：经复核与年报一致" in page
    assert "未回应" not in page


def test_words_about_an_older_version_are_not_taken(of: rounds.Cast, returned: Entry) -> None:
    client = Client()
    client.force_login(of.clerk)
    said = {"cell": f"{returned.pk}:1", "words": "无误"}
    page = client.post(reverse("entry-keep", args=PLACE), said, follow=True).content.decode()
    assert "在您查看之后已有变化" in page
    assert 'value="无误"' in page
    assert again(returned).stands is State.RETURNED


def test_returned_after_the_end_it_alone_opens_and_stays_open_until_it_is_approved(of: rounds.Cast) -> None:
    entry, other = Entry.objects.order_by("pk")
    rounds.under_review(entry, "87", of)
    close_round(entry.round, by=of.reviewer)
    return_entries([entry.pk], words=WORDS, by=of.reviewer)
    assert rounds.typed(other, "20", of.clerk).message == "2024 年度填报已结束"
    assert rounds.typed(entry, "88", of.clerk).outcome == "saved"
    submit([entry.pk], by=of.clerk)
    withdraw([entry.pk], by=of.clerk)
    (share,) = owed(of.clerk, date(2030, 1, 1))
    assert (share.tally.drafts, share.tally.total) == (1, 1)
    assert rounds.typed(entry, "89", of.clerk).outcome == "saved"
    rounds.approved(entry, "89.1", of)
    assert not again(entry).given_back
    assert owed(of.clerk, date(2030, 1, 1)) == []


def test_a_cell_returned_in_an_ended_round_is_counted_in_the_navigation(of: rounds.Cast) -> None:
    entry = Entry.objects.get(indicator__code="good-days")
    rounds.under_review(entry, "87", of)
    close_round(entry.round, by=of.reviewer)
    assert owed_count(of.clerk) == 0
    return_entries([entry.pk], words=WORDS, by=of.reviewer)
    assert owed_count(of.clerk) == 1


def test_a_cell_typed_over_and_back_is_called_one_thing_everywhere(
    of: rounds.Cast, returned: Entry, client: Client
) -> None:
    rounds.typed(returned, "88", of.clerk)
    rounds.typed(returned, "87", of.clerk)
    assert again(returned).stands is State.DRAFT
    client.force_login(of.clerk)
    (line,) = (
        line
        for _, lines in client.get(reverse("entry-grid", args=PLACE)).context["rows"]
        for line in lines
        if line["entry"] == returned
    )
    paper = client.get(reverse("declaration", args=PLACE)).context["declaration"]
    (printed,) = (one.word for one in paper.lines if one.text == "87")
    page = client.get(reverse("entry", args=[returned.pk])).context["state"]
    assert (line["state"], printed, page) == ("已退回", "已退回", "已退回")
