"""What goes along with a file into the child that reads it."""

import pytest

from indicators.importers import periods
from indicators.importers.names import known_names
from indicators.models import Indicator, Observation
from tests import reference

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def _loaded(once_per_module: None) -> None:
    reference.load()


def test_where_there_is_no_database_a_full_year_is_written_as_the_figures_have_it() -> None:
    assert periods.FULL_YEAR == Observation.FULL_YEAR


def test_the_names_go_along_with_the_file_as_plain_data() -> None:
    known = known_names()
    assert known.is_indicator("森林覆盖率")
    assert known.is_indicator("森 林 覆 盖 率")
    assert not known.is_indicator("森林")
    assert (known.place("云冈区"), known.place("山西省"), known.place("某地")) == ("140214", "", None)
    assert known.counties_in("大同市云冈区监测数据") == ("140214",)
    assert known.named_by_file("云冈-监测数据.xlsx") == ("140214",)


def test_a_name_of_two_entries_of_the_catalogue_names_neither() -> None:
    one = Indicator.objects.get(code="forest-rate")
    Indicator.objects.create(
        code="试", name="试", aliases=["林率"], unit="%", direction="higher", level1="试"
    )
    assert known_names().is_indicator("林率")
    one.aliases = [*one.aliases, "林率"]
    one.save()
    assert not known_names().is_indicator("林率")
