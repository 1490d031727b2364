"""What a report keeps of very many problems, and of very long ones."""

from imports.bounding import LONGEST_SENTENCE, MOST_PROBLEMS, bounded
from workbooks.problems import Problem, error


def report(*problems: Problem) -> dict[str, object]:
    return {"summary": "…", "problems": [one.as_json() for one in problems]}


def test_an_ordinary_report_is_kept_as_it_is() -> None:
    given = report(error("表", "A1", "不对"))
    assert bounded(given) is given
    assert bounded({"summary": "…"}) == {"summary": "…"}


def test_of_very_many_the_first_are_kept_and_the_rest_counted() -> None:
    kept = bounded(report(*(error("表", f"A{at}", "不对") for at in range(1, MOST_PROBLEMS + 61))))[
        "problems"
    ]
    assert len(kept) == MOST_PROBLEMS + 1
    assert kept[-2]["cell"] == f"A{MOST_PROBLEMS}"
    last = Problem.from_json(kept[-1])
    assert (last.sheet, last.cell) == ("表", None)
    assert last.sentence.startswith("另有 60 处问题没有列出")


def test_a_long_quotation_loses_its_middle_and_not_its_remedy() -> None:
    (kept,) = bounded(report(error("表", "A1", "“" + "长" * 10_000 + "”不是指标；请改正")))["problems"]
    assert len(kept["message"]) <= LONGEST_SENTENCE + 2
    assert kept["message"].startswith("“长长")
    assert kept["message"].endswith("”不是指标；请改正")
