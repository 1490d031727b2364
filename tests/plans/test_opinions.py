"""修改说明: typed, imported from a sheet as it is printed, exported; the county reads it, only administrators write it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import User
from counties.models import County, Opinion, Plan, Revision
from imports.models import ImportBatch
from imports.undoing import undo
from indicators.models import AssignedTarget, PlanIndicator
from plans.opinions import begin_revision
from plans.revising import Basis
from tests import real_plans, reference
from tests.planning.answers import ADMINS, FIGURES, FOREIGN, NO_ADMINS, READ_ONLY, Answers
from tests.proving import signed_in
from tests.seeing import as_seen
from tests.workbooks.making import books
from workbooks.reading import read_workbook

pytestmark = pytest.mark.django_db
ADMINISTERED = "302 404 404 404 404 404 302 404"
ANSWERS = {
    "plan-revisions": Answers(FIGURES, READ_ONLY, FOREIGN),
    "revision": Answers(FIGURES, READ_ONLY, FOREIGN),
    **dict.fromkeys(("revision-new", "opinion-new", "opinion"), Answers(ADMINS, ADMINS)),
    **dict.fromkeys(("opinion-remove", "import-opinions"), Answers(NO_ADMINS, ADMINISTERED)),
    # The password is asked for first (200).
    "import-opinions-apply": Answers(NO_ADMINS, ADMINS),
}
HEAD = ["序号", "提出单位", "意见和建议", "采纳情况", "未采纳理由", "修改情况"]
ROWS = [
    [1, "市水务局", "水土流失治理面积的单位应为公顷", "采纳", "", "表3-1 序号17，单位改为公顷"],
    [2, "市林业局", "森林覆盖率目标调为 28", "部分采纳", "以批复的 27.04 为准", "第三章第二节补充说明"],
    [3, "专家组", "增加湿地保护率", "未采纳", "本区没有湿地", ""],
]


@pytest.fixture(scope="module", autouse=True)
def _reference(once_per_module: None) -> None:
    reference.load()


@pytest.fixture
def by() -> User:
    return reference.administrator()


@pytest.fixture
def admin(client: Client, by: User) -> Client:
    signed_in(client, by)
    return client


@pytest.fixture
def revision(by: User) -> Revision:
    plan = Plan.objects.get(key="140212-lsqh")
    return begin_revision(plan, Basis("experts", "规划评审会专家组意见", None, "按评审意见修改"), by=by)


def brought(admin: Client, revision: Revision, *rows: list[object]) -> ImportBatch:
    content = books({"采纳情况表": [["新荣区规划征求意见采纳情况表"], HEAD, *rows]})
    file = SimpleUploadedFile("采纳情况.xlsx", content)
    admin.post(reverse("import-opinions", args=[revision.pk]), {"file": file})
    return ImportBatch.objects.latest("pk")


def listed() -> list[tuple[object, ...]]:
    names = ("number", "source", "text", "outcome", "reason", "place")
    return list(Opinion.objects.order_by("number").values_list(*names))


def test_a_revision_is_put_on_record_before_its_edition_comes(admin: Client) -> None:
    address = reverse("revision-new", args=["140212-lsqh"])
    page = as_seen(admin.post(address, {"answers": "experts", "reason": "按评审意见修改"}))
    assert "须写明文号；没有文号的写文件名称" in page
    said = {"answers": "experts", "document": "专家组意见", "reason": "按评审意见修改"}
    page = as_seen(admin.post(address, said, follow=True))
    assert "专家意见（专家组意见）" in page
    listed_at = reverse("plan-revisions", args=["140212-lsqh"])
    assert "专家意见（专家组意见）" in as_seen(admin.get(listed_at))
    (sheet,) = read_workbook(admin.get(f"{listed_at}?format=xlsx").content).sheets
    assert any("按评审意见修改" in line for line in sheet.rows)


def test_an_opinion_is_typed_changed_and_taken_out(admin: Client, revision: Revision) -> None:
    new = reverse("opinion-new", args=[revision.pk])
    said = {"source": "专家组", "text": "增加湿地保护率", "outcome": "declined"}
    assert "“不采纳”的须写明理由" in as_seen(admin.post(new, said))
    assert "已保存第 1 条意见" in as_seen(admin.post(new, {**said, "reason": "本区没有湿地"}, follow=True))
    opinion = Opinion.objects.get()
    page = reverse("opinion", args=[opinion.pk])
    changed = {**said, "outcome": "partly", "reason": "另作说明"}
    assert "部分采纳" in as_seen(admin.post(page, changed, follow=True))
    assert "没有改动" in as_seen(admin.post(page, changed))
    told = as_seen(admin.get(reverse("thing-history", args=["counties.opinion", opinion.pk])))
    assert "不采纳：本区没有湿地" in told
    assert "部分采纳：另作说明" in told
    assert "已删除第 1 条" in as_seen(admin.post(reverse("opinion-remove", args=[opinion.pk]), follow=True))


def test_a_table_is_brought_in_as_it_is_printed_and_exported_and_brought_in_again(
    admin: Client, revision: Revision
) -> None:
    batch = brought(admin, revision, *ROWS)
    page = as_seen(admin.get(reverse("import", args=[batch.pk])))
    assert "新增 3 条，变更 0 条，不变 0 条，退回 0 条" in page
    assert Opinion.objects.count() == 0
    page = as_seen(admin.post(reverse("import-opinions-apply", args=[batch.pk]), follow=True))
    assert "已写入 3 条意见" in page
    assert listed()[1] == (
        2,
        "市林业局",
        "森林覆盖率目标调为 28",
        "partly",
        "以批复的 27.04 为准",
        "第三章第二节补充说明",
    )
    exported = admin.get(f"{reverse('revision', args=[revision.pk])}?format=xlsx").content
    (sheet,) = read_workbook(exported).sheets
    assert any("以批复的 27.04 为准" in line for line in sheet.rows)
    file = SimpleUploadedFile("修改说明.xlsx", exported)
    admin.post(reverse("import-opinions", args=[revision.pk]), {"file": file})
    assert ImportBatch.objects.latest("pk").report["counts"]["same"] == 3


def test_rows_that_say_too_little_are_named_and_the_others_go_in(admin: Client, revision: Revision) -> None:
    bad = [
        [4, "", "", "采纳", "", ""],
        [5, "", "有意见", "再议", "", ""],
        [6, "", "有意见", "不采纳", "", ""],
        [1, "", "又一条", "采纳", "", ""],
    ]
    batch = brought(admin, revision, ROWS[0], *bad)
    messages = " ".join(one["message"] for one in batch.report["problems"])
    for said in ("采纳情况“再议”无法识别", "须写明理由", "序号 1 与第 3 行重复"):
        assert said in messages
    admin.post(reverse("import-opinions-apply", args=[batch.pk]))
    assert [row[0] for row in listed()] == [1]


def test_a_preview_that_was_overtaken_writes_nothing(admin: Client, revision: Revision) -> None:
    batch = brought(admin, revision, *ROWS)
    Opinion.objects.create(revision=revision, number=2, text="他人所写", outcome="adopted")
    page = as_seen(admin.post(reverse("import-opinions-apply", args=[batch.pk]), follow=True))
    assert "预览之后这份修改说明已有变动" in page
    assert [row[2] for row in listed()] == ["他人所写"]


def test_an_imported_list_is_taken_back(admin: Client, revision: Revision, by: User) -> None:
    Opinion.objects.create(revision=revision, number=1, text="原来的", outcome="adopted")
    batch = brought(admin, revision, *ROWS)
    admin.post(reverse("import-opinions-apply", args=[batch.pk]))
    assert len(listed()) == 3
    undo(batch.pk, by=by, reason="传错了")
    assert [row[2] for row in listed()] == ["原来的"]


def test_a_county_reads_its_own_and_writes_nothing(client: Client, revision: Revision) -> None:
    Opinion.objects.create(revision=revision, number=1, text="单位应为公顷", outcome="adopted")
    client.force_login(reference.clerk(County.objects.get(code="140212")))
    page = as_seen(client.get(reverse("revision", args=[revision.pk])))
    assert "单位应为公顷" in page
    assert "逐条录入" not in page
    client.force_login(reference.clerk(County.objects.get(code="140225"), "other"))
    assert client.get(reverse("revision", args=[revision.pk])).status_code == 404
    assert client.get(reverse("plan-revisions", args=["140212-lsqh"])).status_code == 404


def test_a_revised_target_names_the_revision_that_it_came_of(client: Client, revision: Revision) -> None:
    real_plans.load("新荣-两山七河规划.xlsx")
    row = PlanIndicator.objects.get(plan=revision.plan, seq="17")
    signed_in(client, reference.reviewer())
    said = {
        "act": "assign", "assign-text": "22万km²", "assign-sure": "22万km²", "assign-authority": "市水务局",
        "assign-document_number": "同水发〔2023〕1号", "assign-issued_on": "2023-06-01",
        "assign-revision": revision.pk,
    }  # fmt: skip
    address = reverse("target-assign", args=[row.pk])
    page = as_seen(client.post(address, said, follow=True))
    assert "规划修改：专家意见（规划评审会专家组意见）" in page
    assert AssignedTarget.objects.get().revision == revision
    assert "22万km²（同水发〔2023〕1号）" in as_seen(client.get(reverse("revision", args=[revision.pk])))
