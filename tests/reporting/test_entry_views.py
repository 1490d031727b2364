"""The clerk's pages through the browser's requests: what is owed, the grid, saving, submitting."""

import io
import json
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from celery import Celery
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from kombu.exceptions import OperationalError
from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from accounts.models import Membership
from counties.models import Department
from indicators.models import Observation, Part
from reporting.actions.reviewing import return_entries
from reporting.models import Entry, Round
from reporting.reading import read
from reporting.sheets import CLEAR, sheet_bytes
from reporting.states import State
from tests import small_ledger as ledger
from tests.reporting import filling, rounds

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> rounds.Cast:
    return rounds.cast()


@pytest.fixture
def round_(of: rounds.Cast) -> Round:
    """Three cells: good days (80 → 88), PM2.5, and one that waits for its target."""
    water, forest = (
        Department.objects.create(code=code, name=name, order=order)
        for order, (code, name) in enumerate([("water", "水务局"), ("forest", "林业局")])
    )
    rounds.row(of, "good-days", 1, baseline_cell="C1", level1="生态保护", level2="空气").departments.set(
        [water]
    )
    rounds.row(of, "pm25", 2, baseline_cell="C2", level1="生态保护", level2="空气").departments.set([forest])
    rounds.row(of, "delegated", 3, target_text="完成上级下达任务", level1="水").departments.set([forest])
    return rounds.opened(of)


def test_the_grid_and_the_sheet_offer_the_same_reasons(of: rounds.Cast, round_: Round) -> None:
    page = client(of).get(reverse("entry-grid", args=[2024, of.county.code])).content.decode()
    menu = page[page.index('id="no-data"') :]
    offered = re.findall(r"<button[^>]*>([^<]+)</button>", menu[: menu.index("</div>")])
    book = load_workbook(io.BytesIO(sheet_bytes(round_, of.county, of.clerk)))
    column = get_column_letter(filling.column(book.worksheets[0], "无数据原因"))
    rules = book.worksheets[0].data_validations.dataValidation
    (rule,) = [rule for rule in rules if str(rule.sqref).startswith(column)]
    place, _, cells = rule.formula1.replace("$", "").partition("!")
    assert [line[0].value for line in book[place.strip("'")][cells]] == [*offered, CLEAR]
    for reason in offered:
        assert read(reason, entry(round_)).is_readable, reason
        assert read(reason, entry(round_)).value is None, reason


def test_a_cell_that_cannot_be_kept_stops_no_other(of: rounds.Cast, round_: Round) -> None:
    first, second = entry(round_), entry(round_, "pm25")
    answer = save(
        of,
        {"id": first.pk, "version": first.version, "text": "8\ud800"},
        {"id": second.pk, "version": second.version, "text": "30", "note": "\x00"},
    )
    assert [cell["outcome"] for cell in answer.json()["cells"]] == ["refused", "refused"]
    assert answer.json()["cells"][1]["message"] == "备注含有无法保存的字符；请删去后重新输入"


