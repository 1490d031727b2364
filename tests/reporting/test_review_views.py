"""The reviewer's pages: the queue, freezing, approving the clean, returning with words, re-opening one cell."""

import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Act, Membership, User
from accounts.permissions import Role
from indicators.models import Observation
from reporting.actions.reviewing import begin_review, reopen
from reporting.actions.submitting import keep_value, send_back, sign, submit
from reporting.models import Entry, Reopening, Step
from reporting.states import State
from tests import small_ledger as ledger
from tests.reporting import rounds
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db
PLACE = [2024, "990001"]


@pytest.fixture
def of() -> rounds.Cast:
    made = rounds.cast()
    for number, code in enumerate(("good-days", "pm25", "water"), start=1):
        rounds.row(made, code, number, baseline_cell="C1")
    rounds.opened(made)
    return made


@pytest.fixture
def city(client: Client, of: rounds.Cast) -> Client:
    client.force_login(of.reviewer)
    return client


@pytest.fixture
def fresh(city: Client) -> Client:
    """The reviewer has proved the own identity a moment ago."""
    import time

    session = city.session
    session["confirmed_at"] = time.time()
    session.save()
    return city


def signed(of: rounds.Cast, *texts: str, **fields: str) -> list[Entry]:
    entries = list(Entry.objects.order_by("indicator__order", "pk"))[: len(texts)]
    for entry, text in zip(entries, texts, strict=True):
        rounds.typed(entry, text, of.clerk, explanation="已核实", **fields)
    ids = [entry.pk for entry in entries]
    submit(ids, by=of.clerk)
    sign(ids, by=of.head)
    return again(entries)


def again(entries: list[Entry]) -> list[Entry]:
    for entry in entries:
        entry.refresh_from_db()
    return entries


def send(city: Client, name: str, entries: list[Entry], **more: str) -> str:
    given = {"which": "some", "entry": [f"{one.pk}:{one.version}" for one in entries]}
    return as_seen(city.post(reverse(name, args=PLACE), {**given, **more}, follow=True))


def under_review(city: Client, of: rounds.Cast, *texts: str) -> list[Entry]:
    entries = signed(of, *texts)
    assert f"已开始审核 {len(texts)} 项" in send(city, "review-begin", entries)
    clean = Entry.objects.filter(pk__in=[one.pk for one in entries])
    clean.update(warnings=[])
    return again(entries)


def warn(entry: Entry) -> None:
    Entry.objects.filter(pk=entry.pk).update(
        warnings=[{"code": "tenfold", "sentence": "是上年的十倍", "suggestion": ""}]
    )


def test_the_queue_counts_what_waits_in_every_county(city: Client, of: rounds.Cast) -> None:
    signed(of, "85", "86")
    page = city.get(reverse("review-queue"))
    (line,) = page.context["lines"]
    counted = (line.missing, line.to_review, line.returned, line.approved, line.required)
    assert counted == (1, 2, 0, 0, 3)
    assert "甲县" in as_seen(page)


def test_the_queue_says_who_is_overdue(city: Client, of: rounds.Cast) -> None:
    entry = Entry.objects.first()
    assert entry is not None
    entry.round.deadline = date(2020, 1, 1)
    entry.round.save()
    page = as_seen(city.get(reverse("review-queue")))
    assert "逾期：甲 2024" in page


