"""Units: one name each, exact factors, and the bracket of an indicator's name."""

from decimal import Decimal
from fractions import Fraction

import pytest

from attainment.units import canonical, convert, factor, family, is_unit, same, siblings, unit_of_bracket


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("平方公里", "km²"),
        ("km2", "km²"),
        ("ug/m³", "μg/m³"),
        ("µg/m3", "μg/m³"),
        ("亿 m³", "亿m³"),
        ("万立方米", "万m³"),
        ("％", "%"),
        ("万吨标煤", "万吨标准煤"),
        ("起／每万枚", "起/每万枚"),
        ("类", "类"),
        ("市控", None),
        ("", None),
    ],
)
def test_a_spelling_has_one_name(printed: str, name: str | None) -> None:
    assert canonical(printed) == name
    assert is_unit(printed) is (name is not None)


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("亩", "m²", Fraction(2000, 3)),
        ("万亩", "平方公里", Fraction(20, 3)),
        ("万km²", "千公顷", Fraction(1000)),
        ("亿m³", "万立方米", Fraction(10**4)),
        ("亿元", "万元", Fraction(10**4)),
        ("mg/m³", "μg/m³", Fraction(1000)),
        ("公顷", "km²", Fraction(1, 100)),
        ("亿吨标准煤", "万吨标煤", Fraction(10**4)),
        ("没有的单位", "没有的单位", Fraction(1)),
        ("%", "‰", None),
        ("吨", "吨标准煤", None),
        ("个", "家", None),
        ("m³", "m³/万元", None),
        ("没有的单位", "吨", None),
    ],
)
def test_a_factor_is_exact_inside_a_family_and_absent_across(
    one: str, other: str, ratio: Fraction | None
) -> None:
    assert factor(one, other) == ratio
    assert factor(other, one) == (None if ratio is None else 1 / ratio)


def test_conversion_there_and_back_changes_nothing() -> None:
    there = convert(Decimal("5.5"), "万亩", "km²")
    assert there == Fraction(110, 3)
    assert there is not None
    assert convert(there, "km²", "万亩") == Fraction(11, 2)


def test_a_unit_has_a_family_and_siblings_that_it_converts_into() -> None:
    assert (family("亩"), family("公顷")) == ("面积", "面积")
    assert {"km²", "m²"} <= set(siblings("亩"))
    assert "亩" not in siblings("亩")
    assert (family("市控"), siblings("市控")) == (None, ())
    assert (family("类"), siblings("类")) == (None, ())


def test_nothing_is_converted_across_families() -> None:
    assert convert(1, "吨", "%") is None
    assert convert(3, "吨", "kg") == Fraction(3000)


def test_two_spellings_of_one_unit_are_the_same() -> None:
    assert same("m³", "立方米")
    assert not same("m³", "万m³")


@pytest.mark.parametrize(
    ("printed", "name", "unit"),
    [
        ("用水总量（亿 m³）", "用水总量", "亿m³"),
        ("概算总投资(亿元)", "概算总投资", "亿元"),
        ("O₃浓度（90百分位）（μg/m³）", "O₃浓度（90百分位）", "μg/m³"),
        (
            "地表水考核断面水质优良 (达到或优于Ⅲ类) 比例（%）",
            "地表水考核断面水质优良 (达到或优于Ⅲ类) 比例",
            "%",
        ),
        ("放射源辐射事故年发生率（起/每万枚）", "放射源辐射事故年发生率", "起/每万枚"),
        ("声环境质量（dB(A)）", "声环境质量", "dB(A)"),
        ("古店断面水质类别（市控）", "古店断面水质类别（市控）", None),
        ("森林覆盖率", "森林覆盖率", None),
        ("（%）", "（%）", None),
    ],
)
def test_only_a_known_unit_leaves_the_name(printed: str, name: str, unit: str | None) -> None:
    assert unit_of_bracket(printed) == (name, unit)
