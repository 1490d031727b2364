"""The county head's page: by department, with last years; sign, give back with words, take a signature back."""

import re
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from counties.models import Department
from indicators.models import Observation
from reporting.models import Entry, Round
from reporting.states import State
from tests.reporting import rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> rounds.Cast:
    made = rounds.cast()
    water = Department.objects.create(code="water", name="水务局", order=1)
    rounds.row(made, baseline_cell="C1").departments.add(water)
    rounds.row(made, "pm25", 2)
    rounds.opened(made)
    return made


@pytest.fixture
def head(client: Client, of: rounds.Cast) -> Client:
    client.force_login(of.head)
    return client


def submitted(of: rounds.Cast) -> list[Entry]:
    from reporting.actions.submitting import submit

    entries = list(Entry.objects.order_by("pk"))
    for entry in entries:
        rounds.typed(entry, "85", of.clerk, explanation="已核实")
    submit([entry.pk for entry in entries], by=of.clerk)
    return list(Entry.objects.order_by("pk"))


def send(head: Client, name: str, entries: list[Entry], **more: str) -> str:
    given = {"which": "some", "entry": [f"{one.pk}:{one.version}" for one in entries]}
    return head.post(reverse(name, args=[2024, "990001"]), {**given, **more}, follow=True).content.decode()


def states() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("state", flat=True))


def test_what_waits_is_grouped_by_department(head: Client, of: rounds.Cast) -> None:
    submitted(of)
    page = head.get(reverse("signing", args=[2024, "990001"])).content.decode()
    assert "签发全部 2 项" in page
    assert page.index("未指定部门") < page.index("水务局")
    assert "填报说明：已核实" in page


def test_the_verdict_it_would_bring_is_shown(head: Client, of: rounds.Cast) -> None:
    submitted(of)
    page = head.get(reverse("signing", args=[2024, "990001"])).content.decode()
    assert "数据缺失" in page
    assert "进度滞后" in page, page[page.index("would-be") :][:600]


def test_the_numbers_of_the_list_lead_to_their_cells(head: Client, of: rounds.Cast) -> None:
    entry = submitted(of)[0]
    send(head, "signing-sign", [entry])
    page = head.get(reverse("signing-list")).content.decode()
    row = page[page.index("<tbody>") :]
    wanted = {"/standing/?show=all": 2, "?show=submitted": 1, "?show=signed": 1}
    for end, number in wanted.items():
        found = re.search(f'href="([^"]*{re.escape(end)})">(?:<b>)?{number}<', row)
        assert found, end
        assert (entry.name in head.get(found[1]).content.decode()) == (end != "?show=submitted")


def test_all_are_listed_before_they_are_signed_at_once(head: Client, of: rounds.Cast) -> None:
    entries = submitted(of)
    fields = {"county": of.county, "indicator": entries[1].indicator, "unit": "μg/m³"}
    Observation.objects.create(year=2024, text="84", value=Decimal(84), file_name="年鉴.xlsx", **fields)
    seen = [f"{one.pk}:{one.version}" for one in entries]
    address = reverse("signing-sign", args=[2024, "990001"])
    asked = head.post(address, {"which": "all", "every": seen})
    page = asked.content.decode()
    # One click says which they are, those to stop at first, and signs nothing.
    assert "将签发下列 2 项，其中" in page
    assert "在账 84（导入 年鉴.xlsx）将被替换" in page
    lines = asked.context["lines"]
    assert [bool(line.held_back) for line in lines] == sorted(bool(line.held_back) for line in lines)[::-1]
    assert lines[0].entry == entries[1]
    assert states() == ["submitted", "submitted"]
    (form,) = re.findall(r'<form class="card" method="post">(.*?)</form>', page, re.DOTALL)
    given: dict[str, list[str]] = {}
    for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form):
        given.setdefault(name, []).append(value)
    assert "已签发 2 项" in head.post(address, given, follow=True).content.decode()
    assert states() == ["signed", "signed"]


