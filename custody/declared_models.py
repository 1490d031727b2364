"""Every model that declares itself, and what follows for its table."""

from django.apps import apps
from django.db import models

from custody.declaring import Declaration, declaration_of
from custody.third_party import THIRD_PARTY


def declared_models() -> list[tuple[type[models.Model], Declaration]]:
    """Every model with its declaration, other people's included."""
    found = [(model, _declaration(model)) for model in apps.get_models(include_auto_created=True)]
    return [(model, declared) for model, declared in found if declared is not None]


def _declaration(model: type[models.Model]) -> Declaration | None:
    return declaration_of(model) or (None if model._meta.proxy else THIRD_PARTY.get(model._meta.db_table))


def ephemeral_tables() -> list[str]:
    """Tables never in a backup: an ended session must not come to life again, on this machine or another."""
    return sorted(model._meta.db_table for model, declared in declared_models() if declared.ephemeral)