def test_every_tile_of_the_queue_leads_to_the_counties_that_it_counts(city: Client, of: rounds.Cast) -> None:
    entries = signed(of, "85", "86")
    warn(entries[0])
    begin_review([entries[1].pk], by=of.reviewer)
    send(city, "review-return", again([entries[1]]), words="与月报不符")
    rounds.row(other := rounds.cast("990002", "乙县", reviewer=of.reviewer), "green")
    rounds.opened(other, 2023, deadline=date(2020, 1, 1))
    rounds.approved(Entry.objects.get(county=other.county), "90", other)
    page = as_seen(city.get(reverse("review-queue")))
    links = re.findall(r'<a href="(\?show=(\w+)#counties)"[^>]*>(?:其中有提示 )?(\d+)', page)
    assert [(name, number) for _, name, number in links] == [
        ("waiting", "1"),
        ("warned", "1"),
        ("missing", "1"),
        ("returned", "1"),
        ("approved", "1"),
    ]
    for address, name, number in links:
        narrowed = city.get(reverse("review-queue") + address.partition("#")[0])
        lines = narrowed.context["lines"]
        field = "to_review" if name == "waiting" else name
        assert sum(getattr(line, field) for line in lines) == int(number)
        assert all(getattr(line, field) for line in lines)
        assert f"筛选，{len(lines)} 行" in as_seen(narrowed)
        assert as_seen(narrowed).count("tile chosen") == 1
    assert "没有“与在账不一致”的县区" in as_seen(city.get("/reporting/review/?show=differing"))
    assert len(city.get("/reporting/review/?show=x").context["lines"]) == 2


def test_the_page_says_all_that_a_decision_needs(city: Client, of: rounds.Cast) -> None:
    entry = signed(of, "85")[0]
    fields = {"county": of.county, "indicator": entry.indicator, "unit": "%"}
    Observation.objects.create(year=2023, text="83.5", value=Decimal("83.5"), **fields)
    Observation.objects.create(year=2024, text="84", value=Decimal(84), file_name="年鉴.xlsx", **fields)
    warn(entry)
    page = as_seen(city.get(reverse("review-county", args=PLACE)))
    for told in (
        "83.5",
        "是上年的十倍",
        "填报说明：已核实",
        "在账 84（导入 年鉴.xlsx）将被替换",
        "开始审核 1 项",
    ):
        assert told in page
    assert "基准 80（2020） → 目标 88" in page
    assert "进度滞后" in page


def test_freezing_holds_the_county_off(city: Client, of: rounds.Cast) -> None:
    (entry,) = under_review(city, of, "85")
    assert rounds.typed(entry, "86", of.clerk).outcome == "locked"
    assert "已暂停审核 1 项" in send(city, "review-stop", again([entry]))
    assert again([entry])[0].stands is State.SIGNED


def test_an_approval_asks_who_one_is_and_keeps_the_choice(city: Client, of: rounds.Cast) -> None:
    (entry,) = under_review(city, of, "85")
    asked = send(city, "review-approve", [entry])
    assert "请再次验证身份" in asked
    assert f'value="{entry.pk}:{entry.version}"' in asked
    assert not Observation.objects.exists()
    done = send(city, "review-approve", [entry], confirm_password="reviewer-Passw0rd")
    assert "已审核通过 1 项并入账" in done
    assert Observation.objects.get().text == "85"


def test_all_clean_ones_are_approved_and_the_flagged_held_back(fresh: Client, of: rounds.Cast) -> None:
    entries = under_review(fresh, of, "85", "86", "87")
    warn(entries[1])
    page = fresh.get(reverse("review-county", args=PLACE))
    assert "通过全部无提示的 2 项" in as_seen(page)
    every = [line.seen for line in page.context["clean"]]
    address = reverse("review-approve", args=PLACE)
    given = {"which": "all", "every": every, "entry": [f"{entries[1].pk}:4"]}
    # One click says which they are and puts nothing in force.
    asked = as_seen(fresh.post(address, given))
    assert "将通过下列 2 项" in asked
    assert (entries[0].name in asked, entries[1].name in asked) == (True, False)
    assert not Observation.objects.exists()
    fresh.post(address, {**given, "sure": "1"})
    assert [one.state for one in again(entries)] == ["approved", "under_review", "approved"]


def test_ticked_ones_are_listed_first_where_one_must_be_stopped_at(fresh: Client, of: rounds.Cast) -> None:
    entries = under_review(fresh, of, "85", "86", "87")
    warn(entries[1])
    lines = fresh.get(reverse("review-county", args=PLACE)).context["under_review"]
    address = reverse("review-approve", args=PLACE)
    given = {"which": "some", "entry": [line.seen for line in lines], "words": "同意"}
    asked = as_seen(fresh.post(address, given))
    assert "通过选中的 3 项" in asked
    assert "其中 1 项须留意，排在前面" in asked
    assert asked.index(entries[1].name) < asked.index(entries[0].name)
    assert not Observation.objects.exists()
    # What the page repeats is what was ticked, with the words.
    again_given = re.findall(r'type="hidden" name="(entry|which|sure|words)" value="([^"]*)"', asked)
    assert ("which", "some") in again_given
    form = {"entry": [value for name, value in again_given if name == "entry"]}
    form |= {name: [value] for name, value in again_given if name != "entry"}
    assert "已审核通过 3 项并入账" in fresh.post(address, form, follow=True).content.decode()
    assert {step.words for step in Step.objects.filter(move="approve")} == {"同意"}


