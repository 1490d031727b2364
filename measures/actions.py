"""Deeds about tasks: one registered from a plan's text, and tasks handed to the department that reports them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from accounts.records import record
from counties.models import Department, Plan
from custody.tracing import traced
from measures.deadlines import read_deadline
from measures.headings import places_of
from measures.importing import MEASURES_APPLIED, lock_tasks
from measures.models import Assignment, Measure
from refusals import Refused, Unchanged

_LISTED = 50
"""So many names stand in the act on record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FromText:
    """What a person found in a plan's text: `wording` verbatim, target and time as they stand in it."""

    name: str
    wording: str
    source: str
    page: str
    section: str = ""
    target: str = ""
    time_limit: str = ""


@transaction.atomic
def register(plan: Plan, said: FromText, *, by: User) -> Measure:
    """建账 of a task that the list of the plan does not hold. Raises Refused where a text is not in the wording."""
    whole = "".join(said.wording.split())
    for what, text in (("目标", said.target), ("完成时限", said.time_limit)):
        if "".join(text.split()) not in whole:
            raise Refused(f"{what}“{text}”不在所引的原文中；请照原文填写。")
    lock_tasks(plan.county_id)
    known = Measure.objects.standing().filter(plan=plan, name=said.name, text=said.wording).first()
    if known is not None:
        raise Refused(f"该任务已在账（{known.printed_at}），没有重复登记。")
    deadline = read_deadline(said.time_limit)
    last = Measure.objects.filter(plan=plan).aggregate(last=Max("place"))["last"]
    made = Measure.objects.create(
        plan=plan,
        place=0 if last is None else last + 1,
        **places_of(said.section),
        name=said.name,
        text=said.wording,
        target_text=said.target,
        deadline_text=said.time_limit,
        deadline=deadline.end or "",
        deadline_problem=deadline.why,
        source=f"{said.source} 第{said.page}页",
        registered_by=by,
    )
    detail = {"measure": made.pk, "source": made.source, "wording": said.wording}
    record("登记任务", f"{plan} {made.name}", by=by, county_id=plan.county_id, detail=detail)
    MEASURES_APPLIED(plan.county, by)
    return made


@transaction.atomic
def assign(
    measures: Collection[int], *, department: Department, due: date | None, document_number: str, by: User
) -> int:
    """交办: each of the tasks to one department, whatever it was before; how many have changed.

    Raises Refused for none, for a day that is over, for a task that is printed no more, Unchanged where all are so already.
    """
    if due is not None and due < timezone.localdate():
        raise Refused(f"交办期限 {due:%Y-%m-%d} 已过；请填今天或以后的日期。")
    chosen = list(
        Measure.objects.standing()
        .filter(pk__in=measures)
        .select_related("plan__county")
        .select_for_update(of=("self",))
        .order_by("pk")
    )
    if not chosen:
        raise Refused("请勾选要交办的任务。")
    if len(chosen) < len(set(measures)):
        raise Refused("所选任务中有的已不在现行清单中，没有交办；请刷新后再选。")
    stands = {one.measure_id: one for one in Assignment.objects.filter(measure__in=chosen)}
    moved = [one for one in chosen if not _is_so(stands.get(one.pk), department, due, document_number)]
    if not moved:
        raise Unchanged("所选任务均已这样交办，没有改动。")
    Assignment.objects.bulk_create(
        [
            Assignment(
                measure=one,
                department=department,
                due=due,
                document_number=document_number,
                by=by,
                at=timezone.now(),
            )
            for one in moved
        ],
        update_conflicts=True,
        unique_fields=["measure"],
        update_fields=["department", "due", "document_number", "by", "at"],
    )
    _record(moved, stands, department, due, document_number, by)
    return len(moved)


@transaction.atomic
def withdraw(measures: Collection[int], *, reason: str, by: User) -> int:
    """撤回交办, of tasks that a later list left out too; how many were handed. The versions stay.

    Raises Refused without tasks or reason, Unchanged where none of them is handed to anybody.
    """
    if not measures:
        raise Refused("请勾选要撤回交办的任务。")
    if not reason.strip():
        raise Refused("请写明撤回的理由，如“清单有误”。")
    handed = Assignment.objects.filter(measure__in=measures).select_for_update(of=("self",))
    found = list(handed.select_related("measure__plan", "department").order_by("measure"))
    if not found:
        raise Unchanged("所选任务没有交办，没有改动。")
    with traced(reason=f"撤回交办：{reason}"):
        Assignment.objects.filter(pk__in=[one.pk for one in found]).delete()
    for county in sorted({one.measure.plan.county_id for one in found}):
        own = [one for one in found if one.measure.plan.county_id == county]
        tasks = [f"{_named(one.measure)}（{one.department.name}）" for one in own[:_LISTED]]
        detail = {"count": len(own), "tasks": tasks, "reason": reason}
        record("撤回交办", f"{len(own)} 项", by=by, county_id=county, detail=detail)
    return len(found)


def _named(one: Measure) -> str:
    return f"{one.plan} {one.number} {one.name}"[:120]


def _is_so(one: Assignment | None, department: Department, due: date | None, document_number: str) -> bool:
    said = (department.pk, due, document_number)
    return one is not None and (one.department_id, one.due, one.document_number) == said


def _record(
    moved: Collection[Measure],
    stands: dict[int, Assignment],
    department: Department,
    due: date | None,
    document_number: str,
    by: User,
) -> None:
    """One act per county: its people see their own."""
    for county in sorted({one.plan.county_id for one in moved}):
        own = [one for one in moved if one.plan.county_id == county]
        detail = {
            "department": department.name,
            "due": due.isoformat() if due else "",
            "document": document_number,
            "count": len(own),
            "tasks": [_named(one) for one in own[:_LISTED]],
            "replaced": sum(one.pk in stands for one in own),
        }
        record("交办任务", f"{department.name} {len(own)} 项", by=by, county_id=county, detail=detail)
