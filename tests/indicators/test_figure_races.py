"""A person's correction, or a merge of two sites, beside an import of figures: one waits, and neither for ever."""

from collections.abc import Callable
from threading import Event
from time import monotonic, sleep

import pytest
from django.db import connection

from accounts.models import User
from indicators.actions.correcting import Ground, correct_figure
from indicators.actions.sites import merge_sites
from indicators.actions.writing import lock_figures
from indicators.models import Observation, Site
from refusals import Stale
from tests import reference
from tests import small_ledger as ledger
from tests.at_once import at_once

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
GROUND = Ground("公报订正", "同环函〔2026〕1号")


@pytest.fixture
def figure() -> Observation:
    county, measured = ledger.county(), ledger.indicator()
    site = Site.objects.create(county=county, name="堡子湾")
    Site.objects.create(county=county, name="堡子湾（国控）")
    return Observation.objects.create(
        county=county,
        indicator=measured,
        site=site,
        year=2022,
        text="80",
        value=80,
        unit="%",
        file_name="甲.xlsx",
    )


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
        return bool(cursor.fetchone()[0])


@pytest.mark.parametrize("act", ["correct", "merge"])
def test_it_waits_for_the_import_and_holds_nothing_that_the_import_needs(
    figure: Observation, act: str
) -> None:
    person: User = reference.reviewer()
    locked = Event()
    sites = Site.objects.order_by("pk")

    def imports() -> object:
        lock_figures()
        locked.set()
        end = monotonic() + 10
        while not somebody_waits() and monotonic() < end:
            sleep(0.02)
        return Observation.objects.filter(pk=figure.pk).update(text="81", value=81)

    def acts() -> object:
        assert locked.wait(30)
        if act == "merge":
            return merge_sites(kept=sites[1].pk, merged=sites[0].pk, by=User.objects.get(pk=person.pk))
        return correct_figure(
            figure.pk, text="82", note="", ground=GROUND, seen="80", accepted=True, by=person
        )

    jobs: tuple[Callable[[], object], ...] = (imports, acts)
    written, done = at_once(*jobs)
    assert written == 1
    assert isinstance(done, Stale if act == "correct" else Site), done
    assert Observation.objects.get().text == "81"