def test_a_cell_is_saved_with_the_broker_away(
    of: rounds.Cast, round_: Round, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    def away(*args: object, **kwargs: object) -> None:
        raise OperationalError("no broker")

    monkeypatch.setattr(Celery, "send_task", away)
    with django_capture_on_commit_callbacks(execute=True):
        answer = save(of, {"id": entry(round_).pk, "version": 0, "text": "85"})
    assert answer.json()["cells"][0]["outcome"] == "saved"


def test_the_address_of_unsaved_cells_names_their_county(of: rounds.Cast, round_: Round) -> None:
    page = client(of).get(reverse("entry-grid", args=[2024, of.county.code])).content.decode()
    assert f'data-key="{of.clerk.pk}:{round_.pk}:{of.county.pk}"' in page


def entry(round_: Round, code: str = "good-days") -> Entry:
    return round_.entries.get(indicator__code=code)


def client(of: rounds.Cast) -> Client:
    made = Client()
    made.force_login(of.clerk)
    return made


def save(of: rounds.Cast, *cells: dict[str, Any], year: int = 2024, by: Client | None = None) -> Any:
    address = reverse("entry-save", args=[year, of.county.code])
    body = json.dumps({"cells": cells})
    return (by or client(of)).post(address, body, content_type="application/json")


def page(of: rounds.Cast, name: str = "entry-grid", **filters: str) -> str:
    answer = client(of).get(reverse(name, args=[2024, of.county.code]), filters)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_grid_prints_the_rows_as_the_plan_does(of: rounds.Cast, round_: Round) -> None:
    shown = page(of)
    assert "生态保护 · 空气" in shown
    assert shown.index("指标good-days") < shown.index("指标pm25") < shown.index("指标delegated")
    assert "选填：目标待下达" in shown


def test_the_tiles_leave_optional_cells_apart(of: rounds.Cast, round_: Round) -> None:
    answer = save(of, {"id": entry(round_).pk, "version": 0, "text": "87"}).json()
    counted = {name: answer["counts"][name] for name in ("missing", "drafts", "spare", "total")}
    assert counted == {"missing": 1, "drafts": 1, "spare": 1, "total": 3}


def test_a_saved_cell_answers_with_its_version_state_and_counter_fact(of: rounds.Cast, round_: Round) -> None:
    cell = save(of, {"id": entry(round_).pk, "version": 0, "text": "87.5"}).json()["cells"][0]
    assert (cell["outcome"], cell["version"], cell["label"]) == ("saved", 1, "草稿")
    assert "按 87.5 填报，2024 年结论将为：达到序时进度" in [word["sentence"] for word in cell["words"]]


def test_a_warning_is_answered_with_its_suggestion_and_waits_for_a_reason(
    of: rounds.Cast, round_: Round
) -> None:
    one = entry(round_)
    cell = save(of, {"id": one.pk, "version": 0, "text": "8.7"}).json()["cells"][0]
    assert (cell["label"], cell["words"][0]["suggestion"]) == ("需说明", "87")
    cell = save(of, {"id": one.pk, "version": 1, "explanation": "监测站停运"}).json()["cells"][0]
    assert (cell["label"], cell["explanation"]) == ("草稿", "监测站停运")


def test_what_is_said_of_a_cell_follows_its_neighbour(of: rounds.Cast) -> None:
    for number, code in enumerate(("whole", "part", "apart"), start=1):
        rounds.row(of, code, number, baseline_text="")
    opened = rounds.opened(of)
    whole, part, apart = (entry(opened, code) for code in ("whole", "part", "apart"))
    Part.objects.create(whole=whole.measured, part=part.measured)
    for one, text in ((whole, "50"), (part, "30"), (apart, "70")):
        save(of, {"id": one.pk, "version": 0, "text": text})
    answer = save(of, {"id": whole.pk, "version": 1, "text": "29"}).json()
    # The other cell is told of in the same answer, its version and text as they were.
    (other,) = answer["others"]
    assert (other["id"], other["version"], other["text"], other["warned"]) == (part.pk, 1, "30", True)
    assert other["label"] == "需说明"
    assert "29" in other["words"][0]["sentence"]
    warned = answer["counts"]["warned"]
    # And the page that is loaded again says the same.
    loaded = page(of)
    assert other["words"][0]["sentence"] in loaded
    assert f'<span data-count="warned">{warned}</span>' in loaded
    assert f'id="e{part.pk}"' in page(of, show="warned")
    (other,) = save(of, {"id": whole.pk, "version": 2, "text": "50"}).json()["others"]
    assert (other["warned"], other["label"]) == (False, "草稿")
    assert f'id="e{part.pk}"' not in page(of, show="warned")


def test_what_is_said_of_a_cell_follows_last_years_figure(of: rounds.Cast, round_: Round) -> None:
    one = entry(round_)
    fields = {"county": of.county, "indicator": one.indicator, "unit": "%", "year": 2023}
    before = Observation.objects.create(text="8.5", value=Decimal("8.5"), **fields)
    save(of, {"id": one.pk, "version": 0, "text": "85"})
    assert f'id="e{one.pk}"' in page(of, show="warned")
    before.text, before.value = "85", Decimal(85)
    before.save()
    one.refresh_from_db()
    assert one.warnings
    assert f'id="e{one.pk}"' not in page(of, show="warned")


def test_the_loser_of_two_gets_both_values(of: rounds.Cast, round_: Round) -> None:
    one = entry(round_)
    save(of, {"id": one.pk, "version": 0, "text": "87"})
    cell = save(of, {"id": one.pk, "version": 0, "text": "86"}).json()["cells"][0]
    assert (cell["outcome"], cell["text"], cell["version"]) == ("conflict", "87", 1)
    assert "改为“87”" in cell["message"]


def test_an_answer_that_got_lost_is_asked_for_again_without_harm(of: rounds.Cast, round_: Round) -> None:
    one = entry(round_)
    for _ in range(2):
        cell = save(of, {"id": one.pk, "version": 0, "text": "87"}).json()["cells"][0]
    assert (cell["outcome"], cell["version"]) == ("same", 1)
    assert one.steps.count() == 1


def test_a_locked_cell_says_why_and_the_others_are_saved(of: rounds.Cast, round_: Round) -> None:
    rounds.under_review(entry(round_), "87", of)
    answer = save(
        of,
        {"id": entry(round_).pk, "version": 0, "text": "88"},
        {"id": entry(round_, "pm25").pk, "version": 0, "text": "81"},
    ).json()["cells"]
    assert [cell["outcome"] for cell in answer] == ["locked", "saved"]
    assert answer[0]["message"] == "市级正在审核"


def test_the_cells_of_another_county_are_left_out(of: rounds.Cast, round_: Round) -> None:
    stranger = rounds.cast("990002", "乙县", reviewer=of.reviewer)
    Membership.objects.filter(user=stranger.clerk).update(county=stranger.county)
    cell = {"id": entry(round_).pk, "version": 0, "text": "1"}
    assert save(of, cell, by=client(stranger)).status_code == 404
    assert save(stranger, cell).json()["cells"] == []
    assert entry(round_).text == ""


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        '{"cells": {}}',
        '{"cells": [{"id": "1", "version": 0}]}',
        '{"cells": [{"id": 1, "version": 0, "text": 5}]}',
    ],
)
def test_a_body_that_the_page_does_not_send_is_refused(of: rounds.Cast, round_: Round, body: str) -> None:
    address = reverse("entry-save", args=[2024, of.county.code])
    answer = client(of).post(address, body, content_type="application/json")
    assert answer.status_code == 400


