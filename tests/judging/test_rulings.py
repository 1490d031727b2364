"""裁定: what a person decides where the document leaves it open, judged by as if it were printed."""

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Act, User
from accounts.permissions import Role
from attainment import Status
from counties.models import County, Finding, Ruling
from indicators.actions.targets import Document, assign_target
from indicators.models import AssignedTarget, Observation, PlanIndicator
from jobs.models import Job
from judging.actions.rulings import RulingRefusedError, Said, proposed, revoke, rule
from judging.models import Attainment, AttainmentChange
from judging.openings import openings
from judging.questions import load_inputs
from judging.recompute import recompute
from judging.summaries.differences import differences
from judging.summaries.rollup import roll_up
from judging.summaries.rows import row_verdicts
from judging.summaries.rulings import preview_without
from judging.summaries.targets import target_lines
from judging.summaries.versions import versions_of
from plans.findings import refresh_findings
from refusals import Stale, Unchanged
from reporting.actions.messages import deliver
from reporting.actions.rounds import cells_of
from reporting.models import Message
from reporting.optional import because_of, optional_cells
from tests import reference
from tests import small_ledger as ledger
from tests.custody.test_moments import now
from tests.planning.answers import NO_REVIEW, REVIEW, REVIEWED, Answers
from tests.reporting import rounds
from tests.seeing import as_seen
from workbooks.reading import read_workbook

pytestmark = pytest.mark.django_db
KIND = Ruling.Kind
ANSWERS = {
    "row-rulings": Answers(REVIEW, REVIEW),
    "ruling-confirm": Answers(REVIEWED, REVIEW),
    "ruling-revoke": Answers(NO_REVIEW, REVIEW),
}


def hold(county: County, keys: Iterator[int]) -> None:
    row = PlanIndicator.objects.get(plan__county=county)
    by = User.objects.get(username=f"clerk-{county.code}")
    Ruling.objects.create(
        pk=next(keys),
        county=county,
        plan=row.plan,
        listed=Ruling.Listed.INDICATORS,
        row=row.pk,
        row_name=row.name,
        kind=KIND.ATTRIBUTE,
        value="约束性",
        reason="文本写明",
        source="文本 第 3 页",
        wording="原话",
        document_number="1号",
        by=by,
        ended_at=timezone.now(),
        ended_by=by,
        end_reason="有误",
    )


@pytest.fixture
def by() -> User:
    return reference.reviewer()


@pytest.fixture
def city(client: Client, by: User) -> Client:
    client.force_login(by)
    return client


def said(kind: Ruling.Kind, value: str, **fields: Any) -> Said:
    return Said(kind=kind, value=value, **{"reason": "经与编制单位核对", **fields})


def ruled(
    row: PlanIndicator, one: Said, by: User, also: tuple[int, ...] = (), *, sure: bool = False
) -> list[Ruling]:
    seen = proposed(load_inputs([row.pk])[0], one, also=also, by=by).digest
    return rule(row, one, also=also, seen=seen, sure=sure, by=by)


def kinds(row: PlanIndicator) -> list[str]:
    return [one.kind.value for one in openings(load_inputs([row.pk])[0])]


def judged(row: PlanIndicator, year: int = 2025) -> tuple[str, str]:
    recompute({row.pk: [year]}, why="ruling")
    found = Attainment.objects.get(plan_indicator=row, year=year)
    return found.status, found.explanation


def observed(row: PlanIndicator, text: str, year: int = 2025) -> None:
    Observation.objects.create(
        county=row.plan.county, indicator=row.indicator, year=year, text=text, value=text, unit=row.unit
    )


def proof(client: Client, address: str, data: Mapping[str, object]) -> str:
    return client.post(
        address, {**data, "confirm_password": "reviewer-Passw0rd"}, follow=True
    ).content.decode()


def test_the_chosen_target_is_judged_by_in_all_rows_and_the_finding_is_answered(by: User) -> None:
    row, other = ledger.two_targets()
    observed(row, "33")
    assert judged(row)[0] == "unjudged"
    assert kinds(row) == ["target", "attribute"]
    made = ruled(row, said(KIND.TARGET, "35", document_number="同环函〔2026〕1号"), by)
    assert {one.row for one in made} == {row.pk, other.pk}
    for each in (row, other):
        status, sentence = judged(each)
        assert status == "achieved"
        assert "≤35" in sentence
    row.refresh_from_db()
    assert row.target_text == "<30"
    finding = Finding.objects.get()
    assert (finding.decision, finding.decided_by) == ("ruled", by)
    Job.objects.all().delete()
    revoke(made[0], reason="看错", by=by)
    finding.refresh_from_db()
    assert finding.decision == "open"
    assert not Ruling.objects.in_force().exists()
    with pytest.raises(RulingRefusedError, match="已经失效"):
        revoke(made[1], reason="看错", by=by)
    assert {pk for pk, _ in Job.objects.get(title__startswith="重算").arguments["pairs"]} == {
        row.pk,
        other.pk,
    }
    assert [judged(each)[0] for each in (row, other)] == ["unjudged", "unjudged"]