def test_ticked_ones_without_remarks_are_approved_at_once(fresh: Client, of: rounds.Cast) -> None:
    under_review(fresh, of, "85", "86")
    seen = [line.seen for line in fresh.get(reverse("review-county", args=PLACE)).context["clean"]]
    given = {"which": "some", "entry": seen}
    page = fresh.post(reverse("review-approve", args=PLACE), given, follow=True).content.decode()
    assert "已审核通过 2 项并入账" in page


def test_a_figure_of_another_source_is_never_replaced_unseen(fresh: Client, of: rounds.Cast) -> None:
    (entry,) = under_review(fresh, of, "85")
    fields = {"county": of.county, "indicator": entry.indicator, "unit": "%", "year": 2024}
    stands = Observation.objects.create(text="84", value=Decimal(84), file_name="年鉴.xlsx", **fields)
    assert fresh.get(reverse("review-county", args=PLACE)).context["clean"] == []
    stands.is_demo = True
    stands.save()
    assert fresh.get(reverse("review-county", args=PLACE)).context["clean"] == []


def looked_at_alone(fresh: Client, entry: Entry, why: str) -> None:
    """The entry is not among the clean ones, says why, and does not pass with them by a forged list either."""
    (line,) = fresh.get(reverse("review-county", args=PLACE)).context["held_back"]
    assert any(why in said for said in line.held_back)
    given = {"which": "all", "every": [line.seen], "sure": "1"}
    page = as_seen(fresh.post(reverse("review-approve", args=PLACE), given, follow=True))
    assert "须逐项查看；没有通过任何一项" in page
    fresh.post(reverse("review-approve", args=PLACE), {"which": "some", "entry": line.seen, "sure": "1"})
    assert again([entry])[0].stands is State.APPROVED


def test_what_replaces_a_demo_figure_is_looked_at_alone(fresh: Client, of: rounds.Cast) -> None:
    (entry,) = under_review(fresh, of, "85")
    fields = {"county": of.county, "indicator": entry.indicator, "unit": "%", "year": 2024}
    Observation.objects.create(text="84", value=Decimal(84), is_demo=True, **fields)
    looked_at_alone(fresh, entry, "在账 84（演示数据）将被替换")


def test_what_says_no_data_is_looked_at_alone(fresh: Client, of: rounds.Cast) -> None:
    (entry,) = under_review(fresh, of, "未监测")
    looked_at_alone(fresh, entry, "无数据：未监测")


def test_what_changes_a_verdict_is_looked_at_alone(fresh: Client, of: rounds.Cast) -> None:
    (entry,) = under_review(fresh, of, "89")
    fields = {"county": of.county, "indicator": entry.indicator, "unit": "%", "year": 2024}
    Observation.objects.create(text="70", value=Decimal(70), is_demo=True, **fields)
    looked_at_alone(fresh, entry, "年结论将由“")


@pytest.mark.parametrize("text", ["85", "84"])
def test_what_was_returned_is_looked_at_alone(fresh: Client, of: rounds.Cast, text: str) -> None:
    (entry,) = under_review(fresh, of, "85")
    send(fresh, "review-return", [entry], words="请核对")
    if text == "85":
        keep_value(entry.pk, words="经复核与年报一致", by=of.clerk)
        submit([entry.pk], by=of.clerk)
        sign([entry.pk], by=of.head)
        begin_review([entry.pk], by=of.reviewer)
    else:
        rounds.under_review(entry, text, of)
    Entry.objects.update(warnings=[])
    looked_at_alone(fresh, entry, "曾被退回或重开")


