"""Accounts in a real browser: the proof asked on the way, the picture to scan; the console stays silent."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from tests import reference
from tests import small_ledger as small
from tests.browser.chromium import needs_chromium, signed_in

pytestmark = [pytest.mark.browser, needs_chromium, pytest.mark.django_db(transaction=True)]


def photograph(page: Page, folder: Path, name: str) -> None:
    page.screenshot(path=folder / f"{name}.png", full_page=True)


def test_an_account_is_opened_and_given_a_role_with_the_password_asked_once(
    live_server: LiveServer, tmp_path: Path
) -> None:
    county = small.county()
    with signed_in(live_server.url, reference.administrator()) as page:
        page.goto(f"{live_server.url}/accounts/new/")
        page.get_by_label("用户名").fill("li")
        page.get_by_label("姓名或岗位").fill("甲县填报员")
        page.get_by_role("button", name="开通账号").click()
        expect(page.get_by_role("heading", name="请再次验证身份")).to_be_visible()
        photograph(page, tmp_path, "confirm")
        page.get_by_label("本人密码").fill("administrator-Passw0rd")
        page.get_by_role("button", name="验证并继续").click()
        expect(page.get_by_text(re.compile(r"^[a-z0-9]{4}(-[a-z0-9]{4}){3}$"))).to_be_visible()
        photograph(page, tmp_path, "password")
        page.get_by_role("link", name="已告知，返回账号").click()
        page.get_by_label("角色", exact=False).first.select_option("clerk")
        page.get_by_label("县区", exact=False).first.select_option(str(county.pk))
        page.get_by_role("button", name="授予角色").click()
        expect(page.get_by_text("角色已授予")).to_be_visible()
        photograph(page, tmp_path, "account")
        page.goto(f"{live_server.url}/accounts/")
        photograph(page, tmp_path, "list")
    assert User.objects.get(username="li").memberships.get().county == county


def test_the_picture_of_the_second_factor_is_drawn_under_the_policy(
    live_server: LiveServer, tmp_path: Path
) -> None:
    with signed_in(live_server.url, reference.reviewer()) as page:
        page.goto(f"{live_server.url}/account/second-factor/")
        page.get_by_role("button", name="生成二维码").click()
        page.locator("input[name=confirm_password]").fill("reviewer-Passw0rd")
        page.keyboard.press("Enter")
        picture = page.get_by_alt_text("两步验证二维码")
        expect(picture).to_be_visible()
        assert picture.evaluate("image => image.naturalWidth") > 100
        photograph(page, tmp_path, "factor")
        page.goto(f"{live_server.url}/account/")
        expect(page.get_by_text("本机")).to_be_visible()
        photograph(page, tmp_path, "own")


@pytest.mark.parametrize("address", ["/account/", "/accounts/", "/accounts/new/", "/password/"])
def test_no_page_is_wider_than_a_small_screen(live_server: LiveServer, address: str) -> None:
    with signed_in(live_server.url, reference.administrator(), width=1366, height=768) as page:
        page.goto(live_server.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 1366
