"""What is only ever added to is found by its declaration: whoever adds a table cannot forget to have it sealed."""

from django.apps import apps
from pghistory.models import Event

from accounts.models import Act
from custody.append_only import Sealed, append_only_tables, database_written_tables, sealed_tables
from custody.declared_models import declared_models
from judging.models import AttainmentChange


def test_every_table_that_says_when_its_rows_were_added_is_sealed_and_append_only() -> None:
    said = {
        Sealed(model._meta.db_table, str(model._meta.pk.column), declared.added_at)
        for model, declared in declared_models()
        if declared.added_at
    }
    assert {
        Sealed(Act._meta.db_table, "id", "at"),
        Sealed(AttainmentChange._meta.db_table, "id", "at"),
    } <= said
    assert said < set(sealed_tables())
    assert {sealed.table for sealed in said} < set(append_only_tables())


def test_every_event_model_and_the_seals_are_append_only() -> None:
    events = {m._meta.db_table for m in apps.get_models() if issubclass(m, Event) and m._meta.managed}
    assert "accounts_deputyevent" in events
    others = {"custody_chainlink", "custody_sealedrow", "pghistory_context", "accounts_tenure"}
    assert events | others <= set(append_only_tables())
    assert {"accounts_tenure", "pghistory_context"} | events == set(database_written_tables())