def test_what_a_revocation_would_do_is_shown_with_the_doubt_that_comes_back(by: User) -> None:
    row, other = ledger.two_targets()
    observed(row, "33")
    made = ruled(row, said(KIND.TARGET, "35"), by)
    turns = [turn for turn in preview_without(made[0]) if turn.year == 2025]
    assert {(turn.row.pk, turn.before, turn.after) for turn in turns} == {
        (each.pk, Status.ACHIEVED, Status.UNJUDGED) for each in (row, other)
    }
    revoke(made[0], reason="看错", by=by)
    assert {turn.row.pk: turn.sentence for turn in turns} == {
        each.pk: judged(each)[1] for each in (row, other)
    }


def test_a_finding_is_answered_only_where_each_of_its_rows_is(by: User) -> None:
    row, other = ledger.two_targets()
    third = ledger.row(row.plan, row.indicator, 3, target_text="完成市局下达任务", unit="µg/m³")
    finding = Finding.objects.get()
    finding.plan_indicators.add(third)
    observed(row, "33")
    ruled(third, said(KIND.STATED, "34", source="规划文本 第 2 页", wording="不高于34"), by)
    finding.refresh_from_db()
    assert finding.decision == "open"
    assert [judged(each)[0] for each in (row, other, third)] == ["unjudged", "unjudged", "achieved"]
    ruled(row, said(KIND.TARGET, "35"), by)
    finding.refresh_from_db()
    assert finding.decision == "ruled"


def test_the_text_that_is_chosen_says_its_unit_where_rows_have_several(by: User) -> None:
    row, other = ledger.two_targets()
    PlanIndicator.objects.filter(pk=row.pk).update(unit="万亩", target_text="10")
    PlanIndicator.objects.filter(pk=other.pk).update(unit="亩", target_text="90000")
    (target, _) = openings(load_inputs([row.pk])[0])
    assert [one.value for one in target.candidates] == ["10万亩", "90000亩"]
    Observation.objects.create(
        county=row.plan.county, indicator=row.indicator, year=2025, text="95000", value=95000, unit="亩"
    )
    ruled(row, said(KIND.TARGET, "10万亩"), by)
    assert [judged(each)[0] for each in (row, other)] == ["achieved", "achieved"]


@pytest.mark.parametrize("direction", ["rate", "cumulative", "class", "count"])
def test_what_adds_up_or_has_classes_gets_no_direction_of_its_own(by: User, direction: str) -> None:
    """越高越好 for a rate would make a level of it: the catalogue says what a figure is (ADR 37)."""
    targets = {"rate": "增长5%", "class": "≥Ⅲ类", "count": "≤5", "cumulative": "≤5"}
    measured = ledger.indicator("flow", direction=direction)
    row = ledger.row(
        ledger.plan(ledger.county()),
        measured,
        target_text=targets[direction],
        baseline_text="1",
        attribute="约束性",
    )
    assert "direction" not in kinds(row)


@pytest.mark.parametrize(
    ("direction", "text"),
    [("higher", "到2023年达到90"), ("log_rate", "下降100%"), ("rate", "比2018年下降5%")],
)
def test_a_target_that_no_figure_can_meet_or_miss_is_open_to_the_one_of_the_text(
    by: User, direction: str, text: str
) -> None:
    measured = ledger.indicator("share", direction=direction)
    row = ledger.row(ledger.plan(ledger.county()), measured, target_text=text, attribute="约束性")
    observed(row, "20")
    assert judged(row)[0] == "unjudged"
    reason = Attainment.objects.get(plan_indicator=row, year=2025).reason
    assert (reason in ("basis_conflict", "domain"), "stated" in kinds(row)) == (True, True), (
        reason,
        kinds(row),
    )
    ruled(row, said(KIND.STATED, "18", source="规划文本 第 2 页", wording="达到18"), by, sure=True)
    assert judged(row)[0] == "achieved"


def test_a_figure_of_another_basis_opens_no_target_of_the_text(by: User) -> None:
    row = ledger.row(
        ledger.plan(ledger.county()),
        ledger.indicator(),
        baseline_cell="C1",
        baseline_basis="实况",
        attribute="约束性",
    )
    observed(row, "90")
    Observation.objects.update(basis="扣除沙尘")
    assert judged(row)[0] == "unjudged"
    assert Attainment.objects.get(plan_indicator=row, year=2025).reason == "basis_conflict"
    assert kinds(row) == []


