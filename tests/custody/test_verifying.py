"""Whoever changes what was recorded, even as the owner of the tables, is found: table, row and day are named."""

import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from accounts.models import Act
from accounts.records import record
from custody.models import ChainLink
from custody.sealing import seal_closed_days, seal_snapshot
from custody.verifying import Trouble, verify
from indicators.models import Observation
from tests import small_ledger
from tests.owning import owner

pytestmark = pytest.mark.django_db(transaction=True)
DAYS_AGO = 3


@pytest.fixture
def figure() -> Observation:
    """A figure with two versions and an act, all of three days ago, sealed since."""
    made = Observation.objects.create(
        county=small_ledger.county(), indicator=small_ledger.indicator(), year=2023, text="87", value=87
    )
    Observation.objects.filter(pk=made.pk).update(text="88", value=88)
    with transaction.atomic():
        record("导入监测数据", "甲.xlsx", by=None)
        record("登录", "乙", by=None)
    with owner() as cursor:
        for table in ("indicators_observationevent", "counties_countyevent", "indicators_indicatorevent"):
            cursor.execute(f"UPDATE {table} SET pgh_created_at = now() - interval '{DAYS_AGO} days'")
        cursor.execute(f"UPDATE accounts_act SET at = now() - interval '{DAYS_AGO} days'")
    links = seal_closed_days()
    assert len(links) == DAYS_AGO
    assert verify() == []
    return made


def day() -> str:
    return timezone.localdate(timezone.now() - timedelta(days=DAYS_AGO)).isoformat()


def tampered(statement: str) -> list[Trouble]:
    with owner() as cursor:
        cursor.execute(statement)
    return verify()


def test_days_are_chained_without_a_gap_and_sealed_once(figure: Observation) -> None:
    links = list(ChainLink.objects.order_by("pk"))
    assert [link.previous for link in links] == ["", *(link.digest for link in links[:-1])]
    assert [link.count > 0 for link in links] == [True, False, False]
    assert seal_closed_days() == []


def test_a_changed_version_of_a_figure_is_named(figure: Observation) -> None:
    first = tampered("UPDATE indicators_observationevent SET value = 99, text = '99' WHERE text = '87'")
    assert [(t.day, t.table, t.what) for t in first] == [(day(), "indicators_observationevent", "内容被修改")]
    assert first[0].row.isdigit()


def test_a_removed_version_is_named(figure: Observation) -> None:
    found = tampered("DELETE FROM indicators_observationevent WHERE text = '87'")
    assert [(t.day, t.table, t.what) for t in found] == [(day(), "indicators_observationevent", "被删除")]


def test_an_act_slipped_into_a_sealed_day_is_named(figure: Observation) -> None:
    found = tampered(
        "INSERT INTO accounts_act (at, kind, subject, detail, request_id)"
        f" VALUES (now() - interval '{DAYS_AGO} days', '下达目标', '假', '{{}}', '')"
    )
    assert [(t.day, t.table, t.row, t.what) for t in found] == [
        (day(), "accounts_act", str(Act.objects.get(subject="假").pk), "封存之后插入")
    ]


def test_a_figure_changed_past_the_triggers_is_named(figure: Observation) -> None:
    with owner() as cursor:
        cursor.execute("ALTER TABLE indicators_observation DISABLE TRIGGER USER")
        try:
            cursor.execute("UPDATE indicators_observation SET value = 95, text = '95'")
        finally:
            cursor.execute("ALTER TABLE indicators_observation ENABLE TRIGGER USER")
    assert [(t.table, t.row, t.what) for t in verify()] == [
        ("indicators_observation", str(figure.pk), "绕过留痕改动：与最新的历史版本不同")
    ]


