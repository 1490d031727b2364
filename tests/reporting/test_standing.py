"""Who has not reported: the same answer for everybody who may read the figures, with links that they may open."""

import io
import re
from collections.abc import Callable
from datetime import date, timedelta

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Membership, User
from accounts.permissions import Role
from counties.models import Department
from indicators.models import PlanIndicator
from reporting.actions.submitting import submit
from reporting.models import Entry
from tests import reference
from tests import small_ledger as small
from tests.reporting import rounds
from tests.seeing import as_seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def of() -> rounds.Cast:
    """甲县 has reported one of three cells, 乙县 both of its own, 2024; 甲县's third needs no figure."""
    made = rounds.cast()
    other = rounds.cast("990002", "乙县", reviewer=made.reviewer)
    first = rounds.row(made, "days", 1, name="优良天数比例")
    rows = [first, rounds.row(made, "water", 2, name="水质达标率")]
    rounds.row(made, "later", 3, target_text="完成市级下达目标")
    foreign = [small.row(other.plan, row.indicator, row.row_number) for row in rows]
    rounds.opened(made, plans=[made.plan, other.plan], deadline=_past())
    _submit(made, first)
    for row in foreign:
        _submit(other, row)
    return made


def _past() -> date:
    return timezone.localdate() - timedelta(12)


def _submit(of: rounds.Cast, row: PlanIndicator) -> None:
    entry = Entry.objects.get(county=of.county, indicator=row.indicator)
    rounds.typed(entry, "85", of.clerk, explanation="已核实无误")
    submit([entry.pk], by=of.clerk)


PEOPLE: dict[str, Callable[[rounds.Cast], User]] = {
    "reviewer": lambda of: of.reviewer,
    "leader": lambda of: reference.person("leader", Role.CITY_READER),
    "auditor": lambda of: reference.person("auditor", Role.AUDITOR),
    "admin": lambda of: reference.administrator(),
}


@pytest.mark.parametrize("role", PEOPLE)
@pytest.mark.parametrize("page", ["/matrix/", "/counties/"])
def test_the_pages_of_the_city_say_which_county_has_not_reported(
    client: Client, of: rounds.Cast, role: str, page: str
) -> None:
    client.force_login(PEOPLE[role](of))
    text = as_seen(client.get(page))
    note = text[text.index("2024 年度填报</b>") :]
    note = note[: note.index("</p>")]
    assert "已逾期 12 天" in note
    said = re.sub("<[^>]+>", "", note)
    assert "未报齐：甲县（未报 1 项）。待县级签发：乙县（2 项）。" in said
    for address in re.findall('href="([^"]+)"', note):
        assert client.get(address).status_code == 200, address


def test_a_page_of_the_past_says_nothing_of_what_is_owed_now(client: Client, of: rounds.Cast) -> None:
    client.force_login(of.reviewer)
    assert "2024 年度填报</b>" in as_seen(client.get("/matrix/"))
    assert "2024 年度填报</b>" not in as_seen(client.get("/matrix/?asof=2026-01-01T00:00", follow=True))


def test_a_county_reads_of_itself_only(client: Client, of: rounds.Cast) -> None:
    client.force_login(of.head)
    for page in ("/matrix/", f"/counties/{of.county.code}/"):
        text = as_seen(client.get(page))
        assert ("未报 1 项" in text, "乙县" in text) == (True, False)
    assert client.get("/reporting/2024/990002/standing/").status_code == 404


def test_the_list_names_the_cells_by_what_is_still_to_be_done_and_no_value(
    client: Client, of: rounds.Cast
) -> None:
    client.force_login(reference.person("leader", Role.CITY_READER))
    address = f"/reporting/2024/{of.county.code}/standing/"
    missing = as_seen(client.get(address))
    assert ("水质达标率" in missing, "优良天数比例" in missing) == (True, False)
    to_sign = as_seen(client.get(f"{address}?show=to_sign"))
    assert ("水质达标率" in to_sign, "优良天数比例" in to_sign) == (False, True)
    assert ">85<" not in to_sign
    spare = as_seen(client.get(f"{address}?show=spare"))
    assert "指标later" in spare
    for page in (missing, to_sign, spare):
        links = re.findall('<(?:td|th)[^>]*><a href="([^"]+)"', page)
        assert links
        for link in links:
            assert client.get(link).status_code == 200, link


def test_the_list_as_excel(client: Client, of: rounds.Cast) -> None:
    client.force_login(of.reviewer)
    answer = client.get(f"/reporting/2024/{of.county.code}/standing/?show=all&format=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert [[line[1].value, line[6].value] for line in sheet.iter_rows(min_row=3, max_row=5)] == [
        ["优良天数比例", "待签发"],
        ["水质达标率", "未报"],
        ["指标later", "选填未填"],
    ]


@pytest.mark.parametrize(
    ("who", "leads"),
    [("clerk", "去填报"), ("head", "去签发"), ("reviewer", "去审核")],
)
def test_who_works_on_it_is_led_there(client: Client, of: rounds.Cast, who: str, leads: str) -> None:
    client.force_login(getattr(of, who))
    text = as_seen(client.get(f"/reporting/2024/{of.county.code}/standing/"))
    found = re.search(f'<a class="btn main" href="([^"]+)">{leads}</a>', text)
    assert found
    assert client.get(found[1]).status_code == 200
    assert text.count("btn main") == 1


def test_a_clerk_of_one_department_is_offered_the_own_cells_only(client: Client, of: rounds.Cast) -> None:
    office = Department.objects.create(code="x", name="林业局")
    user = reference.person("forester")
    Membership.objects.create(user=user, role=Role.CLERK, county=of.county, department=office)
    client.force_login(user)
    text = as_seen(client.get(f"/reporting/2024/{of.county.code}/standing/?show=all"))
    assert "水质达标率" in text
    assert ("去填报" in text, 'href="/reporting/entries/' in text, "上报表" in text) == (False, False, False)


def test_the_numbers_of_the_queue_lead_to_their_cells(client: Client, of: rounds.Cast) -> None:
    client.force_login(of.reviewer)
    text = as_seen(client.get("/reporting/review/"))
    assert f'href="/reporting/2024/{of.county.code}/standing/?show=missing"' in text
    assert 'href="/reporting/2024/990002/standing/?show=to_sign"' in text
    for address in set(re.findall('href="(/reporting/[^"]+)"', text)):
        assert client.get(address).status_code == 200, address
