"""An applied import taken back: what it replaced stands again, what it added is gone, what was built on it stays."""

import io
import json

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from accounts.models import Act
from counties.models import County
from imports.models import ImportBatch
from imports.undoing import StaleUndoError, look_back, undo
from imports.undone import Fate
from indicators.actions.observations import apply_observations
from indicators.models import Correction, Observation, Site
from jobs.models import Job
from refusals import Refused
from tests import reference
from tests.indicators.observing import row, staged
from tests.proving import signed_in
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db
WATER = {"indicator": "地表水断面水质类别", "unit": None, "value": "Ⅲ类"}


@pytest.fixture(scope="module", autouse=True)
def _loaded(once_per_module: None) -> None:
    reference.load()


def applied(*rows: list[object], reason: str = "") -> ImportBatch:
    batch: ImportBatch = staged(*rows)
    apply_observations(batch.pk, by=None, only_clean=False, reason=reason)
    batch.refresh_from_db()
    return batch


def texts() -> dict[int, str]:
    return dict(Observation.objects.values_list("year", "text"))


def test_what_was_added_is_gone_and_what_was_corrected_says_again_what_it_said() -> None:
    applied(row())
    before = Observation.objects.values().get()
    batch = applied(row(value="14.0"), row(year=2019, value="14.5"), reason="年鉴订正")
    assert texts() == {2018: "14.0", 2019: "14.5"}
    found = undo(batch.pk, by=None, reason="传错了文件")
    assert found.counts == {"restored": 1, "removed": 1, "stuck": 0}
    # Column by column: who entered it, from which cell of which file, when.
    assert Observation.objects.values().get() == before
    batch.refresh_from_db()
    assert (batch.state, batch.state_word) == ("undone", "已撤销")
    assert batch.undone_at is not None
    newest = Observation.pgh_event_model.objects.order_by("-pgh_id")[0]  # type: ignore[attr-defined] # the history library adds the model of versions at run time
    assert "撤销导入“试.xlsx”：传错了文件" in str(newest.pgh_context["reason"])
    assert Correction.objects.filter(before="14.0", after="13.5").count() == 1


def test_the_verdicts_are_asked_for_again_and_the_act_names_what_moved() -> None:
    batch = applied(row())
    jobs = Job.objects.count()
    undo(batch.pk, by=None, reason="传错了文件")
    assert Job.objects.count() > jobs or Job.objects.filter(title="复核数据质疑").exists()
    act = Act.objects.get(kind="撤销导入")
    assert act.detail["moved"] == ["云冈 森林覆盖率 2018年：13.5 % → （无）"]
    assert (act.detail["reason"], act.detail["counties"]) == ("传错了文件", ["云冈区"])


def test_what_was_written_again_since_stays_and_is_named() -> None:
    first = applied(row(), row(year=2019, value="14.5"))
    applied(row(value="14.0"), reason="年鉴订正")
    found = undo(first.pk, by=None, reason="传错了文件")
    assert texts() == {2018: "14.0"}
    (stuck,) = found.of(Fate.STUCK)
    assert stuck.title == "云冈 森林覆盖率 2018年"
    assert "已由系统改为 14.0 %（年鉴订正）" in stuck.why


def test_imports_are_taken_back_one_after_the_other_from_the_newest() -> None:
    first = applied(row())
    second = applied(row(value="14.0"), reason="年鉴订正")
    assert not look_back(first).is_possible
    with pytest.raises(Refused, match="其后都已另有改动"):
        undo(first.pk, by=None, reason="传错了文件")
    undo(second.pk, by=None, reason="传错了文件")
    assert look_back(first).is_possible
    undo(first.pk, by=None, reason="传错了文件")
    assert texts() == {}


def test_the_same_file_is_brought_in_again() -> None:
    undo(applied(row()).pk, by=None, reason="传错了文件")
    again = staged(row())
    assert (again.state, again.report["counts"]["new"]) == ("previewed", 1)
    apply_observations(again.pk, by=None, only_clean=False)
    assert texts() == {2018: "13.5"}


