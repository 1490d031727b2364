"""A new entry of the catalogue, put there while a plan is imported that names what nobody has named before."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from accounts.records import record
from indicators.models import Indicator


@transaction.atomic
def create_entry(*, fields: Mapping[str, Any], by: User) -> Indicator:
    """Last in the catalogue's order; `fields` have passed the model's own checks."""
    last = Indicator.objects.aggregate(last=Max("order"))["last"] or 0
    made = Indicator.objects.create(**fields, order=last + 10)
    said = f"{made.get_direction_display()}，{made.unit or '无单位'}"
    record("登记指标", made.name, by=by, detail={"said": said})
    return made
