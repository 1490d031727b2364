"""Publishing a year in the browser's way, and its pages, sheets and documents."""

import io
from hashlib import sha256
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.timezone import now
from docx import Document
from openpyxl import load_workbook

from accounts.models import Act, User
from counties.models import PlanEdition
from indicators.models import Observation, PlanIndicator
from judging.actions.publishing import draft_of
from judging.models import Publication
from judging.recompute import recompute
from judging.summaries.preflight import preflight
from tests import small_ledger as ledger
from tests.owning import owner
from tests.reference import clerk, person, reviewer
from tests.reporting import rounds
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db
YEAR = 2023
GIVEN = {"document_number": "同环发〔2024〕8号", "issued_on": "2024-04-01", "note": "经局务会审定"}


@pytest.fixture
def row() -> PlanIndicator:
    """A binding row of 80 → 88 (a target printed “≥88”) with 87 observed in 2023."""
    made = ledger.row(
        ledger.plan(ledger.county()),
        ledger.indicator(),
        attribute="约束性",
        baseline_cell="C1",
        target_text="≥88",
    )
    observe(made, "87")
    return made


def observe(row: PlanIndicator, text: str, **fields: Any) -> None:
    Observation.objects.update_or_create(
        county=row.plan.county,
        indicator=row.indicator,
        year=YEAR,
        defaults={"text": text, "value": text, "unit": "%", **fields},
    )
    recompute({row.pk: [YEAR]}, why="data")


def published() -> Publication:
    by = User.objects.filter(username="publisher").first() or reviewer("publisher")
    return ledger.published(YEAR, by)


def signed_in(user: Any, *, fresh: bool = False) -> Client:
    client = Client()
    client.force_login(user)
    if fresh:
        import time

        session = client.session
        session["confirmed_at"] = time.time()
        session.save()
    return client


def test_a_reviewer_publishes_what_he_saw_with_his_password(row: PlanIndicator) -> None:
    client = signed_in(reviewer())
    page = as_seen(client.get(f"/publications/new/{YEAR}/"))
    assert "没有发起填报任务" in page
    given = {**GIVEN, "seen": draft_of(YEAR).digest}
    asked = client.post(f"/publications/new/{YEAR}/", given)
    assert "密码" in as_seen(asked)
    assert not Publication.objects.exists()
    done = client.post(
        f"/publications/new/{YEAR}/", {**given, "confirm_password": "reviewer-Passw0rd"}, follow=True
    )
    assert "已定稿（第 1 版）并封存" in as_seen(done)
    assert Act.objects.filter(kind="定稿").exists()


def test_invented_figures_are_told_before_they_are_published(row: PlanIndicator) -> None:
    observe(row, "87", is_demo=True)
    client = signed_in(reviewer(), fresh=True)
    given = {**GIVEN, "seen": draft_of(YEAR).digest}
    refused = as_seen(client.post(f"/publications/new/{YEAR}/", given))
    assert "1 项结论用到演示数据；没有定稿" in refused
    assert not Publication.objects.exists()
    client.post(f"/publications/new/{YEAR}/", {**given, "with_demo": "on"})
    assert Publication.objects.exists()


def test_a_missing_document_number_keeps_what_was_typed(row: PlanIndicator) -> None:
    client = signed_in(reviewer(), fresh=True)
    given = {**GIVEN, "document_number": "", "seen": draft_of(YEAR).digest}
    page = as_seen(client.post(f"/publications/new/{YEAR}/", given))
    assert "请填写文号" in page
    assert "经局务会审定" in page


def test_the_page_leads_back_to_each_row_and_tells_what_changed_since(row: PlanIndicator) -> None:
    made = published()
    client = signed_in(reviewer())
    assert f'href="/rows/{row.pk}/?year={YEAR}"' in as_seen(client.get(f"/publications/{made.pk}/"))
    observe(row, "81")
    page = as_seen(client.get(f"/publications/{made.pk}/"))
    assert "定稿 <b>87</b>，现为 <b>81</b>" in page
    for address in (f"/rows/{row.pk}/", f"/counties/{row.plan.county.code}/", "/matrix/"):
        assert "与定稿不一致" in as_seen(client.get(address, {"year": YEAR})), address


