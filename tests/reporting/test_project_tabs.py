"""Two people in one project's form: nobody's words are replaced by somebody who has not seen them."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.permissions import Role
from projects.merging import merge
from reporting.models import Entry
from tests.reference import person
from tests.reporting import projects, rounds

pytestmark = pytest.mark.django_db


def test_the_slower_sees_the_other_s_values_beside_his_own(client: Client) -> None:
    of = rounds.cast()
    projects.listed(of)
    entry = projects.opened(of).entries.get()
    save, page = (reverse(name, args=[entry.pk]) for name in ("project-entry-save", "project-entry"))
    projects.saved(entry, projects.FIRST, of.clerk)
    other = person("clerk-other", Role.CLERK, of.county)
    projects.saved(entry, {**projects.FIRST, "done": "1300", "picture": "封顶", "problems": "缺料"}, other)

    client.force_login(of.clerk)
    mine = {**projects.FIRST, "done": "1250", "picture": "外墙", "explanation": ""}
    told = client.post(save, {**mine, "version": "1"}, follow=True).content.decode()
    assert "在您打开之后" in told
    assert 'value="1250"' in told
    assert "系统中现为“1300 万元”" in told
    assert "系统中现为“封顶”" in told
    assert "缺料</textarea>" in told  # what I have not touched is the other's
    assert "已取用系统中的新内容" in told
    assert 'name="version" value="2"' in told

    again = {**mine, "problems": "缺料", "version": "2"}
    assert "已保存" in client.post(save, again, follow=True).content.decode()
    entry.refresh_from_db()
    assert (entry.said["done"], entry.said["problems"]) == ("1250", "缺料")
    assert "系统中现为" not in client.get(page).content.decode()


def test_a_form_that_is_refused_for_itself_compares_with_nobody(client: Client) -> None:
    of = rounds.cast()
    projects.listed(of)
    entry: Entry = projects.opened(of).entries.get()
    client.force_login(of.clerk)
    save = reverse("project-entry-save", args=[entry.pk])
    told = client.post(save, {**projects.FIRST, "picture": "长" * 1001, "version": "0"}, follow=True)
    assert "最多 1000 个字" in told.content.decode()
    assert "系统中现为" not in told.content.decode()


def test_what_only_one_has_touched_is_his() -> None:
    base = {"stage": "building", "unit": "万元", "done": "1", "picture": "a"}
    mine, theirs = {**base, "done": "2"}, {**base, "picture": "b", "stage": "completed"}
    said, beside, taken = merge(base, mine, theirs)
    assert said == {"stage": "completed", "unit": "万元", "done": "2", "picture": "b"}
    assert beside == {"done": "1 万元"}
    assert taken == {"picture", "stage"}