def test_parts_and_a_target_of_the_text_are_not_ruled_beside_each_other(by: User) -> None:
    row = ledger.row(
        ledger.plan(ledger.county()), ledger.indicator(), target_text="持续改善并达到要求", attribute="约束性"
    )
    assert kinds(row) == ["stated", "parts"]
    (parts,) = ruled(row, said(KIND.PARTS, "≥50\n不下降"), by, sure=True)
    assert kinds(row) == ["parts"]
    revoke(parts, reason="看错", by=by)
    ruled(row, said(KIND.STATED, "60", source="规划文本 第 2 页", wording="达到60"), by, sure=True)
    assert kinds(row) == ["stated"]


def test_a_ruling_is_on_record_asked_for_again_and_names_itself_in_the_change(by: User) -> None:
    row, _ = ledger.two_targets()
    observed(row, "33")
    recompute({row.pk: row.plan.years}, why="data")
    ruled(row, said(KIND.TARGET, "35"), by)
    job = Job.objects.latest("pk")
    assert job.arguments["why"] == "ruling"
    assert job.arguments["cause"] == "采用的目标 “35”"
    assert Act.objects.filter(kind="裁定", county=row.plan.county, by=by).count() == 2
    recompute({row.pk: [2025]}, why=job.arguments["why"], cause=job.arguments["cause"])
    change = AttainmentChange.objects.get()
    assert (change.why, change.get_why_display(), change.to_status) == ("ruling", "裁定", "achieved")


def test_an_unknown_direction_is_ruled_and_judged(by: User) -> None:
    odd = ledger.indicator("odd", name="消除比例", direction="unknown")
    row = ledger.row(
        ledger.plan(ledger.county()), odd, baseline_text="0", target_text="0", attribute="约束性"
    )
    observed(row, "3")
    assert judged(row) == ("unjudged", judged(row)[1])
    assert kinds(row) == ["direction"]
    ruled(row, said(KIND.DIRECTION, "lower"), by)
    assert judged(row)[0] == "missed"
    with pytest.raises(RulingRefusedError, match="请从列出的内容中选择"):
        ruled(row, said(KIND.DIRECTION, "rate"), by)


def test_a_ruled_attribute_reaches_the_banner(by: User) -> None:
    plan = ledger.plan(ledger.county())
    row = ledger.row(plan, ledger.indicator())
    second = ledger.row(plan, ledger.indicator("other"), 2)
    observed(row, "70")
    judged(row)
    assert not any(one.is_binding_missed for one in roll_up(row_verdicts([plan.pk], 2025)))
    made = ruled(row, said(KIND.ATTRIBUTE, "约束性"), by, also=(second.pk,))
    assert {one.row for one in made} == {row.pk, second.pk}
    counted = roll_up(row_verdicts([plan.pk], 2025))
    assert [one.is_binding_missed for one in counted] == [True, False]
    assert [one.attribute for one in counted] == ["约束性", "约束性"]
    assert counted[0].counts.ruled_words.startswith("指标属性 裁定：约束性（reviewer，")


def test_a_composite_is_split_and_the_worst_part_decides(by: User) -> None:
    row = ledger.row(
        ledger.plan(ledger.county()), ledger.indicator(), target_text="≥50且不下降", baseline_cell="C1"
    )
    observed(row, "60")
    assert judged(row)[0] == "unjudged"
    with pytest.raises(RulingRefusedError, match="无法识别"):
        ruled(row, said(KIND.PARTS, "≥50\n持续改善"), by)
    with pytest.raises(RulingRefusedError, match="请每行只写一项"):
        ruled(row, said(KIND.PARTS, "≥50且不下降\n≥40"), by)
    with pytest.raises(RulingRefusedError, match="只有一项，不是分项"):
        ruled(row, said(KIND.PARTS, "≥50"), by)
    with pytest.raises(RulingRefusedError, match="请在指标页录入“人工判定”"):
        ruled(row, said(KIND.PARTS, "≥50\n已划定"), by)
    ruled(row, said(KIND.PARTS, "≥50\n不下降"), by)
    status, sentence = judged(row)
    assert status == "missed"
    assert "不下降" in sentence


def test_a_target_of_the_text_is_judged_by_unless_a_superior_set_one(by: User, city: Client) -> None:
    row = ledger.row(ledger.plan(ledger.county()), ledger.indicator(), target_text="完成市局下达任务")
    observed(row, "21")
    assert judged(row)[0] == "pending"
    with pytest.raises(RulingRefusedError, match="文件和页码"):
        ruled(row, said(KIND.STATED, "20.26"), by)
    ruled(row, said(KIND.STATED, "20.26", source="规划文本 第 12 页", wording="覆盖率达到20.26%"), by)
    assert judged(row)[0] == "achieved"
    AssignedTarget.objects.create(
        plan_indicator=row, text="22", document_number="1号", issued_on=timezone.localdate(), authority="市局"
    )
    status, sentence = judged(row)
    assert status == "missed"
    assert "≥22" in sentence
    city.force_login(by)
    page = city.get(reverse("plan-indicator", args=[row.pk]), {"year": 2025}).content.decode()
    assert "正文目标“20.26”与上级下达的目标不同" in page
    assert "已下达目标 22" in city.get(reverse("county", args=["990001"]), {"year": 2025}).content.decode()