def test_the_matrix_in_excel_says_what_is_not_as_published(row: PlanIndicator) -> None:
    published()
    observe(row, "81")
    answer = signed_in(reviewer()).get("/matrix/", {"year": str(YEAR), "format": "xlsx"})
    book = load_workbook(io.BytesIO(answer.content))
    table = [cell.value for cell in book["矩阵"][3]]
    assert str(table[3]).endswith("（与定稿不一致）")
    details = dict(zip([c.value for c in book["明细"][2]], [c.value for c in book["明细"][3]], strict=True))
    assert str(details["与定稿"]).startswith(f"与 {YEAR} 年定稿（同环发〔2024〕8号）不一致。")
    assert "数值：定稿 87，现为 81" in str(details["与定稿"])


def test_a_publication_is_read_as_at_a_past_moment(row: PlanIndicator) -> None:
    before = now().isoformat()
    made = published()
    client = signed_in(reviewer())
    assert "还没有定稿的年度" in client.get("/publications/", {"asof": before}).content.decode()
    assert client.get(f"/publications/{made.pk}/", {"asof": before}).status_code == 404
    for address in ("/publications/", f"/publications/{made.pk}/"):
        page = client.get(address, {"asof": now().isoformat()}).content.decode()
        assert "历史视图：截至" in page
        assert made.document_number in page


def test_what_no_rule_decides_and_what_an_earlier_year_decides_is_open_before_publishing(
    row: PlanIndicator,
) -> None:
    unjudged = ledger.row(row.plan, ledger.indicator("told"), 2, target_text="持续改善")
    carried = ledger.row(row.plan, ledger.indicator("late"), 3, baseline_cell="C3")
    Observation.objects.create(
        county=row.plan.county, indicator=carried.indicator, year=YEAR - 1, text="85", value="85", unit="%"
    )
    again = ledger.row(ledger.plan(row.plan.county, "other"), row.indicator, baseline_cell="C1")
    unset = ledger.row(row.plan, ledger.indicator("unset"), 4, target_text="—")
    recompute({one.pk: [YEAR] for one in (unjudged, carried, again, unset)}, why="data")
    found = preflight(YEAR)
    matters = {one.label: [frozen.row.pk for frozen in one.rows] for one in found.matters}
    assert matters == {
        "目标待下达": [],
        "没有数据": [],
        "暂无法评价": [unjudged.pk],
        "沿用以前年份": [carried.pk],
    }
    assert (len(found.draft.rows), found.counted, found.due) == (5, 4, 3)
    page = as_seen(signed_in(reviewer()).get(f"/publications/new/{YEAR}/"))
    assert "5 行，计 4 项" in page
    assert f"{YEAR} 年没有全年数据，按上一年数值评价。" in page
    assert (
        "同一县区几处规划所印的同一指标只计一次，统计按 4 项，其中未设目标、不参评的不计，应评 3 项" in page
    )


def test_every_row_of_an_open_matter_can_be_reached(row: PlanIndicator) -> None:
    silent = [ledger.row(row.plan, ledger.indicator(f"silent{number}"), number) for number in range(2, 11)]
    recompute({one.pk: [YEAR] for one in silent}, why="data")
    page = as_seen(signed_in(reviewer()).get(f"/publications/new/{YEAR}/"))
    assert [f"/rows/{one.pk}/" in page or f"/{one.pk}/?year={YEAR}" in page for one in silent] == [True] * 9
    assert "等，其余 3 项" in page


def test_a_binding_target_that_was_missed_stands_above_everything(row: PlanIndicator) -> None:
    PlanIndicator.objects.update(target_year=YEAR)
    observe(row, "81")
    made = published()
    assert made.verdicts.get().status == "missed"
    page = as_seen(signed_in(reviewer()).get(f"/publications/{made.pk}/"))
    assert "约束性指标未全部完成（1 项）" in page


def test_the_exports_come_from_the_frozen_content(row: PlanIndicator) -> None:
    made = published()
    observe(row, "81")
    client = signed_in(reviewer())
    book = load_workbook(io.BytesIO(client.get(f"/publications/{made.pk}/?format=xlsx").content))
    cells = {str(cell.value) for line in book["甲县"].iter_rows() for cell in line}
    assert {"87", "≥88", "达到序时进度"} <= cells
    assert "81" not in cells
    word = Document(io.BytesIO(client.get(f"/publications/{made.pk}/?format=docx").content))
    assert word.paragraphs[0].text == "2023年规划目标达成情况评价"
    assert [cell.text for cell in word.tables[1].rows[1].cells][3:] == ["80", "≥88", "87", "达到序时进度"]
    assert word.tables[0].rows[1].cells[1].text == "1/1"