def test_a_figure_that_came_in_after_the_look_is_not_replaced(fresh: Client, of: rounds.Cast) -> None:
    under_review(fresh, of, "85")
    every = [line.seen for line in fresh.get(reverse("review-county", args=PLACE)).context["clean"]]
    fields = {"county": of.county, "indicator": Entry.objects.order_by("pk")[0].indicator, "unit": "%"}
    stands = Observation.objects.create(year=2024, text="84", value=Decimal(84), **fields)
    address = reverse("review-approve", args=PLACE)
    given = {"which": "all", "every": every, "sure": "1"}
    assert "在账数值在您查看之后已有变化" in as_seen(fresh.post(address, given, follow=True))
    assert Observation.objects.get().text == "84"
    (line,) = fresh.get(reverse("review-county", args=PLACE)).context["held_back"]
    fresh.post(address, {"which": "some", "entry": line.seen, "sure": "1"})
    stands.refresh_from_db()
    assert stands.text == "85"


def test_the_own_figure_cannot_be_ticked_or_approved(fresh: Client, of: rounds.Cast) -> None:
    entry = Entry.objects.order_by("pk")[0]
    clerkship = Membership.objects.create(user=of.reviewer, role=Role.CLERK, county=of.county)
    rounds.typed(entry, "85", User.objects.get(pk=of.reviewer.pk), explanation="代填")
    clerkship.delete()
    submit([entry.pk], by=of.clerk)
    sign([entry.pk], by=of.head)
    send(fresh, "review-begin", again([entry]))
    page = as_seen(fresh.get(reverse("review-county", args=PLACE)))
    assert f'name="entry" value="{entry.pk}:' not in page
    assert "本人" in page
    assert "由您本人填报" in send(fresh, "review-approve", again([entry]))
    assert not Observation.objects.exists()


def test_a_return_needs_words_that_stay_in_sight(city: Client, of: rounds.Cast) -> None:
    first, second = under_review(city, of, "85", "86")
    assert "请写明退回的理由" in send(city, "review-return", [first])
    assert "已退回 1 项" in send(city, "review-return", [first], words="与月报不符，请核对")
    assert [one.state for one in again([first, second])] == ["returned", "under_review"]
    page = as_seen(city.get(reverse("review-county", args=PLACE), {"show": "returned"}))
    assert "与月报不符，请核对" in page
    rounds.under_review(first, "84", of)
    assert "与月报不符，请核对" in as_seen(city.get(reverse("review-county", args=PLACE)))


def test_a_page_that_is_behind_decides_nothing(fresh: Client, of: rounds.Cast) -> None:
    first, second = under_review(fresh, of, "85", "86")
    Entry.objects.filter(pk=second.pk).update(version=second.version + 1)
    assert "在您查看之后已有变化" in send(fresh, "review-approve", [first, second])
    assert not Observation.objects.exists()


def test_one_approved_cell_is_reopened_and_its_correction_told_everywhere(
    fresh: Client, of: rounds.Cast
) -> None:
    first, second = under_review(fresh, of, "85", "86")
    send(fresh, "review-approve", [first, second])
    assert "重开这一项" in as_seen(fresh.get(reverse("entry", args=[first.pk])))
    said = {"reason": "监测站复核", "document_number": "同环函〔2025〕8号", "deadline": "2030-01-31"}
    page = as_seen(fresh.post(reverse("entry-reopen", args=[first.pk]), said, follow=True))
    assert "监测站复核（同环函〔2025〕8号" in page
    assert [one.state for one in again([first, second])] == ["reopened", "approved"]
    rounds.under_review(first, "84.2", of)
    answer = fresh.get(reverse("review-county", args=PLACE))
    assert "上次审核 85" in as_seen(answer)
    assert "现为 84.2" in as_seen(answer)
    (line,) = answer.context["held_back"]
    fresh.post(reverse("review-approve", args=PLACE), {"which": "some", "entry": line.seen, "sure": "1"})
    assert Reopening.objects.get().ended_at is not None
    why = "重开更正（同环函〔2025〕8号）：监测站复核"
    told = as_seen(fresh.get(reverse("entry", args=[first.pk])))
    row = first.measured.plan_rows.get()
    history = as_seen(fresh.get(reverse("row-history", args=[row.pk])))
    figure = as_seen(fresh.get(reverse("plan-indicator", args=[row.pk])))
    assert why in told
    assert why in history
    assert "原为 85" in figure
    assert why in figure


