"""A site on which a round's entries stand is kept: an approved figure stays what it measures."""

import pytest

from indicators.actions.sites import merge_sites
from indicators.models import Site
from refusals import Refused
from reporting.models import Entry
from tests.reporting import rounds

pytestmark = pytest.mark.django_db


def test_the_site_of_an_entry_does_not_go_and_the_other_one_may() -> None:
    of = rounds.cast()
    asked, other = (Site.objects.create(county=of.county, name=name) for name in ("甲断面", "甲断面（国控）"))
    rounds.row(of, site=asked)
    rounds.opened(of)
    assert Entry.objects.get().site == asked
    with pytest.raises(Refused, match="已有年度填报项"):
        merge_sites(kept=other.pk, merged=asked.pk, by=None)
    merge_sites(kept=asked.pk, merged=other.pk, by=None)
    assert [(site.name, site.aliases) for site in Site.objects.all()] == [("甲断面", ["甲断面（国控）"])]