def test_a_site_that_only_this_file_named_goes_with_it() -> None:
    batch = applied(row(site="某河断面", **WATER), row(site="他河断面", year=2019, **WATER))
    kept = applied(row(site="他河断面", year=2020, **WATER))
    undo(batch.pk, by=None, reason="传错了文件")
    assert list(Site.objects.filter(name__endswith="河断面").values_list("name", flat=True)) == ["他河断面"]
    undo(kept.pk, by=None, reason="传错了文件")
    assert Site.objects.filter(name="他河断面").exists()


def test_it_is_taken_back_once_with_a_reason_and_as_it_was_seen() -> None:
    batch = applied(row(), row(year=2019, value="14.5"))
    seen = look_back(batch).digest
    with pytest.raises(Refused, match="请写明撤销的理由"):
        undo(batch.pk, by=None, reason="  ")
    applied(row(value="14.0"), reason="年鉴订正")
    with pytest.raises(StaleUndoError):
        undo(batch.pk, by=None, reason="传错了文件", seen=seen)
    assert texts() == {2018: "14.0", 2019: "14.5"}
    undo(batch.pk, by=None, reason="传错了文件")
    with pytest.raises(Refused, match="已经撤销"):
        undo(batch.pk, by=None, reason="传错了文件")
    with pytest.raises(Refused, match="没有入账"):
        undo(staged(row(year=2020)).pk, by=None, reason="传错了文件")


def test_the_page_shows_what_it_would_do_asks_for_the_password_and_does_it(client: Client) -> None:
    batch = applied(row())
    client.force_login(reference.reviewer())
    address = reverse("import-undo", args=[batch.pk])
    assert address in client.get(reverse("import", args=[batch.pk])).content.decode()
    page = as_seen(client.get(address))
    assert "云冈 森林覆盖率 2018年" in page
    assert "13.5 %" in page
    given = {"seen": look_back(batch).digest, "reason": "传错了文件"}
    assert "请再次验证身份" in client.post(address, given).content.decode()
    assert texts() == {2018: "13.5"}
    answer = client.post(address, {**given, "confirm_password": "reviewer-Passw0rd"}, follow=True)
    page = as_seen(answer)
    assert "已撤销“试.xlsx”的导入" in page
    assert "这次导入已撤销" in page
    assert ">可入账" not in page.replace(" ", "").replace("\n", "")
    assert "当时入账" in page
    assert "传错了文件" in page
    assert texts() == {}
    assert "已经撤销" in as_seen(client.get(address, follow=True))


def test_a_reason_that_is_missing_and_a_result_that_moved_lead_back_to_the_page(client: Client) -> None:
    batch = applied(row())
    signed_in(client, reference.reviewer())
    address = reverse("import-undo", args=[batch.pk])
    seen = look_back(batch).digest
    assert "请写明撤销的理由" in as_seen(client.post(address, {"seen": seen}, follow=True))
    moved = client.post(address, {"seen": "x", "reason": "传错了文件"}, follow=True)
    assert "您查看之后相关内容又有变动" in as_seen(moved)
    assert 'value="传错了文件"' in moved.content.decode()
    assert texts() == {2018: "13.5"}


def test_only_who_may_bring_figures_in_may_take_them_back(client: Client) -> None:
    batch = applied(row())
    address = reverse("import-undo", args=[batch.pk])
    for person in (reference.administrator(), reference.clerk(County.objects.get(code="140214"))):
        signed_in(client, person)
        assert client.get(address).status_code == 404
        assert client.post(address, {"reason": "x", "seen": "x"}).status_code == 404
    assert texts() == {2018: "13.5"}


def test_the_command_shows_it_first_and_does_it_with_a_reason() -> None:
    batch = applied(row())
    out = io.StringIO()
    call_command("undo_import", batch.pk, "--dry-run", stdout=out)
    assert "移除 云冈 森林覆盖率 2018年：13.5 % → （无）" in out.getvalue()
    assert texts() == {2018: "13.5"}
    with pytest.raises(CommandError, match="请写明撤销的理由"):
        call_command("undo_import", batch.pk)
    with pytest.raises(CommandError, match="没有编号为"):
        call_command("undo_import", batch.pk + 1000, "--reason", "x")
    out = io.StringIO()
    call_command(
        "undo_import", batch.pk, "--reason", "传错了文件", "--json", stdout=out, stderr=io.StringIO()
    )
    (line,) = map(json.loads, out.getvalue().splitlines())
    assert (line["kind"], line["fate"]) == ("undo", "removed")
    assert texts() == {}
