"""What in the stored tasks of one city contradicts itself or stands twice: rules over frozen rows (ADR 7)."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from counties.findings import NOTICE, WARNING, CitedCell, Found, Rule, enumerate_chinese, subject_of
from counties.models import County
from counties.names import fold
from measures.models import Measure
from measures.repeats import Said, Task, other_numbers, same_numbers, same_targets, same_words

UnknownDepartments = Callable[[str], list[str]]


def load_tasks(city: County, unknown_departments: UnknownDepartments) -> list[Task]:
    """Standing tasks of every county of `city`, as printed; one query."""
    stored = (
        Measure.objects.standing()
        .filter(plan__county__parent=city)
        .select_related("plan", "edition")
        .order_by("plan__county__code", "plan__key", "place", "pk")
    )
    return [_task(row, unknown_departments) for row in stored]


def _task(row: Measure, unknown_departments: UnknownDepartments) -> Task:
    cells = row.cells
    mapped = row.edition.mapping if row.edition else {}
    return Task(
        pk=row.pk,
        county_id=row.plan.county_id,
        plan_id=row.plan_id,
        plan=row.plan.short_title,
        file=row.edition.file_name if row.edition else row.source,
        sheet=row.sheet,
        number=row.number,
        name=row.name,
        text=row.text,
        target_text=row.target_text,
        deadline=row.deadline,
        deadline_text=row.deadline_text,
        deadline_problem=row.deadline_problem,
        name_cell=cells.get("name", ""),
        target_cell=cells.get("target", ""),
        deadline_cell=cells.get("deadline", ""),
        text_at=cells.get("text") or str(row.pk),
        departments_cell=cells.get("departments", ""),
        unknown_departments=tuple(
            name
            for printed in row.department_texts
            for name in unknown_departments(printed)
            if name not in mapped
        ),
    )


def find(tasks: Sequence[Task]) -> list[Found]:
    """Everything the rules find, in the order of the rules."""
    return [found for rule in RULES for found in rule(tasks)]


def repeated(tasks: Sequence[Task]) -> Iterator[Found]:
    """The same words, or the same number of the same thing, in several tasks of a county."""
    told: set[frozenset[int]] = set()
    for group in same_words(tasks):
        told.add(frozenset(task.pk for task in group))
        yield _twice(group, "任务内容相同", [(task, task.text[:60]) for task in group])
    for group in same_targets(tasks):
        told.add(frozenset(task.pk for task in group))
        yield _twice(group, "目标相同", [(task, task.target_text) for task in group])
    for same in same_numbers(tasks):
        keys = frozenset(said.task.pk for said in same)
        if keys in told:
            continue
        told.add(keys)
        promise = same[0].promise
        what = f"目标同为 {promise.value} {promise.unit}".replace(" %", "%")
        yield _twice(
            [said.task for said in same], what, [(said.task, said.task.target_text) for said in same]
        )


def _twice(group: Sequence[Task], what: str, texts: Iterable[tuple[Task, str]]) -> Found:
    first = group[0]
    labels = enumerate_chinese(list(dict.fromkeys(task.label for task in group)))
    number = len({task.pk for task in group})
    return Found(
        county_id=first.county_id,
        plan_id=first.plan_id if len({task.plan_id for task in group}) == 1 else None,
        rule=Rule.TASK_TWICE,
        subject=subject_of(fold(first.name), what),
        severity=NOTICE,
        message=f"{labels}{what}，疑似同一任务列示 {number} 次；汇总时不得相加。",
        cells=tuple(_cell(task, task.target_cell or task.name_cell, text) for task, text in texts),
        measures=tuple(dict.fromkeys(task.pk for task in group)),
    )


def contradicting(tasks: Sequence[Task]) -> Iterator[Found]:
    """Two targets for one thing, due at the same time or at no time that is printed."""
    for one, other in other_numbers(tasks):
        first = one.task
        yield Found(
            county_id=first.county_id,
            plan_id=first.plan_id if other.task.plan_id == first.plan_id else None,
            rule=Rule.TASK_NUMBERS,
            subject=subject_of(fold(first.name), fold(other.task.name), one.promise.text[:40]),
            severity=WARNING,
            message=f"{first.label}的“{one.promise.text}”与{other.task.label}的“{other.promise.text}”不一致。",
            cells=tuple(_printed(said) for said in (one, other)),
            measures=tuple(dict.fromkeys((first.pk, other.task.pk))),
        )


def unread_deadline(tasks: Sequence[Task]) -> Iterator[Found]:
    """A time is printed, and no end can be read of it; a beginning is none."""
    for task in tasks:
        if task.deadline_problem and not task.deadline_problem.startswith("只写明开始"):
            yield Found(
                county_id=task.county_id,
                plan_id=task.plan_id,
                rule=Rule.TASK_DEADLINE,
                subject=subject_of(fold(task.name), task.number, task.target_text[:30]),
                severity=NOTICE,
                message=f"{task.label}的时限“{task.deadline_text}”{task.deadline_problem}。",
                cells=(_cell(task, task.deadline_cell, task.deadline_text),),
                measures=(task.pk,),
            )


def unknown_department(tasks: Sequence[Task]) -> Iterator[Found]:
    """A name in 责任部门 that no department of the reference data has, and nobody mapped: once per plan."""
    named: dict[tuple[int, str], list[Task]] = {}
    for task in tasks:
        for name in task.unknown_departments:
            named.setdefault((task.plan_id, name), []).append(task)
    for (_, name), group in named.items():
        first = group[0]
        labels = enumerate_chinese([task.label for task in group], 3)
        places = dict.fromkeys((task.file, task.sheet, task.departments_cell) for task in group)
        yield Found(
            county_id=first.county_id,
            plan_id=first.plan_id,
            rule=Rule.UNKNOWN_DEPARTMENT,
            subject=subject_of("重点任务", name),
            severity=NOTICE,
            message=f"责任部门“{name}”不在部门名录中（{labels}）。请在名录中增加该部门或别名。",
            cells=tuple(CitedCell(*place, name) for place in places),
            measures=tuple(task.pk for task in group),
        )


def _printed(said: Said) -> CitedCell:
    return _cell(said.task, said.task.target_cell, said.task.target_text)


def _cell(task: Task, cell: str, text: str) -> CitedCell:
    return CitedCell(task.file, task.sheet, cell, text)


RULES: tuple[Callable[[Sequence[Task]], Iterator[Found]], ...] = (
    repeated,
    contradicting,
    unread_deadline,
    unknown_department,
)
