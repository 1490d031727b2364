"""Reference data as Excel: what goes out comes back without a change, and bad files change nothing."""

from typing import Any

import pytest
import tablib
from import_export.results import Result

from counties.models import County, Department
from counties.reference_files import ReferenceResource, TextXlsx
from counties.resources import CountyResource, DepartmentResource
from indicators.models import Indicator, Part, PlanMapping
from indicators.resources import IndicatorResource, PartResource
from tests.reference import REFERENCE, load
from tests.workbooks.making import books, struck
from workbooks.problems import UnreadableWorkbookError

pytestmark = pytest.mark.django_db

RESOURCES = {
    "divisions": CountyResource,
    "departments": DepartmentResource,
    "catalogue": IndicatorResource,
    "parts": PartResource,
}


def sheet(resource: ReferenceResource) -> tablib.Dataset:
    """The rows of `resource` after a trip through a workbook."""
    return TextXlsx().create_dataset(TextXlsx().export_data(resource.export()))


def bring_in(resource: ReferenceResource, dataset: tablib.Dataset) -> Result:
    return resource.import_data(dataset, dry_run=False, rollback_on_validation_errors=True)


def sentences(result: Result) -> str:
    """Everything that an import complains about."""
    found = [str(error.error) for error in result.base_errors]
    found += [str(error.error) for row in result.rows for error in row.errors]
    found += [str(row.error) for row in result.invalid_rows]
    return "\n".join(found)


def state(model: Any) -> list[dict[str, Any]]:
    rows = list(model.objects.order_by("pk").values())
    if model is Indicator:
        rows += list(Indicator.related.through.objects.order_by("pk").values())
    return rows


@pytest.mark.parametrize("name", RESOURCES)
def test_what_is_exported_comes_back_without_a_change(name: str) -> None:
    load()
    resource = RESOURCES[name]()
    before = state(resource._meta.model)

    result = bring_in(resource, sheet(resource))

    assert result.totals["skip"] == resource._meta.model.objects.count() > 0
    assert {kind for kind, count in result.totals.items() if count} == {"skip"}
    assert resource.changes(result) == []
    assert state(resource._meta.model) == before


@pytest.mark.parametrize("name", RESOURCES)
def test_the_reviewed_files_come_in_through_the_same_door(name: str) -> None:
    load()
    resource = RESOURCES[name]()
    text = (REFERENCE / f"{name}.csv").read_text(encoding="utf-8")

    result = bring_in(resource, tablib.Dataset().load(text, format="csv"))

    assert sentences(result) == ""
    assert result.totals["skip"] == resource._meta.model.objects.count()


def test_an_empty_database_takes_the_exported_catalogue_whole() -> None:
    load()
    exported = [sheet(DepartmentResource()), sheet(IndicatorResource())]
    related = {item.code: {other.code for other in item.related.all()} for item in Indicator.objects.all()}
    PlanMapping.objects.all().delete()
    Indicator.objects.all().delete()
    Department.objects.all().delete()

    bring_in(DepartmentResource(), exported[0])
    result = bring_in(IndicatorResource(), exported[1])

    assert result.totals["new"] == len(related)
    assert {
        item.code: {other.code for other in item.related.all()} for item in Indicator.objects.all()
    } == related


def test_a_changed_cell_changes_that_field_and_is_told_with_before_and_after() -> None:
    load()
    resource = IndicatorResource()
    dataset = tablib.Dataset(["air-good-rate", "越低越好"], headers=["代码", "方向"])
    before = Indicator.objects.get(code="air-good-rate")

    result = bring_in(resource, dataset)

    assert resource.changes(result) == [
        {"code": "air-good-rate", "new": False, "fields": {"方向": ["越高越好", "越低越好"]}}
    ]
    after = Indicator.objects.get(code="air-good-rate")
    assert (after.direction, after.name, after.aliases) == ("lower", before.name, before.aliases)


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    Department.objects.create(code="x", name="=1+1", aliases=["@SUM(A1)"])
    resource = DepartmentResource()

    dataset = sheet(resource)

    assert dataset.dict[0]["名称"] == "=1+1"
    assert bring_in(resource, dataset).totals["skip"] == 1


