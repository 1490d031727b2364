"""Pages of tasks: list, one task, upload with preview, registering from the text, handing to departments."""

from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import Act, User
from accounts.permissions import Role
from counties.models import County, Department, Plan
from imports.models import ImportBatch
from imports.undoing import look_back, undo
from measures.models import Assignment, Measure, MeasureEdition
from reporting.actions.messages import deliver
from reporting.models import Message
from tests import reference
from tests.measures.loading import PLANS, applied, listed, load
from tests.measures.real_lists import LISTS
from tests.planning.answers import (
    ADMINS,
    FIGURES,
    FOREIGN,
    NO_ADMINS,
    NO_REVIEW,
    NOTHING,
    READ_ONLY,
    REVIEW,
    REVIEWED,
    Answers,
)
from tests.proving import signed_in
from tests.workbooks.making import books
from workbooks.reading import read_workbook

pytestmark = pytest.mark.django_db

ANSWERS = {
    "measure-list": Answers(FIGURES, READ_ONLY),
    "measure": Answers(FIGURES, READ_ONLY, FOREIGN),
    "measure-new": Answers(REVIEW, REVIEW),
    "measure-assign": Answers(NO_REVIEW, REVIEWED),
    "measure-withdraw": Answers(NO_REVIEW, REVIEWED),
    "measure-edition-file": Answers(FIGURES, READ_ONLY, FOREIGN),
    "import-measures": Answers(ADMINS, ADMINS),
    # The password is asked for first (200), whatever the batch at hand is.
    "import-measures-confirm": Answers(NO_ADMINS, ADMINS),
    "import-measures-drop": Answers(NO_ADMINS, NOTHING),
    "import-measures-departments": Answers(NO_ADMINS, NOTHING),
}


def hold(county: County, keys: Iterator[int]) -> None:
    plan = county.plans.get()
    original = books({"任务": [["任务"]]})
    edition = MeasureEdition(
        pk=next(keys), plan=plan, number=1, file_name="任务.xlsx", sha256=sha256(original).hexdigest()
    )
    edition.file.save("任务.xlsx", ContentFile(original), save=False)
    edition.save()
    task = Measure.objects.create(
        pk=next(keys),
        plan=plan,
        edition=edition,
        place=1,
        name="甲事",
        text="做好甲事。",
        deadline="2025",
        cells={"name": "C4"},
    )
    task.findings.add(*county.findings.all())
    by = User.objects.get(username=f"clerk-{county.code}")
    water = Department.objects.order_by("pk").first()
    assert water is not None
    Assignment.objects.create(pk=next(keys), measure=task, department=water, by=by)


@pytest.fixture(scope="module", autouse=True)
def _tasks(once_per_module: None) -> None:
    reference.load()
    for file in PLANS:
        load(file)


@pytest.fixture
def reviewer(client: Client) -> User:
    person = reference.reviewer()
    client.force_login(person)
    return person


def shown(client: Client, address: str = "") -> str:
    return client.get(reverse("measure-list") + address).content.decode()


def test_tasks_are_listed_with_their_words_their_reading_and_their_cells(
    client: Client, reviewer: User
) -> None:
    page = shown(client, "?plan=140213-lsqh")
    assert "共 55 项任务，已交办 0 项" in page
    assert "营造林草面积 5 万亩" in page
    assert "读作 5 万亩" in page
    assert "平城-任务分解.xlsx · 主要任务分解表!D11" in page


def test_what_is_said_thrice_is_told_and_not_added(client: Client, reviewer: User) -> None:
    page = shown(client, "?county=140214&look=twice")
    assert "疑似重复，不相加" in page
    assert "数值不得相加" in page


@pytest.mark.parametrize(
    ("address", "number"),
    [
        ("", 340),
        ("?county=140214", 143),
        ("?plan=140214-hb", 67),
        ("?department=natural-resources&plan=140213-lsqh", 22),
        ("?deadline=2030", 3),
        ("?deadline=none&plan=140225-lsqh", 27),
        ("?target=some", 191),
        ("?state=assigned", 0),
        ("?q=营造林", 7),
    ],
)
def test_the_list_is_narrowed_by_what_a_person_asks(
    client: Client, reviewer: User, address: str, number: int
) -> None:
    page = shown(client, address)
    assert (f"共 {number} 项任务" if number else "没有符合筛选条件的任务") in page