def test_who_is_not_signed_in_gets_no_answer_that_looks_like_success(of: rounds.Cast, round_: Round) -> None:
    answer = save(of, {"id": entry(round_).pk, "version": 0, "text": "87"}, by=Client())
    assert answer.status_code == 302


def test_a_clerk_of_a_department_sees_and_saves_its_cells_only(of: rounds.Cast, round_: Round) -> None:
    Membership.objects.filter(user=of.clerk).update(department=Department.objects.get(code="forest"))
    shown = page(of)
    assert "指标good-days" not in shown
    assert "指标pm25" in shown
    assert save(of, {"id": entry(round_).pk, "version": 0, "text": "87"}).json()["cells"] == []


@pytest.mark.parametrize(
    ("filters", "seen"),
    [
        ({"show": "todo"}, {"pm25"}),
        ({"show": "warned"}, {"good-days"}),
        ({"department": "forest"}, {"pm25", "delegated"}),
        ({"department": "forest", "show": "todo"}, {"pm25"}),
        ({"show": "nonsense"}, {"good-days", "pm25", "delegated"}),
    ],
)
def test_the_filters_narrow_the_rows(
    of: rounds.Cast, round_: Round, filters: dict[str, str], seen: set[str]
) -> None:
    rounds.typed(entry(round_), "8.7", of.clerk)
    shown = page(of, **filters)
    assert {code for code in ("good-days", "pm25", "delegated") if f'data-name="指标{code}"' in shown} == seen


def test_what_two_plans_ask_for_appears_once_with_both_targets(of: rounds.Cast) -> None:
    first = rounds.row(of)
    second = ledger.plan(of.county, key="second", short_title="环保规划")
    ledger.row(second, first.indicator, target_text="90")
    rounds.opened(of, plans=[of.plan, second])
    shown = page(of)
    assert shown.count('data-name="指标good-days"') == 1
    assert "88" in shown
    assert "环保规划" in shown


def test_a_counter_fact_that_two_plans_share_is_said_once(of: rounds.Cast) -> None:
    first = rounds.row(of, baseline_cell="C1")
    second = ledger.plan(of.county, key="second", short_title="环保规划")
    ledger.row(second, first.indicator, baseline_cell="C1")
    third = ledger.plan(of.county, key="third", short_title="林业规划")
    opened = rounds.opened(of, plans=[of.plan, second])
    cell = {"id": entry(opened).pk, "version": 0, "text": "87.5"}
    words = save(of, cell).json()["cells"][0]["words"]
    assert [word["sentence"] for word in words] == ["按 87.5 填报，2024 年结论将为：达到序时进度"]
    ledger.row(third, first.indicator, target_text="95")
    opened.plans.add(third)
    words = save(of, {**cell, "version": 1, "text": "87.6"}).json()["cells"][0]["words"]
    assert [word["sentence"].partition("：")[0] for word in words] == ["规划", "环保规划", "林业规划"]


def test_the_last_two_years_stand_beside_the_cell(of: rounds.Cast, round_: Round) -> None:
    for year, text in ((2022, "81.5"), (2023, "83.25")):
        Observation.objects.create(
            county=of.county, indicator=entry(round_).measured, year=year, text=text, value=text, unit="%"
        )
    shown = page(of)
    assert "81.5" in shown
    assert "83.25" in shown


