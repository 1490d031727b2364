"""A clerk whose grid is open in one tab, and who becomes somebody's deputy in another."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Deputy
from custody.scope import CITY, within
from tests.browser.chromium import needs_chromium
from tests.browser.entering import all_saved, cell, grid_of, six_cells
from tests.reporting import rounds

pytestmark = [pytest.mark.browser, needs_chromium, pytest.mark.django_db(transaction=True)]
SECONDS = 15_000


@pytest.fixture
def of() -> rounds.Cast:
    """The clerk of the county stands in for the clerk of another one."""
    made = six_cells()
    other = rounds.cast("990002", "乙县", reviewer=made.reviewer)
    with within(CITY):
        Deputy.objects.create(
            membership=other.clerk.memberships.get(),
            deputy=made.clerk,
            starts_on=timezone.localdate(),
            ends_on=timezone.localdate() + timedelta(days=3),
            reason="休假",
        )
    return made


def test_the_first_tab_says_that_another_one_acts_for_somebody(
    live_server: LiveServer, of: rounds.Cast
) -> None:
    with grid_of(live_server, of) as page:
        other = page.context.new_page()
        other.goto("/account/")
        turns = other.locator("form[action$='act-as/']")
        turns.get_by_role("button", name="以此身份操作").click()
        expect(other.locator("body")).to_have_attribute("data-acting", "代clerk990002（乙县 县区填报员）")
        cell(page, 1).fill("81")
        cell(page, 2).click()
        saving = page.locator("#saving")
        expect(saving).to_contain_text(
            "您在另一页已转为代clerk990002（乙县 县区填报员）身份，请切换回来", timeout=SECONDS
        )
        other.goto("/account/")
        other.get_by_role("button", name="恢复本人身份").click()
        expect(other.locator("body")).to_have_attribute("data-acting", "")
        # It tries again by itself every few seconds.
        all_saved(page)