def test_a_ruled_baseline_starts_the_path(by: User) -> None:
    row = ledger.row(ledger.plan(ledger.county()), ledger.indicator(), baseline_cell="C1")
    observed(row, "82", 2020)
    found = Finding.objects.create(
        county=row.plan.county, plan=row.plan, rule="baseline_observed", subject="s", severity="warning",
        message="m", fingerprint="f",
    )  # fmt: skip
    found.plan_indicators.add(row)
    observed(row, "84", 2022)
    assert "2020年80→" in judged(row, 2022)[1]
    assert "baseline" in kinds(row)
    ruled(row, said(KIND.BASELINE, "82"), by)
    assert "2020年82→" in judged(row, 2022)[1]


def test_a_ruled_unit_closes_its_doubt(by: User) -> None:
    area = ledger.indicator("forest", name="森林面积", unit="公顷")
    row = ledger.row(
        ledger.plan(ledger.county()),
        area,
        unit="万km²",
        baseline_text="20",
        target_text="22",
        attribute="预期性",
    )
    found = Finding.objects.create(
        county=row.plan.county, plan=row.plan, rule="beyond_area", subject="s", severity="error",
        message="m", fingerprint="f", doubt="unit_conflict",
    )  # fmt: skip
    found.plan_indicators.add(row)
    Observation.objects.create(
        county=row.plan.county, indicator=area, year=2025, text="23", value=23, unit="公顷"
    )
    assert judged(row)[0] == "unjudged"
    with pytest.raises(RulingRefusedError, match="不是能识别的单位"):
        ruled(row, said(KIND.UNIT, "大概"), by)
    ruled(row, said(KIND.UNIT, "公顷"), by)
    assert judged(row)[0] == "achieved"
    (line,) = row_verdicts([row.plan_id], 2025)
    assert line.unit == "公顷"


def test_a_unit_is_previewed_with_the_figures_as_they_will_be_read(by: User) -> None:
    area = ledger.indicator("forest", name="森林面积", unit="公顷")
    row = ledger.row(
        ledger.plan(ledger.county()),
        area,
        unit="万km²",
        baseline_text="20",
        target_text="22",
        attribute="预期性",
    )
    found = Finding.objects.create(
        county=row.plan.county, plan=row.plan, rule="beyond_area", subject="s", severity="error",
        message="m", fingerprint="f", doubt="unit_conflict",
    )  # fmt: skip
    found.plan_indicators.add(row)
    Observation.objects.create(
        county=row.plan.county, indicator=area, year=2025, text="21", value=21, unit="万km²"
    )
    one = said(KIND.UNIT, "公顷")
    seen = proposed(load_inputs([row.pk])[0], one, by=by)
    rule(row, one, seen=seen.digest, sure=True, by=by)
    (turn,) = (turn for turn in seen.turns if turn.year == 2025)
    assert (turn.after, turn.sentence) == judged(row)
    assert turn.after == "achieved"
    (cell,) = cells_of(PlanIndicator.objects.judged().filter(pk=row.pk)).values()
    (line,) = target_lines(County.objects.filter(pk=row.plan.county_id))
    assert (cell.unit, line.unit) == ("公顷", "公顷")


def test_nothing_is_ruled_without_reason_twice_or_on_what_has_moved(by: User) -> None:
    row, _ = ledger.two_targets()
    with pytest.raises(RulingRefusedError, match="须写明理由"):
        ruled(row, said(KIND.TARGET, "35", reason=" "), by)
    with pytest.raises(RulingRefusedError, match="没有需要裁定的问题"):
        ruled(row, said(KIND.DIRECTION, "lower"), by)
    with pytest.raises(Stale, match="重新预览"):
        rule(row, said(KIND.TARGET, "35"), seen="x", by=by)
    assert not Ruling.objects.exists()
    (first, _) = ruled(row, said(KIND.TARGET, "35"), by)
    with pytest.raises(Unchanged, match="完全相同"):
        ruled(row, said(KIND.TARGET, "35"), by)
    ruled(row, said(KIND.TARGET, "<30"), by)
    first.refresh_from_db()
    assert first.ended_at is not None
    assert not first.is_revoked
    assert Ruling.objects.in_force().filter(row=row.pk).get().value == "<30"
    with pytest.raises(RulingRefusedError, match="已经失效"):
        revoke(first, reason="再来", by=by)
    with pytest.raises(IntegrityError, match="ruling_one_in_force"), transaction.atomic():
        said(KIND.TARGET, "1").about(row, by).save()


