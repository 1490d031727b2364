"""A figure of another 口径 than the one that the verdict reads: nobody puts it in force without having been told."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from imports.models import ImportBatch
from indicators.models import Observation
from judging.questions import load_inputs
from judging.recompute import judge
from plausibility import Severity
from reporting.actions.refusals import MoveRefusedError
from reporting.actions.reviewing import approve, reopen, return_entries
from reporting.actions.rounds import refresh_round
from reporting.answers import state_of
from reporting.checking import warnings_of
from reporting.counterfacts import counterfacts
from reporting.models import Entry, Round
from reporting.remarks import severity, to_mend
from tests import small_ledger as ledger
from tests.reporting import filling, rounds
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db
SENTENCE = (
    "另有口径“未注明”的在账数值 0，评价仍采用该数值，本数值不会被采用；请核对口径，确为另一口径的请说明"
)
PLACE = [2024, "990001"]


@pytest.fixture
def of() -> rounds.Cast:
    return rounds.cast()


def opened(of: rounds.Cast, **fields: Any) -> Entry:
    rounds.row(of, baseline_cell="C1", baseline_text="", **fields)
    return rounds.opened(of).entries.get()


def in_force(entry: Entry, text: str, basis: str = "", **fields: Any) -> Observation:
    return Observation.objects.create(
        county=entry.county,
        indicator=entry.measured,
        year=2024,
        text=text,
        value=Decimal(text),
        unit="%",
        basis=basis,
        **fields,
    )


def told(entry: Entry, text: str, of: rounds.Cast, **fields: str) -> list[str]:
    rounds.typed(entry, text, of.clerk, **fields)
    entry.refresh_from_db()
    return [one["sentence"] for one in entry.warnings if one["code"] == "other_basis"]


def test_a_figure_that_the_verdict_would_not_read_needs_words(of: rounds.Cast) -> None:
    entry = opened(of)
    in_force(entry, "0")
    assert told(entry, "1", of, basis="自查") == [SENTENCE]
    assert {severity(one) for one in entry.warnings if one["code"] == "other_basis"} == {Severity.EXPLAIN}
    assert state_of(entry) == "需说明"
    (fact,) = counterfacts([entry])[entry.pk]
    assert "评价仍采用口径“未注明”的在账数值 0" in fact.sentence
    assert told(entry, "1", of, basis="") == []


def test_a_change_of_the_basis_alone_is_told(of: rounds.Cast) -> None:
    entry = opened(of)
    in_force(entry, "0")
    assert told(entry, "1", of) == []
    assert told(entry, "1", of, basis="自查") == [SENTENCE]


def test_the_mirror_where_the_baseline_has_the_other_basis(of: rounds.Cast) -> None:
    entry = opened(of, baseline_basis="实况")
    in_force(entry, "80", "实况", is_demo=True)
    (sentence,) = told(entry, "81", of, basis="")
    assert sentence.startswith("另有口径“实况”的在账数值 80（演示数据），评价仍采用该数值")
    assert told(entry, "81", of, basis="实况") == []


def test_two_bases_that_are_not_the_baselines_leave_the_row_unjudged(of: rounds.Cast) -> None:
    entry = opened(of)
    in_force(entry, "80", "标况")
    (sentence,) = told(entry, "81", of, basis="实况")
    assert "评价将因口径不一致无法判定" in sentence


def test_what_is_said_is_what_the_verdict_reads(of: rounds.Cast) -> None:
    entry = opened(of)
    in_force(entry, "0")
    rounds.approved(entry, "1", of, basis="自查")
    (inputs,) = load_inputs([entry.measured.plan_rows.get().pk])
    assert inputs.series.figures[2024].text == "0"
    assert judge(inputs, 2024)[1].status


def test_only_the_plan_that_reads_another_figure_is_named(of: rounds.Cast) -> None:
    row = rounds.row(of, baseline_cell="C1", baseline_basis="实况")
    second = ledger.plan(of.county, key="second")
    ledger.row(second, row.indicator, baseline_cell="C1")
    entry = rounds.opened(of, plans=[of.plan, second]).entries.get()
    in_force(entry, "80", "实况")
    (sentence,) = told(entry, "81", of, basis="")
    assert sentence.startswith(f"{of.plan.short_title}：另有口径“实况”的在账数值 80")


def test_the_sheet_says_it_before_it_is_written(of: rounds.Cast) -> None:
    entry = opened(of)
    in_force(entry, "0")
    assert f"“{entry.name}”：{SENTENCE}" in str(filling.messages(_upload(of, entry, text="1")))
    rounds.typed(entry, "1", of.clerk)
    assert SENTENCE in str(filling.messages(_upload(of, entry)))


def _upload(of: rounds.Cast, entry: Entry, text: str = "") -> ImportBatch:
    cells = [(1, "口径", "自查"), *([(1, "本年值", text)] if text else [])]
    return filling.uploaded(of, entry.round, *cells)


def test_it_is_never_among_those_without_remarks(of: rounds.Cast, client: Client) -> None:
    entry = opened(of)
    in_force(entry, "0")
    rounds.under_review(entry, "1", of, basis="自查")
    client.force_login(of.reviewer)
    page = client.get(reverse("review-county", args=PLACE))
    assert [line.entry for line in page.context["held_back"]] == [entry]
    assert page.context["clean"] == []
    with pytest.raises(MoveRefusedError, match="须逐项查看"):
        approve([entry.pk], by=of.reviewer, held_back=False)


def test_review_and_signing_show_the_figure_that_is_read(of: rounds.Cast, client: Client) -> None:
    entry = opened(of)
    in_force(entry, "0")
    rounds.under_review(entry, "1", of, basis="自查")
    return_entries([entry.pk], words="请核对", by=of.reviewer)
    rounds.typed(entry, "2", of.clerk, basis="自查", explanation="监测站另行核算")
    client.force_login(of.clerk)
    assert "评价采用另一口径的 0，" in as_seen(client.get(reverse("entry-submit", args=PLACE)))
    rounds.under_review(entry, "2", of, basis="自查")
    for who, name in ((of.reviewer, "review-county"), (of.head, "signing")):
        client.force_login(who)
        page = client.get(reverse(name, args=PLACE), {"show": "all"}).content.decode()
        assert "系统现有值：口径“未注明”的在账数值 0" in page
        assert "评价采用另一口径的 0" in page
    page = client.get(reverse("entry", args=[entry.pk]), {"part": 1}).content.decode()
    assert "还没有在账数值" not in page
    assert "评价仍采用口径“未注明”的在账数值 0，本数值不会被采用。" in page


def reopened(of: rounds.Cast, code: str = "good-days", number: int = 1) -> Entry:
    """A cell in force under “自查”, open again."""
    rounds.row(of, code, number, baseline_cell="C1", baseline_text="")
    asking = Round.objects.first() or rounds.opened(of)
    refresh_round(asking)
    entry = rounds.approved(asking.entries.get(indicator__code=code), "1", of, basis="自查")
    reopen(entry.pk, reason="误报", document_number="1号", deadline=date(2030, 1, 1), by=of.reviewer)
    return entry


def test_a_second_figure_under_the_new_basis_is_to_be_mended_before_it_is_handed_in(of: rounds.Cast) -> None:
    entry = reopened(of)
    in_force(entry, "0", file_name="年鉴.xlsx", sheet="表1", cell="C3")
    rounds.typed(entry, "1", of.clerk, basis="")
    entry.refresh_from_db()
    (sentence,) = to_mend(entry)
    assert sentence.startswith("口径“未注明”下另有在账数值 0（导入 年鉴.xlsx · 表1!C3）")
    assert "请改回原口径“自查”" in sentence
    rounds.typed(entry, "1", of.clerk, basis="自查")
    entry.refresh_from_db()
    assert to_mend(entry) == []


def test_an_approval_that_meets_it_names_the_cell_and_a_way_that_works(of: rounds.Cast) -> None:
    entry, other = reopened(of), rounds.under_review(_second(of), "90", of)
    rounds.under_review(entry, "1", of, basis="")
    in_force(entry, "0", file_name="年鉴.xlsx")
    with pytest.raises(MoveRefusedError) as refused:
        approve([entry.pk, other.pk], by=of.reviewer)
    said = str(refused.value)
    assert said.startswith(f"{entry.numbered}：口径“未注明”下另有在账数值 0（导入 年鉴.xlsx）")
    assert "没有通过任何一项。请先取消勾选本项，其余各项可以通过" in said
    approve([other.pk], by=of.reviewer)
    return_entries([entry.pk], words="改回原口径", by=of.reviewer)
    rounds.approved(entry, "1", of, basis="自查")


def _second(of: rounds.Cast) -> Entry:
    rounds.row(of, "pm25", 2, baseline_cell="C1", baseline_text="")
    refresh_round(Round.objects.get())
    return Entry.objects.get(indicator__code="pm25")


def test_an_invented_figure_never_stands_in_the_way(of: rounds.Cast) -> None:
    entry = reopened(of)
    invented = in_force(entry, "0", is_demo=True)
    rounds.under_review(entry, "1", of, basis="")
    assert "口径“未注明”的在账数值 0（演示数据）将由本数值代替" in str(entry.warnings)
    approve([entry.pk], by=of.reviewer)
    (figure,) = Observation.objects.all()
    assert (figure.basis, figure.text) == ("", "1")
    assert figure.pk != invented.pk


def test_a_constant_number_of_questions(of: rounds.Cast) -> None:
    for number in range(1, 6):
        rounds.row(of, f"row-{number}", number, baseline_cell="C1")
    entries = list(rounds.opened(of).entries.select_related("round", "county", "indicator", "site"))
    for one in entries:
        in_force(one, "0")
        one.text, one.basis = "85", "自查"

    def questions(some: list[Entry]) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert all(said[0]["code"] == "other_basis" for said in warnings_of(some).values())
        return len(queries)

    assert questions(entries) == questions(entries[:1])


def test_a_change_of_the_basis_alone_stands_in_the_record(of: rounds.Cast, client: Client) -> None:
    entry = reopened(of)
    rounds.under_review(entry, "1", of, basis="")
    client.force_login(of.reviewer)
    moved = "口径由“自查”改为“未注明”"
    assert moved in client.get(reverse("review-county", args=PLACE)).content.decode()
    page = client.get(reverse("entry", args=[entry.pk]), {"part": 1})
    typed = [said for step, said in page.context["page"].steps if step.move == "save"]
    assert typed[0].startswith(moved)
    approve([entry.pk], by=of.reviewer)
    figures = client.get(reverse("entry", args=[entry.pk]), {"part": 1}).context["page"].figures
    assert figures[0].same == f"同值，{moved}"


def test_a_return_that_is_answered_by_another_basis_says_so(of: rounds.Cast, client: Client) -> None:
    entry = rounds.under_review(opened(of), "1", of, basis="自查")
    return_entries([entry.pk], words="口径有误", by=of.reviewer)
    rounds.under_review(entry, "1", of, basis="")
    client.force_login(of.reviewer)
    page = client.get(reverse("review-county", args=PLACE)).content.decode()
    assert "口径由“自查”改为“未注明”" in page
    assert "数值未改" in page
