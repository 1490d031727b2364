"""Projects through the one life of entries: from a round to progress in force, guarded like figures."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.permissions import Role
from counties.models import Department
from counties.periods import Period
from projects.lateness import Late
from projects.ledger import judged_of
from projects.models import Progress
from projects.progress import standings
from refusals import Stale
from reporting.actions.messages import deliver
from reporting.actions.projects import save_project
from reporting.actions.refusals import MoveRefusedError, RoundRefusedError
from reporting.actions.reviewing import approve, lapse_reopenings, reopen, return_entries
from reporting.actions.rounds import refresh_round
from reporting.actions.submitting import keep_value, submit
from reporting.kinds import kind_of
from reporting.models import Entry, Reopening, Round
from reporting.states import State
from tests.reference import person
from tests.reporting import projects, rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> rounds.Cast:
    made = rounds.cast()
    projects.listed(made)
    return made


@pytest.fixture
def entry(of: rounds.Cast) -> Entry:
    return projects.opened(of).entries.get()


def test_a_round_asks_once_for_each_project_of_its_plans(of: rounds.Cast, entry: Entry) -> None:
    assert entry.name == "造林工程"
    assert entry.numbered == "序号 1 造林工程"
    assert str(entry.round) == "2023 年度重点项目填报"
    assert rounds.opened(of, 2023).pk != entry.round_id  # figures of the same year are a round of their own


@pytest.mark.parametrize("second", [Period.YEAR, Period.FIRST_HALF, Period.THIRD_QUARTER])
def test_two_rounds_of_projects_never_overlap(of: rounds.Cast, second: Period) -> None:
    projects.opened(of)
    with pytest.raises(RoundRefusedError, match="重叠"):
        projects.opened(of, period=second)


def test_quarters_and_halves_that_do_not_overlap_stand_beside_each_other(of: rounds.Cast) -> None:
    for period in (Period.FIRST_HALF, Period.THIRD_QUARTER, Period.FOURTH_QUARTER):
        projects.opened(of, period=period)
    assert Round.objects.of_projects().count() == 3


def test_figures_are_asked_for_by_year(of: rounds.Cast) -> None:
    with pytest.raises(DatabaseError, match="round_of_figures_is_a_year"), transaction.atomic():
        Round.objects.create(year=2024, period="q1", deadline=date(2030, 1, 1))


def test_an_approval_puts_what_was_typed_in_force_exactly(of: rounds.Cast, entry: Entry) -> None:
    projects.approved(entry, projects.FIRST, of)

    progress = Progress.objects.get()
    assert entry.progress == progress
    assert progress.said == projects.FIRST == entry.said
    assert progress.text == entry.text == "在建，本期完成 0.12 亿元，到位 0.15 亿元"
    assert (progress.stage, progress.started, progress.money["done"]) == ("building", "2022-04", "0.12")
    stands = standings([entry.project_id or 0])[entry.project_id or 0]
    assert (stands.done, stands.in_place) == (Decimal("0.12"), Decimal("0.15"))


def test_a_later_period_adds_to_what_stands_and_a_correction_corrects_both(
    of: rounds.Cast, entry: Entry
) -> None:
    projects.approved(entry, projects.FIRST, of)
    later = projects.opened(of, 2024).entries.get()
    projects.approved(later, projects.NEXT, of)
    project = entry.project_id or 0
    assert standings([project])[project].done == Decimal("0.15")

    reopen(entry.pk, reason="算错", document_number="文1号", deadline=_soon(), by=of.reviewer)
    projects.approved(entry, {**projects.FIRST, "done": "1100"}, of)
    assert standings([project])[project].done == Decimal("0.14")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"stage": ""}, "没有选阶段"),
        ({"started": ""}, "没有填开工日期"),
        ({"started": "2022.1"}, "不能读成日期"),
        ({"started": "2099"}, "还没有到"),
        ({"done": "约5"}, "不是数字"),
        ({"unit": ""}, "没有选金额单位"),
        ({"opening_paid": ""}, "首次填报"),
        ({"opening_done": "-1"}, "不能是负数"),
        ({"done": "0.00001"}, "小于 1 元"),
        ({"stage": "stopped"}, "停建须填日期和文号"),
        ({"extended_to": "2026-12"}, "延期须同时填延期至和文号"),
        ({"adjusted": "2"}, "调整投资须同时填"),
        ({"stage": "completed", "finished": "2021"}, "早于开工日期"),
        ({"extended_to": "2020-06", "extension_document": "文1号"}, "延期至 2020-06 早于开工日期 2022-04"),
        ({"finished": "2023-05"}, "阶段为在建，而填了完工日期；没有完工的请删去"),
        ({"stage": "completed", "finished": "2023-05"}, "完工应附佐证材料"),
        ({"opening_done": "5"}, "期初累计应附佐证材料"),
    ],
)
def test_what_is_not_ready_says_why_and_stays(
    of: rounds.Cast, entry: Entry, changed: dict[str, str], said: str
) -> None:
    projects.saved(entry, {**projects.FIRST, **changed}, of.clerk)
    with pytest.raises(MoveRefusedError, match=said):
        submit([entry.pk], by=of.clerk)
    entry.refresh_from_db()
    assert entry.stands is State.DRAFT


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"typed_total": "1300"}, "自报累计完成 0.13 亿元，系统累计 0.12 亿元"),
        ({"done": "-5"}, "累计数将减少"),
        ({"done": "13000"}, "超过总投资 1.2 亿元"),
        ({"local.paid": "1600"}, "超过累计到位"),
    ],
)
def test_an_oddity_goes_out_with_a_reason_only(
    of: rounds.Cast, entry: Entry, changed: dict[str, str], said: str
) -> None:
    projects.saved(entry, {**projects.FIRST, **changed}, of.clerk)
    with pytest.raises(MoveRefusedError, match="有提示，请改正或填写说明"):
        submit([entry.pk], by=of.clerk)
    entry.refresh_from_db()
    assert any(said in warning["sentence"] for warning in entry.warnings)
    projects.saved(entry, {**projects.FIRST, **changed}, of.clerk, "审计核减，以决算批复为准")
    submit([entry.pk], by=of.clerk)


def test_the_slower_of_two_clerks_is_told(of: rounds.Cast, entry: Entry) -> None:
    projects.saved(entry, projects.FIRST, of.clerk)
    with pytest.raises(Stale, match="在您打开之后"):
        save_project(entry.pk, said=projects.NEXT, explanation="", version=0, by=of.clerk)


def test_what_moved_in_any_field_meanwhile_is_never_replaced(of: rounds.Cast, entry: Entry) -> None:
    stands = Progress.objects.create(
        project_id=entry.project_id or 0,
        year=2023,
        stage="building",
        text="在建",
        said=projects.FIRST,
        is_demo=True,
    )
    projects.under_review(entry, projects.FIRST, of)
    seen = {entry.pk: kind_of([entry]).mark(entry)}
    Progress.objects.filter(pk=stands.pk).update(said={**projects.FIRST, "next_steps": "验收"})

    with pytest.raises(MoveRefusedError, match="在您查看之后已有变化"):
        approve([entry.pk], over=seen, by=of.reviewer)
    approve([entry.pk], over={entry.pk: kind_of([entry]).mark(entry)}, by=of.reviewer)
    stands.refresh_from_db()
    assert (stands.said, stands.is_demo) == (projects.FIRST, False)


def test_a_reopening_opens_the_named_fields_only(of: rounds.Cast, entry: Entry) -> None:
    projects.approved(entry, projects.FIRST, of)
    reopen(
        entry.pk, reason="漏填", document_number="文1号", deadline=_soon(), by=of.reviewer, fields=["picture"]
    )
    with pytest.raises(MoveRefusedError, match="本次只重开形象进度；本期完成投资不能改动"):
        projects.saved(entry, {**projects.FIRST, "done": "1"}, of.clerk)
    projects.approved(entry, {**projects.FIRST, "picture": "全部完工"}, of)
    assert Progress.objects.get().said["picture"] == "全部完工"


def test_a_reopening_that_lapses_leaves_what_was_approved(of: rounds.Cast, entry: Entry) -> None:
    projects.approved(entry, projects.FIRST, of)
    reopen(entry.pk, reason="漏填", document_number="文1号", deadline=_soon(), by=of.reviewer)
    projects.saved(entry, {**projects.FIRST, "picture": "改"}, of.clerk)
    Reopening.objects.update(deadline=timezone.localdate())
    assert lapse_reopenings(timezone.localdate() + timedelta(1)) == 1
    entry.refresh_from_db()
    assert (entry.said, entry.state, entry.approved_by) == (projects.FIRST, "approved", of.reviewer)


def test_a_returned_project_is_answered_before_it_goes_out(of: rounds.Cast, entry: Entry) -> None:
    projects.under_review(entry, projects.FIRST, of)
    return_entries([entry.pk], words="请核对到位资金", by=of.reviewer)
    projects.saved(entry, {**projects.FIRST, "picture": "改"}, of.clerk)
    projects.saved(entry, projects.FIRST, of.clerk)
    with pytest.raises(MoveRefusedError, match="没有改动"):
        submit([entry.pk], by=of.clerk)
    keep_value(entry.pk, words="已与财政对账，无误", by=of.clerk)
    submit([entry.pk], by=of.clerk)


def test_done_is_done_only_by_an_approval_with_evidence(of: rounds.Cast, entry: Entry) -> None:
    project = entry.project_id or 0
    done = {**projects.FIRST, "stage": "completed", "finished": "2023-07"}
    day = date(2024, 6, 15)
    overdue = judged_of(project, day)
    assert overdue is not None
    assert (overdue.late, "进度未报" in overdue.sentence) == (Late.OVERDUE, True)
    projects.saved(entry, done, of.clerk)
    projects.with_evidence(entry, of)
    projects.approved(entry, done, of)
    found = judged_of(project, day)
    assert found is not None
    assert (found.late, "同验〔2023〕1号 3" in found.sentence) == (Late.EARLY, True)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE projects_progress SET said = '{}'",
        "UPDATE projects_progress SET stage = 'completed'",
        "DELETE FROM projects_progress",
        "UPDATE reporting_entry SET said = '{}', version = version + 1",
        "UPDATE reporting_entry SET progress_id = NULL",
    ],
)
def test_no_code_changes_what_was_approved(of: rounds.Cast, entry: Entry, change: str) -> None:
    projects.approved(entry, projects.FIRST, of)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_an_entry_is_about_one_thing(of: rounds.Cast, entry: Entry) -> None:
    with pytest.raises(DatabaseError, match="entry_is_about_one_thing"), transaction.atomic():
        Entry.objects.create(round=entry.round, county=of.county)


def test_entries_of_two_lists_are_decided_apart(of: rounds.Cast, entry: Entry) -> None:
    rounds.row(of)
    figure = rounds.opened(of).entries.get()
    rounds.typed(figure, "90", of.clerk)
    projects.saved(entry, projects.FIRST, of.clerk)
    with pytest.raises(MoveRefusedError, match="不属于同一张清单"):
        submit([figure.pk, entry.pk], by=of.clerk)
    refresh_round(figure.round)
    assert figure.round.entries.count() == 1


def test_the_story_of_a_project_by_its_pages(client: Client, of: rounds.Cast, entry: Entry) -> None:
    client.force_login(of.clerk)
    save = reverse("project-entry-save", args=[entry.pk])
    page = client.post(save, {**projects.FIRST, "version": "0"}, follow=True).content.decode()
    assert "已保存" in page
    page = client.post(save, {**projects.NEXT, "version": "0"}, follow=True).content.decode()
    assert "在您打开之后" in page
    assert 'value="0.03"' in page  # what was typed stands in the form again
    for who, *moves in ((of.clerk, "submit"), (of.head, "sign"), (of.reviewer, "begin_review")):
        client.force_login(who)
        for move in moves:
            page = _press(client, entry, f"project-{move}")
    assert "已开始审核 1 项" in page
    assert "审核中" in page
    entry.refresh_from_db()
    approve([entry.pk], by=of.reviewer)
    ledger = client.get(reverse("project", args=[entry.project_id])).content.decode()
    assert "主体完工" in ledger
    assert "审核通过" in ledger


def _press(client: Client, entry: Entry, name: str) -> str:
    page = client.get(reverse("project-entries", args=[entry.round_id, entry.county.code]))
    (row,) = page.context["rows"]
    address = reverse(name, args=[entry.round_id, entry.county.code])
    return client.post(address, {"entry": row.name}, follow=True).content.decode()


def test_a_department_s_clerk_sees_its_own_projects(client: Client, of: rounds.Cast, entry: Entry) -> None:
    energy = Department.objects.create(code="energy-x", name="能源局")
    own = person("clerk-energy", Role.CLERK, of.county)
    own.memberships.update(department=energy)
    client.force_login(own)
    address = reverse("project-entry", args=[entry.pk])
    assert client.get(address).status_code == 404
    Entry.objects.filter(pk=entry.pk).update(department=energy)
    assert client.get(address).status_code == 200
    assert "造林工程" in client.get(reverse("entries")).content.decode() or entry.round_id


def test_people_are_told_and_led_to_the_project_s_page(of: rounds.Cast, entry: Entry) -> None:
    deliver(timezone.now())
    (told,) = of.clerk.messages.all()
    assert told.title.startswith("新任务：2023 年度重点项目填报，甲县")
    assert told.link == reverse("project-entries", args=[entry.round_id, of.county.code])


def test_a_county_s_page_asks_the_same_number_of_queries_for_1_and_40(
    client: Client, of: rounds.Cast
) -> None:
    counted = []
    client.force_login(of.clerk)
    for number, year in ((2, 2021), (40, 2022)):
        for place in range(number):
            projects.listed(of, f"{year}-{place}", number=year + place)
        asking = projects.opened(of, year)
        address = reverse("project-entries", args=[asking.pk, of.county.code])
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        counted.append(len(queries))
    assert counted[0] == counted[1]


def test_last_period_is_there_to_start_from_and_no_change_is_one_key(
    client: Client, of: rounds.Cast, entry: Entry
) -> None:
    projects.approved(entry, projects.FIRST, of)
    later = projects.opened(of, 2024).entries.get()
    client.force_login(of.clerk)
    page = client.get(reverse("project-entry", args=[later.pk])).content.decode()
    assert 'value="2022-04"' in page
    assert "与上期无变化" in page
    client.post(reverse("project-entry-save", args=[later.pk]), {"version": "0", "unchanged": "1"})
    later.refresh_from_db()
    assert later.said == {
        "stage": "building",
        "started": "2022-04",
        "unit": "万元",
        "done": "0",
        "picture": "主体完工",
    }
    submit([later.pk], by=of.clerk)


def _soon() -> date:
    return timezone.localdate() + timedelta(7)