def test_a_page_costs_a_constant_number_of_queries(client: Client, reviewer: User) -> None:
    shown(client)
    with CaptureQueriesContext(
        connection,
    ) as few:
        shown(client, "?plan=140213-lsqh&deadline=2030")
    with CaptureQueriesContext(connection) as many:
        shown(client)
    assert len(many) <= len(few) <= 26


def test_all_tasks_leave_as_excel_with_their_cells(client: Client, reviewer: User) -> None:
    content = client.get(reverse("measure-list") + "?plan=140214-hb&format=xlsx").content
    (sheet,) = read_workbook(content).sheets
    assert sum("云冈环保-任务分解.xlsx" in "".join(line) for line in sheet.rows) == 67


def test_a_task_shows_everything_that_its_plan_prints_and_how_it_is_read(
    client: Client, reviewer: User
) -> None:
    row = Measure.objects.get(plan__key="140214-lsqh", seq="6")
    page = client.get(reverse("measure", args=[row.pk])).content.decode()
    assert "全区完成营造林 1.5 万亩，森林覆盖率达到 16.42%" in page
    assert "1.5 万亩" in page
    assert "16.42 %" in page
    assert "原文没有写明谁牵头" in page
    assert "疑似同一任务" in page
    file = client.get(reverse("measure-edition-file", args=[row.edition_id]))
    assert (
        file.getvalue()
        if hasattr(file, "getvalue")
        else file.content == (LISTS / "云冈-任务分解.xlsx").read_bytes()
    )


def test_a_county_sees_its_own_tasks_only(client: Client) -> None:
    client.force_login(reference.clerk(County.objects.get(code="140213")))
    assert "共 55 项任务" in shown(client)
    foreign = Measure.objects.filter(plan__key="140225-lsqh").first()
    assert foreign is not None
    assert client.get(reverse("measure", args=[foreign.pk])).status_code == 404


# --- deeds


def test_tasks_are_handed_to_a_department_in_bulk_and_again_to_another(
    client: Client, reviewer: User
) -> None:
    tasks = list(Measure.objects.filter(plan__key="140225-lsqh").order_by("place")[:3])
    water = Department.objects.get(code="water")
    sent: dict[str, Any] = {
        "task": [task.pk for task in tasks],
        "department": water.pk,
        "due": "2035-12-31",
        "document_number": "同政办〔2026〕3号",
        "next": "/measures/?plan=140225-lsqh",
    }
    page = client.post(reverse("measure-assign"), sent, follow=True).content.decode()
    assert "已将 3 项任务交办水务局" in page
    assert "2035-12-31 前" in page
    assert "共 58 项任务，已交办 3 项" in page
    handed = Assignment.objects.get(measure=tasks[0])
    assert (handed.department, handed.due, handed.by) == (water, date(2035, 12, 31), reviewer)
    act = Act.objects.get(kind="交办任务")
    assert (act.county and act.county.code, act.detail["count"]) == ("140225", 3)
    assert "没有改动" in client.post(reverse("measure-assign"), sent, follow=True).content.decode()
    forestry = Department.objects.get(code="forestry")
    client.post(reverse("measure-assign"), {**sent, "task": [tasks[0].pk], "department": forestry.pk})
    assert Assignment.objects.get(measure=tasks[0]).department == forestry
    history = client.get(reverse("thing-history", args=["measures.assignment", handed.pk])).content.decode()
    assert "水务局" in history
    assert "林业局" in history


