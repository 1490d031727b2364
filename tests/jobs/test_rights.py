"""A Job writes with the rights that its asker holds when it writes, not with those of when it was asked for."""

import ast
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from accounts.models import Deputy, Membership, User
from accounts.permissions import Permission, Role
from accounts.rights import RightLostError, demand
from counties.models import Department
from jobs import running
from jobs.actions import ring
from jobs.models import Job
from jobs.progress import Progress
from tests import reference
from tests import small_ledger as small

pytestmark = pytest.mark.django_db
NEEDS = Permission.IMPORT_OBSERVATIONS


def writes(job: Job, progress: Progress) -> dict[str, Any]:
    Department.objects.create(code=f"d{job.pk}", name="林业局")
    return {}


def asked(by: User, needs: Permission | None = NEEDS) -> Job:
    return ring(task="test", title="试算", arguments={}, key="k", by=by, needs=needs)


def ended(job: Job, effect: Callable[[Job, Progress], dict[str, Any]] = writes) -> Job:
    running.run(job.pk, effect)
    return Job.objects.get(pk=job.pk)


def closes(person: User) -> None:
    User.objects.filter(pk=person.pk).update(is_active=False)


def demotes(person: User) -> None:
    person.memberships.update(role=Role.CITY_READER)


LOST = {
    "closed": (closes, "reviewer 的账号已关闭"),
    "demoted": (demotes, "reviewer 已不再担任可办理此事的角色"),
}


@pytest.mark.parametrize(("loses", "words"), LOST.values(), ids=LOST)
def test_a_right_lost_before_it_starts_fails_the_job_and_writes_nothing(
    loses: Callable[[User], None], words: str
) -> None:
    job = asked(by := reference.reviewer())
    loses(by)
    done = ended(job)
    assert (done.state, Department.objects.count()) == ("failed", 0)
    assert done.failure == f"{words}，没有写入任何内容；如仍需办理，请由有权限的人员重新提交。"


@pytest.mark.parametrize(("loses", "words"), LOST.values(), ids=LOST)
def test_a_right_lost_while_it_writes_undoes_what_was_written(
    loses: Callable[[User], None], words: str
) -> None:
    by = reference.reviewer()

    def effect(job: Job, progress: Progress) -> dict[str, Any]:
        writes(job, progress)
        loses(by)
        return {}

    done = ended(asked(by), effect)
    assert (done.state, Department.objects.count()) == ("failed", 0)
    assert words in done.failure


def test_what_follows_from_a_deed_is_done_whatever_becomes_of_its_person() -> None:
    job = asked(by := reference.reviewer(), needs=None)
    closes(by)
    assert ended(job).state == "done"
    assert Department.objects.exists()


def test_a_job_that_must_be_done_now_does_not_wait_for_the_rights_of_its_first_asker() -> None:
    job = asked(by := reference.reviewer())
    assert asked(reference.administrator(), needs=None).pk == job.pk
    closes(by)
    assert ended(job).state == "done"


def stand_in() -> tuple[User, Deputy]:
    """A reader of the city's in the role of a reviewer."""
    today, deputy = timezone.localdate(), reference.person("deputy", Role.CITY_READER)
    held = Membership.objects.get(user=reference.reviewer())
    days = {"starts_on": today, "ends_on": today + timedelta(days=3)}
    deputy.acting = lent = Deputy.objects.create(membership=held, deputy=deputy, reason="休假", **days)
    return deputy, lent


def test_a_deputy_asks_in_the_lent_role_and_the_job_knows_it() -> None:
    deputy, lent = stand_in()
    job = asked(deputy)
    assert ended(job).state == "done"
    asker = running.asker(Job.objects.get(pk=job.pk))
    assert asker is not None
    assert asker.acting == lent


def test_a_deputyship_that_ended_or_was_taken_back_writes_nothing() -> None:
    deputy, lent = stand_in()
    job = asked(deputy)
    Deputy.objects.update(starts_on="2020-01-01", ends_on="2020-01-02")
    assert "deputy 的代理已到期或被撤销" in ended(job).failure
    deputy, lent = User.objects.get(pk=deputy.pk), Deputy.objects.get(pk=lent.pk)
    deputy.acting = lent
    job = asked(deputy)
    lent.delete()
    assert "deputy 的代理已被撤销" in ended(job).failure
    assert not Department.objects.exists()


def test_a_right_of_one_county_is_none_of_another() -> None:
    county, other = small.county(), small.county("990002", "乙县")
    clerk = reference.clerk(county)
    demand(clerk, Permission.ENTER_FIGURES, county_id=county.pk)
    demand(None, Permission.ENTER_FIGURES)
    with pytest.raises(RightLostError, match="已不再担任可办理此事的角色"):
        demand(clerk, Permission.ENTER_FIGURES, county_id=other.pk)


FOLLOWS = {"indicators/actions/recompute.py", "indicators/actions/findings.py"}
"""Where a Job needs nobody's right, because it follows from what already stands."""


def test_every_other_place_that_asks_for_a_job_names_the_right_it_needs() -> None:
    without = set()
    for file in Path(settings.BASE_DIR).glob("[a-z]*/**/*.py"):
        path = file.relative_to(settings.BASE_DIR).as_posix()
        if path.startswith(("tests/", "bench/")) or "ring(" not in (text := file.read_text()):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ring":
                (needs,) = (each.value for each in node.keywords if each.arg == "needs")
                if isinstance(needs, ast.Constant):
                    without.add(path)
    assert without == FOLLOWS
