"""Whoever owns every table can rewrite the whole chain; what stands outside the database contradicts him."""

import io
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.records import record
from custody import heads
from custody.models import ChainLink
from custody.sealing import seal_closed_days
from custody.verifying import verify
from indicators.models import Observation
from tests import small_ledger
from tests.owning import owner

pytestmark = pytest.mark.django_db(transaction=True)
ACTS = 40
DATED = ("indicators_observationevent", "counties_countyevent", "indicators_indicatorevent")


@pytest.fixture
def chain() -> list[ChainLink]:
    """Five sealed days: a figure, and many acts, of five days ago."""
    made = Observation.objects.create(
        county=small_ledger.county(), indicator=small_ledger.indicator(), year=2023, text="87", value=87
    )
    Observation.objects.filter(pk=made.pk).update(text="88", value=88)
    with transaction.atomic():
        for number in range(ACTS):
            record("导入监测数据", f"{number}.xlsx", by=None)
    with owner() as cursor:
        for table in DATED:
            cursor.execute(f"UPDATE {table} SET pgh_created_at = now() - interval '5 days'")
        cursor.execute("UPDATE accounts_act SET at = now() - interval '5 days'")
    links = seal_closed_days()
    assert len(links) == 5
    assert verify() == []
    return links


def forge(*deeds: str) -> None:
    """What somebody with the password of the owner does to be found nowhere: drops the chain, alters, seals again."""
    with owner() as cursor:
        cursor.execute("DELETE FROM custody_sealedrow")
        cursor.execute("DELETE FROM custody_chainlink")
        cursor.execute("ALTER TABLE indicators_observation DISABLE TRIGGER USER")
        for deed in deeds:
            cursor.execute(deed)
        cursor.execute("ALTER TABLE indicators_observation ENABLE TRIGGER USER")
    seal_closed_days()


def found() -> str:
    return "\n".join(str(trouble) for trouble in verify())


def test_each_link_is_written_outside_the_database_for_its_owner_only(chain: list[ChainLink]) -> None:
    assert [head.digest for head in heads.heads()] == [link.digest for link in chain]
    file = Path(settings.CHAIN_HEADS)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_last_links_that_are_dropped_are_named(chain: list[ChainLink]) -> None:
    with owner() as cursor:
        ids = [link.pk for link in chain[-2:]]
        cursor.execute("DELETE FROM custody_sealedrow WHERE link_id = ANY(%s)", [ids])
        cursor.execute("DELETE FROM custody_chainlink WHERE id = ANY(%s)", [ids])
    told = found()
    assert all(link.digest[:16] in told and link.label in told for link in chain[-2:])


ATTACKS: dict[str, Callable[[], None]] = {
    "twenty acts deleted": lambda: forge(
        "DELETE FROM accounts_act WHERE id IN (SELECT id FROM accounts_act ORDER BY id LIMIT 20)"
    ),
    "a figure rewritten with its history": lambda: forge(
        "UPDATE indicators_observation SET value = 95, text = '95'",
        "UPDATE indicators_observationevent SET value = 95, text = '95' WHERE text = '88'",
    ),
    "a version taken out": lambda: forge("DELETE FROM indicators_observationevent WHERE text = '87'"),
    "an act slipped in": lambda: forge(
        "INSERT INTO accounts_act (at, kind, subject, detail, request_id)"
        " VALUES (now() - interval '5 days', '下达目标', '假', '{}', '')"
    ),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_was_altered_and_sealed_anew_is_noticed_and_its_day_named(
    chain: list[ChainLink], attack: str
) -> None:
    ATTACKS[attack]()
    assert ChainLink.objects.count() == 5, "inside the database all is in order again"
    told = found()
    assert f"封存链（day {chain[0].label}）：链末文件所记的摘要 {chain[0].digest[:16]}… 不在封存链中" in told


def test_without_the_file_a_digest_on_paper_notices_it(chain: list[ChainLink]) -> None:
    ATTACKS["twenty acts deleted"]()
    Path(settings.CHAIN_HEADS).unlink()
    assert verify() == []
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 处") as refused:
        call_command("verify", expect=[chain[-1].digest], stdout=out)
    assert refused.value.returncode == 1
    assert f"另行留存的摘要 {chain[-1].digest} 不在封存链中" in out.getvalue()


def test_a_digest_that_was_kept_is_found_however_many_days_followed(chain: list[ChainLink]) -> None:
    out = io.StringIO()
    call_command("verify", expect=[chain[1].digest, chain[-1].digest[:16]], stdout=out)
    assert "其后又封存 3 环" in out.getvalue()
    assert "其后又封存 0 环" in out.getvalue()
    with pytest.raises(CommandError, match="不是链末摘要"):
        call_command("verify", expect=["abc"], stdout=out)


def test_the_heads_can_be_printed(chain: list[ChainLink]) -> None:
    out = io.StringIO()
    call_command("chain_heads", last=2, stdout=out)
    assert [line.split()[0] for line in out.getvalue().splitlines()] == [link.label for link in chain[-2:]]
    assert chain[-1].digest in out.getvalue()


def test_a_lost_file_is_begun_again_at_the_next_verification(chain: list[ChainLink]) -> None:
    Path(settings.CHAIN_HEADS).unlink()
    call_command("verify", stdout=io.StringIO())
    assert [head.digest for head in heads.heads()] == [chain[-1].digest]


def test_a_line_cut_short_spoils_no_other(chain: list[ChainLink]) -> None:
    with Path(settings.CHAIN_HEADS).open("a") as file:
        file.write("\n2026-11-27T03:00:00+08:00\tsea")
    heads.note(chain[0])
    assert len(heads.heads()) == 6
    assert verify() == []


def test_a_head_that_cannot_be_written_stops_no_sealing(
    chain: list[ChainLink], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with owner() as cursor:
        cursor.execute("DELETE FROM custody_sealedrow WHERE link_id = %s", [chain[-1].pk])
        cursor.execute("DELETE FROM custody_chainlink WHERE id = %s", [chain[-1].pk])
    monkeypatch.setattr(settings, "CHAIN_HEADS", Path("/proc/none/heads.txt"))
    assert [link.label for link in seal_closed_days()] == [chain[-1].label]
    assert "could not be written" in caplog.text


def test_what_a_restore_took_back_is_not_missed_and_what_was_before_is(chain: list[ChainLink]) -> None:
    with owner() as cursor:
        ids = [link.pk for link in chain[-2:]]
        cursor.execute("DELETE FROM custody_sealedrow WHERE link_id = ANY(%s)", [ids])
        cursor.execute("DELETE FROM custody_chainlink WHERE id = ANY(%s)", [ids])
    heads.note_restored(chain[2].digest)
    assert verify() == []
    written = heads.standing(heads.heads())
    assert [head.digest for head in written] == [link.digest for link in chain[:3]]
    ATTACKS["a version taken out"]()
    assert chain[2].digest[:16] in found()


def test_a_backup_from_elsewhere_begins_at_its_own_end() -> None:
    known, other = heads.Head(heads.SEALED, "day 1", "a"), heads.Head(heads.RESTORED, "-", "b")
    assert [head.digest for head in heads.standing([known, other])] == ["b"]
    assert heads.standing([known, heads.Head(heads.RESTORED, "-", heads.NONE)]) == []