def test_it_is_previewed_confirmed_by_password_shown_and_revoked_on_its_page(city: Client) -> None:
    row, _ = ledger.two_targets()
    observed(row, "33")
    recompute({row.pk: row.plan.years}, why="data")
    address = reverse("row-rulings", args=[row.pk])
    page = city.get(address).content.decode()
    assert "以哪一个目标为准" in page
    assert "应为单位" not in page
    typed = {
        "kind": "target",
        "target-value": "35",
        "target-reason": "文本写明按35执行",
        "target-document_number": "1号",
    }
    shown = city.post(address, typed, follow=True)
    assert not Ruling.objects.exists()
    assert "以下 10 项评价将改变：" in as_seen(shown)
    confirm = reverse("ruling-confirm", args=[row.pk])
    sent = {**typed, "target-seen": shown.context["preview"].digest}
    asked = city.post(confirm, sent).content.decode()
    assert "confirm_password" in asked
    assert not Ruling.objects.exists()
    done = proof(city, confirm, sent)
    assert "共裁定 2 行：采用的目标 “35”。" in done
    recompute({row.pk: row.plan.years}, why="ruling")
    told = as_seen(city.get(reverse("plan-indicator", args=[row.pk]), {"year": 2025}))
    assert "裁定：“35”" in told
    assert "（1号，" in told
    assert "&lt;30" in told
    assert "规划原文“&lt;30”，裁定为“35”" in told
    stands = Ruling.objects.in_force().get(row=row.pk)
    beside = as_seen(city.get(address))
    assert "一并裁定的各行同时撤销：2 PM2.5" in beside
    assert "2 PM2.5 2025 年：完成 → 暂无法评价" in beside
    back = reverse("ruling-revoke", args=[row.pk, stands.pk])
    assert "撤销须写明理由" in city.post(back, {"reason": ""}).content.decode()
    assert "已撤销裁定" in city.post(back, {"reason": "另有规定"}, follow=True).content.decode()
    assert any("裁定：采用的目标" in one.what for one in versions_of(row))


def stated(value: str, wording: str) -> dict[str, object]:
    fields = {"value": value, "wording": wording, "reason": "查文本", "file": "规划文本.pdf", "page": "12"}
    return {"kind": "stated", **{f"stated-{name}": said for name, said in fields.items()}}


def previewed(city: Client, row: PlanIndicator, typed: dict[str, object]) -> Any:
    return city.post(reverse("row-rulings", args=[row.pk]), typed, follow=True)


def test_a_stated_target_that_can_never_be_is_refused_and_an_odd_one_is_stood_by(city: Client) -> None:
    share = ledger.indicator(minimum=0, maximum=100)
    row = ledger.row(ledger.plan(ledger.county()), share, target_text="完成市局下达任务", baseline_text="20")
    for value, why in (("-5", "不应小于 0"), ("202600", "不应大于 100%")):
        page = as_seen(previewed(city, row, stated(value, f"覆盖率达到{value}")))
        assert f"“{value}”{why}，请核对数值和单位。" in page
        assert "确认裁定" not in page
    typed = stated("20.26", "覆盖率达到21%")
    shown = previewed(city, row, typed)
    assert "正文原话中没有“20.26”" in as_seen(shown)
    confirm = reverse("ruling-confirm", args=[row.pk])
    typed["stated-seen"] = shown.context["preview"].digest
    assert "请勾选“核实无误”" in proof(city, confirm, typed)
    assert not Ruling.objects.exists()
    assert "已裁定：" in proof(city, confirm, {**typed, "stated-sure": "on"})


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"reason": "。"}, "理由只有标点，没有写明原因。"),
        ({"page": "第x页"}, "页码请写数字，如 12、12-13。"),
        ({"value": "二十点二六"}, "请用阿拉伯数字填写，如 20.26"),
        ({"value": "０２0.26"}, "“020.26”的数字前多写了 0"),
    ],
)
def test_what_is_typed_carelessly_is_said_at_once(city: Client, fields: dict[str, str], why: str) -> None:
    row = ledger.row(ledger.plan(ledger.county()), ledger.indicator(), target_text="完成市局下达任务")
    typed = stated("20.26", "达到20.26%") | {f"stated-{name}": value for name, value in fields.items()}
    page = as_seen(previewed(city, row, typed))
    assert why in page
    assert "确认裁定" not in page
    shown = previewed(city, row, stated("２０．２６", "达到20.26%"))
    assert shown.context["preview"].rulings[0].value == "20.26"


def test_parts_are_held_against_the_printed_target(by: User) -> None:
    share = ledger.indicator(minimum=0, maximum=100)
    row = ledger.row(
        ledger.plan(ledger.county()), share, target_text="≥50且不下降", baseline_cell="C1", baseline_text="60"
    )
    with pytest.raises(RulingRefusedError, match="不应大于 100%"):
        ruled(row, said(KIND.PARTS, "≥500\n不下降"), by)
    with pytest.raises(RulingRefusedError, match="规划原文中没有“≥55”"):
        ruled(row, said(KIND.PARTS, "≥55\n不下降"), by)
    ruled(row, said(KIND.PARTS, "≥50\n不下降"), by)


