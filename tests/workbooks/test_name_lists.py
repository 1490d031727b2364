"""Cells that name several departments or companies."""

import pytest

from workbooks.name_lists import split_names

SPLIT = {
    "林业局、自然资源局": ("林业局", "自然资源局"),
    "生态环境局 水务局": ("生态环境局", "水务局"),
    "大同市城 市管理局": ("大同市城市管理局",),
    "云冈区人民政府": ("云冈区人民政府",),
    "新荣区文化和旅游局、花园屯乡人民政府": ("新荣区文化和旅游局", "花园屯乡人民政府"),
    "发改局/能源局": ("发改局", "能源局"),
    "发改局，能源局；水务局": ("发改局", "能源局", "水务局"),
    "发改局\n能源局": ("发改局", "能源局"),
    "华润新能源(新荣)有限公司": ("华润新能源(新荣)有限公司",),
    "甲公司（乙、丙）": ("甲公司（乙、丙）",),
    "长城1号农村旅游扶贫公路项目新荣段建设指挥部": ("长城1号农村旅游扶贫公路项目新荣段建设指挥部",),
    "市 局": ("市局",),
    "ABC Energy 公司": ("ABC Energy公司",),
    "/": (),
    "": (),
    " - ": (),
    "水务局、/": ("水务局",),
}


@pytest.mark.parametrize(("text", "names"), SPLIT.items(), ids=SPLIT)
def test_names_are_split_where_whole_names_meet(text: str, names: tuple[str, ...]) -> None:
    assert split_names(text) == names
