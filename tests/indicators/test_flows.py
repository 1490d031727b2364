"""当年 and 累计: which of the two a figure is, from the catalogue, the verdict and the rules it was kept under."""

import pytest

from indicators.flows import Current, current, reported_as


@pytest.mark.parametrize(
    ("direction", "values", "said"),
    [
        ("cumulative", "", "当年"),
        ("cumulative", "annual", "当年"),
        ("cumulative", "cumulative", "累计"),
        ("rate", "", "累计"),
        ("rate", "annual", "当年"),
        ("log_rate", "", "累计"),
        ("log_rate", "annual", "当年"),
        ("higher", "annual", ""),
        ("count", "", ""),
        ("unknown", "cumulative", ""),
    ],
)
def test_the_catalogue_says_what_is_reported(direction: str, values: str, said: str) -> None:
    assert reported_as(direction, values) == said


def kept(
    text: str | None, direction: str = "cumulative", *, judged: bool = True, rules: str = "2"
) -> Current:
    return current(direction, "", text, is_judged=judged, rules_version=rules)


@pytest.mark.parametrize("judged", [True, False])
def test_the_current_figure_of_a_flow_is_the_total(judged: bool) -> None:
    assert str(kept("881.5", judged=judged)) == "累计881.5"
    assert str(kept("≥881.5", judged=judged)) == "累计至少881.5"
    assert str(kept("下降12.5%", "rate", judged=judged)) == "累计下降12.5%"


@pytest.mark.parametrize("text", ["断流", "/", "", None])
def test_what_is_no_figure_is_about_nothing(text: str | None) -> None:
    assert kept(text, judged=False) == Current("", text or "")


def test_what_is_no_flow_is_about_nothing() -> None:
    assert kept("87", "higher") == Current("", "87")
    assert kept("≥87", "higher") == Current("", "≥87")


def test_under_the_first_rules_a_row_without_verdict_kept_the_year_s_figure() -> None:
    assert str(kept("0.107", judged=False, rules="1")) == "当年0.107"
    assert str(kept("881.5", judged=True, rules="1")) == "累计881.5"