def test_the_preview_of_an_attribute_says_where_each_row_is_counted_now(by: User, city: Client) -> None:
    of = ledger.plan(ledger.county())
    row = ledger.row(of, ledger.indicator())
    others = [ledger.row(of, ledger.indicator(f"other{number}"), number) for number in (2, 3, 4)]
    ruled(row, said(KIND.ATTRIBUTE, "约束性"), by, also=(others[0].pk,))
    ruled(others[1], said(KIND.ATTRIBUTE, "预期性"), by)
    page = as_seen(city.get(reverse("row-rulings", args=[row.pk])))
    assert "另有 3 行没有印指标属性（其中 2 行已裁定）" in page
    assert "2 指标other2（已裁定为约束性）" in page
    typed = {"kind": "attribute", "attribute-value": "预期性", "attribute-reason": "文本写明"}
    shown = as_seen(previewed(city, row, {**typed, "attribute-also": [one.pk for one in others]}))
    told = "统计中：2 行由“约束性”归入“预期性”；1 行已归入“预期性”，不变；1 行由“未标注”归入“预期性”。"
    assert told in shown
    assert "约束性指标未全部完成" not in shown


def test_a_preview_survives_reloading_and_going_back_and_is_taken_up_again(city: Client) -> None:
    row, _ = ledger.two_targets()
    page = reverse("row-rulings", args=[row.pk])
    typed = {"kind": "target", "target-value": "35", "target-reason": "文本写明按35执行"}
    preview = city.post(page, typed)["Location"]
    assert preview == f"{page}?preview=target"
    for _ in range(2):
        assert "确认裁定" in as_seen(city.get(preview))
    assert "文本写明按35执行" in as_seen(city.get(f"{page}?edit=target"))
    assert "确认裁定" not in as_seen(city.get(page))
    confirm = reverse("ruling-confirm", args=[row.pk])
    assert city.get(confirm)["Location"] == page
    assert "请重新预览后再确认" in proof(city, confirm, {**typed, "target-seen": "x"})
    seen = city.get(preview).context["preview"].digest
    assert "共裁定 2 行" in proof(city, confirm, {**typed, "target-seen": seen})
    again = as_seen(city.get(preview))
    assert "确认裁定" not in again
    assert "另行裁定将取代它" in again


def test_nobody_proves_himself_for_a_form_that_comes_back_and_the_proof_can_be_left(
    city: Client, by: User
) -> None:
    row, _ = ledger.two_targets()
    made, _ = ruled(row, said(KIND.TARGET, "35"), by)
    address = reverse("ruling-revoke", args=[row.pk, made.pk])
    assert "confirm_password" not in (page := as_seen(city.post(address, {"reason": ""})))
    assert "撤销须写明理由" in page
    came_from = reverse("row-rulings", args=[row.pk])
    asked = as_seen(city.post(address, {"reason": "另有规定"}, HTTP_REFERER=f"http://testserver{came_from}"))
    assert "confirm_password" in asked
    assert f'<a class="btn" href="{came_from}">取消</a>' in asked


@pytest.mark.parametrize("role", [Role.CLERK, Role.COUNTY_HEAD, Role.CITY_READER, Role.ADMIN, Role.AUDITOR])
def test_only_reviewers_rule_and_all_read(client: Client, by: User, role: Role) -> None:
    row, _ = ledger.two_targets()
    (made, _) = ruled(row, said(KIND.TARGET, "35"), by)
    county = row.plan.county if role in (Role.CLERK, Role.COUNTY_HEAD) else None
    client.force_login(reference.person("other", role, county))
    for address in (
        reverse("row-rulings", args=[row.pk]),
        reverse("ruling-confirm", args=[row.pk]),
        reverse("ruling-revoke", args=[row.pk, made.pk]),
    ):
        assert client.post(address, {"reason": "x"}).status_code == 404
    page = client.get(reverse("plan-indicator", args=[row.pk])).content.decode()
    assert "裁定：“35”" in page
    assert reverse("row-rulings", args=[row.pk]) not in page


def test_the_county_is_told_once_of_a_ruling_and_of_its_end(by: User) -> None:
    row, _ = ledger.two_targets()
    clerk = reference.clerk(row.plan.county)
    made = ruled(row, said(KIND.TARGET, "35"), by)
    deliver(timezone.now())
    deliver(timezone.now())
    (message,) = Message.objects.filter(kind="ruled", user=clerk)
    assert message.title == "裁定 2 项：1 PM2.5、2 PM2.5"
    assert "采用的目标 “35”；理由：经与编制单位核对" in message.body
    assert "结论变化：1 PM2.5 2021年 暂无法评价 → 数据缺失" in message.body
    assert message.at == made[0].at
    revoke(made[0], reason="看错", by=by)
    deliver(timezone.now())
    ended = Message.objects.get(kind="ruled", user=clerk, title__startswith="撤销裁定")
    assert "结论变化：1 PM2.5 2021年 数据缺失 → 暂无法评价" in ended.body