BAD_FILES = {
    "an unknown column": ([["a", "b"], ["x", "y"]], "无法识别的列：a、b"),
    "no code column": ([["名称"], ["x"]], "缺少“代码”列"),
    "one code twice": ([["代码", "名称"], ["a", "x"], ["a", "y"]], "代码重复或为空：a"),
    "a row without a code": ([["代码", "名称"], ["", "x"]], "代码重复或为空：（空）"),
    "one column twice": ([["代码", "名称", "名称"], ["a", "x", "y"]], "有两列同名"),
    "an unknown direction": ([["代码", "方向"], ["pm25", "向上"]], "“向上”不在可选范围；请填：越高越好"),
    "decimals in words": ([["代码", "小数位数"], ["pm25", "一"]], "“一”不是数字"),
    "negative decimals": ([["代码", "小数位数"], ["pm25", "-1"]], "“-1”不是非负整数"),
    "not a number": ([["代码", "上界"], ["pm25", "NaN"]], "“NaN”不是数字"),
    "yes or no": ([["代码", "仅监测"], ["pm25", "也许"]], "须为“是”或“否”"),
    "an unknown department": ([["代码", "默认填报部门代码"], ["pm25", "nobody"]], "没有代码为“nobody”的部门"),
    "an unknown relation": ([["代码", "相关指标代码"], ["pm25", "nothing"]], "“nothing”不存在"),
    "itself as relation": ([["代码", "相关指标代码"], ["pm25", "pm25"]], "就是它自己"),
    "a relation of one side": (
        [["代码", "相关指标代码"], ["pm25", "co"], ["co", ""]],
        "“co”未列出“pm25”；请两处都写",
    ),
    "bounds the wrong way round": ([["代码", "下界", "上界"], ["pm25", "5", "1"]], "下界不得大于上界"),
    "a name that is taken": ([["代码", "名称"], ["pm25", "CO浓度"]], "该指标名称已存在"),
    "too many decimals": ([["代码", "小数位数"], ["pm25", "9"]], "小数位数不得超过 8"),
    "a new entry without a name": (
        [["代码", "方向", "一级类别"], ["new-one", "上限", "资源"]],
        "请填写这一项",
    ),
}


@pytest.mark.parametrize(("rows", "sentence"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_bad_file_is_refused_with_a_sentence_and_changes_nothing(
    rows: list[list[str]], sentence: str
) -> None:
    for code, name in [("pm25", "PM2.5年均浓度"), ("co", "CO浓度")]:
        Indicator.objects.create(code=code, name=name, direction="lower", level1="生态保护")
    before = state(Indicator)
    dataset = tablib.Dataset(*rows[1:], headers=rows[0])

    result = bring_in(IndicatorResource(), dataset)

    assert sentence in sentences(result)
    assert state(Indicator) == before


def test_an_unknown_parent_is_refused_by_name() -> None:
    load()
    dataset = tablib.Dataset(["140299", "某县", "某", "149999"], headers=["代码", "名称", "简称", "上级代码"])

    result = bring_in(CountyResource(), dataset)

    assert "没有代码为“149999”的县区" in sentences(result)
    assert not County.objects.filter(code="140299").exists()


def test_a_pair_is_told_apart_by_both_codes() -> None:
    load()
    headers = ["总量指标代码", "分量指标代码", "分量之和等于总量"]
    resource, before = PartResource(), Part.objects.count()
    dataset = tablib.Dataset(
        ["water-total", "water-use-domestic", "否"], ["pm25", "air-good-rate", "否"], headers=headers
    )

    result = bring_in(resource, dataset)

    assert sentences(result) == ""
    assert [(change["code"], change["new"]) for change in resource.changes(result)] == [
        ("water-total water-use-domestic", False),
        ("pm25 air-good-rate", True),
    ]
    assert Part.objects.count() == before + 1
    assert not Part.objects.get(part__code="water-use-domestic").is_exhaustive


@pytest.mark.parametrize(
    ("rows", "sentence"),
    [
        ([["pm10", "pm25", "是"], ["pm10", " pm25", "否"]], "代码重复或为空：pm10 pm25"),
        ([["pm10", "", "是"]], "代码重复或为空：pm10 （空）"),
        ([["pm10", "没有", "是"]], "没有代码为“没有”的指标"),
        ([["pm10", "pm10", "是"]], "总量与分量须为不同指标"),
    ],
    ids=["twice", "blank", "unknown", "itself"],
)
def test_a_wrong_pair_changes_nothing(rows: list[list[str]], sentence: str) -> None:
    load()
    before = state(Part)
    dataset = tablib.Dataset(*rows, headers=["总量指标代码", "分量指标代码", "分量之和等于总量"])

    result = bring_in(PartResource(), dataset)

    assert sentence in sentences(result)
    assert state(Part) == before


@pytest.mark.parametrize(
    ("rows", "merges", "formats", "cell"),
    [
        ([["代码", "名称", "次序"], ["a", "甲", "=1/0"]], [], {}, "C2"),
        ([["代码", "名称", "次序"], ["a", "甲", 7]], [], {"C2": ";;;"}, "C2"),
        ([["代码", "名称", "次序"], ["a", "甲", 1], ["b", "乙", None]], ["C2:C3"], {}, "C2:C3"),
    ],
)
def test_a_cell_that_does_not_show_what_it_holds_refuses_the_file(
    rows: list[list[object]], merges: list[str], formats: dict[str, str], cell: str
) -> None:
    content = books({"一": rows}, merges={"一": merges}, formats={"一": formats})
    with pytest.raises(UnreadableWorkbookError, match=f"单元格 {cell}"):
        TextXlsx().create_dataset(content)


@pytest.mark.parametrize("pieces", [[("废", "struck"), ("甲", "plain")], [("甲", "plain"), ("①", "raised")]])
def test_a_cell_with_what_is_not_seen_refuses_the_file(pieces: list[tuple[str, str]]) -> None:
    content = struck(books({"一": [["代码", "名称"], ["a", "甲"]]}), "一", "B2", *pieces)
    with pytest.raises(UnreadableWorkbookError, match="单元格 B2"):
        TextXlsx().create_dataset(content)
