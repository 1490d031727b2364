"""What the page of a project shows of the year (`projects.slots`)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.urls import reverse

from accounts.models import User
from projects.reports import facts_in_words, in_words
from projects.slots import Deed, InRound, Paper
from reporting.models import Entry, Evidence, Step
from reporting.states import State
from reporting.summaries.projects import said_by_version, visible_projects


def in_the_year(project_id: int, user: User) -> Sequence[InRound]:
    """The project in every round that asks for it, as far as the person sees it, newest first; four queries."""
    entries = list(
        visible_projects(user).filter(project=project_id).order_by("-round__year", "-round__period")
    )
    keys = [entry.pk for entry in entries]
    steps: dict[int, list[Step]] = defaultdict(list)
    for step in Step.objects.filter(entry__in=keys).select_related("by", "acting_for"):
        steps[step.entry_id].append(step)
    said = said_by_version(keys)
    papers: dict[int, list[Evidence]] = defaultdict(list)
    for cited in Evidence.objects.filter(entry__in=keys, withdrawn_at__isnull=True).select_related("file"):
        papers[cited.entry_id].append(cited)
    return [
        _in_round(
            entry,
            [_deed(step, said.get((entry.pk, step.version), {})) for step in steps[entry.pk]],
            papers[entry.pk],
        )
        for entry in entries
    ]


def _in_round(entry: Entry, deeds: Sequence[Deed], papers: Sequence[Evidence]) -> InRound:
    return InRound(
        name=str(entry.round),
        address=reverse("project-entry", args=[entry.pk]) if entry.is_asked else "",
        state=State(entry.state).label,
        deeds=deeds,
        papers=[
            Paper(
                reverse("evidence-file", args=[one.file_id]),
                one.file.file_name,
                one.file.document_number,
                one.page,
            )
            for one in papers
        ],
    )


def _deed(step: Step, said: Mapping[str, str]) -> Deed:
    who = f"{step.by or '系统'}{f'（代 {step.acting_for}）' if step.acting_for else ''}"
    words = f"{step.words}{f'（{step.document_number}）' if step.document_number else ''}"
    return Deed(step.at, step.get_move_display(), who, words, step.text, facts_in_words(said), in_words(said))
