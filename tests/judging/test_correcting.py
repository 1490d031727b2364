"""One figure corrected or taken out from its own page: with a reason, a document, the password; never unseen."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Act
from counties.models import County
from indicators.actions.observations import apply_observations
from indicators.models import Correction, Observation
from jobs.models import Job
from tests import reference
from tests import small_ledger as ledger
from tests.indicators.observing import row, staged
from tests.proving import signed_in
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db
GIVEN = {"seen": "13.5", "reason": "年鉴订正", "document": "同统〔2024〕3号"}


@pytest.fixture(scope="module", autouse=True)
def _loaded(once_per_module: None) -> None:
    reference.load()


@pytest.fixture
def figure() -> Observation:
    apply_observations(staged(row(), row(year=2019, value="13.6")).pk, by=None, only_clean=False)
    return Observation.objects.get(year=2018)


@pytest.fixture
def city(client: Client) -> Client:
    return signed_in(client, reference.reviewer())


def post(client: Client, name: str, figure: Observation, **given: str) -> str:
    return as_seen(client.post(reverse(name, args=[figure.pk]), {**GIVEN, **given}, follow=True))


def corrected(client: Client, figure: Observation, **given: str) -> str:
    """Previewed and confirmed."""
    page = post(client, "figure-correct", figure, **given)
    assert "预览，尚未生效" in page
    return post(client, "figure-correct-confirm", figure, **given)


def test_a_figure_is_corrected_with_reason_and_document(city: Client, figure: Observation) -> None:
    page = as_seen(city.get(reverse("figure-history", args=[figure.pk])))
    assert "更正、撤下" in page
    page = corrected(city, figure, text="13.9")
    assert "已更正" in page
    assert "年鉴订正（同统〔2024〕3号）" in page
    figure.refresh_from_db()
    assert (figure.text, figure.value, figure.batch) == ("13.9", Decimal("13.9"), None)
    assert figure.source == "更正（同统〔2024〕3号）"
    assert "更正（同统〔2024〕3号） ·" not in page
    assert "文号（必填）" in as_seen(city.get(reverse("figure-correct", args=[figure.pk])))
    assert Correction.objects.get(batch=None).after == "13.9"
    act = Act.objects.get(kind="更正数值")
    assert (act.detail["before"], act.detail["after"], act.detail["document"]) == (
        *("13.5 %", "13.9 %"),
        "同统〔2024〕3号",
    )
    assert Job.objects.filter(task="plans.tasks.refresh_findings").exists()


def test_a_figure_is_taken_out_and_its_past_stays(city: Client, figure: Observation) -> None:
    page = post(city, "figure-withdraw", figure)
    assert "已撤下" in page
    assert "撤下：年鉴订正（同统〔2024〕3号）" in page
    assert not Observation.objects.filter(pk=figure.pk).exists()
    assert Act.objects.filter(kind="撤下数值").exists()


def test_a_figure_taken_out_says_so_under_its_own_document_alone(city: Client, figure: Observation) -> None:
    corrected(city, figure, text="13.9")
    page = post(city, "figure-withdraw", figure, seen="13.9", document="同统〔2024〕9号")
    newest = page.partition("<tbody>")[2].partition("</tr>")[0]
    assert "撤下：年鉴订正（同统〔2024〕9号）" in newest
    assert "同统〔2024〕3号" not in newest


def test_what_is_missing_or_odd_or_moved_changes_nothing(city: Client, figure: Observation) -> None:
    assert "请写明理由和文号" in post(city, "figure-correct", figure, text="13.9", document="")
    assert "不是数值" in post(city, "figure-correct", figure, text="abc")
    assert "已改为“13.5”" in post(city, "figure-correct", figure, text="13.9", seen="13.4")
    assert "请勾选“核实无误”" in corrected(city, figure, text="0.139")
    figure.refresh_from_db()
    assert figure.text == "13.5"
    assert "已更正" in corrected(city, figure, text="0.139", accepted="on")


def test_a_jump_is_asked_about_as_in_a_file(city: Client, figure: Observation) -> None:
    page = post(city, "figure-correct", figure, text="1.4")
    assert "是在账数值“13.5 %”的约 1/10" in page
    assert "核实无误" in page
    assert "请勾选“核实无误”" in corrected(city, figure, text="1.4")


def test_the_preview_says_which_verdicts_change_and_can_be_reloaded(city: Client) -> None:
    row = ledger.row(ledger.plan(ledger.county()), ledger.indicator())
    figure = Observation.objects.create(
        county=row.plan.county, indicator=row.indicator, year=2025, text="90", value=90, unit="%"
    )
    address, said = reverse("figure-correct", args=[figure.pk]), {"seen": "90", "text": "87"}
    assert "未完成" not in as_seen(city.get(address))
    preview = city.post(address, {**GIVEN, **said})["Location"]
    for _ in range(2):
        page = as_seen(city.get(preview))
        assert "以下 1 项评价将改变" in page
        assert "未完成" in page
    figure.refresh_from_db()
    assert figure.text == "90"
    assert 'value="87"' in as_seen(city.get(f"{address}?edit=1"))
    assert city.get(reverse("figure-correct-confirm", args=[figure.pk]))["Location"] == address
    assert "数据缺失" in as_seen(city.get(address))  # what taking it out would do


def test_the_page_of_a_figure_that_was_taken_out_leads_to_its_past(city: Client, figure: Observation) -> None:
    post(city, "figure-withdraw", figure)
    page = as_seen(city.get(reverse("figure-correct", args=[figure.pk]), follow=True))
    assert "该数值已撤下，不在账" in page
    assert "撤下：年鉴订正" in page


def test_others_find_no_such_page(client: Client, figure: Observation) -> None:
    for person in (reference.administrator(), reference.clerk(County.objects.get(code="140214"))):
        signed_in(client, person)
        assert client.get(reverse("figure-correct", args=[figure.pk])).status_code == 404
        assert client.post(reverse("figure-withdraw", args=[figure.pk]), GIVEN).status_code == 404
        assert "更正、撤下" not in as_seen(client.get(reverse("figure-history", args=[figure.pk])))
