"""Coming in: login, lock-out, where each role lands, what the navigation offers, pages that are not there."""

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from accounts.models import Act, User
from accounts.permissions import Role
from counties.models import Finding
from planning.navigation import pending_targets
from reporting.actions.submitting import submit
from tests import reference
from tests import small_ledger as small
from tests.reporting import rounds

pytestmark = pytest.mark.django_db


def login(client: Client, username: str, password: str, **extra: str) -> int:
    return client.post("/login/", {"username": username, "password": password, **extra}).status_code


def test_each_role_lands_where_its_work_is(client: Client) -> None:
    county = small.county()
    landings = {
        reference.clerk(county): f"/counties/{county.code}/",
        reference.reviewer(): "/matrix/",
        reference.administrator(): "/plans/",
    }
    for user, address in landings.items():
        client.force_login(user)
        assert client.get("/").headers["Location"] == address


def test_a_county_lands_where_something_waits_for_it(client: Client) -> None:
    of = rounds.cast()
    rounds.row(of)
    entry = rounds.opened(of).entries.get()
    client.force_login(of.clerk)
    assert client.get("/").headers["Location"] == "/reporting/"
    rounds.typed(entry, "90", of.clerk)
    assert client.get("/").headers["Location"] == f"/counties/{of.county.code}/"
    client.force_login(of.head)
    assert client.get("/").headers["Location"] == f"/counties/{of.county.code}/"
    submit([entry.pk], by=of.clerk)
    assert client.get("/").headers["Location"] == "/reporting/signing/"


def test_a_user_without_a_role_is_told_whom_to_ask(client: Client) -> None:
    client.force_login(reference.person("stranger"))
    answer = client.get("/")
    assert answer.status_code == 403
    assert "尚未分配角色" in answer.content.decode()


def test_login_and_logout_leave_acts_on_record(client: Client) -> None:
    user = reference.reviewer()
    assert login(client, "reviewer", "reviewer-Passw0rd") == 302
    assert client.post("/logout/").status_code == 302
    assert [(act.kind, act.by_id) for act in Act.objects.order_by("pk")] == [
        ("登录", user.pk),
        ("退出", user.pk),
    ]
    assert client.get("/matrix/").status_code == 302


def test_logging_out_needs_a_form(client: Client) -> None:
    client.force_login(reference.reviewer())
    assert client.get("/logout/").status_code == 405


def test_login_leads_back_to_the_asked_page_but_never_elsewhere(client: Client) -> None:
    reference.reviewer()
    assert client.get("/matrix/?year=2023").headers["Location"] == "/login/?next=/matrix/%3Fyear%3D2023"
    form = {"username": "reviewer", "password": "reviewer-Passw0rd"}
    assert client.post("/login/", {**form, "next": "/counties/"}).headers["Location"] == "/counties/"
    client.post("/logout/")
    assert client.post("/login/", {**form, "next": "https://example.org/"}).headers["Location"] == "/"


def test_a_wrong_password_and_an_unknown_name_get_the_same_sentence(client: Client) -> None:
    reference.reviewer()
    pages = [
        client.post("/login/", {"username": name, "password": "wrong"}).content.decode()
        for name in ("reviewer", "nobody")
    ]
    assert all("用户名或密码不正确。请核对大小写后重新输入。" in page for page in pages)


def test_five_wrong_passwords_close_the_account_here_even_for_the_right_one(client: Client) -> None:
    reference.reviewer()
    answers = [login(client, "reviewer", "wrong") for _ in range(5)]
    assert answers == [200] * 4 + [429]
    answer = client.post("/login/", {"username": "reviewer", "password": "reviewer-Passw0rd"})
    assert answer.status_code == 429
    assert "“reviewer”在本机所在的网络地址连续 5 次验证失败" in answer.content.decode()


def test_a_changed_password_is_the_only_one_that_works(client: Client) -> None:
    user = reference.reviewer()
    client.force_login(user)
    new = "Shan-Qing-Shui-Xiu-8"
    form = {"old_password": "reviewer-Passw0rd", "new_password1": new, "new_password2": new}
    assert client.post("/password/", form).status_code == 302
    fresh = User.objects.get(pk=user.pk)
    assert (fresh.check_password(new), fresh.check_password("reviewer-Passw0rd")) == (True, False)
    assert Act.objects.get().kind == "修改密码"