def test_all_tasks_that_the_conditions_leave_are_handed_as_they_were_seen(
    client: Client, reviewer: User
) -> None:
    water = Department.objects.get(code="water")
    sent = {"department": water.pk, "whole": "58", "next": "/measures/?plan=140225-lsqh&page=2"}
    page = client.post(reverse("measure-assign"), sent, follow=True).content.decode()
    assert "已将 58 项任务交办水务局" in page
    assert set(Assignment.objects.values_list("measure__plan__key", flat=True)) == {"140225-lsqh"}
    page = client.post(reverse("measure-assign"), {**sent, "whole": "57"}, follow=True).content.decode()
    assert "已有变化，没有交办" in page


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"task": []}, "请勾选要交办的任务"),
        ({"department": ""}, "请选择责任部门"),
        ({"task": [999999]}, "请勾选要交办的任务"),
        ({"due": "2020-01-31"}, "交办期限 2020-01-31 已过；请填今天或以后的日期"),
        ({"due": "明年"}, "交办期限无法识别，请填如 2026-12-31"),
    ],
)
def test_what_cannot_be_handed_is_said_and_nothing_is_written(
    client: Client, reviewer: User, changes: dict[str, Any], words: str
) -> None:
    task = Measure.objects.first()
    assert task is not None
    sent = {"task": [task.pk], "department": Department.objects.get(code="water").pk, **changes}
    assert words in client.post(reverse("measure-assign"), sent, follow=True).content.decode()
    assert not Assignment.objects.exists()


def test_an_assignment_is_withdrawn_with_its_reason_and_the_import_can_be_undone(client: Client) -> None:
    plan = Plan.objects.get(key="140213-lsqh")
    edition = applied(listed(*([n, "一、水", f"新事{n}", f"做好{n}。"] for n in (1, 2))), plan)
    assert edition is not None
    batch = ImportBatch.objects.latest("pk")
    client.force_login(reference.reviewer())
    tasks = [one.pk for one in Measure.objects.standing().filter(plan=plan)]
    sent: dict[str, Any] = {"task": tasks, "department": Department.objects.get(code="water").pk}
    client.post(reverse("measure-assign"), sent)
    assert "交办可在“重点任务”中撤回" in look_back(batch).refused
    assert "撤回交办" in client.get(reverse("measure", args=[tasks[0]])).content.decode()
    back = reverse("measure-withdraw")
    for reason, why in (("", "请写明撤回的理由"), ("。", "理由只有标点")):
        page = client.post(back, {"task": tasks, "reason": reason}, follow=True).content.decode()
        assert why in page
    assert Assignment.objects.count() == 2
    page = client.post(back, {"task": tasks, "reason": "清单有误"}, follow=True).content.decode()
    assert "已撤回 2 项任务的交办" in page
    assert not Assignment.objects.exists()
    act = Act.objects.get(kind="撤回交办")
    assert (act.county and act.county.code, act.detail["count"], act.detail["reason"]) == (
        "140213",
        2,
        "清单有误",
    )
    assert any("水务局" in one for one in act.detail["tasks"])
    told = client.get(reverse("measure", args=[tasks[0]])).content.decode()
    assert "尚未交办" in told
    assert (
        "没有交办，没有改动"
        in client.post(back, {"task": tasks, "reason": "再来"}, follow=True).content.decode()
    )
    undo(batch.pk, by=reference.administrator(), reason="传错了文件")
    assert not Measure.objects.filter(pk__in=tasks).exists()


def test_a_later_list_that_leaves_out_a_handed_task_says_so_before_it_is_confirmed(client: Client) -> None:
    task = Measure.objects.standing().filter(plan__key="140213-lsqh").order_by("place").first()
    assert task is not None
    water, by = Department.objects.get(code="water"), reference.reviewer()
    Assignment.objects.create(measure=task, department=water, due=date(2030, 12, 31), by=by)
    signed_in(client, reference.administrator())
    page = upload(client, listed([1, "一、水", "甲事", "做好甲事。", None, None, None]), "140213-lsqh")
    assert "删除的任务中 1 项已交办" in page
    assert "已交办水务局，2030-12-31 前完成" in page
    batch = ImportBatch.objects.latest("pk")
    client.post(reverse("import-measures-confirm", args=[batch.pk]))
    task.refresh_from_db()
    assert task.closed_in is not None
    client.force_login(by)
    assert "撤回交办" in client.get(reverse("measure", args=[task.pk])).content.decode()
    sent = {"task": [task.pk], "reason": "清单不再列"}
    assert "已撤回 1 项" in client.post(reverse("measure-withdraw"), sent, follow=True).content.decode()