@pytest.mark.parametrize("missing", ["reason", "document_number", "deadline"])
def test_a_reopening_says_why_on_which_paper_and_until_when(
    fresh: Client, of: rounds.Cast, missing: str
) -> None:
    (entry,) = under_review(fresh, of, "85")
    send(fresh, "review-approve", [entry])
    said = {"reason": "误报", "document_number": "1号", "deadline": "2030-01-31", missing: " "}
    page = as_seen(fresh.post(reverse("entry-reopen", args=[entry.pk]), said))
    assert page.count('class="errorlist"') == 1
    assert not Reopening.objects.exists()
    assert again([entry])[0].stands is State.APPROVED


def test_a_reopening_in_the_past_is_refused(fresh: Client, of: rounds.Cast) -> None:
    (entry,) = under_review(fresh, of, "85")
    send(fresh, "review-approve", [entry])
    said = {"reason": "误报", "document_number": "1号", "deadline": "2020-01-01"}
    page = as_seen(fresh.post(reverse("entry-reopen", args=[entry.pk]), said))
    assert "期限已过" in page
    assert again([entry])[0].stands is State.APPROVED


def test_a_correction_past_an_approved_entry_is_flagged_everywhere(fresh: Client, of: rounds.Cast) -> None:
    (entry,) = under_review(fresh, of, "85")
    send(fresh, "review-approve", [entry])
    from indicators.actions.observations import apply_observations
    from tests.indicators.observing import row, staged

    line = row(county="甲县", indicator=entry.measured.name, year=2024, value="83", unit="%")
    apply_observations(
        staged(line, by=of.reviewer).pk, by=of.reviewer, only_clean=True, reason="依据年鉴订正"
    )
    assert Observation.objects.get().text == "83"
    page = as_seen(fresh.get(reverse("entry", args=[entry.pk])))
    assert "在账数值已被更正为 83" in page
    assert "依据年鉴订正" in page
    assert "与在账不一致 1" in as_seen(fresh.get(reverse("review-queue")))
    assert "与在账不一致" in as_seen(fresh.get(reverse("review-county", args=PLACE)))
    fresh.force_login(of.clerk)
    assert "与在账不一致" in as_seen(fresh.get(reverse("entry-grid", args=PLACE)))


def test_a_line_opens_its_story_as_a_fragment(city: Client, of: rounds.Cast) -> None:
    (entry,) = under_review(city, of, "85")
    part = as_seen(city.get(reverse("entry", args=[entry.pk]), {"part": "1"}))
    assert part.lstrip().startswith("<tr")
    for told in ("开始审核", "签发", "提交", "填写", "进度滞后", "没有附佐证材料"):
        assert told in part


def test_the_page_costs_the_same_for_few_and_many(city: Client, of: rounds.Cast) -> None:
    counts = []
    for number in (4, 12):
        for extra in range(number, number * 2):
            rounds.row(of, f"more-{number}-{extra}", extra * 10, baseline_cell="C1")
        from reporting.actions.rounds import refresh_round
        from reporting.models import Round

        refresh_round(Round.objects.get())
        with CaptureQueriesContext(connection) as queries:
            assert city.get(reverse("review-county", args=PLACE), {"show": "all"}).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_county_with_two_plans_sees_both_verdicts(city: Client, of: rounds.Cast) -> None:
    other = ledger.plan(of.county, "second", short_title="两山七河")
    ledger.row(other, Entry.objects.order_by("pk")[0].measured, target_text="84", baseline_cell="C1")
    asking = Entry.objects.order_by("pk")[0].round
    asking.plans.add(other)
    signed(of, "85")
    page = as_seen(city.get(reverse("review-county", args=PLACE)))
    assert "提前完成" in page
    assert "进度滞后" in page


