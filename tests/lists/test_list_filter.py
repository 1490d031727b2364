"""What a list is asked for: read from the address, told in words, applied where it fits."""

from typing import Any

import pytest
from django.db.models import QuerySet
from django.http import QueryDict
from django.test import RequestFactory

from counties.models import County
from lists.filters import Choices, Containing, FromDay, Moment, OneOf, ToDay
from lists.list_filter import ListFilter
from lists.listing import Listing
from lists.sorting import Sort
from lists.templatetags.listings import heading
from tests import small_ledger as small
from workbooks.writing import OutColumn

pytestmark = pytest.mark.django_db

ROWS = County.objects.filter(parent__isnull=False).order_by("name")


class CountyFilter(ListFilter):
    """A list of counties, as any room would declare its own."""

    state = OneOf("状态", choices=[("in", "在用"), ("all", "全部")], default="in", method="in_state")
    code = OneOf("代码", "code")
    q = Containing("查找", "name", "short_name")

    sorts = {
        "area": Sort("面积", "area_km2", first="-"),
        "name": Sort("名称", "name", up="正序", down="倒序"),
    }
    usual = "name"

    def offered(self) -> dict[str, Choices]:
        return {"code": [(one.code, one.name) for one in County.objects.filter(parent__isnull=False)]}

    def in_state(self, rows: QuerySet[County], _: str, state: str) -> QuerySet[County]:
        return rows if state == "all" else rows.exclude(short_name="停")


@pytest.fixture(autouse=True)
def counties() -> None:
    for number, area in enumerate(("30", None, "10")):
        made = small.county(f"99000{number + 1}", f"{'丙乙甲'[number]}县")
        County.objects.filter(pk=made.pk).update(area_km2=area)
    small.county("990009", "停用县")


def chosen(address: str = "", kind: type[ListFilter] = CountyFilter) -> Any:
    return kind(QueryDict(address), ROWS.all())


def listing(address: str = "") -> Listing:
    request = RequestFactory().get(f"/counties/?{address}")
    return Listing(request, CountyFilter(request.GET, ROWS.all()))


def names(address: str) -> str:
    return "".join(one.name[0] for one in chosen(address).qs)


@pytest.mark.parametrize(
    ("address", "found", "said"),
    [
        ("", {"甲", "乙", "丙"}, "状态：在用"),
        ("state=all", {"甲", "乙", "丙", "停"}, "状态：全部"),
        ("state=&q=", {"甲", "乙", "丙"}, "状态：在用"),
        ("code=990001", {"丙"}, "状态：在用；代码：丙县"),
        ("q=甲&code=990001", set(), "状态：在用；代码：丙县；查找：甲"),
        ("q=%20甲%20", {"甲"}, "状态：在用；查找：甲"),
    ],
)
def test_conditions_narrow_together_and_are_told(address: str, found: set[str], said: str) -> None:
    assert set(names(address)) == found
    assert chosen(address).said == said


@pytest.mark.parametrize(
    ("address", "problem", "found"),
    [
        ("code=1&q=甲", "代码“1”不在可选范围内，未按它筛选。", {"甲"}),
        ("state=gone", "状态“gone”不在可选范围内，未按它筛选。", {"甲", "乙", "丙"}),
        ("sort=code", "顺序“code”不是本页的排序，未按它排序。", {"甲", "乙", "丙"}),
        (
            f"q={'长' * 61}",
            f"查找“{'长' * 61}”超过 60 字或含有无法识别的字符，未按它筛选。",
            {"甲", "乙", "丙"},
        ),
        ("q=%00", "查找“\0”超过 60 字或含有无法识别的字符，未按它筛选。", {"甲", "乙", "丙"}),
    ],
)
def test_what_does_not_fit_is_told_and_the_rest_is_used(address: str, problem: str, found: set[str]) -> None:
    assert chosen(address).problems == (problem,)
    assert set(names(address)) == found


class Days(ListFilter):
    first = FromDay("自", "at")
    last = ToDay("至", "at")
    moment = Moment("时刻")


def test_a_day_that_is_none_is_told_in_words() -> None:
    assert chosen("first=昨天&last=2026-02-30&moment=x", Days).problems == (
        "自“昨天”不是日期，未按它筛选。",
        "至“2026-02-30”不是日期，未按它筛选。",
        "时刻“x”不是日期和时间，未按它筛选。",
    )
    assert (
        chosen("first=2026-02-03&moment=2026-02-03T09:00", Days).said
        == "自：2026-02-03；时刻：2026-02-03 09:00"
    )


@pytest.mark.parametrize(
    ("address", "found"),
    [("", "丙乙甲"), ("sort=-name", "甲乙丙"), ("sort=area", "甲丙乙"), ("sort=-area", "丙甲乙")],
)
def test_what_has_no_value_comes_last_either_way(address: str, found: str) -> None:
    assert names(address) == found


def test_a_heading_sorts_and_then_the_other_way_round_and_keeps_the_rest() -> None:
    found = listing("q=县&page=2&asof=2026-01-01T00:00")
    assert found.sorting("area") == "q=%E5%8E%BF&asof=2026-01-01T00%3A00&sort=-area"
    assert 'aria-sort="ascending"' in heading(found, "name", "名称")
    assert "aria-sort" not in heading(found, "area", "面积")
    found = listing("sort=-area")
    assert found.sorting("area") == "sort=area"
    # The order in which the list opens has no name in the address.
    assert (found.sorting("name"), listing().sorting("name")) == ("", "sort=-name")
    assert found.order == "按面积从大到小"
    assert heading(found, "area", "面积", "num").startswith(
        '<th scope="col" class="num" aria-sort="descending">'
    )


@pytest.mark.parametrize(
    ("address", "narrowed"),
    [
        ("", False),
        ("state=in", False),
        ("sort=area&page=2&asof=2026-01-01T00:00", False),
        ("state=all", True),
        ("q=甲", True),
        ("code=1", True),
    ],
)
def test_only_a_narrowed_list_offers_to_be_opened_whole(address: str, narrowed: bool) -> None:
    assert listing(address).cleared == ("/counties/" if narrowed else "")


def test_a_page_is_fifty_and_the_numbers_lead_to_the_first_and_the_last() -> None:
    for number in range(1000, 1600):
        small.county(f"98{number}", f"第{number}县")
    found = listing("page=6&q=第")
    assert (found.count, len(found.page.object_list)) == (600, 50)
    assert [str(one) for one in found.pages] == ["1", "…", "4", "5", "6", "7", "8", "…", "12"]
    assert found.address == "q=%E7%AC%AC&"
    assert listing("page=99&q=第").page.number == 12
    assert listing("page=x").page.number == 1


def test_a_sheet_holds_all_rows_and_ends_with_what_it_was_made_with() -> None:
    for number in range(60):
        small.county(f"98{number:04}", f"第{number}县")
    found = listing("page=2&sort=area")
    sheet = found.sheet("县区", [OutColumn("名称")], ([one.name] for one in found.rows), ["脚注"])
    assert len(list(sheet.rows)) == 63
    assert sheet.footer == ["脚注", "筛选：状态：在用", "按面积从小到大"]
    assert (sheet.title, found.export) == ("县区", "sort=area&format=xlsx")
