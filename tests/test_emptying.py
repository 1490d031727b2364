"""After a test of transactions the database is as it was after migrating."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import TransactionTestCase

from counties.models import County
from tests import emptying, reference

pytestmark = pytest.mark.django_db(transaction=True)


def filled() -> set[str]:
    """The tables with a row in them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('planning.scope', 'city', false)")
        return {
            table
            for table in connection.introspection.django_table_names(only_existing=True)
            if emptying._filled(cursor, [table])
        }


def made() -> None:
    with transaction.atomic():
        reference.load()
        county = County.objects.first()
        assert county
        county.name = "乙县"
        county.save()
        reference.reviewer()


def test_histories_and_records_go_with_the_rows_and_what_migrating_made_stays() -> None:
    kinds, permissions = ContentType.objects.count(), Permission.objects.count()
    made()
    assert {"counties_county", "counties_countyevent", "accounts_user"} <= filled()

    emptying.empty(TransactionTestCase())

    assert filled() <= emptying.KEPT
    assert (ContentType.objects.count(), Permission.objects.count()) == (kinds, permissions)


@pytest.mark.parametrize("why", ["many rows", "no superuser"])
def test_where_it_cannot_delete_all_is_truncated(why: str, monkeypatch: pytest.MonkeyPatch) -> None:
    changed: tuple[str, Any] = (
        ("MANY_BYTES", -1) if why == "many rows" else ("SUPERUSER", "nobody-of-that-name")
    )
    monkeypatch.setattr(emptying, *changed)
    made()

    assert not emptying._deleted()
    assert "counties_county" in filled()
    emptying.empty(TransactionTestCase())

    assert filled() <= emptying.KEPT
    assert ContentType.objects.count()