def test_readers_see_the_entry_and_decide_nothing(client: Client, of: rounds.Cast) -> None:
    entry = signed(of, "85")[0]
    for person in (of.clerk, of.head):
        client.force_login(person)
        page = as_seen(client.get(reverse("entry", args=[entry.pk])))
        assert "85" in page
        assert "重开这一项" not in page
        for name in ("review-county", "review-begin", "review-return", "review-approve", "review-stop"):
            assert client.post(reverse(name, args=PLACE)).status_code == 404
        assert client.get(reverse("entry-reopen", args=[entry.pk])).status_code == 404
        assert client.get(reverse("review-queue")).status_code == 404


def test_a_year_without_a_round_and_an_unknown_county_are_unknown(city: Client, of: rounds.Cast) -> None:
    for place in ([2019, "990001"], [2024, "990009"], [2024, "990000"]):
        assert city.get(reverse("review-county", args=place)).status_code == 404
        assert city.post(reverse("review-begin", args=place)).status_code == 404
    assert city.get(reverse("entry", args=[10**9])).status_code == 404


def test_a_cell_reopened_after_the_end_of_its_round_stays_open_while_it_is_corrected(
    fresh: Client, of: rounds.Cast
) -> None:
    first, second = under_review(fresh, of, "85", "86")
    send(fresh, "review-approve", [first])
    send(fresh, "review-return", [second], words="重报")
    fresh.post(reverse("round-close", args=[2024]))
    reopen(first.pk, reason="误", document_number="1号", deadline=date(2030, 1, 1), by=of.reviewer)
    assert rounds.typed(first, "84", of.clerk).outcome == "saved"
    assert rounds.typed(first, "84.1", of.clerk).outcome == "saved"
    # What was returned opens by itself too, and nothing beside it.
    assert rounds.typed(second, "84", of.clerk).outcome == "saved"
    third = Entry.objects.exclude(pk__in=[first.pk, second.pk]).get()
    assert rounds.typed(third, "84", of.clerk).message == "2024 年度填报已结束"


def test_every_decision_is_on_record(fresh: Client, of: rounds.Cast) -> None:
    entries = under_review(fresh, of, "85", "86")
    send(fresh, "review-return", entries[:1], words="重报")
    send(fresh, "review-approve", entries[1:])
    reopen(entries[1].pk, reason="误", document_number="1号", deadline=date(2030, 1, 1), by=of.reviewer)
    kinds = set(Act.objects.filter(by=of.reviewer).values_list("kind", flat=True))
    assert {"填报开始审核", "填报退回", "填报审核通过", "填报重开"} <= kinds


def test_what_has_become_odd_since_it_was_handed_in_is_held_back(fresh: Client, of: rounds.Cast) -> None:
    (entry,) = under_review(fresh, of, "85")
    page = fresh.get(reverse("review-county", args=PLACE))
    every = [line.seen for line in page.context["clean"]]
    assert len(every) == 1
    fields = {"county": of.county, "indicator": entry.indicator, "unit": "%"}
    Observation.objects.create(year=2023, text="8.4", value=Decimal("8.4"), **fields)
    given = {"which": "all", "every": every, "sure": "1"}
    answer = fresh.post(reverse("review-approve", args=PLACE), given, follow=True)
    assert "在您查看之后出现提示或变化，须逐项查看；没有通过任何一项" in as_seen(answer)
    (line,) = answer.context["held_back"]
    assert "是 2023 年“8.4”的约 10 倍" in line.held_back[0]
    fresh.post(reverse("review-approve", args=PLACE), {"which": "some", "entry": line.seen, "sure": "1"})
    assert again([entry])[0].stands is State.APPROVED


def test_a_hint_keeps_a_cell_from_the_unremarked(fresh: Client, of: rounds.Cast) -> None:
    entry = Entry.objects.order_by("indicator__order", "pk")[0]
    fields = {"county": of.county, "indicator": entry.indicator, "unit": "%"}
    Observation.objects.create(year=2023, text="85.4", value=Decimal("85.4"), **fields)
    under_review(fresh, of, "85.4")
    page = fresh.get(reverse("review-county", args=PLACE))
    assert page.context["clean"] == []
    assert "与 2023 年相同，请留意是否为当年数据" in as_seen(page)


