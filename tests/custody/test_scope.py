"""A scope lasts as long as its transaction; without one the database raises instead of showing nothing."""

from collections.abc import Iterator
from inspect import signature
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from celery import current_app
from django.conf import settings
from django.core.management import call_command, get_commands, load_command_class
from django.db import ProgrammingError, connection, connections, transaction

from accounts.gate import scope_of
from accounts.models import Act, User
from accounts.permissions import Role
from counties.models import County, Department, Finding
from custody.commands import CityCommand
from custody.scope import CITY, DOOR, Reach, Scope, alone, enter, in_settings, standing, within
from jobs import running
from jobs.actions import ring
from jobs.models import Job, JobProgress
from judging.models import Publication
from launcher.rooms import rooms as found_rooms
from planning.reference import load_reference
from refusals import Refused
from tests import reference
from tests.databases import forget_scope
from tests.two_counties import TwoCounties, build

pytestmark = pytest.mark.django_db

RAISES = pytest.raises(ProgrammingError, match="no scope is set in this transaction")


@pytest.fixture
def counties() -> TwoCounties:
    return build()


@pytest.fixture
def bare(transactional_db: None) -> Iterator[Any]:
    """A connection on which nobody has ever entered a scope, as a worker has after its start."""
    with within(CITY):
        County.objects.create(code="990000", name="试验市", short_name="试验")
    connection.close()
    yield connection
    connections.close_all()


def test_a_session_that_never_had_a_scope_raises(bare: Any) -> None:
    with pytest.raises(ProgrammingError, match=r"unrecognized configuration parameter .planning\.scope."):
        County.objects.count()
    assert Department.objects.count() == 0, "reference data belongs to no county"


def test_a_scope_ends_with_its_transaction_and_the_next_one_raises(bare: Any) -> None:
    with within(CITY):
        assert County.objects.count() == 1
    with RAISES:
        County.objects.count()
    with within(CITY):
        assert County.objects.count() == 1


def test_a_write_without_scope_raises_and_writes_nothing(counties: TwoCounties) -> None:
    with within(CITY):
        forget_scope()
        for write in (
            lambda: Finding.objects.update(message=""),
            lambda: Finding.objects.all().delete(),
            lambda: Act.objects.create(kind="x", subject="x"),
        ):
            with RAISES, transaction.atomic():
                write()
        enter(CITY)
        assert Finding.objects.filter(message="").count() == 0


def test_an_inner_scope_gives_back_the_outer_one(counties: TwoCounties) -> None:
    with within(counties.own.scope):
        with within(CITY):
            assert Finding.objects.count() == 2
        assert Finding.objects.get() == counties.own.finding
        with pytest.raises(ValueError, match="no"), within(CITY):
            raise ValueError("no")
        assert Finding.objects.get() == counties.own.finding
    assert Finding.objects.count() == 2


def test_settings_taken_up_for_a_moment_are_given_back_whatever_happens(counties: TwoCounties) -> None:
    with within(CITY):
        city = standing()
    with within(counties.own.scope):
        with in_settings(city):
            assert Finding.objects.count() == 2
        with pytest.raises(ValueError, match="no"), in_settings(city):
            raise ValueError("no")
        assert Finding.objects.get() == counties.own.finding
        with pytest.raises(ProgrammingError, match="does not exist"), transaction.atomic(), in_settings(city):
            connection.cursor().execute("SELECT nothing")
        assert Finding.objects.get() == counties.own.finding


def test_a_scope_outside_a_transaction_is_refused(bare: Any) -> None:
    with pytest.raises(RuntimeError, match="inside one"):
        enter(CITY)


def test_an_unknown_scope_is_none(counties: TwoCounties) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('planning.scope', 'CITY', true)")
        with RAISES, transaction.atomic():
            Finding.objects.count()
        enter(CITY)


def test_each_person_s_scope_is_that_of_the_memberships(counties: TwoCounties) -> None:
    clerk, stranger = counties.own.clerk, reference.person("stranger")
    assert scope_of(clerk) == Scope(Reach.COUNTIES, frozenset({counties.own.county.pk}), clerk.pk)
    assert scope_of(stranger) == alone(stranger.pk)
    reviewer = reference.reviewer()
    assert scope_of(reviewer) == Scope(Reach.CITY, person=reviewer.pk)


