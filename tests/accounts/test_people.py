"""Administrators' pages: create, give roles, hand over, close; deputies; all with the password again and on record."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.actions import people, roles
from accounts.actions.refusals import AccountRefusedError
from accounts.models import Act, Deputy, Membership, User
from accounts.permissions import Permission, Role, has_permission
from tests import reference
from tests import small_ledger as small
from tests.accounts.coming_in import age, is_in, sign_in
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin() -> User:
    return reference.administrator()


@pytest.fixture
def keeper(client: Client, admin: User) -> Client:
    """An administrator who has just given the password."""
    sign_in(client, "administrator")
    return client


def appoint(membership: Membership, deputy: User, by: User, first: int = 0, last: int = 7) -> Deputy:
    today = timezone.localdate()
    days = {"starts_on": today + timedelta(days=first), "ends_on": today + timedelta(days=last)}
    return roles.appoint_deputy(membership=membership, deputy=deputy, reason="休假", by=by, **days)


def test_an_administrator_opens_an_account_and_sees_its_password_once(keeper: Client) -> None:
    shown = as_seen(keeper.post("/accounts/new/", {"username": "li", "display_name": "云冈填报员"}))
    password = re.search(r'<b class="num">([a-z0-9-]{19})</b>', shown)
    assert password is not None
    user = User.objects.get(username="li")
    assert user.check_password(password[1])
    assert user.must_change_password
    assert Act.objects.get(kind="开通账号").subject == "li"
    assert password[1] not in as_seen(keeper.get(f"/accounts/{user.pk}/"))
    assert password[1] not in str(list(Act.objects.values()))
    visitor = Client()
    sign_in(visitor, "li", password[1])
    assert visitor.get("/")["Location"] == "/password/"


def test_a_name_that_is_taken_is_refused_and_what_was_typed_stays(keeper: Client) -> None:
    page = as_seen(keeper.post("/accounts/new/", {"username": "administrator", "display_name": "某岗位"}))
    assert "已存在" in page
    assert "某岗位" in page


def test_giving_and_dropping_a_role_is_on_record(keeper: Client) -> None:
    county, user = small.county(), reference.person("li")
    form = {"role": "clerk", "county": county.pk}
    assert keeper.post(f"/accounts/{user.pk}/roles/", form).status_code == 302
    held = Membership.objects.get(user=user)
    act = Act.objects.get(kind="授予角色")
    assert (act.subject, act.county, act.detail) == ("li", county, {"role": "甲县 县区填报员"})
    keeper.post(f"/accounts/{user.pk}/roles/{held.pk}/drop/")
    assert not Membership.objects.filter(user=user).exists()
    assert Act.objects.get(kind="取消角色").detail["role"] == "甲县 县区填报员"


@pytest.mark.parametrize(
    ("form", "sentence"),
    [
        ({"role": "clerk"}, "县区填报员、县级负责人须指定县区"),
        ({"role": "reviewer", "county": "own"}, "市级角色不得指定县区"),
        ({"role": "auditor"}, "审核、系统管理、审计三种角色（包括代理）一人只能担任一种"),
        ({"role": "reviewer"}, "该用户已有此角色"),
    ],
)
def test_a_role_that_cannot_be_is_refused_with_the_reason(
    keeper: Client, form: dict[str, str], sentence: str
) -> None:
    county, user = small.county(), reference.reviewer()
    data = {name: str(county.pk) if value == "own" else value for name, value in form.items()}
    page = as_seen(keeper.post(f"/accounts/{user.pk}/roles/", data))
    assert sentence in page
    assert Membership.objects.filter(user=user).count() == 1


def test_nobody_changes_the_own_account(keeper: Client, admin: User) -> None:
    held, other = Membership.objects.get(user=admin), reference.reviewer()
    keeper.post(f"/accounts/{admin.pk}/close/")
    keeper.post(f"/accounts/{admin.pk}/roles/{held.pk}/drop/")
    keeper.post(f"/accounts/{admin.pk}/roles/", {"role": "clerk", "county": small.county().pk})
    keeper.post(f"/accounts/{admin.pk}/hand-over/", {"to": other.pk, "close": "on"})
    keeper.post(f"/accounts/{admin.pk}/password/")
    admin.refresh_from_db()
    assert admin.is_active
    assert admin.check_password("administrator-Passw0rd")
    assert list(Membership.objects.filter(user=admin)) == [held]
    assert is_in(keeper)


def test_the_last_administrator_is_neither_closed_nor_demoted(admin: User) -> None:
    deputy = reference.person("deputy")
    deputy.acting = Deputy(membership=Membership.objects.get(user=admin))
    with pytest.raises(AccountRefusedError, match="唯一启用中的系统管理员"):
        people.close_account(user=admin, by=deputy)
    with pytest.raises(AccountRefusedError, match="唯一启用中的系统管理员"):
        roles.drop_role(membership=Membership.objects.get(user=admin), by=deputy)
    second = reference.administrator("second")
    people.close_account(user=admin, by=second)
    with pytest.raises(AccountRefusedError, match="唯一启用中的系统管理员"):
        people.close_account(user=second, by=deputy)


def test_a_closed_account_opens_again_with_a_temporary_password(keeper: Client) -> None:
    user = reference.reviewer()
    keeper.post(f"/accounts/{user.pk}/close/")
    visitor = Client()
    assert sign_in(visitor, "reviewer").status_code == 200
    shown = as_seen(keeper.post(f"/accounts/{user.pk}/reopen/"))
    password = re.search(r'<b class="num">([a-z0-9-]{19})</b>', shown)
    assert password is not None
    assert sign_in(visitor, "reviewer", password[1]).status_code == 302
    assert list(Act.objects.filter(subject="reviewer").order_by("pk").values_list("kind", flat=True)) == [
        "关闭账号",
        "登录失败",
        "重新启用账号",
        "重置密码",
        "登录",
    ]


def test_handing_over_moves_every_role_and_closes_the_account(keeper: Client) -> None:
    county = small.county()
    old, new = reference.clerk(county, "old"), reference.person("new")
    Membership.objects.create(user=old, role=Role.CITY_READER)
    old_browser = Client()
    sign_in(old_browser, "old")
    keeper.post(f"/accounts/{old.pk}/hand-over/", {"to": new.pk, "close": "on"})
    assert sorted(new.memberships.values_list("role", flat=True)) == ["city_reader", "clerk"]
    old.refresh_from_db()
    assert (old.is_active, old.memberships.count(), is_in(old_browser)) == (False, 0, False)
    act = Act.objects.get(kind="移交角色")
    assert (act.subject, act.detail["to"]) == ("old", "new")


def test_handing_over_what_the_other_may_not_hold_moves_nothing(admin: User) -> None:
    old, new = reference.reviewer(), reference.person("auditor", Role.AUDITOR)
    Membership.objects.create(user=old, role=Role.CITY_READER)
    with pytest.raises(AccountRefusedError, match="一人只能担任一种"):
        people.hand_over(user=old, to=new, close=True, by=admin)
    assert old.memberships.count() == 2
    assert User.objects.get(pk=old.pk).is_active
    assert not Act.objects.exists()


def test_only_who_may_take_the_roles_is_offered_as_heir(keeper: Client) -> None:
    old = reference.reviewer()
    reference.person("auditor", Role.AUDITOR)
    fit = {reference.person("free").pk, reference.reviewer("second").pk}
    form = keeper.get(f"/accounts/{old.pk}/").context["forms"]["hand_over"]
    assert {user.pk for user in form.fields["to"].queryset} == fit


def test_what_cannot_be_taken_back_is_confirmed_first(keeper: Client) -> None:
    old = reference.reviewer()
    page = as_seen(keeper.get(f"/accounts/{old.pk}/"))
    for words, button in (("关闭账号…", "确认关闭账号"), ("移交角色…", "确认移交给所选接手人")):
        hidden = page.partition(f"<details><summary>{words}</summary>")[2].partition("</details>")[0]
        assert f">{button}</button>" in hidden
    assert "目前没有登录锁定" in page
    assert "解除登录锁定</button>" not in page


def test_no_second_user_name_differs_in_case_alone(keeper: Client) -> None:
    reference.reviewer("shenhe")
    page = as_seen(keeper.post("/accounts/new/", {"username": "SHENHE", "display_name": "另一人"}))
    assert "用户名“shenhe”已存在（不分大小写），请另取一个。" in page
    assert User.objects.filter(username__iexact="shenhe").count() == 1


def test_a_locked_account_is_unlocked_on_record(keeper: Client) -> None:
    user, visitor = reference.reviewer(), Client()
    for _ in range(5):
        sign_in(visitor, "reviewer", "wrong")
    assert sign_in(visitor, "reviewer").status_code == 429
    keeper.post(f"/accounts/{user.pk}/unlock/")
    assert sign_in(visitor, "reviewer").status_code == 302
    assert Act.objects.filter(kind="解除登录锁定", subject="reviewer").exists()


def test_without_a_fresh_proof_the_password_is_asked_and_nothing_typed_is_lost(keeper: Client) -> None:
    age(keeper, confirmed_at=5 * 60 + 1)
    form = {"username": "li", "display_name": "“引号”<岗位>"}
    page = as_seen(keeper.post("/accounts/new/", form))
    assert "请再次验证身份" in page
    assert not User.objects.filter(username="li").exists()
    repeated = dict(re.findall(r'<input type="hidden" name="(username|display_name)" value="([^"]*)"', page))
    assert repeated == {"username": "li", "display_name": "“引号”&lt;岗位&gt;"}
    wrong = as_seen(keeper.post("/accounts/new/", {**form, "confirm_password": "wrong"}))
    assert "密码或验证码不正确" in wrong
    assert not User.objects.filter(username="li").exists()
    keeper.post("/accounts/new/", {**form, "confirm_password": "administrator-Passw0rd"})
    assert User.objects.get(username="li").display_name == "“引号”<岗位>"
    keeper.post("/accounts/new/", {"username": "wang", "display_name": "岗位"})
    assert User.objects.filter(username="wang").exists()
    assert Act.objects.filter(kind="验证身份").count() == 1


def test_five_wrong_proofs_lock_the_account_and_end_the_session(keeper: Client) -> None:
    age(keeper, confirmed_at=3600)
    form = {"username": "li", "display_name": "岗位", "confirm_password": "wrong"}
    statuses = [keeper.post("/accounts/new/", form).status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    assert not is_in(keeper)


CHANGES: list[Callable[[User, Membership], str]] = [
    lambda user, held: "/accounts/new/",
    lambda user, held: f"/accounts/{user.pk}/rename/",
    lambda user, held: f"/accounts/{user.pk}/roles/",
    lambda user, held: f"/accounts/{user.pk}/roles/{held.pk}/drop/",
    lambda user, held: f"/accounts/{user.pk}/hand-over/",
    lambda user, held: f"/accounts/{user.pk}/deputies/",
    lambda user, held: f"/accounts/{user.pk}/close/",
    lambda user, held: f"/accounts/{user.pk}/reopen/",
    lambda user, held: f"/accounts/{user.pk}/password/",
    lambda user, held: f"/accounts/{user.pk}/unlock/",
    lambda user, held: f"/accounts/{user.pk}/second-factor/off/",
]


@pytest.mark.parametrize("address", CHANGES)
def test_every_change_asks_for_a_proof_and_exists_for_administrators_only(
    keeper: Client, address: Callable[[User, Membership], str]
) -> None:
    user = reference.reviewer()
    held = Membership.objects.get(user=user)
    age(keeper, confirmed_at=3600)
    before = Act.objects.count()
    assert "请再次验证身份" in as_seen(keeper.post(address(user, held), {}))
    assert Act.objects.count() == before
    for other in (user, reference.person("auditor", Role.AUDITOR), reference.clerk(small.county())):
        visitor = Client()
        sign_in(visitor, other.username)
        assert visitor.post(address(user, held), {}).status_code == 404
    assert Client().post(address(user, held), {}).status_code == 302


def test_a_deputy_acts_in_the_role_of_another_and_every_act_says_so(client: Client, admin: User) -> None:
    county = small.county()
    head, deputy = reference.person("head", Role.COUNTY_HEAD, county), reference.clerk(county, "deputy")
    made = appoint(Membership.objects.get(user=head), deputy, admin)
    sign_in(client, "deputy")
    client.post("/account/act-as/", {"deputyship": made.pk})
    assert client.get("/")["Location"] == f"/counties/{county.code}/"
    assert "代head（甲县 县级负责人）" in as_seen(client.get("/account/"))
    client.get(f"/counties/{county.code}/?format=xlsx")
    client.post("/logout/")
    told = [(act.kind, act.acting_for) for act in Act.objects.filter(by=deputy).order_by("pk")]
    assert told[:2] == [("登录", None), ("开始代理", head)]
    assert told[-1] == ("退出", head)


def test_every_state_of_a_deputyship_is_kept_with_who_gave_it(keeper: Client, admin: User) -> None:
    county = small.county()
    head, deputy = reference.person("head", Role.COUNTY_HEAD, county), reference.clerk(county, "deputy")
    held, today = Membership.objects.get(user=head), timezone.localdate()
    asked = {"membership": held.pk, "deputy": deputy.pk, "reason": "休假"}
    keeper.post(
        f"/accounts/{head.pk}/deputies/", {**asked, "starts_on": today, "ends_on": today + timedelta(days=7)}
    )
    made = Deputy.objects.get()
    keeper.post(f"/accounts/{head.pk}/deputies/{made.pk}/end/")
    versions = Deputy.pgh_event_model.objects.filter(id=made.pk).order_by("pgh_id")  # type: ignore[attr-defined] # the history library adds the model of versions at run time
    assert [v.pgh_label for v in versions] == ["insert", "delete"]
    assert versions[0].ends_on == today + timedelta(days=7)
    assert {v.pgh_context["user"] for v in versions} == {admin.pk}


def test_a_deputy_holds_the_lent_role_only_and_only_when_acting(admin: User) -> None:
    county, other = small.county(), small.county("990002", "乙县")
    head = reference.person("head", Role.COUNTY_HEAD, county)
    deputy = reference.clerk(other, "deputy")
    Membership.objects.create(user=deputy, role=Role.CLERK, county=county)
    assert deputy.county_ids == frozenset({county.pk, other.pk})
    fresh = User.objects.get(pk=deputy.pk)
    fresh.acting = appoint(Membership.objects.get(user=head), deputy, admin)
    assert fresh.county_ids == frozenset({county.pk})
    assert not has_permission(fresh, Permission.VIEW_FIGURES, county_id=other.pk)
    assert not has_permission(fresh, Permission.ENTER_FIGURES, county_id=county.pk)


@pytest.mark.parametrize(("first", "last"), [(-9, -1), (1, 5)])
def test_before_and_after_its_days_a_deputyship_opens_nothing(
    client: Client, admin: User, first: int, last: int
) -> None:
    county = small.county()
    head, deputy = reference.person("head", Role.COUNTY_HEAD, county), reference.clerk(county, "deputy")
    made = appoint(Membership.objects.get(user=head), deputy, admin, first, last)
    sign_in(client, "deputy")
    client.post("/account/act-as/", {"deputyship": made.pk})
    assert "当前身份" not in as_seen(client.get("/account/"))
    assert not Act.objects.filter(kind="开始代理").exists()


def test_a_deputyship_ends_by_itself_in_the_middle_of_a_session(client: Client, admin: User) -> None:
    county = small.county()
    head, deputy = reference.person("head", Role.COUNTY_HEAD, county), reference.clerk(county, "deputy")
    made = appoint(Membership.objects.get(user=head), deputy, admin)
    sign_in(client, "deputy")
    client.post("/account/act-as/", {"deputyship": made.pk})
    Deputy.objects.update(
        starts_on=timezone.localdate() - timedelta(9), ends_on=timezone.localdate() - timedelta(1)
    )
    assert "代理已到期或被撤销" in as_seen(client.get("/account/"))


def test_ending_a_deputyship_signs_the_deputy_out(client: Client, keeper: Client, admin: User) -> None:
    county = small.county()
    head, deputy = reference.person("head", Role.COUNTY_HEAD, county), reference.clerk(county, "deputy")
    made = appoint(Membership.objects.get(user=head), deputy, admin)
    visitor = Client()
    sign_in(visitor, "deputy")
    visitor.post("/account/act-as/", {"deputyship": made.pk})
    keeper.post(f"/accounts/{head.pk}/deputies/{made.pk}/end/")
    assert not is_in(visitor)
    assert not Deputy.objects.in_force(timezone.localdate()).exists()
    assert {act.kind for act in Act.objects.filter(subject="head")} == {"设立代理", "撤销代理"}


def test_a_deputyship_of_somebody_else_opens_nothing(client: Client, admin: User) -> None:
    county = small.county()
    head, deputy = reference.person("head", Role.COUNTY_HEAD, county), reference.clerk(county, "deputy")
    made = appoint(Membership.objects.get(user=head), deputy, admin)
    reference.person("thief")
    sign_in(client, "thief")
    client.post("/account/act-as/", {"deputyship": made.pk})
    assert client.get("/").status_code == 403


def test_nobody_appoints_oneself_the_holder_or_across_the_separation(admin: User) -> None:
    head, reviewer = reference.person("head", Role.COUNTY_HEAD, small.county()), reference.reviewer()
    held = Membership.objects.get(user=head)
    for deputy in (admin, head):
        with pytest.raises(AccountRefusedError):
            appoint(held, deputy, admin)
    auditor = reference.person("auditor", Role.AUDITOR)
    with pytest.raises(AccountRefusedError, match="一人只能担任一种"):
        appoint(Membership.objects.get(user=reviewer), auditor, admin)
    free = reference.person("free", Role.CITY_READER)
    appoint(Membership.objects.get(user=reviewer), free, admin)
    with pytest.raises(AccountRefusedError, match="一人只能担任一种"):
        roles.grant_role(user=free, role=Role.AUDITOR, county=None, department=None, by=admin)


def test_a_deputy_of_another_county_or_level_is_refused_beforehand(keeper: Client, admin: User) -> None:
    county, other = small.county(), small.county("990002", "乙县")
    head, beside = reference.person("head", Role.COUNTY_HEAD, county), reference.clerk(county, "beside")
    stranger, city = reference.clerk(other, "stranger"), reference.person("city", Role.CITY_READER)
    held = Membership.objects.get(user=head)
    for unfit in (stranger, city, reference.person("nobody")):
        with pytest.raises(
            AccountRefusedError, match=f"{unfit} 不是甲县的人员，不能代理“甲县 县级负责人”。请改选"
        ):
            appoint(held, unfit, admin)
    with pytest.raises(AccountRefusedError, match="beside 不是市级人员"):
        appoint(Membership.objects.get(user=reference.reviewer()), beside, admin)
    page = as_seen(keeper.get(f"/accounts/{head.pk}/"))
    form = page[page.index("设立代理") - 3000 : page.index("设立代理")]
    assert "只能由同一县区的人员代理" in form
    assert "（beside）" in form
    assert "（stranger）" not in form
    asked = {"membership": held.pk, "deputy": stranger.pk, "reason": "休假"}
    today = timezone.localdate()
    refused = keeper.post(f"/accounts/{head.pk}/deputies/", {**asked, "starts_on": today, "ends_on": today})
    assert "代理人须与被代理人同级、同县区" in as_seen(refused)
    assert not Deputy.objects.exists()


def test_who_leaves_the_county_stands_in_for_nobody_there(admin: User) -> None:
    county = small.county()
    head, deputy = reference.person("head", Role.COUNTY_HEAD, county), reference.clerk(county, "deputy")
    appoint(Membership.objects.get(user=head), deputy, admin)
    appoint(Membership.objects.get(user=head), deputy, admin, 20, 30)
    roles.drop_role(membership=deputy.memberships.get(), by=admin)
    assert not Deputy.objects.filter(ends_on__gte=timezone.localdate()).exists()
    other = reference.clerk(county, "other")
    appoint(Membership.objects.get(user=head), other, admin)
    people.hand_over(user=other, to=reference.person("new"), close=False, by=admin)
    assert not Deputy.objects.filter(ends_on__gte=timezone.localdate()).exists()


def test_the_principal_sees_who_stands_in(client: Client, admin: User) -> None:
    county = small.county()
    head, deputy = reference.person("head", Role.COUNTY_HEAD, county), reference.clerk(county, "deputy")
    appoint(Membership.objects.get(user=head), deputy, admin)
    appoint(Membership.objects.get(user=deputy), head, admin, 10, 12)
    sign_in(client, "head")
    page = as_seen(client.get("/account/"))
    assert re.search(r"代理我的人.*<td>deputy</td><td>甲县 县级负责人</td>.*休假", page, re.DOTALL)
    deputies = page[page.index("代理我的人") :]
    assert "<td>head</td>" not in deputies


def test_days_the_wrong_way_round_are_refused_by_form_and_database(keeper: Client, admin: User) -> None:
    county = small.county()
    head, deputy = reference.person("head", Role.COUNTY_HEAD, county), reference.clerk(county, "deputy")
    held, today = Membership.objects.get(user=head), timezone.localdate()
    form: dict[str, Any] = {"membership": held.pk, "deputy": deputy.pk, "reason": "休假"}
    form |= {"starts_on": today.isoformat(), "ends_on": (today - timedelta(1)).isoformat()}
    assert "结束日期不得早于开始日期" in as_seen(keeper.post(f"/accounts/{head.pk}/deputies/", form))
    with pytest.raises(ValidationError, match="结束日期不得早于开始日期"):
        appoint(held, deputy, admin, 3, 2)
    form["ends_on"] = today.isoformat()
    keeper.post(f"/accounts/{head.pk}/deputies/", form)
    assert Deputy.objects.get().reason == "休假"


def test_the_list_finds_by_name_role_county_and_state(keeper: Client) -> None:
    county = small.county()
    reference.clerk(county, "zhang")
    closed = reference.reviewer("wang")
    User.objects.filter(pk=closed.pk).update(is_active=False)

    def found(query: str) -> set[str]:
        page = as_seen(keeper.get(f"/accounts/?{query}"))
        return set(re.findall(r'<a href="/accounts/\d+/">([^<]+)</a>', page))

    assert found("q=zha") == {"zhang"}
    assert found("role=reviewer") == {"wang"}
    assert found(f"county={county.code}") == {"zhang"}
    assert found("state=closed") == {"wang"}
    assert found("state=open") == {"zhang", "administrator"}
