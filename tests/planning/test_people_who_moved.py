"""A record never vanishes and a name never changes because a person's role did."""

import itertools
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction
from django.test import Client
from django.urls import reverse

from accounts.actions import people, roles
from accounts.models import Membership, Tenure, User
from accounts.permissions import Role
from counties.models import County
from custody.scope import Reach, Scope, within
from custody.scoping import scoped_tables
from custody.tracing import traced
from imports.models import ImportBatch
from indicators.models import Indicator, Observation
from indicators.summaries.figure_versions import versions_of_observation
from reporting.actions.saving import SaveResult, Typed, save_cells
from reporting.models import Entry
from tests import reference
from tests.reporting import rounds
from tests.two_counties import TwoCounties, build

pytestmark = pytest.mark.django_db
SCOPED = scoped_tables()

ONLY_THE_OWN = {
    **dict.fromkeys(
        ("accounts_user_groups", "accounts_user_user_permissions", "accounts_replacedpassword"),
        "nobody reads another's",
    ),
    **dict.fromkeys(
        ("accounts_recoverycode", "otp_totp_totpdevice", "jobs_job", "reporting_message"),
        "nobody reads another's",
    ),
    **dict.fromkeys(
        ("accounts_membership", "accounts_membershipevent", "accounts_deputy", "accounts_deputyevent"),
        "the role itself moves; what the county reads of it are the roles of now",
    ),
    "accounts_tenure": "who served where; the person's name is what it opens",
    "reporting_round": "opened by the city, whose people every county can name",
    "reporting_roundevent": "opened by the city, whose people every county can name",
    "judging_publication": "published by the city, whose people every county can name",
}
"""Tables with a person whom no county reads as the author of its records → why."""


FREE_KEYS = itertools.count(98000001)


def names() -> Iterator[tuple[type[models.Model], Any]]:
    """Every foreign key to a person in a table that a county reads."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or model._meta.db_table not in SCOPED or model._meta.db_table in ONLY_THE_OWN:
            continue
        for field in model._meta.local_fields:
            if field.related_model is User:
                yield model, field


def drop_and_grant(person: User, away: County, by: User) -> None:
    for held in person.memberships.all():
        roles.drop_role(membership=held, by=by)
    roles.grant_role(user=person, role=Role.CLERK, county=away, department=None, by=by)


def hand_over(person: User, away: County, by: User) -> None:
    people.hand_over(user=person, to=reference.person("successor"), close=False, by=by)
    roles.grant_role(user=person, role=Role.CLERK, county=away, department=None, by=by)


def close(person: User, away: County, by: User) -> None:
    hand_over(person, away, by)
    people.close_account(user=person, by=by)


MOVES: dict[str, Callable[[User, County, User], None]] = {
    "dropped": drop_and_grant,
    "handed over": hand_over,
    "closed": close,
}


@pytest.fixture
def counties() -> TwoCounties:
    return build()


@pytest.fixture
def mover(counties: TwoCounties) -> User:
    """Somebody who works in the own county, beside its clerk."""
    made = reference.clerk(counties.own.county, "mover")
    # Of the files brought in a county sees its own.
    ImportBatch.objects.filter(pk=counties.own.batch.pk).update(county=counties.own.county)
    first = counties.own.entry
    other = Indicator.objects.create(code="other", name="另一项", unit="%", level1="试", direction="higher")
    Entry.objects.create(round=first.round, county=first.county, indicator=other, unit="%")
    User.objects.filter(pk=made.pk).update(display_name="调走的人")
    return made


def named(model: type[models.Model], field: Any, person: User, counties: TwoCounties) -> Any:
    """The key of a row of the own county that names the person there."""
    # Nobody signs or approves what he entered: another entry has these.
    order = "-pk" if field.name in {"signed_by", "approved_by"} else "pk"
    with within(counties.own.scope):
        row = model._base_manager.order_by(order).first()
    assert row is not None, "tests/two_counties.py holds no such row"
    try:
        with transaction.atomic():
            # An entry changes with its version only.
            given = {field.name: person} | ({"version": 99} if model is Entry else {})
            changed = model._base_manager.filter(pk=row.pk).update(**given)
            assert changed == 1
            return row.pk
    except DatabaseError:
        return copied(model, row.pk, {field.column: person.pk})


def copied(model: type[models.Model], pk: Any, given: dict[str, Any]) -> Any:
    """A copy of a row that nobody changes; versions are the owner's to write, and here a change writes one."""
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT to_jsonb(t)::text FROM {table} t WHERE {key} = %s", [pk])
        copy = json.loads(cursor.fetchone()[0]) | given | {key: next(FREE_KEYS)}
        cursor.execute(
            f"INSERT INTO {table} SELECT * FROM jsonb_populate_record(NULL::{table}, %s)", [json.dumps(copy)]
        )
    return copy[key]


def colleague(counties: TwoCounties) -> Scope:
    return Scope(Reach.COUNTIES, frozenset({counties.own.county.pk}), counties.own.clerk.pk)


