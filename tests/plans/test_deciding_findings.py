"""Findings one after the other, many at once, and by a ruling: from the finding's page and back to it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Act, User
from accounts.permissions import Role
from counties.models import County, Finding, Ruling
from judging.openings import openings, ways_to_rule
from judging.questions import load_inputs
from plans.actions import decide_finding, decide_findings
from refusals import Refused, Stale
from tests import reference
from tests import small_ledger as ledger
from tests.planning.answers import REVIEW, REVIEWED, Answers
from tests.plans.test_finding_pages import finding
from tests.proving import signed_in
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db
ANSWERS = {
    "finding-bulk": Answers(REVIEW, REVIEW),
    "finding-bulk-confirm": Answers(REVIEWED, REVIEW),
}
PRINTED = Finding.Decision.PRINTED


@pytest.fixture
def by() -> User:
    return reference.reviewer()


@pytest.fixture
def city(client: Client, by: User) -> Client:
    return signed_in(client, by)


@pytest.fixture
def county() -> County:
    return ledger.county("990001", "甲县")


def page_of(client: Client, pk: int, query: str = "") -> Any:
    return client.get(reverse("finding-decide", args=[pk]) + query)


def test_the_next_one_follows_order_and_filter_of_the_list_one_came_from(
    city: Client, county: County
) -> None:
    plain = [finding(county, str(number), rule="slip") for number in range(3)]
    grave = finding(county, "重", severity="error", rule="beyond_area")
    assert grave.pk != plain[0].pk
    for query in ("", "?rule=slip", "?sort=-gravity", "?county=990001&sort=gravity"):
        listed = city.get(reverse("finding-list") + query)
        order = [line.pk for line in listed.context["lines"]]
        assert f"{reverse('finding-decide', args=[order[0]])}{query}" in as_seen(listed).replace("&amp;", "&")
        for place, pk in enumerate(order):
            beside = page_of(city, pk, query).context["beside"]
            assert beside.before == (order[place - 1] if place else None)
            assert beside.after == (order[place + 1] if place + 1 < len(order) else None)
            assert (beside.place, beside.total) == (place + 1, len(order))


def test_a_decision_keeps_the_list_and_leads_to_what_came_after(city: Client, county: County) -> None:
    one, two, three = (finding(county, str(number)) for number in range(3))
    address = f"{reverse('finding-decide', args=[two.pk])}?county=990001"
    sent = {"decision": "printed", "reason": "依据", "fingerprint": two.fingerprint}
    answer = city.post(address, sent, follow=True)
    assert answer.redirect_chain[-1][0] == address
    beside = answer.context["beside"]
    assert (beside.before, beside.after, beside.place, beside.total) == (one.pk, three.pk, 0, 2)
    page = as_seen(answer)
    assert "本条已不在列表中，列表还有 2 条" in page
    assert f'href="{reverse("finding-decide", args=[three.pk])}?county=990001" rel="next"' in page


def test_a_single_decision_asks_for_the_password(client: Client, by: User, county: County) -> None:
    client.force_login(by)
    one = finding(county)
    address = reverse("finding-decide", args=[one.pk])
    sent = {"decision": "printed", "reason": "依据", "fingerprint": one.fingerprint}
    assert "confirm_password" in as_seen(client.post(address, sent))
    assert Finding.objects.get().decision == "open"
    done = client.post(address, {**sent, "confirm_password": "reviewer-Passw0rd"}, follow=True)
    assert "已记录处理意见：按原文采用。" in as_seen(done)


def bulk(county: County, number: int = 3) -> tuple[list[Finding], dict[str, object]]:
    found = [finding(county, str(place), fingerprint=str(place) * 64) for place in range(number)]
    marks = [f"{one.pk}:{one.fingerprint}" for one in found]
    return found, {"finding": marks, "decision": "printed", "reason": "经与编制单位核对"}


def test_many_are_previewed_by_name_confirmed_by_password_and_each_keeps_its_record(
    client: Client, by: User, county: County
) -> None:
    client.force_login(by)
    found, sent = bulk(county)
    other = finding(county, "另一种", rule="beyond_area")
    address = f"{reverse('finding-bulk')}?rule=slip"
    assert "另一种" not in as_seen(client.get(address))
    sent["finding"] = sent["finding"][:2]  # type: ignore[index] # a list
    preview = as_seen(client.post(address, sent))
    assert "确认处理 2 条" in preview
    assert "甲县的说明0" in preview
    assert "甲县的说明2" not in preview
    assert not Finding.objects.exclude(decision="open").exists()
    confirm = f"{reverse('finding-bulk-confirm')}?rule=slip"
    assert "confirm_password" in as_seen(client.post(confirm, sent))
    done = client.post(confirm, {**sent, "confirm_password": "reviewer-Passw0rd"}, follow=True)
    assert "已处理 2 条质疑：按原文采用。各条分别留痕。" in as_seen(done)
    decided = Finding.objects.exclude(decision="open")
    assert {one.pk for one in decided} == {one.pk for one in found[:2]}
    assert {one.decision_reason for one in decided} == {"经与编制单位核对"}
    acts = Act.objects.filter(kind="处理质疑", by=by, county=county)
    assert sorted(act.detail["finding"] for act in acts) == [one.pk for one in found[:2]]
    other.refresh_from_db()
    assert other.decision == "open"


@pytest.mark.parametrize("moved", ["text", "gone", "decided"])
def test_one_that_moved_meanwhile_is_refused_by_name_and_no_other_is_done(
    city: Client, by: User, county: County, moved: str
) -> None:
    found, sent = bulk(county)
    if moved == "text":
        Finding.objects.filter(pk=found[1].pk).update(fingerprint="x" * 64)
    elif moved == "gone":
        Finding.objects.filter(pk=found[1].pk).update(gone_at="2026-03-01T00:00Z")
    else:
        decide_finding(
            finding=found[1], decision=PRINTED, reason="别人", fingerprint=found[1].fingerprint, by=by
        )
    before = Finding.objects.exclude(decision="open").count()
    for address in (reverse("finding-bulk"), reverse("finding-bulk-confirm")):
        page = as_seen(city.post(f"{address}?rule=slip", sent))
        assert "您查看之后已有变动：“甲县的说明1”（" in page
        assert "没有处理任何一条" in page
        assert Finding.objects.exclude(decision="open").count() == before
    seen = {one.pk: one.fingerprint for one in (found[0], found[2])}
    assert len(decide_findings(seen=seen, decision=PRINTED, reason="依据", by=by)) == 2


def test_only_findings_of_one_rule_are_decided_together(by: User, county: County) -> None:
    seen = {
        one.pk: one.fingerprint for one in (finding(county, "一"), finding(county, "二", rule="beyond_area"))
    }
    with pytest.raises(Refused, match="同一种质疑"):
        decide_findings(seen=seen, decision=PRINTED, reason="依据", by=by)
    with pytest.raises(Stale, match="1 条已不存在"):
        decide_findings(seen={**seen, 999_999: "f"}, decision=PRINTED, reason="依据", by=by)
    assert not Finding.objects.exclude(decision="open").exists()


def test_what_is_missing_is_said_and_what_was_typed_stays(city: Client, county: County) -> None:
    found, sent = bulk(county, 2)
    address = f"{reverse('finding-bulk')}?rule=slip"
    for lacking, said in (
        ("finding", "请至少选一条质疑"),
        ("reason", "请写明理由"),
        ("decision", "请选择一种"),
    ):
        page = as_seen(city.post(address, {name: value for name, value in sent.items() if name != lacking}))
        assert said in page
    assert "先选一种质疑" in as_seen(city.get(reverse("finding-bulk")))
    assert f"{len(found)} 条待处理" in as_seen(city.get(reverse("finding-bulk")))
    assert "没有待处理的" in as_seen(city.get(f"{reverse('finding-bulk')}?rule=slip&q=没有的词"))


def test_a_ruling_begins_at_the_finding_with_its_matter_first_and_leads_back(city: Client, by: User) -> None:
    row, other = ledger.two_targets()
    found = Finding.objects.get()
    assert [(one.pk, opening.kind) for one, opening in ways_to_rule(found)] == [(row.pk, "target")]
    address = f"{reverse('row-rulings', args=[row.pk])}?finding={found.pk}&back=county%3D990001"
    assert f'href="{address}#target"' in as_seen(page_of(city, found.pk, "?county=990001")).replace(
        "&amp;", "&"
    )
    opened = city.get(address)
    assert next(form.kind.value for form in opened.context["forms"]) == "target"
    back = f"{reverse('finding-decide', args=[found.pk])}?county=990001"
    assert f'href="{back}"' in as_seen(opened)
    typed = {
        "kind": "target",
        "target-value": "35",
        "target-reason": "文本写明按35执行",
        "finding": str(found.pk),
        "back": "county=990001",
    }
    shown = city.post(reverse("row-rulings", args=[row.pk]), typed, follow=True)
    assert ("finding", str(found.pk)) in shown.context["repeated"]
    sent = dict(shown.context["repeated"])
    done = city.post(reverse("ruling-confirm", args=[row.pk]), sent, follow=True)
    assert done.redirect_chain[-1][0] == back
    assert "共裁定 2 行" in as_seen(done)
    assert Ruling.objects.in_force().filter(row__in=[row.pk, other.pk]).count() == 2


def test_a_finding_that_no_ruling_answers_offers_none(city: Client, county: County) -> None:
    row = ledger.row(ledger.plan(county), ledger.indicator())
    found = finding(county, rule="sequence_gap")
    found.plan_indicators.add(row)
    assert openings(load_inputs([row.pk])[0])
    assert ways_to_rule(found) == []
    assert reverse("row-rulings", args=[row.pk]) not in as_seen(page_of(city, found.pk))


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.CLERK, Role.CITY_READER, Role.ADMIN, Role.AUDITOR])
def test_the_number_of_open_findings_stands_only_where_somebody_can_decide(
    client: Client, county: County, role: Role
) -> None:
    finding(county)
    client.force_login(reference.person("one", role, county if role is Role.CLERK else None))
    answer = client.get(reverse("finding-list"))
    counts = {item.title: item.count for section in answer.context["navigation"] for item in section.items}
    assert counts["数据质疑"] == (1 if role is Role.REVIEWER else 0)
    page = as_seen(answer)
    assert ("待市级审核员处理" in page) is (role is not Role.REVIEWER)
    assert (reverse("finding-bulk") in page) is (role is Role.REVIEWER)
