"""A clerk takes the own sheet back until it is handed in: the cells say again what they said."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from imports.models import ImportBatch
from imports.undoing import look_back, undo
from imports.undone import Fate
from reporting.actions.submitting import submit
from reporting.actions.uploads import confirm_upload
from reporting.models import Round
from reporting.sheets import sheet_bytes
from reporting.states import State
from tests.reporting import rounds
from tests.reporting.filling import uploaded
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> rounds.Cast:
    return rounds.cast()


@pytest.fixture
def opened(of: rounds.Cast) -> Round:
    for number, code in enumerate(("good-days", "pm25", "water"), start=1):
        rounds.row(of, code, number)
    return rounds.opened(of)


@pytest.fixture
def batch(of: rounds.Cast, opened: Round) -> ImportBatch:
    first = opened.entries.order_by("pk")[0]
    rounds.typed(first, "90", of.clerk, note="月报")
    found = uploaded(of, opened, (1, "本年值", "91"), (2, "本年值", "31"))
    confirm_upload(found.pk, overwrite=[], by=of.clerk)
    found.refresh_from_db()
    return found


def said(opened: Round) -> list[tuple[str, str, State]]:
    return [(one.text, one.note, one.stands) for one in opened.entries.order_by("pk")[:2]]


def test_the_clerk_takes_the_own_sheet_back_without_a_password(
    of: rounds.Cast, opened: Round, batch: ImportBatch, client: Client
) -> None:
    client.force_login(of.clerk)
    address = reverse("sheet-undo", args=[batch.pk])
    assert address in client.get(reverse("sheet-preview", args=[batch.pk])).content.decode()
    assert "90" in as_seen(client.get(address))
    given = {"seen": look_back(batch).digest, "reason": "拿错了表"}
    page = as_seen(client.post(address, given, follow=True))
    assert "这次导入已撤销" in page
    assert said(opened) == [("90", "月报", State.DRAFT), ("", "", State.BLANK)]
    batch.refresh_from_db()
    assert batch.state == "undone"
    second = opened.entries.order_by("pk")[1]
    assert second.steps.latest("pk").words == "撤销上传“填报表.xlsx”：拿错了表"


def test_what_was_handed_in_or_typed_over_stays(of: rounds.Cast, opened: Round, batch: ImportBatch) -> None:
    second = opened.entries.order_by("pk")[1]
    rounds.typed(second, "32", of.clerk)
    found = undo(batch.pk, by=of.clerk, reason="拿错了表")
    (stuck,) = found.of(Fate.STUCK)
    assert "改动" in stuck.why
    assert said(opened) == [("90", "月报", State.DRAFT), ("32", "", State.DRAFT)]


def test_a_sheet_that_was_handed_in_is_not_taken_back(
    of: rounds.Cast, opened: Round, batch: ImportBatch
) -> None:
    entries = list(opened.entries.order_by("pk")[:2])
    submit([one.pk for one in entries], by=of.clerk)
    found = look_back(batch)
    assert not found.is_possible
    assert all("不能撤销" in line.why for line in found.lines)


def test_a_cell_that_is_asked_for_no_more_stays_and_the_others_go_back(
    of: rounds.Cast, opened: Round, batch: ImportBatch
) -> None:
    second = opened.entries.order_by("pk")[1]
    opened.entries.filter(pk=second.pk).update(is_asked=False)
    found = undo(batch.pk, by=of.clerk, reason="拿错了表")
    (stuck,) = found.of(Fate.STUCK)
    assert stuck.why == "该项已不在本年度的填报范围内，不能撤销"
    assert said(opened) == [("90", "月报", State.DRAFT), ("31", "", State.DRAFT)]


def test_at_the_shell_it_is_taken_back_by_the_name_of_a_clerk(of: rounds.Cast, batch: ImportBatch) -> None:
    for given in ([], ["--by", of.reviewer.username]):
        with pytest.raises(CommandError, match="请用 --by 写明用户名"):
            call_command("undo_import", batch.pk, "--reason", "拿错了表", *given)
    call_command(
        "undo_import", batch.pk, "--reason", "拿错了表", "--by", of.clerk.username, stdout=StringIO()
    )
    batch.refresh_from_db()
    assert batch.state == "undone"


def test_somebody_elses_sheet_is_not_found(of: rounds.Cast, batch: ImportBatch, client: Client) -> None:
    client.force_login(of.reviewer)
    assert client.get(reverse("sheet-undo", args=[batch.pk])).status_code == 404
    assert client.get(reverse("import-undo", args=[batch.pk])).status_code == 404


def test_a_sheet_taken_back_and_uploaded_again_is_new_not_a_conflict(of: rounds.Cast, opened: Round) -> None:
    """The undo's own version is no colleague's change: the cells are as they were at download."""
    content = sheet_bytes(opened, of.county, of.clerk)
    rows = (1, "本年值", "91"), (2, "本年值", "31")
    first = uploaded(of, opened, *rows, content=content)
    confirm_upload(first.pk, overwrite=[], by=of.clerk)
    undo(first.pk, by=of.clerk, reason="拿错了表")
    again = uploaded(of, opened, *rows, content=content)
    assert (again.report["counts"]["new"], again.report["counts"]["conflict"]) == (2, 0)
    assert confirm_upload(again.pk, overwrite=[], by=of.clerk) == 2


def test_a_confirmation_that_would_write_nothing_leaves_the_upload_and_the_page_says_what_happened(
    of: rounds.Cast, opened: Round, client: Client
) -> None:
    content = sheet_bytes(opened, of.county, of.clerk)
    first, second = opened.entries.order_by("pk")[:2]
    for entry in (first, second):
        rounds.typed(entry, "50", of.clerk)
    found = uploaded(of, opened, (1, "本年值", "60"), (2, "本年值", "61"), content=content)
    client.force_login(of.clerk)
    page, confirm = reverse("sheet-preview", args=[found.pk]), reverse("sheet-confirm", args=[found.pk])
    assert "全部采用表中的" in as_seen(client.get(page))
    assert "没有勾选“采用表中的”" in as_seen(client.post(confirm, {}, follow=True))
    found.refresh_from_db()
    assert found.state == "previewed"
    client.post(confirm, {"overwrite": [first.pk]})
    told = as_seen(client.get(page))
    assert "已采用表中的" in told
    assert "保留系统中的" in told
    assert "请核对后选定采用哪一个" not in told
    undo(found.pk, by=of.clerk, reason="拿错了表")
    assert "已采用表中的，其后撤销" in as_seen(client.get(page))