def test_what_changed_while_the_list_was_read_is_not_signed(head: Client, of: rounds.Cast) -> None:
    entries = submitted(of)
    given = {"which": "all", "every": [f"{one.pk}:{one.version}" for one in entries]}
    Entry.objects.filter(pk=entries[1].pk).update(version=entries[1].version + 1)
    address = reverse("signing-sign", args=[2024, "990001"])
    assert "签发全部 2 项" in head.post(address, given).content.decode()
    page = head.post(address, {**given, "sure": "1"}, follow=True).content.decode()
    assert "在您查看之后已有变化；没有办理任何一项" in page
    assert states() == ["submitted", "submitted"]
    assert "没有选中任何一项" in head.post(address, {"which": "all"}, follow=True).content.decode()


def test_a_selection_is_signed_and_taken_back(head: Client, of: rounds.Cast) -> None:
    first, second = submitted(of)
    send(head, "signing-sign", [first])
    assert states() == ["signed", "submitted"]
    first.refresh_from_db()
    assert "已撤回签发 1 项" in send(head, "signing-unsign", [first])
    assert states() == ["submitted", "submitted"]
    assert second.signed_by is None


def test_sending_back_needs_words(head: Client, of: rounds.Cast) -> None:
    first, _ = submitted(of)
    assert "请写明退回的理由" in send(head, "signing-back", [first], words=" ")
    assert "已退回填报人 1 项" in send(head, "signing-back", [first], words="与月报不符")
    assert states() == ["returned", "submitted"]
    assert first.steps.get(move="send_back").words == "与月报不符"


def test_what_changed_since_the_page_was_read_is_not_signed(head: Client, of: rounds.Cast) -> None:
    first, second = submitted(of)
    Entry.objects.filter(pk=second.pk).update(version=second.version + 1)
    assert "在您查看之后已有变化；没有办理任何一项" in send(head, "signing-sign", [first, second])
    assert states() == ["submitted", "submitted"]


def test_nothing_ticked_signs_nothing(head: Client, of: rounds.Cast) -> None:
    submitted(of)
    assert "没有选中任何一项" in send(head, "signing-sign", [])


@pytest.mark.parametrize("text", ["x", "1", "1:x", ":", f"{'9' * 30}:1"])
def test_a_torn_form_is_an_unknown_page(head: Client, of: rounds.Cast, text: str) -> None:
    address = reverse("signing-sign", args=[2024, "990001"])
    assert head.post(address, {"which": "some", "entry": text}).status_code == 404


def test_another_countys_entries_are_unknown(head: Client, of: rounds.Cast) -> None:
    other = rounds.cast("990002", "乙县", reviewer=of.reviewer)
    rounds.row(other, "water")
    asking = Round.objects.get()
    asking.plans.add(other.plan)
    from reporting.actions.rounds import refresh_round

    refresh_round(asking)
    foreign = Entry.objects.get(county=other.county)
    rounds.typed(foreign, "85", other.clerk, explanation="x")
    assert head.get(reverse("signing", args=[2024, "990002"])).status_code == 404
    assert head.get(reverse("entry", args=[foreign.pk])).status_code == 404
    foreign.refresh_from_db()
    assert "不在您的范围内" in send(head, "signing-sign", [foreign])
    assert foreign.stands is State.DRAFT
    assert "乙县" not in head.get(reverse("signing-list")).content.decode()


def test_only_heads_sign(client: Client, of: rounds.Cast) -> None:
    first, _ = submitted(of)
    for person in (of.clerk, of.reviewer):
        client.force_login(person)
        assert client.get(reverse("signing-list")).status_code == 404
        assert client.get(reverse("signing", args=[2024, "990001"])).status_code == 404
        assert client.post(reverse("signing-sign", args=[2024, "990001"])).status_code == 404
    first.refresh_from_db()
    assert first.stands is State.SUBMITTED


def test_a_refused_return_keeps_ticks_and_words(head: Client, of: rounds.Cast) -> None:
    first, second = submitted(of)
    Entry.objects.filter(pk=second.pk).update(version=second.version + 1)
    given = {
        "which": "some",
        "entry": [f"{first.pk}:{first.version}:", f"{second.pk}:{second.version}:"],
        "words": "缺文号",
    }
    page = head.post(reverse("signing-back", args=[2024, "990001"]), given, follow=True).content.decode()
    assert "在您查看之后已有变化" in page
    assert 'name="words" value="缺文号"' in page
    assert page.count('" checked') == 1
    assert states() == ["submitted", "submitted"]
