"""Which imported files a person may have whole: beside a figure stands the file it came from."""

from collections.abc import Collection

from accounts.models import User
from accounts.permissions import Permission, has_permission
from imports.models import ImportBatch
from indicators.models import Observation


def downloadable(user: User, batches: Collection[int]) -> set[int]:
    """Which of these imports the person may have whole.

    The city's people every one; a county's people those whose every row, ever, was of their own county: a file
    whose rows were left out in part, or stood in force before, may hold anything and is the city's. Row security
    says the same (`planning_owns_import`): behind it a county's people see no figures of others to ask about here.
    """
    if user.county_ids is None:
        return set(batches) if has_permission(user, Permission.VIEW_FIGURES) else set()
    events = Observation.pgh_event_model.objects  # type: ignore[attr-defined] # the history library adds the model of versions at run time
    written = events.filter(batch_id__in=batches)
    mine = set(written.filter(county_id__in=user.county_ids).values_list("batch_id", flat=True))
    foreign = set(written.exclude(county_id__in=user.county_ids).values_list("batch_id", flat=True))
    clean = ImportBatch.objects.filter(
        pk__in=mine - foreign,
        state=ImportBatch.State.APPLIED,
        report__problems=[],
        report__counts__same=0,
    )
    return set(clean.values_list("pk", flat=True))