def navigation(client: Client, user: User) -> list[str]:
    client.force_login(user)
    nav = re.search(r'<nav class="nav".*?</nav>', client.get("/password/").content.decode(), re.DOTALL)
    assert nav is not None
    return re.findall(r'<a href="[^"]*"[^>]*>([^<]*)', nav[0])


def test_the_navigation_offers_what_the_role_may_open(client: Client) -> None:
    everyone = ["达成矩阵", "县区", "指标", "重点项目", "重点任务"]
    county = small.county()
    shown = {
        role: [title.strip() for title in navigation(client, user)]
        for role, user in {
            "clerk": reference.clerk(county),
            "head": reference.person("head", Role.COUNTY_HEAD, county),
            "reviewer": reference.reviewer(),
            "admin": reference.administrator(),
        }.items()
    }
    assert shown == {
        "clerk": [*everyone, "我的填报", "消息", "定稿", "规划文本", "数据质疑"],
        "head": [*everyone, "填报签发", "消息", "定稿", "规划文本", "数据质疑"],
        "reviewer": [
            *everyone,
            "审核",
            "填报任务",
            "目标下达",
            "导入监测数据",
            "消息",
            "定稿",
            "规划文本",
            "数据质疑",
            "导入记录",
            "后台任务",
        ],
        "admin": [
            *everyone,
            "消息",
            "定稿",
            "规划文本",
            "数据质疑",
            "导入规划表",
            "导入任务清单",
            "导入记录",
            "后台任务",
            "账号",
            "基础数据",
        ],
    }


def test_what_waits_is_a_number_in_the_navigation_within_the_persons_scope(client: Client) -> None:
    plan, other = small.plan(small.county()), small.county("990002", "乙县")
    small.verdict(small.row(plan, small.indicator(), target_text="完成市级考核任务"), "pending", 2025)
    for number, county in enumerate([plan.county, other, other]):
        Finding.objects.create(
            county=county, rule="r", subject=str(number), severity="warning", message="m", fingerprint="f"
        )

    def badges(user: User) -> list[str]:
        client.force_login(user)
        page = client.get("/password/").content.decode()
        return re.findall(r'<span class="badge">(\d+)</span>', page)

    assert badges(reference.reviewer()) == ["1", "3"]
    # A finding waits for who can decide it.
    assert badges(reference.clerk(plan.county)) == []


def test_a_row_waits_for_its_target_once_whatever_its_years() -> None:
    plan = small.plan(small.county())
    row = small.row(plan, small.indicator(), target_text="完成市级考核任务")
    for year in plan.years:
        small.verdict(row, "pending", year)
    small.verdict(small.row(plan, small.indicator("set"), 2), "no_data", 2025)
    assert pending_targets(User()).count() == 1


def test_pages_that_are_not_there_answer_in_words(client: Client) -> None:
    for user in (None, reference.reviewer()):
        if user is not None:
            client.force_login(user)
        answer = client.get("/nowhere/")
        assert answer.status_code == 404
        assert "页面不存在" in answer.content.decode()


def test_pages_of_a_signed_in_person_are_not_stored_by_the_browser(client: Client) -> None:
    client.force_login(reference.reviewer())
    assert client.get("/counties/").headers["Cache-Control"] == "no-store, private"


def test_no_page_asks_the_browser_for_inline_script_or_style(client: Client) -> None:
    client.force_login(reference.reviewer())
    policy = client.get("/counties/").headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    for address in ("/matrix/", "/counties/", "/password/"):
        page = client.get(address).content.decode()
        assert not re.search(r'\sstyle="|\son\w+="|<style|<script(?![^>]*\ssrc=)', page), address


def test_every_page_finds_its_look() -> None:
    for name in ("ledger.css", "ledger.js", "icon.svg"):
        assert finders.find(f"planning/{name}"), name