def test_a_task_is_registered_from_the_text_with_file_page_and_wording(
    client: Client, reviewer: User
) -> None:
    plan = Plan.objects.get(key="140213-lsqh")
    sent = {
        "plan": plan.pk,
        "section": "2.3.2",
        "name": "完善收运处置体系",
        "wording": "到2025年，收运处置体系覆盖行政村达100%。",
        "target": "收运处置体系覆盖行政村达100%",
        "time_limit": "到2025年",
        "source": "规划正文.pdf",
        "page": "31",
    }
    page = client.post(reverse("measure-new"), sent, follow=True).content.decode()
    assert "已登记任务" in page
    made = Measure.objects.get(name="完善收运处置体系")
    assert (made.deadline, made.printed_at, made.registered_by) == ("2025", "规划正文.pdf 第31页", reviewer)
    assert "规划正文.pdf 第31页" in page
    assert "已在账" in client.post(reverse("measure-new"), sent).content.decode()
    other = {**sent, "name": "另一项", "target": "覆盖率达90%"}
    assert "不在所引的原文中" in client.post(reverse("measure-new"), other).content.decode()
    assert "登记自正文" in shown(client, "?look=text")


@pytest.mark.parametrize(
    ("section", "where"),
    [
        ("第四章", {"chapter": "第四章"}),
        ("第四章 改善水环境", {"chapter": "第四章 改善水环境"}),
        (
            "第四章 改善水环境 › 第二节 治理黑臭水体",
            {"chapter": "第四章 改善水环境", "section": "第二节 治理黑臭水体"},
        ),
        ("第四章第二节", {"chapter": "第四章", "section": "第二节"}),
        ("4.2 治理黑臭水体", {"section": "4.2 治理黑臭水体"}),
        ("2.3.2", {"item": "2.3.2"}),
        ("水环境", {"section": "水环境"}),
        ("", {}),
    ],
)
def test_the_place_of_a_registered_task_is_read_by_its_number(
    client: Client, reviewer: User, section: str, where: dict[str, str]
) -> None:
    sent = {"plan": Plan.objects.get(key="140213-lsqh").pk, "name": "一事", "wording": "做一件事。"}
    more = {"section": section, "source": "规划正文.pdf", "page": "31"}
    client.post(reverse("measure-new"), {**sent, **more})
    made = Measure.objects.get(name="一事")
    levels = ("chapter", "section", "item", "point")
    assert {level: text for level in levels if (text := getattr(made, level))} == where


def test_a_registered_task_stays_when_the_list_gets_a_new_edition(client: Client, reviewer: User) -> None:
    plan = Plan.objects.get(key="140213-lsqh")
    made = Measure.objects.create(plan=plan, place=99, name="甲", text="做好甲事。", source="正文.pdf 第1页")
    load("平城-任务分解.xlsx")
    made.refresh_from_db()
    assert made.closed_in is None


# --- upload


def upload(client: Client, content: bytes, plan: str = "") -> str:
    county = County.objects.get(code="140213")
    file = SimpleUploadedFile("任务.xlsx", content)
    sent = {"county": county.pk, "plan": Plan.objects.get(key=plan).pk if plan else "", "file": file}
    return client.post(reverse("import-measures"), sent, follow=True).content.decode()


