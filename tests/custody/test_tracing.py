"""Beside every version of a row stands who, in which request, import, Job or command, and why."""

import json
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from accounts.models import Act, Membership
from counties.models import County, Finding
from custody.tracing import traced
from indicators.actions.observations import apply_observations
from indicators.models import Observation
from jobs.actions import ring
from jobs.models import Job
from jobs.running import run
from judging.models import Attainment
from tests import reference, small_ledger
from tests.indicators.observing import row, staged
from tests.proving import signed_in

pytestmark = pytest.mark.django_db


def versions(table: str) -> list[tuple[str, dict[str, Any]]]:
    """(what happened, the context) of every version in an event table, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pgh_label, pgh_context::text FROM {table} ORDER BY pgh_id")
        return [(label, json.loads(metadata or "{}")) for label, metadata in cursor.fetchall()]


def test_ten_thousand_imported_rows_name_their_user_and_their_import() -> None:
    reference.load()
    by = reference.reviewer()
    figures = [
        row(site=f"点位{number % 500}", year=2001 + number // 500, value="13.5") for number in range(10_000)
    ]
    batch = staged(*figures, by=by)

    apply_observations(batch.pk, by=by, only_clean=True)

    found = versions("indicators_observationevent")
    assert len(found) == Observation.objects.count() == 10_000
    assert {(label, context["user"], context["import_batch"]) for label, context in found} == {
        ("insert", by.pk, batch.pk)
    }


def test_two_imports_of_one_command_do_not_rewrite_each_others_reasons() -> None:
    made = small_ledger.county()
    with traced(command="bootstrap"):
        with traced(import_batch=1, reason="甲"):
            County.objects.filter(pk=made.pk).update(area_km2=1)
        with traced(import_batch=2):
            County.objects.filter(pk=made.pk).update(area_km2=2)
        County.objects.filter(pk=made.pk).update(area_km2=3)

    assert [context for _, context in versions("counties_countyevent")][-3:] == [
        {"command": "bootstrap", "import_batch": 1, "reason": "甲"},
        {"command": "bootstrap", "import_batch": 2},
        {"command": "bootstrap"},
    ]


def test_what_a_job_writes_names_its_asker_and_the_job() -> None:
    by = reference.reviewer()
    stored = small_ledger.verdict(
        small_ledger.row(small_ledger.plan(small_ledger.county()), small_ledger.indicator()), "met"
    )
    job = ring(task="test", title="重算", arguments={}, key="k", by=by, needs=None)

    run(job.pk, lambda job, progress: {"n": Attainment.objects.filter(pk=stored.pk).update(status="missed")})

    assert Job.objects.get().state == Job.State.DONE
    assert versions("judging_attainmentevent")[-1] == (
        "update",
        {"user": by.pk, "job": job.pk, "reason": "重算"},
    )


def test_a_request_stands_beside_the_row_in_the_act_and_in_the_answer(client: Client) -> None:
    reviewer = reference.reviewer()
    signed_in(client, reviewer)
    finding = Finding.objects.create(
        county=small_ledger.county(), rule="r", subject="s", severity="error", message="m", fingerprint="f"
    )
    answer = client.post(
        f"/findings/{finding.pk}/", {"decision": "dismissed", "reason": "核对过原文", "fingerprint": "f"}
    )

    label, context = versions("counties_findingevent")[-1]
    assert (label, context["user"]) == ("update", reviewer.pk)
    assert context["request"] == Act.objects.get(kind="处理质疑").request_id == answer["X-Request-ID"]
    assert len(answer["X-Request-ID"]) == 12


def test_a_membership_that_is_taken_away_leaves_its_last_state() -> None:
    made = reference.reviewer()
    Membership.objects.filter(user=made).delete()
    assert [label for label, _ in versions("accounts_membershipevent")] == ["insert", "delete"]


def test_a_command_names_itself() -> None:
    call_command("load_reference")
    found = {context.get("command") for _, context in versions("indicators_indicatorevent")}
    assert found == {"load_reference"}


def test_every_table_with_figures_or_decisions_has_a_history() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT event_object_table FROM information_schema.triggers"
            " WHERE trigger_schema = 'public'"
            " UNION SELECT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid WHERE t.tgname LIKE 'pgtrigger%%'"
        )
        tracked = {table for (table,) in cursor.fetchall()}
    assert tracked >= {
        *(
            "accounts_membership",
            "accounts_deputy",
            "counties_county",
            "counties_department",
            "counties_finding",
        ),
        *("counties_plan", "counties_planedition", "indicators_annualtarget", "indicators_assignedtarget"),
        *("judging_attainment", "indicators_indicator", "indicators_observation"),
        *("indicators_planindicator", "indicators_planindicator_departments"),
        *("indicators_planindicator_findings", "indicators_planmapping", "indicators_site"),
        *("indicators_superiorverdict", "projects_keyproject", "projects_projectlisting"),
        *("projects_projectlisting_departments", "projects_projectlisting_findings"),
    }
