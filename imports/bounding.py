"""A report that can be kept and shown whatever the file: of very many problems the first, of very long sentences the beginning."""

from typing import Any

MOST_PROBLEMS = 3_000
LONGEST_SENTENCE = 400


def bounded(report: dict[str, Any]) -> dict[str, Any]:
    """The report with as many problems as somebody may read; how many are left out is the last of them."""
    problems = report.get("problems", [])
    if len(problems) <= MOST_PROBLEMS and all(len(one["message"]) <= LONGEST_SENTENCE for one in problems):
        return report
    kept = [_shortened(one) for one in problems[:MOST_PROBLEMS]]
    if more := len(problems) - len(kept):
        last = problems[-1]
        message = f"另有 {more} 处问题没有列出；请先改正以上各处，再重新上传"
        kept.append({**last, "cell": None, "row": None, "message": message, "hint": "", "why": ""})
    return {**report, "problems": kept}


def _shortened(problem: dict[str, Any]) -> dict[str, Any]:
    message = problem["message"]
    if len(message) <= LONGEST_SENTENCE:
        return problem
    # The end says what is wrong with what the beginning quotes.
    half = LONGEST_SENTENCE // 2
    return {**problem, "message": f"{message[:half]}……{message[-half:]}"}