@pytest.mark.parametrize(
    ("statement", "what"),
    [
        (
            "UPDATE custody_sealedrow SET digest = repeat('0', 64) WHERE \"table\" = 'accounts_act'",
            "逐行摘要",
        ),
        (
            "UPDATE custody_chainlink SET content = repeat('0', 64) WHERE id = (SELECT min(id) FROM custody_chainlink)",
            "本环的内容",
        ),
        ("DELETE FROM custody_chainlink WHERE id = (SELECT min(id) + 1 FROM custody_chainlink)", "不相接"),
    ],
)
def test_a_changed_seal_is_named(figure: Observation, statement: str, what: str) -> None:
    assert any(what in trouble.what for trouble in tampered(statement))


def test_a_column_added_later_changes_no_digest(figure: Observation) -> None:
    with owner() as cursor:
        cursor.execute("ALTER TABLE accounts_act ADD COLUMN later text NOT NULL DEFAULT 'x'")
        try:
            assert verify() == []
        finally:
            cursor.execute("ALTER TABLE accounts_act DROP COLUMN later")


def test_a_snapshot_joins_the_chain_and_its_content_is_compared(figure: Observation) -> None:
    seal_snapshot("2025年定稿", b"88")
    assert verify({"2025年定稿": b"88"}) == []
    assert [trouble.table for trouble in verify({"2025年定稿": b"89"})] == ["定稿“2025年定稿”"]


@pytest.fixture
def purging(figure: Observation) -> Iterator[Callable[[], str]]:
    """The purge as the owner would run it, on acts of 200 days ago."""
    with owner() as cursor:
        cursor.execute("SELECT tableowner FROM pg_tables WHERE tablename = 'accounts_act'")
        cursor.execute("DELETE FROM custody_sealedrow")
        cursor.execute("DELETE FROM custody_chainlink")
        cursor.execute("UPDATE accounts_act SET at = now() - interval '200 days'")
        Path(settings.CHAIN_HEADS).unlink()
        seal_closed_days()
        cursor.execute("GRANT DELETE ON accounts_act TO PUBLIC")

        def purge() -> str:
            out = io.StringIO()
            call_command("purge_acts", "--older-than", "180", stdout=out)
            return out.getvalue()

        yield purge
        cursor.execute("REVOKE DELETE ON accounts_act FROM PUBLIC")


def test_a_purge_takes_old_logins_only_and_verify_knows_them(purging: Callable[[], str]) -> None:
    assert "已清理 1 条" in purging()
    assert sorted(Act.objects.values_list("kind", flat=True)) == ["导入监测数据", "清理操作记录"]
    assert verify() == []
    assert [t.what for t in tampered("DELETE FROM accounts_act WHERE kind = '导入监测数据'")] == ["被删除"]


def test_a_purge_without_its_record_purges_nothing(
    purging: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def lose(*args: object, **kwargs: object) -> None:
        raise OSError("no record")

    monkeypatch.setattr(Act, "save", lose)
    with pytest.raises(OSError, match="no record"):
        purging()
    assert Act.objects.count() == 2


def test_the_command_says_what_it_found(figure: Observation) -> None:
    out = io.StringIO()
    call_command("verify", stdout=out)
    assert "核对无误" in out.getvalue()
    assert ChainLink.objects.order_by("-pk").first().digest in out.getvalue()  # type: ignore[union-attr] # there is one
    with owner() as cursor:
        cursor.execute("UPDATE accounts_act SET subject = '别的' WHERE kind = '登录'")
    with pytest.raises(CommandError, match="1 处"):
        call_command("verify", stdout=out)
    assert f"{day()}　accounts_act 第" in out.getvalue()


def test_on_the_first_day_nothing_is_said_of_seals_that_do_not_exist() -> None:
    Path(settings.CHAIN_HEADS).unlink(missing_ok=True)
    Observation.objects.create(
        county=small_ledger.county(), indicator=small_ledger.indicator(), year=2023, text="87", value=87
    )
    out = io.StringIO()
    call_command("verify", stdout=out)
    assert "核对无误：尚未封存任何一日" in out.getvalue()
    assert "与封存时一致" not in out.getvalue()
    with pytest.raises(CommandError, match="1 处"):
        call_command("verify", expect=["0123456789abcdef"], stdout=out)
    assert "无从比对：尚未封存任何一日" in out.getvalue()
    assert "删除或改写" not in out.getvalue()
