"""The people of a county are told what a file of the city's changed in its figures, and when it was taken back."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import User
from accounts.permissions import Role
from counties.models import County
from imports.models import ImportBatch
from imports.undoing import undo
from indicators.actions.correcting import Ground, correct_figure, take_out
from indicators.actions.observations import apply_observations
from indicators.models import Observation
from reporting.actions.messages import deliver
from tests import reference
from tests.indicators.observing import row, staged
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _loaded(once_per_module: None) -> None:
    reference.load()


@pytest.fixture
def clerk() -> User:
    return reference.clerk(County.objects.get(code="140214"))


def told(user: User) -> list[tuple[str, str, str]]:
    deliver(timezone.now() + timedelta(seconds=1))
    return list(user.messages.order_by("pk").values_list("kind", "title", "body"))


def test_a_county_is_told_what_came_in_what_was_corrected_and_what_was_taken_back(clerk: User) -> None:
    other = reference.person("other", Role.CLERK, County.objects.get(code="140212"))
    opening = staged(row())
    apply_observations(opening.pk, by=None, only_clean=False)
    batch = staged(row(value="14.0"), row(year=2019, value="14.5"))
    apply_observations(batch.pk, by=None, only_clean=False, reason="年鉴订正")
    first, second = told(clerk)
    assert first == (
        "imported",
        "市级导入了云冈区的监测数据 1 项",
        f"云冈 森林覆盖率 2018年：13.5 %；文件：试.xlsx（导入编号 {opening.pk}）",
    )
    assert second[1] == "市级导入了云冈区的监测数据 2 项，其中更正 1 项"
    assert second[2].startswith("云冈 森林覆盖率 2018年：13.5 % → 14.0 %；云冈 森林覆盖率 2019年：14.5 %；")
    assert second[2].endswith(f"（导入编号 {batch.pk}）；理由：年鉴订正")
    # The moment of the deed, however long the beat was off.
    assert list(clerk.messages.order_by("pk").values_list("at", flat=True)) == [
        ImportBatch.objects.get(pk=pk).applied_at for pk in (opening.pk, batch.pk)
    ]
    undo(batch.pk, by=None, reason="传错了文件")
    *_, last = told(clerk)
    assert last[:2] == ("undone", "监测数据的一次导入已撤销，云冈区有 2 项随之变动")
    assert "云冈 森林覆盖率 2018年：14.0 % → 13.5 %" in last[2]
    assert last[2].endswith("理由：传错了文件")
    assert told(other) == []
    assert len(told(clerk)) == 3


def test_a_message_leads_to_the_figures_that_it_is_about_and_to_no_others(
    clerk: User, client: Client
) -> None:
    apply_observations(staged(row(), row(year=2017)).pk, by=None, only_clean=False)
    batch = staged(row(value="14.0"), row(year=2019, value="14.5"))
    apply_observations(batch.pk, by=None, only_clean=False, reason="年鉴订正")
    told(clerk)
    client.force_login(clerk)
    page = as_seen(client.get(clerk.messages.order_by("-pk")[0].link))
    assert "相比，2 处不同" in page
    assert "2017年" not in page.partition("<tbody>")[2]
    assert "<td>13.5 %</td><td><b>14.0 %</b></td>" in page
    undo(batch.pk, by=None, reason="传错了文件")
    told(clerk)
    page = as_seen(client.get(clerk.messages.order_by("-pk")[0].link))
    assert "相比，2 处不同" in page
    assert "<td>14.0 %</td><td><b>13.5 %</b></td>" in page


def test_a_county_is_told_of_a_figure_that_was_corrected_and_taken_out_by_hand(clerk: User) -> None:
    apply_observations(staged(row()).pk, by=None, only_clean=False)
    # A correction's moment is that of its transaction, here the one around all tests of the module.
    User.objects.filter(pk=clerk.pk).update(opened_at=timezone.now() - timedelta(days=1))
    figure, by, ground = (
        Observation.objects.get(),
        reference.reviewer(),
        Ground("年鉴订正", "同统〔2024〕3号"),
    )
    correct_figure(figure.pk, text="13.9", note="", ground=ground, seen="13.5", accepted=False, by=by)
    take_out(figure.pk, ground=ground, seen="13.9", by=by)
    corrected, taken = (one for one in told(clerk) if one[0] == "corrected")
    assert corrected[1] == "reviewer更正了 森林覆盖率 2018年：13.5 → 13.9"
    assert (taken[1], taken[2]) == (
        *("reviewer更正了 森林覆盖率 2018年：13.9 → （撤下）", "理由：年鉴订正（同统〔2024〕3号）"),
    )
