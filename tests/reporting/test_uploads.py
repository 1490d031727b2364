"""A filled sheet comes back: what it would change, what is wrong with it, and what is written."""

import io
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from accounts.models import Act
from custody.scope import CITY, within
from imports import flow
from imports.applying import ImportRefusedError, StalePreviewError
from imports.marking import marked_copy
from imports.models import ImportBatch
from reporting.actions.submitting import submit
from reporting.actions.uploads import ENTRIES, confirm_upload, upload_sheet
from reporting.models import Entry, Round
from reporting.sheets import sheet_bytes
from reporting.states import State
from tests.reporting import rounds
from tests.reporting.filling import cell, changed, header_row, messages, typed, uploaded
from tests.workbooks.making import merged, struck
from workbooks.problems import SheetRefusedError

pytestmark = pytest.mark.django_db
Standing = ImportBatch.State


@pytest.fixture
def of() -> rounds.Cast:
    return rounds.cast()


@pytest.fixture
def opened(of: rounds.Cast) -> Round:
    for number, code in enumerate(("good-days", "pm25", "water"), start=1):
        rounds.row(of, code, number)
    return rounds.opened(of)


@pytest.fixture
def entries(opened: Round) -> list[Entry]:
    return list(opened.entries.order_by("pk"))


def test_new_changed_and_same_are_told_apart_and_nothing_is_written(
    of: rounds.Cast, opened: Round, entries: list[Entry]
) -> None:
    rounds.typed(entries[0], "90", of.clerk)
    rounds.typed(entries[1], "30", of.clerk)
    batch = uploaded(of, opened, (2, "本年值", "31.50"), (3, "无数据原因", "断流"), (3, "备注", "无水"))
    assert batch.state == Standing.PREVIEWED
    assert batch.report["counts"] == {
        "new": 1,
        "changed": 1,
        "conflict": 0,
        "locked": 0,
        "same": 1,
        "refused": 0,
    }
    assert [e.text for e in opened.entries.order_by("pk")] == ["90", "30", ""]


def test_confirmed_rows_are_drafts_of_this_upload_with_their_cells(
    of: rounds.Cast, opened: Round, entries: list[Entry]
) -> None:
    batch = uploaded(of, opened, (1, "本年值", "90.10"), (3, "无数据原因", "断流"))
    assert confirm_upload(batch.pk, overwrite=[], by=of.clerk) == 2
    first, second, third = opened.entries.order_by("pk")
    assert (first.text, first.stands, first.batch, first.entered_by) == (
        "90.10",
        State.DRAFT,
        batch,
        of.clerk,
    )
    assert (third.text, third.no_data_reason, second.stands) == ("断流", "断流", State.BLANK)
    assert first.cell.startswith("M")
    assert first.steps.get().move == "save"
    act = Act.objects.get(kind="上传填报表")
    assert (act.county, act.detail["written"]) == (of.county, 2)


def test_what_is_imported_is_kept_by_the_rule_of_the_grid_and_the_file_as_it_was_printed(
    of: rounds.Cast, opened: Round, entries: list[Entry]
) -> None:
    batch = uploaded(
        of, opened, (1, "本年值", "９０．１０"), (2, "本年值", "1,234.50"), (3, "备注", "２０２４ 年")
    )
    confirm_upload(batch.pk, overwrite=[], by=of.clerk)
    first, second, third = opened.entries.order_by("pk")
    assert (first.text, first.value) == ("90.10", Decimal("90.10"))
    assert (second.text, second.value) == ("1234.50", Decimal("1234.50"))
    assert third.note == "２０２４ 年"
    assert first.batch == batch


def test_a_blank_cell_says_nothing_and_clearing_is_said(
    of: rounds.Cast, opened: Round, entries: list[Entry]
) -> None:
    rounds.typed(entries[0], "90", of.clerk, note="月报")
    rounds.typed(entries[1], "30", of.clerk)
    batch = uploaded(of, opened, (1, "本年值", None), (1, "备注", "年报"), (2, "本年值", "清空"))
    assert any("原有的“90”保留" in one for one in messages(batch))
    assert confirm_upload(batch.pk, overwrite=[], by=of.clerk) == 2
    first, second, _ = opened.entries.order_by("pk")
    assert (first.text, first.note) == ("90", "年报")
    assert (second.text, second.stands) == ("", State.BLANK)