def test_a_list_is_uploaded_previewed_confirmed_and_told_to_the_county(client: Client) -> None:
    clerk = reference.clerk(County.objects.get(code="140213"))
    signed_in(client, reference.administrator())
    rows: list[list[Any]] = [
        [1, "一、水", "甲事", "做好甲事。", None, "2025年", "水利站"],
        [2, None, "乙事", "乙。", None, "近期", "水务局"],
    ]
    page = upload(client, listed(*rows), "140213-lsqh")
    assert "将作为“平城 两山七河规划”任务清单的第2版入账" in page
    assert "新增 1 甲事" in page
    assert "“水利站”是" in page
    assert "无法读出完成期限" in page
    batch = ImportBatch.objects.latest("pk")
    water = {"printed": ["水利站"], "department": ["water"]}
    page = client.post(
        reverse("import-measures-departments", args=[batch.pk]), water, follow=True
    ).content.decode()
    assert "不在名录" not in page
    assert "“水利站”作水务局" in page
    batch = ImportBatch.objects.latest("pk")
    page = client.post(reverse("import-measures-confirm", args=[batch.pk]), follow=True).content.decode()
    assert "已入账：平城 两山七河规划 任务清单第2版" in page
    made = Measure.objects.standing().get(plan__key="140213-lsqh", name="甲事")
    assert made.department_codes == ["water"]
    assert Measure.objects.standing().filter(plan__key="140213-lsqh").count() == 2
    deliver(timezone.now() + timedelta(seconds=1))
    told = client.get(reverse("measure", args=[made.pk])).content.decode()
    assert "读作 水务局" in told
    assert "读作 水务局" in shown(client, "?plan=140213-lsqh")
    other = upload(
        client, listed([1, "一、水", "甲事", "做好甲事。", None, "2025年", "林业局"]), "140213-lsqh"
    )
    assert "责任部门读作 林业局" in other
    assert "责任部门读作 水务局" in other
    assert "forestry" not in other.split('id="entering"')[1]
    titles = Message.objects.filter(user=clerk).values_list("title", flat=True)
    assert "市级导入了平城区的重点任务 57 项" in titles


def test_a_list_that_names_no_plan_is_asked_for_it(client: Client) -> None:
    signed_in(client, reference.administrator())
    page = upload(client, listed([1, "一、水", "甲事", "做好甲事。", None, None, None]))
    assert "文件没有写明是哪个规划的任务；请指明规划：“两山七河规划”" in page
    assert "140213-lsqh" not in page
    assert not ImportBatch.objects.filter(kind=ImportBatch.Kind.MEASURES, state="previewed").exists()


def test_a_task_that_a_list_prints_twice_is_marked_before_it_is_confirmed(client: Client) -> None:
    signed_in(client, reference.administrator())
    once: list[Any] = [1, "一、水", "甲事", "做好甲事。", "达到60%", "2025年", None]
    long = "加强生活污水处理设施建设和运行管理。"
    rows = [
        once,
        [2, *once[1:]],
        [3, None, "乙事", long, None, None, None],
        [4, None, "丙事", long, None, None, None],
    ]
    page = upload(client, listed(*rows, [5, None, "丁事", "另一件事。", None, None, None]), "140213-lsqh")
    assert "与 任务!C3 完全相同，疑似重复列示" in page
    assert "与 任务!C2 完全相同，疑似重复列示" in page
    assert "与 任务!C5 的任务内容相同，疑似重复列示" in page
    assert "4 项任务疑似重复列示：任务!C2、任务!C3、任务!C4、任务!C5；汇总时不得相加" in page
    rows = [once, [None, None, None, None, "达到90%", "2030年", None]]
    assert "疑似重复列示" not in upload(client, listed(*rows), "140213-lsqh")


def test_a_list_of_another_county_is_refused_at_the_page(client: Client) -> None:
    signed_in(client, reference.administrator())
    foreign = listed(
        [1, "一、水", "甲事", "做好甲事。", None, None, None],
        lines=("新荣区“十四五”“两山七河一流域”规划工作任务分解表",),
    )
    for plan in ("", "140213-lsqh"):
        page = upload(client, foreign, plan)
        assert "文件写明的是新荣区" in page
        assert "所选县区是平城区" in page
        assert "确认入账" not in page
    assert not ImportBatch.objects.filter(kind=ImportBatch.Kind.MEASURES, state="previewed").exists()


def test_an_administrator_reads_and_hands_nothing_over(client: Client) -> None:
    client.force_login(reference.person("administrator", Role.ADMIN))
    assert "交办勾选的任务" not in shown(client)
