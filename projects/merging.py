"""Two people's words of one project: what each has changed, and what stands beside what. Pure."""

from collections.abc import Mapping

from projects.report_fields import BY_NAME
from projects.reports import in_words

EMPTY = "（空白）"


def merge(
    base: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str], set[str]]:
    """(what the form says now, field → what stands instead of mine, fields that are taken from theirs).

    `base`: what I began with. A field that I have not touched is theirs; one that I have is mine, and theirs stands beside it.
    """
    labels = {one.label: name for name, one in BY_NAME.items()}
    words = {labels[label]: text for label, text in in_words(theirs)} | {"unit": theirs.get("unit", "")}
    said, beside, taken = {}, {}, set()
    for name in BY_NAME:
        began, own, stands = base.get(name, ""), mine.get(name, ""), theirs.get(name, "")
        if own == began != stands:
            taken.add(name)
        elif own != stands:
            beside[name] = words.get(name) or EMPTY
        said[name] = stands if own == began else own
    return {name: text for name, text in said.items() if text}, beside, taken