def test_every_error_stands_at_its_cell_at_once_and_nothing_can_be_confirmed(
    of: rounds.Cast, opened: Round
) -> None:
    batch = uploaded(
        of,
        opened,
        (1, "本年值", "若干"),
        (2, "本年值", "30"),
        (2, "无数据原因", "断流"),
        (3, "备注", "长" * 301),
        (3, "口径", "规划自述"),
    )
    assert batch.state == Standing.REFUSED
    errors = [p for p in batch.report["problems"] if p["severity"] == "error"]
    assert [p["cell"][0] for p in errors] == ["M", "N", "O", "P"]
    assert "若干" in errors[0]["message"]
    assert "既填了“30”，又选了无数据原因“断流”" in errors[1]["message"]
    with pytest.raises(Exception, match="未通过核对"):
        confirm_upload(batch.pk, overwrite=[], by=of.clerk)


def test_the_marked_copy_shows_the_errors_in_the_sheet_itself(of: rounds.Cast, opened: Round) -> None:
    batch = uploaded(of, opened, (1, "本年值", "若干"))
    book = load_workbook(io.BytesIO(marked_copy(batch)))
    assert book.sheetnames[0] == "导入结果"
    comment = cell(book["填报表"], 1, "本年值").comment
    assert comment is not None
    assert "若干" in comment.text
    again = changed(marked_copy(batch), lambda _: None)
    fixed = load_workbook(io.BytesIO(again))
    cell(fixed["填报表"], 1, "本年值").value = "90"
    target = io.BytesIO()
    fixed.save(target)
    second = upload_sheet(
        content=target.getvalue(), file_name="改.xlsx", of=opened, county=of.county, by=of.clerk
    )
    assert second.report["counts"]["new"] == 1


def test_what_another_changed_meanwhile_is_a_conflict_that_the_clerk_decides(
    of: rounds.Cast, opened: Round, entries: list[Entry]
) -> None:
    content = sheet_bytes(opened, of.county, of.clerk)
    for entry in entries:
        rounds.typed(entry, "50", of.clerk)
    batch = uploaded(of, opened, (1, "本年值", "60"), (2, "本年值", "61"), content=content)
    assert batch.report["counts"] == {
        "new": 0,
        "changed": 0,
        "conflict": 2,
        "locked": 0,
        "same": 1,
        "refused": 0,
    }
    assert "现为“50”" in messages(batch)[0]
    assert confirm_upload(batch.pk, overwrite=[entries[0].pk], by=of.clerk) == 1
    assert [e.text for e in opened.entries.order_by("pk")] == ["60", "50", "50"]
    batch.refresh_from_db()
    assert batch.report["overwritten"] == [entries[0].pk]


def test_a_row_left_as_downloaded_never_overwrites(
    of: rounds.Cast, opened: Round, entries: list[Entry]
) -> None:
    rounds.typed(entries[0], "40", of.clerk)
    content = sheet_bytes(opened, of.county, of.clerk)
    rounds.typed(entries[0], "50", of.clerk)
    batch = uploaded(of, opened, (2, "本年值", "61"), content=content)
    assert (batch.report["counts"]["conflict"], batch.report["counts"]["same"]) == (0, 2)


def test_a_locked_cell_is_told_and_left(of: rounds.Cast, opened: Round, entries: list[Entry]) -> None:
    content = sheet_bytes(opened, of.county, of.clerk)
    rounds.typed(entries[0], "50", of.clerk, explanation="已核实")
    submit([entries[0].pk], by=of.clerk)
    batch = uploaded(of, opened, (1, "本年值", "60"), (2, "本年值", "61"), content=content)
    assert batch.report["counts"]["locked"] == 1
    assert any("已提交，待县级负责人签发" in one for one in messages(batch))
    assert confirm_upload(batch.pk, overwrite=[entries[0].pk], by=of.clerk) == 1
    assert opened.entries.order_by("pk")[0].text == "50"


def test_what_moves_between_preview_and_confirmation_stops_it_whole(
    of: rounds.Cast, opened: Round, entries: list[Entry]
) -> None:
    batch = uploaded(of, opened, (1, "本年值", "60"), (2, "本年值", "61"))
    rounds.typed(entries[1], "70", of.clerk)
    with pytest.raises(StalePreviewError, match="没有写入任何一项"):
        confirm_upload(batch.pk, overwrite=[], by=of.clerk)
    assert [e.text for e in opened.entries.order_by("pk")] == ["", "70", ""]
    batch.refresh_from_db()
    flow.look_again(ENTRIES, batch, by=of.clerk)
    assert batch.report["counts"]["conflict"] == 1


