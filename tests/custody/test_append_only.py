"""What is only ever added to is found by its models: whoever adds a table cannot forget to have it sealed."""

from django.apps import apps
from django.db import models
from pghistory.models import Event

from accounts.models import Act
from custody.append_only import Kept, append_only_tables, kept_tables
from judging.models import AttainmentChange


def test_every_model_that_says_when_its_rows_were_added_is_sealed_and_append_only() -> None:
    said = {
        Kept(model._meta.db_table, str(model._meta.pk.column), model.ADDED_AT)
        for model in apps.get_models()
        if hasattr(model, "ADDED_AT")
    }
    assert {Kept(Act._meta.db_table, "id", "at"), Kept(AttainmentChange._meta.db_table, "id", "at")} <= said
    assert said < set(kept_tables())
    assert {kept.table for kept in said} < set(append_only_tables())


def test_the_moment_of_such_a_model_is_a_moment_that_the_database_gives() -> None:
    for model in (model for model in apps.get_models() if hasattr(model, "ADDED_AT")):
        field = model._meta.get_field(model.ADDED_AT)
        assert isinstance(field, models.DateTimeField), model
        assert field.column == model.ADDED_AT, model


def test_a_model_of_later_is_sealed_by_its_word_alone() -> None:
    class Later(models.Model):
        ADDED_AT = "published_at"
        number = models.AutoField(primary_key=True)
        published_at = models.DateTimeField()

        class Meta:
            app_label = "planning"

    try:
        assert Kept("planning_later", "number", "published_at") in kept_tables()
        assert "planning_later" in append_only_tables()
    finally:
        del apps.all_models["planning"]["later"]
        apps.clear_cache()


def test_every_event_model_and_the_seals_are_append_only() -> None:
    events = {m._meta.db_table for m in apps.get_models() if issubclass(m, Event) and m._meta.managed}
    assert "accounts_deputyevent" in events
    assert events | {"custody_chainlink", "custody_sealedrow", "pghistory_context"} <= set(
        append_only_tables()
    )