def test_at_the_door_accounts_can_be_looked_up_and_nothing_else(counties: TwoCounties) -> None:
    with within(DOOR):
        assert User.objects.filter(username=counties.own.clerk.username).exists()
        assert [county.is_city for county in County.objects.all()] == [True]
        assert not Finding.objects.exists()
        assert not Act.objects.exists()


def test_a_county_reads_the_names_of_its_own_people_and_the_city_s_only(counties: TwoCounties) -> None:
    """Who holds no role and never held one is nobody's colleague."""
    reviewer, _nobody = reference.reviewer(), reference.person("nobody")
    publisher = Publication.objects.get().published_by
    with within(counties.own.scope):
        head = User.objects.get(memberships__role="county_head")
        assert set(User.objects.all()) == {counties.own.clerk, head, reviewer, publisher}


def test_a_county_sees_and_asks_for_its_own_jobs_only(counties: TwoCounties) -> None:
    with within(counties.own.scope):
        assert list(Job.objects.all()) == [counties.own.job]
        assert list(JobProgress.objects.values_list("job_id", flat=True)) == [counties.own.job.pk]


def test_asking_for_what_another_has_asked_for_is_one_job_across_scopes(counties: TwoCounties) -> None:
    asked = ring(task="x", title="重算", arguments={}, key="same", by=counties.foreign.clerk, needs=None)
    with within(counties.own.scope):
        assert (
            ring(task="x", title="重算", arguments={}, key="same", by=counties.own.clerk, needs=None) == asked
        )
        assert not Job.objects.filter(pk=asked.pk).exists()


def test_the_effect_of_a_job_sees_the_city_and_its_worker_nothing_before_and_after(
    counties: TwoCounties,
) -> None:
    job = ring(task="x", title="重算", arguments={}, key="effect", by=None, needs=None)
    forget_scope()
    running.run(job.pk, lambda job, progress: {"findings": Finding.objects.count()})
    with RAISES, transaction.atomic():
        Finding.objects.count()
    with within(CITY):
        assert Job.objects.get(pk=job.pk).result == {"findings": 2}


def test_a_failing_effect_is_told_without_a_scope_around_it(counties: TwoCounties) -> None:
    def refuses(*_: object) -> dict[str, Any]:
        raise Refused("不成")

    job = ring(task="x", title="重算", arguments={}, key="refused", by=None, needs=None)
    forget_scope()
    running.run(job.pk, refuses)
    with within(CITY):
        assert Job.objects.get(pk=job.pk).failure == "不成"
    assert running.sweep() == 0


def test_every_task_of_ours_enters_a_scope() -> None:
    """Most are `running.run` with an effect, which enters a scope itself."""
    current_app.loader.import_default_modules()
    ours = [name for name in current_app.tasks if not name.startswith(("celery.", "tests."))]
    assert len(ours) >= 5
    forget_scope()
    for name in ours:
        task = current_app.tasks[name]
        task.run(*[12345 for _ in signature(task.run).parameters])


OWN_DOORS = {
    # Steps of its own, each within the city.
    "bootstrap",
    # The owner's, whom row security does not bind.
    *("grant_application_role", "backup", "digest", "restore", "set_aside", "verify_backup"),
    # Reads code, no database.
    "safeguards",
}


def test_every_command_of_ours_sees_the_city() -> None:
    rooms = {room.name for room in found_rooms(Path(settings.BASE_DIR))}
    ours = {name: app for name, app in get_commands().items() if app in rooms}
    assert len(ours) >= 7
    for name, app in ours.items():
        assert name in OWN_DOORS or isinstance(load_command_class(str(app), name), CityCommand), name


def test_a_command_works_where_nobody_entered_a_scope_for_it(settings: Any) -> None:
    load_reference(settings.BASE_DIR / "fixtures" / "reference")
    forget_scope()
    out = StringIO()
    call_command("recompute", "--all", stdout=out)
    call_command("load_reference", stdout=out)
    assert "没有需要重算的评价" in out.getvalue()
    with RAISES, transaction.atomic():
        County.objects.count()


@pytest.mark.slow
def test_the_first_start_works_where_nobody_entered_a_scope_for_it(
    tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLANNING_ACCOUNTS_FILE", str(tmp_path / "accounts.txt"))
    forget_scope()
    call_command("bootstrap", "--demo", stdout=StringIO())
    with within(CITY):
        assert not Job.objects.exclude(state=Job.State.DONE).exists()
        assert {user.role_label for user in User.objects.all()} == set(Role.labels)