@pytest.mark.parametrize("move", MOVES.values(), ids=MOVES)
def test_every_record_keeps_its_place_and_its_name(
    counties: TwoCounties, mover: User, move: Callable[[User, County, User], None]
) -> None:
    admin = reference.administrator()
    kept: dict[tuple[Any, str], Any] = {}
    for model, field in names():
        if model._meta.db_table.endswith("event"):
            continue
        kept[model, field.name] = named(model, field, mover, counties)
    assert len(kept) >= 18
    move(mover, counties.foreign.county, admin)
    lost = set()
    with within(colleague(counties)):
        for (model, name), pk in kept.items():
            row = model._base_manager.select_related(name).filter(pk=pk).first()
            if row is None or str(getattr(row, name)) != "调走的人":
                lost.add(f"{model._meta.db_table}.{name}")
            # Their versions are read beside them.
            for event in getattr(model, "pgh_event_model", model)._base_manager.filter(pk__gte=0):
                person = event.__dict__.get(f"{name}_id")
                assert person is None or User.objects.filter(pk=person).exists()
    assert lost == set()


def test_the_walk_finds_tables_of_every_room() -> None:
    rooms = {model._meta.app_label for model, _ in names()}
    assert rooms >= {"accounts", "counties", "imports", "indicators", "judging", "reporting"}
    assert set(ONLY_THE_OWN) <= SCOPED.keys()


def test_a_deputy_of_once_is_still_called_by_name(counties: TwoCounties) -> None:
    """Before deputies had to be of the same county they came from others."""
    stranger = counties.foreign.clerk
    with within(colleague(counties)):
        assert not User.objects.filter(pk=stranger.pk).exists()
    Membership.objects.get(pk=counties.own.membership.pk).deputies.create(
        deputy=stranger, starts_on="2020-01-01", ends_on="2020-01-02", reason="出差"
    )
    with within(colleague(counties)):
        assert User.objects.filter(pk=stranger.pk).exists()
        # The name, not the person's roles, deputyships or acts elsewhere.
        assert not Membership.objects.filter(user=stranger).exists()
        assert not stranger.acts.exists()
        assert list(Tenure.objects.filter(person=stranger).values_list("county", flat=True)) == [
            counties.own.county.pk
        ]


def test_a_reviewer_who_becomes_a_clerk_elsewhere_is_still_called_by_name(counties: TwoCounties) -> None:
    reviewer = reference.reviewer("former")
    drop_and_grant(reviewer, counties.foreign.county, reference.administrator())
    with within(colleague(counties)):
        assert User.objects.filter(pk=reviewer.pk).exists()


def test_who_only_ever_worked_elsewhere_stays_unknown(counties: TwoCounties) -> None:
    """Moved within the other county, dropped, without a role at all: none of it opens a name here."""
    elsewhere = reference.clerk(counties.foreign.county, "elsewhere")
    nobody = reference.person("nobody")
    elsewhere.memberships.all().delete()
    with within(colleague(counties)):
        assert not User.objects.filter(pk__in=[elsewhere.pk, nobody.pk]).exists()


class TestThePages:
    """What the other clerk of the county meets after her colleague has gone."""

    @pytest.fixture
    def of(self) -> rounds.Cast:
        return rounds.cast()

    @pytest.fixture
    def gone(self, of: rounds.Cast) -> User:
        """A colleague who typed one cell, brought a letter for it, and moved to another county."""
        rounds.row(of)
        (entry,) = rounds.opened(of).entries.all()
        gone = reference.clerk(of.county, "gone")
        User.objects.filter(pk=gone.pk).update(display_name="调走的人")
        gone.refresh_from_db()
        rounds.typed(entry, "90", gone)
        elsewhere = rounds.cast("990002", "乙县", reviewer=of.reviewer).county
        drop_and_grant(gone, elsewhere, reference.administrator())
        return gone

    def test_the_clerk_saves_and_is_told_who_was_faster(self, of: rounds.Cast, gone: User) -> None:
        entry = Entry.objects.get()
        with within(Scope(Reach.COUNTIES, frozenset({of.county.pk}), of.clerk.pk)):
            (late,) = save_cells([Typed(entry.pk, 0, text="91")], by=of.clerk)
            assert (late.outcome, late.message.split(" ")[0]) == (SaveResult.CONFLICT, "调走的人")
            (saved,) = save_cells([Typed(entry.pk, late.entry.version, text="91")], by=of.clerk)
            assert saved.outcome is SaveResult.SAVED

    def test_the_entry_and_its_steps_name_her(self, of: rounds.Cast, gone: User, client: Client) -> None:
        client.force_login(of.clerk)
        page = client.get(reverse("entry", args=[Entry.objects.get().pk])).content.decode()
        assert "调走的人" in page
        assert "<td>系统" not in page

    def test_the_versions_of_a_figure_name_her(self, of: rounds.Cast, gone: User) -> None:
        with traced(user=gone.pk):
            figure = Observation.objects.create(
                county=of.county, indicator=of.plan.indicators.get().indicator, year=2023, text="1", unit="%"
            )
        with within(Scope(Reach.COUNTIES, frozenset({of.county.pk}), of.clerk.pk)):
            assert [version.who for version in versions_of_observation(figure.pk)] == ["调走的人"]


def test_the_names_of_a_county_are_looked_up_once_per_statement(counties: TwoCounties) -> None:
    """No condition runs per person: the plan builds two small sets and probes them."""
    with within(colleague(counties)), connection.cursor() as cursor:
        cursor.execute("EXPLAIN SELECT * FROM accounts_user")
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert "hashed SubPlan" in plan
