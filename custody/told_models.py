"""Every model whose versions are told beside those of others."""

from django.apps import apps
from django.db import models

from custody.declaring import history_of
from custody.telling import ToldVersions


def told_models() -> list[tuple[type[models.Model], ToldVersions]]:
    """In the order in which they are told."""
    found = [(model, history_of(model)) for model in apps.get_models()]
    told = [(model, history) for model, history in found if isinstance(history, ToldVersions)]
    return sorted(told, key=lambda each: (each[1].place, each[1].called))