def test_a_figure_of_an_earlier_year_is_never_shown_as_the_year_s_own(row: PlanIndicator) -> None:
    Observation.objects.update(year=YEAR - 1)
    recompute({row.pk: [YEAR]}, why="data")
    made, client = published(), signed_in(reviewer())
    assert f"{YEAR - 1} 年值" in as_seen(client.get(f"/publications/{made.pk}/"))
    word = Document(io.BytesIO(client.get(f"/publications/{made.pk}/?format=docx").content))
    assert word.tables[1].rows[1].cells[5].text == f"87（{YEAR - 1}年值）"
    for address, sheet in (
        (f"/publications/{made.pk}/", "甲县"),
        (f"/counties/{row.plan.county.code}/", row.plan.short_title),
        ("/matrix/", "明细"),
    ):
        answer = client.get(address, {"format": "xlsx", "year": str(YEAR)})
        lines = [[cell.value for cell in line] for line in load_workbook(io.BytesIO(answer.content))[sheet]]
        (heading,) = (line for line in lines if "数值年份" in line)
        assert [line[heading.index("数值年份")] for line in lines if "87" in map(str, line)] == [YEAR - 1]


def test_a_target_like_a_tag_survives_word() -> None:
    made = ledger.row(ledger.plan(ledger.county()), ledger.indicator(), target_text="<30", baseline_cell="C1")
    recompute({made.pk: [YEAR]}, why="data")
    answer = signed_in(reviewer()).get(f"/publications/{published().pk}/?format=docx")
    assert Document(io.BytesIO(answer.content)).tables[1].rows[1].cells[4].text == "<30"


def test_a_county_sees_its_own_part_and_publishes_nothing(row: PlanIndicator) -> None:
    stranger = ledger.county("990002", "乙县")
    other = ledger.row(ledger.plan(stranger), row.indicator, baseline_cell="C1")
    recompute({other.pk: [YEAR]}, why="data")
    made = published()
    own = signed_in(clerk(row.plan.county))
    page = as_seen(own.get(f"/publications/{made.pk}/"))
    assert "甲县" in page
    assert "乙县" not in page
    assert own.get("/publications/").status_code == 200
    assert own.get("/publications/new/").status_code == 404
    assert own.post(f"/publications/new/{YEAR}/", GIVEN).status_code == 404
    assert signed_in(person("nobody")).get(f"/publications/{made.pk}/").status_code == 404
    third = ledger.county("990003", "丙县")
    assert signed_in(clerk(third, "third")).get(f"/publications/{made.pk}/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_verify_finds_a_changed_and_a_stolen_publication(row: PlanIndicator) -> None:
    published()
    original = b"as it came in"
    PlanEdition.objects.update(
        file=default_storage.save("plans/a.xlsx", ContentFile(original)), sha256=sha256(original).hexdigest()
    )
    out = io.StringIO()
    call_command("verify", stdout=out)
    with owner() as cursor:
        cursor.execute("ALTER TABLE judging_publishedverdict DISABLE TRIGGER USER")
        try:
            cursor.execute("UPDATE judging_publishedverdict SET value_text = '88'")
        finally:
            cursor.execute("ALTER TABLE judging_publishedverdict ENABLE TRIGGER USER")
    with pytest.raises(CommandError):
        call_command("verify", stdout=out)
    assert "内容与封存时不同" in out.getvalue()


def test_what_may_stay_empty_is_not_open_before_publishing() -> None:
    of = rounds.cast()
    rounds.row(of, "good-days", 1)
    rounds.row(of, "delegated", 2, target_text="完成上级下达任务")
    asked = rounds.opened(of, YEAR)
    (county,) = preflight(YEAR).counties
    assert (county.total, county.missing, county.is_done) == (1, 1, False)
    rounds.approved(asked.entries.get(indicator__code="good-days"), "87", of)
    (county,) = preflight(YEAR).counties
    assert (county.total, county.missing, county.is_done) == (1, 0, True)


def test_the_list_is_found_by_year_and_document_and_is_a_workbook(row: PlanIndicator) -> None:
    made = published()
    reader = signed_in(reviewer())
    page = reader.get(f"/publications/?year={YEAR}&q={made.document_number}").content.decode()
    assert f'href="/publications/{made.pk}/"' in page
    assert "没有符合筛选条件的定稿" in reader.get("/publications/?q=没有").content.decode()
    assert "年度“1999”不在可选范围内，未按它筛选。" in reader.get("/publications/?year=1999").content.decode()
    book = load_workbook(io.BytesIO(reader.get("/publications/?format=xlsx").content))
    rows = list(book["定稿"].iter_rows(values_only=True))
    assert rows[2][:3] == (str(YEAR), 1, made.document_number)
    assert rows[2][7] == "与现在一致"