def kept_by(page: str) -> tuple[str, int]:
    """The words that stand in the form, and how many lines are ticked."""
    words = re.search(r'name="words" value="([^"]*)"', page)
    assert words, page
    return words[1], len(re.findall(r'name="entry" value="[^"]+" checked', page))


def test_a_refused_return_keeps_ticks_and_words(city: Client, of: rounds.Cast) -> None:
    first, second, third = under_review(city, of, "85", "86", "87")
    seen = [f"{one.pk}:{one.version}:" for one in (first, second)]
    silent = {"which": "some", "entry": seen, "words": "", "show": "waiting"}
    page = as_seen(city.post(reverse("review-return", args=PLACE), silent, follow=True))
    assert "请写明退回的理由" in page
    assert kept_by(page) == ("", 2)
    # Somebody else had a hand in the first: the words stay, and only what was looked at stays ticked.
    Entry.objects.filter(pk=first.pk).update(version=first.version + 1)
    given = {**silent, "words": "与月报<不符>"}
    page = as_seen(city.post(reverse("review-return", args=PLACE), given, follow=True))
    assert "在您查看之后已有变化" in page
    assert kept_by(page) == ("与月报&lt;不符&gt;", 1)
    assert kept_by(as_seen(city.get(reverse("review-county", args=PLACE)))) == ("", 0)
    assert {one.state for one in again([first, second, third])} == {"under_review"}


def test_a_refused_approval_keeps_them_too(fresh: Client, of: rounds.Cast) -> None:
    first, second = under_review(fresh, of, "85", "86")
    seen = [f"{first.pk}:{first.version}:", f"{second.pk}:{second.version - 1}:"]
    given = {"which": "some", "entry": seen, "words": "同意"}
    page = as_seen(fresh.post(reverse("review-approve", args=PLACE), given, follow=True))
    assert kept_by(page) == ("同意", 1)


def test_all_are_ticked_only_where_one_can_be(city: Client, of: rounds.Cast) -> None:
    (entry,) = signed(of, "85")
    address = reverse("review-county", args=PLACE)
    assert "data-tick-all" not in as_seen(city.get(address))
    head = Client()
    head.force_login(of.head)
    signing = reverse("signing", args=PLACE)
    assert "data-tick-all" in as_seen(head.get(signing, {"show": "signed"}))
    send(city, "review-begin", [entry])
    assert "data-tick-all" in as_seen(city.get(address))
    assert "data-tick-all" not in as_seen(head.get(signing, {"show": "signed"}))


def test_the_words_of_a_step_back_are_called_by_who_said_them(city: Client, of: rounds.Cast) -> None:
    (entry,) = signed(of, "85")
    send_back([entry.pk], words="“已核实”不是理由", by=of.head)
    clerk = Client()
    clerk.force_login(of.clerk)
    assert "““" not in as_seen(clerk.get(reverse("entries")))
    page = as_seen(city.get(reverse("review-county", args=PLACE), {"show": "returned"}))
    assert "负责人退回意见（" in page
    assert "退回填报人意见" not in page


def test_leaving_a_reopening_undone_is_no_refusal(city: Client, of: rounds.Cast) -> None:
    entry = rounds.approved(Entry.objects.order_by("pk")[0], "85", of)
    page = as_seen(city.get(reverse("entry-reopen", args=[entry.pk])))
    assert "不重开" not in page
    assert ">取消</a>" in page


def test_the_number_with_remarks_opens_those_and_no_others(city: Client, of: rounds.Cast) -> None:
    signed(of, "91", "3100")
    (odd,) = [entry for entry in Entry.objects.filter(state=State.SIGNED) if entry.warnings]
    page = reverse("review-county", args=PLACE)
    assert f"{page}?show=warned" in city.get(reverse("review-queue")).content.decode()
    answer = city.get(page, {"show": "warned"})
    assert [line.entry.pk for line in answer.context["lines"]] == [odd.pk]
    assert ("warned", "待审核且有提示", 1) in answer.context["tabs"]
