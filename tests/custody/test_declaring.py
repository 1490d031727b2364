"""A table declares itself: what follows from a declaration, and what is said where it is missing or wrong."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.db import models

from counties.models import County, Department
from custody import declaring
from custody.append_only import Sealed, append_only_tables, sealed_tables
from custody.conditions import NOBODY, Scoped, among, in_counties
from custody.declared_models import ephemeral_tables
from custody.declaring import history_of, kept, open_table
from custody.moments import event_models
from custody.scoping import open_tables, scoped_tables, version_tables
from custody.telling import ToldVersions, UntoldVersions
from custody.told_models import told_models


@pytest.fixture
def later() -> Iterator[Callable[..., type[models.Model]]]:
    """Makes a model of later in the uppermost room; it is gone after the test."""
    known = set(apps.all_models["planning"])
    declared = dict(declaring._DECLARED)

    def make(name: str, **columns: Any) -> type[models.Model]:
        meta = type("Meta", (), {"app_label": "planning"})
        return type(name, (models.Model,), {"__module__": __name__, "Meta": meta, **columns})

    yield make
    for name in set(apps.all_models["planning"]) - known:
        del apps.all_models["planning"][name]
    declaring._DECLARED.clear()
    declaring._DECLARED.update(declared)
    apps.clear_cache()


def errors() -> list[str]:
    return [
        f"{error.id} {error.msg} {error.hint}"
        for error in run_checks()
        if str(error.id).startswith("custody.")
    ]


def a_county() -> Any:
    return models.ForeignKey(County, models.PROTECT, related_name="+")


def test_every_table_of_ours_is_declared() -> None:
    assert errors() == []


def test_a_model_without_a_declaration_is_refused_with_what_to_do(later: Any) -> None:
    later("Order", county=a_county())
    (said,) = errors()
    assert "custody.E001 表 planning_order 没有声明谁能看、谁能改" in said
    assert "@kept(reads=…)" in said
    assert "docs/adding-a-table.md" in said


def test_a_declared_table_is_scoped(later: Any) -> None:
    kept(reads=in_counties("county_id"))(later("Order", county=a_county()))
    assert errors() == []
    assert scoped_tables()["planning_order"] == Scoped(in_counties("county_id"), NOBODY)


def test_links_are_read_with_the_row_that_has_them(later: Any) -> None:
    order = later(
        "Order", county=a_county(), departments=models.ManyToManyField(Department, related_name="+")
    )
    kept(reads=in_counties("county_id"), writes=in_counties("county_id"))(order)
    assert scoped_tables()["planning_order_departments"] == Scoped(
        among("order_id", "planning_order"), NOBODY
    )


def test_links_of_an_open_table_are_open_and_may_say_otherwise(later: Any) -> None:
    order = later("Order", departments=models.ManyToManyField(Department, related_name="+"))
    open_table("the same for all")(order)
    assert open_tables()["planning_order_departments"] == "the same for all"
    open_table("the same for all", links={"departments": Scoped(NOBODY)})(order)
    assert scoped_tables()["planning_order_departments"] == Scoped(NOBODY)


def test_what_says_when_it_was_added_is_sealed_by_its_word_alone(later: Any) -> None:
    made = later("Order", number=models.AutoField(primary_key=True), said_at=models.DateTimeField())
    kept(reads=NOBODY, added_at="said_at")(made)
    assert Sealed("planning_order", "number", "said_at") in sealed_tables()
    assert "planning_order" in append_only_tables()


def test_what_is_ephemeral_is_never_in_a_backup(later: Any) -> None:
    open_table("found by a key", ephemeral=True)(later("Order"))
    assert ephemeral_tables() == ["accounts_session", "django_session", "planning_order"]


def test_a_moment_that_is_none_is_refused(later: Any) -> None:
    kept(reads=NOBODY, added_at="at")(later("Order", at=models.CharField(max_length=3)))
    (said,) = errors()
    assert 'custody.E002 planning.Order 声明 added_at="at"，但没有这个名称的时间栏' in said


TOLD = {"county": "county", "name": ("title",), "says": ("title",)}


@pytest.mark.parametrize("wrong", [{"county": "plan__county"}, {"name": ("nmae",)}, {"says": ("stauts",)}])
def test_a_version_told_by_a_column_that_is_not_there_is_refused(
    later: Any, monkeypatch: pytest.MonkeyPatch, wrong: dict[str, Any]
) -> None:
    # A table of versions is not made: its trigger would stay registered.
    monkeypatch.setattr(declaring, "tracked", lambda model, **_: model)
    made = later("Order", county=a_county(), title=models.CharField(max_length=9))
    kept(reads=NOBODY, history=ToldVersions("督办单", **{**TOLD, **wrong}))(made)
    (said,) = errors()
    assert "custody.E004 planning.Order 声明历次版本由" in said


def test_every_history_is_told_or_says_why_not() -> None:
    """The type of `history` asks for it; who tracks a model past its declaration is found here."""
    for events in event_models():
        history = history_of(events.pgh_tracked_model)
        assert isinstance(history, ToldVersions | UntoldVersions), events
        assert not isinstance(history, UntoldVersions) or history.because, events


def test_every_history_is_declared_as_its_table_is() -> None:
    scoped, opened = scoped_tables(), open_tables()
    assert len(version_tables()) == len(event_models())
    for versions, table in version_tables().items():
        assert scoped.get(versions) == scoped.get(table), table
        assert opened.get(versions) == opened.get(table), table


FIRST = ["监测值", "规划原文", "下达目标", "年度目标", "上级认定", "人工判定", "评价"]


def test_figures_are_told_before_what_is_said_of_them_and_each_by_one_name() -> None:
    called = [told.called for _, told in told_models()]
    assert called[: len(FIRST)] == FIRST
    assert len(set(called)) == len(called)