@pytest.mark.parametrize(
    ("fields", "who", "link"),
    [
        ({"target_text": "完成市局下达任务"}, "市级审核员：录入上级下达的目标", "target-assign"),
        ({"target_text": "达到相关要求，持续改善"}, "市级审核员：把目标拆成能比较的分项", "row-rulings"),
        ({}, "县区填报员：在填报任务中填报全年数据", "import-observations"),
    ],
)
def test_every_grey_verdict_names_who_can_resolve_it(
    city: Client, fields: dict[str, Any], who: str, link: str
) -> None:
    row = ledger.row(ledger.plan(ledger.county()), ledger.indicator(), **fields)
    recompute({row.pk: row.plan.years}, why="data")
    page = city.get(reverse("plan-indicator", args=[row.pk]), {"year": 2025}).content.decode()
    assert who in page
    arguments = [] if link == "import-observations" else [row.pk]
    assert reverse(link, args=arguments) in page


def test_a_published_year_is_not_altered_and_says_that_the_present_differs(city: Client, by: User) -> None:
    row, other = ledger.two_targets()
    observed(row, "33")
    recompute({one.pk: row.plan.years for one in (row, other)}, why="data")
    year = ledger.published(2025, by)
    before = list(year.verdicts.values())
    ruled(row, said(KIND.TARGET, "35"), by)
    recompute({one.pk: row.plan.years for one in (row, other)}, why="ruling")
    assert list(year.verdicts.values()) == before
    page = city.get(reverse("plan-indicator", args=[row.pk]), {"year": 2025}).content.decode()
    assert "与定稿不一致" in page
    told = city.get(reverse("publication", args=[year.pk])).content.decode()
    assert "裁定：" not in told
    again = ledger.published(2025, by, document_number="9号")
    words = "采用的目标 裁定：“35”（reviewer，"
    assert again.verdicts.get(plan_indicator=row).ruled_words.startswith(words)
    told = city.get(reverse("publication", args=[again.pk])).content.decode()
    assert words in told
    assert "已下达目标" not in told
    sheet = city.get(reverse("publication", args=[again.pk]), {"format": "xlsx"}).content
    assert any(text.startswith(words) for line in read_workbook(sheet).sheets[1].rows for text in line)


def test_every_page_that_shows_what_is_printed_shows_the_ruling_beside_it(city: Client, by: User) -> None:
    row, other = ledger.two_targets()
    told = "采用的目标 裁定：“35”（1号，reviewer，"
    recompute({one.pk: row.plan.years for one in (row, other)}, why="data")
    ruled(row, said(KIND.TARGET, "35", document_number="1号"), by)
    recompute({one.pk: row.plan.years for one in (row, other)}, why="ruling")
    for address, shown in (
        (reverse("county", args=[row.plan.county.code]), told),
        (reverse("plan", args=[row.plan.key]), told),
        (reverse("matrix"), f'title="{told}'),
        (reverse("indicator", args=["pm25"]), told),
    ):
        page = city.get(address, {"year": 2025}).content.decode()
        assert shown in page, address
        assert "&lt;30" in page, address
    for address, name in (
        (reverse("matrix"), "明细"),
        (reverse("county", args=["990001"]), "规划"),
        (reverse("indicator", args=["pm25"]), "2025年各县区"),
        (reverse("plan", args=[row.plan.key]), "原文与读取"),
    ):
        content = city.get(address, {"year": "2025", "format": "xlsx"}).content
        sheet = next(one for one in read_workbook(content).sheets if one.name == name)
        assert any(text.startswith(told) for line in sheet.rows for text in line), address
    content = city.get(reverse("plan-indicator", args=[row.pk]), {"format": "xlsx"}).content
    basis = next(one for one in read_workbook(content).sheets if one.name == "依据")
    assert any("裁定：采用的目标" in line for line in basis.rows)


def test_the_sheet_of_the_matrix_marks_what_is_ruled_and_the_versions_say_its_reason_once(
    city: Client, by: User
) -> None:
    row, _ = ledger.two_targets()
    recompute({row.pk: row.plan.years}, why="data")
    ruled(row, said(KIND.TARGET, "35", document_number="1号"), by)
    content = city.get(reverse("matrix"), {"year": "2025", "format": "xlsx"}).content
    table = next(one for one in read_workbook(content).sheets if one.name == "矩阵")
    assert any("（按裁定）" in text for line in table.rows for text in line)
    versions = as_seen(city.get(reverse("row-history", args=[row.pk])))
    assert versions.count("经与编制单位核对") == 1
    assert "1号" in versions