def test_rows_sorted_moved_or_deleted_lose_nothing(of: rounds.Cast, opened: Round) -> None:
    def turned(sheet: Any) -> None:
        first, last = header_row(sheet) + 1, header_row(sheet) + 3
        cell(sheet, 3, "本年值").value = "33"
        for column in range(1, sheet.max_column + 1):
            a, b = sheet.cell(first, column), sheet.cell(last, column)
            a.value, b.value = b.value, a.value
        sheet.delete_rows(header_row(sheet) + 2)

    content = changed(sheet_bytes(opened, of.county, of.clerk), turned)
    batch = uploaded(of, opened, content=content)
    assert batch.report["counts"]["new"] == 1
    assert any("1 项不在表中" in one for one in messages(batch))
    confirm_upload(batch.pk, overwrite=[], by=of.clerk)
    assert [e.text for e in opened.entries.order_by("pk")] == ["", "", "33"]


def test_columns_sorted_apart_are_refused(of: rounds.Cast, opened: Round) -> None:
    def torn(sheet: Any) -> None:
        one, two = cell(sheet, 1, "指标"), cell(sheet, 2, "指标")
        one.value, two.value = two.value, one.value

    batch = uploaded(of, opened, content=changed(sheet_bytes(opened, of.county, of.clerk), torn))
    assert batch.state == Standing.REFUSED
    assert sum("不是同一行" in one for one in messages(batch)) == 2


def test_a_row_copied_twice_or_added_by_hand_is_refused(of: rounds.Cast, opened: Round) -> None:
    def copied(sheet: Any) -> None:
        for column in range(1, sheet.max_column + 1):
            sheet.cell(header_row(sheet) + 4, column).value = sheet.cell(header_row(sheet) + 1, column).value
        cell(sheet, 5, "指标").value, cell(sheet, 5, "本年值").value = "新指标", "5"

    batch = uploaded(of, opened, content=changed(sheet_bytes(opened, of.county, of.clerk), copied))
    assert batch.state == Standing.REFUSED
    assert sum("整行复制过" in one for one in messages(batch)) == 2
    assert any("没有行标识" in one for one in messages(batch))


def test_extra_columns_are_told_numbers_and_formulas_are_read_as_shown(
    of: rounds.Cast, opened: Round
) -> None:
    def worked(sheet: Any) -> None:
        value = cell(sheet, 1, "本年值")
        value.value, value.number_format = 90.456, "0.0"
        cell(sheet, 2, "本年值").value = "1,234.50"
        other = cell(sheet, 3, "本年值")
        other.value, other.number_format = "=1+1", "General"
        sheet.cell(header_row(sheet) + 1, sheet.max_column + 2).value = "我的草稿"

    batch = uploaded(of, opened, content=changed(sheet_bytes(opened, of.county, of.clerk), worked))
    said = "\n".join(messages(batch))
    assert "显示为“90.5”，实际存储 90.456" in said
    assert "是公式，但文件里没有保存计算结果" in said
    assert "列不是填报表的列，没有读取" in said
    assert [row["given"].get("text") for row in batch.report["compared"]][:2] == ["90.5", "1234.50"]


@pytest.mark.parametrize("place", ["行政区划代码", "年份"])
def test_another_countys_or_years_sheet_is_refused_with_the_same_words(
    of: rounds.Cast, opened: Round, place: str
) -> None:
    other = rounds.cast("990002", "乙县", reviewer=of.reviewer)
    rounds.row(other, "secret", 1, name="乙县秘密")
    foreign = rounds.opened(of, 2023, plans=[of.plan, other.plan])
    theirs = sheet_bytes(
        foreign, *((other.county, other.clerk) if place == "行政区划代码" else (of.county, of.clerk))
    )
    with pytest.raises(SheetRefusedError) as refused:
        uploaded(of, opened, content=theirs)
    assert str(refused.value) == (
        "这不是从本页下载的甲县 2024 年度填报表，整份没有读取；请在本页下载后填写，再上传。"
    )
    assert not ImportBatch.objects.exists()


def test_an_older_template_is_refused_whole(of: rounds.Cast, opened: Round) -> None:
    book = load_workbook(io.BytesIO(sheet_bytes(opened, of.county, of.clerk)))
    book["系统信息"]["B1"].value = "填报表-0"
    target = io.BytesIO()
    book.save(target)
    with pytest.raises(SheetRefusedError, match="旧模板"):
        uploaded(of, opened, content=target.getvalue())


