"""Accounts, roles and imports are of the chain: who alters one past the application is named, and so is the row."""

from datetime import date

import pytest
from django.utils import timezone

from accounts.models import Deputy, Membership, User
from accounts.permissions import Role
from custody.history import digest_of
from custody.models import ChainLink
from custody.sealing import seal_closed_days
from custody.verifying import Trouble, verify
from imports.models import ImportBatch
from imports.staging import keep_report, stage
from tests import reference
from tests import small_ledger as small
from tests.owning import owner

pytestmark = pytest.mark.django_db(transaction=True)
TABLES = ("accounts_user", "accounts_membership", "accounts_deputy", "imports_importbatch")


@pytest.fixture
def people() -> User:
    """A clerk with a role, a deputy, an import that was refused."""
    county = small.county()
    clerk = reference.clerk(county)
    held = Membership.objects.get(user=clerk)
    today = timezone.localdate()
    Deputy.objects.create(
        membership=held,
        deputy=reference.clerk(county, "other"),
        starts_on=today,
        ends_on=today,
        reason="出差",
    )
    batch = stage(kind=ImportBatch.Kind.OBSERVATIONS, content=b"x", file_name="甲.xlsx", by=clerk)
    keep_report(batch, {"problems": []}, refused=True)
    assert verify() == []
    return clerk


def past_the_triggers(table: str, statement: str) -> list[Trouble]:
    with owner() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        try:
            cursor.execute(statement)
        finally:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
    return verify()


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("accounts_user", "password = 'pbkdf2_sha256$1$a$b'"),
        ("accounts_user", "is_active = false"),
        ("accounts_user", "username = 'somebody'"),
        ("accounts_membership", "role = 'county_head'"),
        ("accounts_deputy", "ends_on = '2099-12-31'"),
        ("imports_importbatch", "state = 'applied'"),
        ("imports_importbatch", "sha256 = repeat('0', 64)"),
    ],
)
def test_a_row_changed_past_the_triggers_is_named(people: User, table: str, column: str) -> None:
    changed = f"UPDATE {table} SET {column} WHERE id = (SELECT min(id) FROM {table})"
    (trouble,) = past_the_triggers(table, changed)
    assert (trouble.table, trouble.what) == (table, "绕过留痕改动：与最新的历史版本不同")


def test_a_role_slipped_in_and_one_taken_out_are_named(people: User) -> None:
    slipped = f"INSERT INTO accounts_membership (user_id, role) SELECT id, '{Role.ADMIN}' FROM accounts_user WHERE username = 'other'"
    (trouble,) = past_the_triggers("accounts_membership", slipped)
    assert trouble.what == "绕过留痕改动：没有任何历史版本"
    taken = "DELETE FROM accounts_deputy"
    assert "绕过留痕改动：已被删除而历史中没有" in [
        t.what for t in past_the_triggers("accounts_deputy", taken)
    ]


@pytest.mark.parametrize("table", TABLES)
def test_a_version_of_a_sealed_day_that_is_altered_is_named_with_its_day(people: User, table: str) -> None:
    events = f"{table}event"
    with owner() as cursor:
        cursor.execute(f"UPDATE {events} SET pgh_created_at = now() - interval '3 days'")
    links = seal_closed_days()
    assert verify() == []
    with owner() as cursor:
        cursor.execute(
            f"UPDATE {events} SET pgh_label = 'forged' WHERE pgh_id = (SELECT min(pgh_id) FROM {events})"
        )
    day = ChainLink.objects.get(pk=links[0].pk).label
    assert [(t.day, t.table, t.what) for t in verify()] == [(day, events, "内容被修改")]
    assert date.fromisoformat(day) < timezone.localdate()


def test_no_version_has_a_hash_and_what_a_login_changes_makes_none(people: User) -> None:
    kept = User.pgh_event_model.objects.filter(id=people.pk)  # type: ignore[attr-defined] # the history library adds the model of versions at run time
    before = kept.count()
    User.objects.filter(pk=people.pk).update(
        failed_logins=3, last_login=timezone.now(), last_address="10.0.0.1"
    )
    assert kept.count() == before
    people.set_password("另一个-密码-2026")
    people.save()
    assert kept.count() == before + 1
    assert verify() == []
    newest = kept.order_by("-pgh_id").first()
    assert newest.password != people.password
    with owner() as cursor:
        cursor.execute(f"SELECT {digest_of('%s')}", [people.password])
        assert newest.password == cursor.fetchone()[0]