def test_the_findings_page_leads_to_the_ruling_and_is_decided_by_it_alone(city: Client, by: User) -> None:
    row, _ = ledger.two_targets()
    finding = Finding.objects.get()
    repeat = ledger.row(row.plan, row.indicator, 9, is_repeat=True, target_text="36")
    finding.plan_indicators.add(repeat)
    address = reverse("finding-decide", args=[finding.pk])
    page = city.get(address).content.decode()
    assert reverse("row-rulings", args=[row.pk]) in page
    assert reverse("row-rulings", args=[repeat.pk]) not in page
    ruled(row, said(KIND.TARGET, "35"), by)
    page = city.get(address).content.decode()
    assert "已裁定" in page
    assert 'name="decision"' not in page
    answer = {"decision": "printed", "reason": "x", "fingerprint": finding.fingerprint}
    assert "请先在指标的“裁定”页撤销裁定" in proof(city, address, answer)


@pytest.mark.django_db(transaction=True)
def test_a_ruling_under_which_the_plan_prints_something_else_says_so(city: Client, by: User) -> None:
    row, _ = ledger.two_targets()
    ruled(row, said(KIND.TARGET, "35"), by)
    address = reverse("plan-indicator", args=[row.pk])
    assert "裁定仍然有效" not in city.get(address).content.decode()
    PlanIndicator.objects.filter(pk=row.pk).update(target_text="33")
    told = "规划原文已由“&lt;30”改为“33”；裁定仍然有效，请审核员确认或撤销。"
    assert told in city.get(address).content.decode()
    assert told in city.get(reverse("row-rulings", args=[row.pk])).content.decode()


def test_a_superiors_target_that_contradicts_the_plans_text_is_a_finding(by: User) -> None:
    row = ledger.row(ledger.plan(ledger.county()), ledger.indicator(), target_text="完成市局下达任务")
    ruled(row, said(KIND.STATED, "20.26", source="规划文本 第 12 页", wording="达到20.26%"), by)
    for text, number in (("≥20.26", 0), ("22", 1)):
        AssignedTarget.objects.all().delete()
        document = Document("市局", "1号", timezone.localdate())
        assign_target(row, text=text, document=document, by=by)
        refresh_findings(row.plan.county, by=by)
        found = Finding.objects.open().filter(rule="stated_outranked")
        assert found.count() == number
    assert "上级下达的目标是“22”%，规划正文写明的是“20.26”%" in found.get().message
    assert Job.objects.filter(task="plans.tasks.refresh_findings").exists()


def test_a_claim_is_held_against_the_chosen_target(by: User) -> None:
    row, _ = ledger.two_targets()
    PlanIndicator.objects.filter(pk=row.pk).update(final_text="33", final_cell="E1", claim="完成")
    refresh_findings(row.plan.county, by=by)
    claims = Finding.objects.standing().filter(rule="claim_contradicted")
    assert claims.exists()
    ruled(row, said(KIND.TARGET, "35"), by)
    refresh_findings(row.plan.county, by=by)
    assert not claims.exists()


@pytest.mark.django_db(transaction=True)
def test_a_past_moment_knows_the_rulings_of_its_day_and_the_comparison_tells_them(client: Client) -> None:
    by = reference.reviewer()
    row, _ = ledger.two_targets()
    before = now()
    (made, _) = ruled(row, said(KIND.TARGET, "35"), by)
    between = now()
    revoke(made, reason="看错", by=by)
    client.force_login(by)
    address = reverse("plan-indicator", args=[row.pk])
    for moment, shown in ((before, False), (between, True), (now(), False)):
        page = client.get(address, {"asof": moment.isoformat()}).content.decode()
        assert ("裁定：“35”" in page) is shown
    told = [one for one in differences(row.plan.county, before, between) if one.kind == "裁定"]
    assert [(one.name, one.after) for one in told] == [
        (f"{number} PM2.5 采用的目标", "“35”：经与编制单位核对") for number in (1, 2)
    ]
    page = client.get(reverse("thing-history", args=["counties.ruling", made.pk])).content.decode()
    assert "“35”：经与编制单位核对" in page


def test_a_cell_with_a_target_of_the_plans_text_is_owed(by: User) -> None:
    of = rounds.cast(reviewer=by)
    row = rounds.row(of, target_text="完成市局下达任务")
    opened = rounds.opened(of)
    assert list(optional_cells([opened.pk], [of.county.pk]).values()) == ["目标待下达"]
    (cell,) = cells_of(PlanIndicator.objects.filter(pk=row.pk)).values()
    assert because_of(cell.rows) == "目标待下达"
    ruled(row, said(KIND.STATED, "20.26", source="规划文本 第 12 页", wording="达到20.26%"), by)
    assert optional_cells([opened.pk], [of.county.pk]) == {}
    (cell,) = cells_of(PlanIndicator.objects.filter(pk=row.pk)).values()
    assert because_of(cell.rows) is None