def test_a_smuggled_mark_of_another_county_changes_nothing(of: rounds.Cast, opened: Round) -> None:
    other = rounds.cast("990002", "乙县", reviewer=of.reviewer)
    rounds.row(other, "secret", 1, name="指标good-days")
    foreign = rounds.opened(of, 2023, plans=[other.plan])
    theirs = load_workbook(io.BytesIO(sheet_bytes(foreign, other.county, other.clerk))).worksheets[0]
    batch = uploaded(of, opened, (1, "行标识", cell(theirs, 1, "行标识").value), (1, "本年值", "1"))
    assert batch.state == Standing.REFUSED
    assert "不在您的填报范围内" in messages(batch)[0]
    assert foreign.entries.get().text == ""


def signed_in(client: Client, of: rounds.Cast) -> Client:
    client.force_login(of.clerk)
    return client


def test_the_pages_lead_from_download_to_drafts(client: Client, of: rounds.Cast, opened: Round) -> None:
    signed_in(client, of)
    downloaded = client.get(f"/reporting/2024/{of.county.code}/sheet.xlsx")
    assert downloaded.status_code == 200
    assert downloaded["X-Content-Type-Options"] == "nosniff"
    content = changed(downloaded.content, typed((1, "本年值", "90"), (2, "本年值", "若干")))
    url = f"/reporting/2024/{of.county.code}/upload/"
    refused = client.post(url, {"file": SimpleUploadedFile("表.xlsx", content)}, follow=True)
    assert "1 行有 1 处错误，整份没有写入" in refused.content.decode()
    assert "共 1 处错误，见下面的错误" in refused.content.decode()
    content = changed(downloaded.content, typed((1, "本年值", "90")))
    preview = client.post(url, {"file": SimpleUploadedFile("表.xlsx", content)}, follow=True)
    assert "写入草稿（新填 1、修改 0）" in preview.content.decode()
    where = preview.redirect_chain[-1][0]
    assert client.get(f"{where}marked.xlsx").status_code == 200
    done = client.post(f"{where}confirm/", follow=True)
    assert "已写入 1 项，存为草稿" in done.content.decode()
    with within(CITY):
        assert opened.entries.order_by("pk")[0].text == "90"
    assert "这份填报表已经写入" in client.post(f"{where}discard/", follow=True).content.decode()


def test_a_wrong_file_is_refused_on_the_page(client: Client, of: rounds.Cast, opened: Round) -> None:
    signed_in(client, of)
    url = f"/reporting/2024/{of.county.code}/upload/"
    answer = client.post(url, {"file": SimpleUploadedFile("表.xlsx", b"name,value\n")})
    assert "文本文件" in answer.content.decode()


def test_others_find_no_sheet_and_no_upload(client: Client, of: rounds.Cast, opened: Round) -> None:
    batch = uploaded(of, opened, (1, "本年值", "60"))
    other = rounds.cast("990002", "乙县", reviewer=of.reviewer)
    for person in (other.clerk, of.head, of.reviewer):
        client.force_login(person)
        for path in (
            f"2024/{of.county.code}/sheet.xlsx",
            f"2024/{of.county.code}/upload/",
            f"uploads/{batch.pk}/",
        ):
            assert client.get(f"/reporting/{path}").status_code == 404
        assert client.post(f"/reporting/uploads/{batch.pk}/confirm/").status_code == 404


def test_a_reviewer_sees_the_upload_among_the_imports(client: Client, of: rounds.Cast, opened: Round) -> None:
    batch = uploaded(of, opened, (1, "本年值", "若干"))
    client.force_login(of.reviewer)
    page = client.get(f"/imports/{batch.pk}/").content.decode()
    assert "“若干”不是数值" in page
    assert client.get(f"/imports/{batch.pk}/marked.xlsx").status_code == 200
    assert "填报表" in client.get("/imports/?kind=entries").content.decode()
    assert client.post(f"/imports/{batch.pk}/discard/").status_code == 404


def test_a_longer_sheet_costs_no_more_queries(of: rounds.Cast, opened: Round) -> None:
    def queries(round_: Round, rows: int) -> int:
        filled = changed(
            sheet_bytes(round_, of.county, of.clerk),
            typed(*((number, "本年值", "50") for number in range(1, rows + 1))),
        )
        with CaptureQueriesContext(connection) as captured:
            upload_sheet(content=filled, file_name="表.xlsx", of=round_, county=of.county, by=of.clerk)
        return len(captured.captured_queries)

    few = queries(opened, 3)
    for number in range(4, 41):
        rounds.row(of, f"more{number}", number)
    assert queries(rounds.opened(of, 2023), 40) == few


