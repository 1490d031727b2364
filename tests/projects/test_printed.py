"""What plans print beside dates and amounts: data where it is certain, on the five real plans."""

from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from projects.plan_tables import ProjectRow, read_project_tables
from projects.printed import read_benefits, read_extras
from projects.sectors import OPEN, TREATMENT, sector_of
from workbooks.reading import read_workbook

PLANS = Path(__file__).parents[2] / "fixtures" / "plans"


@pytest.fixture(scope="module")
def rows() -> list[ProjectRow]:
    books = [read_workbook(path.read_bytes()) for path in sorted(PLANS.glob("*规划.xlsx"))]
    return [row for book in books for sheet in book.sheets for row in read_project_tables(sheet).rows]


def test_nine_rows_print_benefits_and_two_of_them_several(rows: list[ProjectRow]) -> None:
    found = [read_extras(row.extras).benefits for row in rows]
    assert len(rows) == 79
    assert Counter(map(len, filter(None, found))) == {1: 7, 3: 2}
    assert [
        (one.pollutant, one.number, one.unit) for one in next(each for each in found if len(each) == 3)
    ] == [
        ("颗粒物", Decimal("0.07"), "吨/年"),
        ("SO2", Decimal("1.33"), "吨/年"),
        ("NOx", Decimal("0.11"), "吨/年"),
    ]


@pytest.mark.parametrize(
    "text", ["显著改善水质", "预计减少NOx排放约 1700 吨/年", "减少NOx排放 17 吨/年，其他若干", "", "NOx 5"]
)
def test_what_is_not_certain_is_no_data(text: str) -> None:
    assert read_benefits(text) == ()


def test_sources_and_land_are_read_under_their_headers(rows: list[ProjectRow]) -> None:
    found = [read_extras(row.extras) for row in rows]
    assert sorted(one.land_mu for one in found if one.land_mu is not None) == [
        Decimal(text) for text in ("102.26", "160.97", "550", "2000", "51000", "93000")
    ]
    assert [[(s.name, s.yi) for s in one.sources] for one in found if one.sources] == [
        [("中央预算内投资", Decimal(2))],
        [
            ("中央预算内投资", Decimal("5.5")),
            ("中央财政性建设资金", Decimal(8)),
            ("地方出资", Decimal(8)),
        ],
    ]


def test_every_printed_title_has_its_category_but_the_one_that_says_nothing(rows: list[ProjectRow]) -> None:
    found = Counter(sector_of(row.category or row.heading or "") for row in rows)
    assert found == {
        "生态保护与修复": 14,
        "环境治理": 4,
        "大气环境": 14,
        "水环境": 9,
        "水资源": 1,
        "人居环境": 2,
        "生态经济": 18,
        OPEN: 17,
    }
    assert sector_of("（二）环境治理重点工程项目 “十四五”重大项目表") == TREATMENT
    assert sector_of("别的") == OPEN