def test_my_page_says_what_is_owed_with_the_reviewers_words(of: rounds.Cast, round_: Round) -> None:
    rounds.under_review(entry(round_), "87", of)
    return_entries([entry(round_).pk], words="与月报不符", by=of.reviewer)
    shown = client(of).get(reverse("entries")).content.decode()
    assert "与月报不符" in shown
    assert "填报 2 项" in shown
    assert "选填 1 项" in shown


def test_submitting_shows_what_is_ready_and_what_is_not(of: rounds.Cast, round_: Round) -> None:
    rounds.typed(entry(round_), "87.5", of.clerk)
    rounds.typed(entry(round_, "pm25"), "8", of.clerk)
    shown = page(of, "entry-submit")
    assert "提交已填 1 项" in shown
    assert "还不能提交 1 项" in shown
    assert "有提示，请改正或填写说明" in shown


def test_exactly_what_was_looked_at_is_submitted(of: rounds.Cast, round_: Round) -> None:
    one = entry(round_)
    rounds.typed(one, "87.5", of.clerk)
    address = reverse("entry-submit", args=[2024, of.county.code])
    by = client(of)
    rounds.typed(one, "87.6", of.clerk)
    answer = by.post(address, {"cell": f"{one.pk}:1"}, follow=True)
    assert "在您查看之后已有变化；没有办理任何一项" in answer.content.decode()
    assert entry(round_).stands is State.DRAFT
    by.post(address, {"cell": f"{one.pk}:2"})
    assert entry(round_).stands is State.SUBMITTED
    by.post(reverse("entry-withdraw", args=[2024, of.county.code]), {"cell": one.pk})
    assert entry(round_).stands is State.DRAFT


@pytest.mark.parametrize("name", ["entry-submit", "entry-withdraw", "entry-keep"])
def test_a_number_of_thousands_of_digits_names_no_cell(of: rounds.Cast, round_: Round, name: str) -> None:
    long = "9" * 5000
    address = reverse(name, args=[2024, of.county.code])
    for cell in (long, f"{long}:1", f"{entry(round_).pk}:{long}"):
        assert client(of).post(address, {"cell": cell}).status_code == 302


def test_pages_of_unknown_years_and_foreign_counties_do_not_exist(of: rounds.Cast, round_: Round) -> None:
    stranger = rounds.cast("990002", "乙县", reviewer=of.reviewer)
    for name in ("entry-grid", "entry-submit"):
        assert client(of).get(reverse(name, args=[2023, of.county.code])).status_code == 404
        assert client(of).get(reverse(name, args=[2024, stranger.county.code])).status_code == 404


def test_the_grid_asks_the_same_number_of_questions_for_any_number_of_rows(of: rounds.Cast) -> None:
    def questions() -> int:
        by = client(of)
        by.get(reverse("entry-grid", args=[2024, of.county.code]))
        with CaptureQueriesContext(connection) as queries:
            by.get(reverse("entry-grid", args=[2024, of.county.code]))
        return len(queries)

    rounds.row(of)
    opened = rounds.opened(of, deadline=date(2030, 1, 1))
    rounds.typed(opened.entries.get(), "8.7", of.clerk)
    few = questions()
    for number in range(2, 12):
        rounds.row(of, f"more-{number}", number)
    from reporting.actions.rounds import refresh_round

    refresh_round(opened)
    for one in opened.entries.filter(state="blank"):
        rounds.typed(one, "8.7", of.clerk)
    assert questions() == few


@pytest.mark.parametrize(
    ("field", "most", "name"),
    [("text", 100, "数值"), ("basis", 40, "口径"), ("note", 300, "备注"), ("explanation", 300, "说明")],
)
def test_what_is_too_long_is_refused_and_never_cut(
    of: rounds.Cast, round_: Round, field: str, most: int, name: str
) -> None:
    one = entry(round_)
    answer = save(of, {"id": one.pk, "version": 0, "text": "81", field: "长" * (most + 1)})
    (told,) = answer.json()["cells"]
    assert told["outcome"] == "refused"
    assert told["message"] == f"{name}有 {most + 1} 个字，最多 {most} 个字；请缩短"
    one.refresh_from_db()
    assert (one.text, one.note, one.version) == ("", "", 0)


def test_the_plans_own_basis_is_refused_and_the_cell_is_not_called_locked(
    of: rounds.Cast, round_: Round
) -> None:
    one = entry(round_)
    (told,) = save(of, {"id": one.pk, "version": 0, "basis": "规划自述"}).json()["cells"]
    assert (told["outcome"], told["locked"]) == ("refused", "")
    assert told["message"].startswith("口径“规划自述”只能由规划文本导入")