def test_rows_with_errors_are_counted_though_they_could_not_be_read(of: rounds.Cast, opened: Round) -> None:
    def worked(sheet: Any) -> None:
        cell(sheet, 1, "行标识").value = ""
        cell(sheet, 1, "本年值").value = "5"
        cell(sheet, 2, "指标").value = "改过的指标"
        cell(sheet, 3, "本年值").value = "若干"

    batch = uploaded(of, opened, content=changed(sheet_bytes(opened, of.county, of.clerk), worked))
    assert batch.report["summary"].startswith("3 行有 3 处错误")
    assert (batch.report["counts"]["refused"], batch.report["total"]) == (3, 3)


def test_one_row_with_two_errors_is_one_row(of: rounds.Cast, opened: Round) -> None:
    batch = uploaded(of, opened, (1, "本年值", "若干"), (1, "备注", "长" * 301))
    assert batch.report["summary"].startswith("1 行有 2 处错误")
    assert (batch.report["counts"]["refused"], batch.report["total"]) == (1, 3)


def test_what_stands_in_a_hidden_row_is_named(of: rounds.Cast, opened: Round, entries: list[Entry]) -> None:
    def worked(sheet: Any) -> None:
        for number, text in ((1, "90"), (2, "30")):
            cell(sheet, number, "本年值").value = text
        for number in (2, 3):
            sheet.row_dimensions[header_row(sheet) + number].hidden = True

    batch = uploaded(of, opened, content=changed(sheet_bytes(opened, of.county, of.clerk), worked))
    (said,) = (one for one in messages(batch) if "隐藏" in one)
    assert f"“{entries[1].name}”在表中被隐藏或筛选掉，其中的本年值“30”照样读取" in said


def test_a_figure_beside_a_struck_out_one_is_refused_by_its_cell(of: rounds.Cast, opened: Round) -> None:
    content = sheet_bytes(opened, of.county, of.clerk)
    book = load_workbook(io.BytesIO(content))
    place = cell(book.worksheets[0], 1, "本年值").coordinate
    content = struck(content, book.worksheets[0].title, place, ("80", "struck"), ("35", "plain"))
    batch = upload_sheet(content=content, file_name="填报表.xlsx", of=opened, county=of.county, by=of.clerk)
    (problem,) = (one for one in batch.report["problems"] if one["severity"] == "error")
    assert (problem["cell"], "划去的“80”" in problem["message"]) == (place, True)


def test_a_figure_that_a_merge_hides_is_refused_by_its_cell(of: rounds.Cast, opened: Round) -> None:
    content = changed(
        sheet_bytes(opened, of.county, of.clerk), typed((1, "本年值", "80"), (2, "本年值", "12"))
    )
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    first, second = (cell(sheet, number, "本年值").coordinate for number in (1, 2))
    content = merged(content, f"{first}:{second}")
    batch = upload_sheet(content=content, file_name="填报表.xlsx", of=opened, county=of.county, by=of.clerk)
    assert [message for message in messages(batch) if f"{second} 存有“12”" in message]
    assert batch.state == "refused"


def test_a_reason_that_cannot_be_read_is_placed_in_its_own_cell(of: rounds.Cast, opened: Round) -> None:
    batch = uploaded(of, opened, (1, "无数据原因", "没有啊"))
    (problem,) = (one for one in batch.report["problems"] if one["severity"] == "error")
    book = load_workbook(io.BytesIO(sheet_bytes(opened, of.county, of.clerk)))
    assert problem["cell"] == cell(book.worksheets[0], 1, "无数据原因").coordinate


def test_a_sheet_that_wrote_drafts_put_nothing_in_force(
    of: rounds.Cast, opened: Round, client: Client
) -> None:
    batch = uploaded(of, opened, (1, "本年值", "90"))
    confirm_upload(batch.pk, overwrite=[], by=of.clerk)
    client.force_login(of.clerk)
    page = client.get(f"/reporting/2024/{of.county.code}/upload/").content.decode()
    assert "已写入填报表" in page
    assert "已入账" not in page
    with pytest.raises(ImportRefusedError, match="已经写入，不能再次写入"):
        confirm_upload(batch.pk, overwrite=[], by=of.clerk)


def test_wide_digits_and_a_percent_sign_of_a_workbook_are_kept_as_the_grid_keeps_them(
    of: rounds.Cast, opened: Round
) -> None:
    batch = uploaded(of, opened, (1, "本年值", "９０．５％"))
    confirm_upload(batch.pk, overwrite=[], by=of.clerk)
    entry = opened.entries.order_by("pk")[0]
    assert (entry.text, str(entry.value).rstrip("0")) == ("90.5", "90.5")
