"""Acts on record: only added to, kept long enough, listed for auditors, and no deed without its record."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from accounts.downloads import file_response, workbook_response
from accounts.models import Act, User
from accounts.permissions import Role
from accounts.records import record
from counties.models import County, Department, Finding, Plan
from custody.append_only import append_only_tables
from imports.applying import discard, lapse
from imports.models import ImportBatch
from imports.undoing import undo
from indicators.actions import targets
from indicators.actions.correcting import Ground, correct_figure, take_out
from indicators.actions.observations import apply_observations
from indicators.models import Observation
from launcher.rooms import rooms
from measures.actions import FromText, assign, register, withdraw
from measures.importing import apply_measures
from planning.demo.accounts import create_demo_accounts
from planning.demo.figures import load_demo, remove_demo
from plans.actions import decide_finding
from plans.importing import apply_plan, preview_plan
from tests import reference, small_ledger
from tests.accounts.recording import places, recording_functions
from tests.indicators.observing import row, staged
from tests.measures.loading import listed, preview
from tests.planning.year_deeds import YEAR_DEEDS, YEAR_WATCHED
from workbooks.reading import read_workbook

pytestmark = pytest.mark.django_db
DOCUMENT = targets.Document("省生态环境厅", "晋环发〔2026〕1号", date(2026, 5, 1))


class LostRecordError(Exception):
    """The record could not be written."""


def a_row() -> Any:
    return small_ledger.row(
        small_ledger.plan(small_ledger.county()), small_ledger.indicator(), target_text="完成上级下达任务"
    )


def a_finding(**fields: Any) -> Finding:
    made = Finding(rule="r", subject="s", severity="error", message="m", fingerprint="f", **fields)
    made.county = small_ledger.county("990009", "癸县")
    made.save()
    return made


def login(client: Client, by: User) -> Callable[[], object]:
    return lambda: client.post("/login/", {"username": by.username, "password": f"{by.username}-Passw0rd"})


def signed_in(client: Client, by: User, act: Callable[[], object]) -> Callable[[], object]:
    client.force_login(by)
    return act


def plan_import(by: User) -> Callable[[], object]:
    reference.load()
    file = Path(settings.BASE_DIR) / "fixtures" / "plans"
    first = min(file.glob("*.xlsx"))
    county = next(c for c in County.objects.filter(parent__isnull=False) if c.short_name in first.name)
    preview = preview_plan(first.read_bytes(), first.name, county=county)
    return lambda: apply_plan(preview, by=by)


def tasks(by: User, what: str) -> Callable[[], object]:
    reference.load()
    plan = Plan.objects.select_related("county").get(key="140213-lsqh")
    if what == "listed":
        ready = preview(listed([1, "一、大气", "甲事", "做好甲事。", None, None, None]), plan)
        return lambda: apply_measures(ready, by=by)
    said = FromText(name="甲事", wording="做好甲事。", source="正文.pdf", page="3")
    if what == "registered":
        return lambda: register(plan, said, by=by)
    made, water = register(plan, said, by=by), Department.objects.get(code="water")
    hand = partial(assign, [made.pk], department=water, due=None, document_number="", by=by)
    if what == "handed":
        return hand
    hand()
    return lambda: withdraw([made.pk], reason="清单有误", by=by)


def observation_import(by: User) -> Callable[[], object]:
    reference.load()
    batch = staged(row(), by=by)
    return lambda: apply_observations(batch.pk, by=by, only_clean=False)


def undone_import(by: User) -> Callable[[], object]:
    observation_import(by)()
    batch = ImportBatch.objects.get()
    return lambda: undo(batch.pk, by=by, reason="传错了文件")


def figure_by_hand(by: User, what: str) -> Callable[[], object]:
    observation_import(by)()
    figure, ground = Observation.objects.get(), Ground("年鉴订正", "同统〔2024〕3号")
    if what == "corrected":
        return lambda: correct_figure(
            figure.pk, text="13.9", note="", ground=ground, seen="13.5", accepted=False, by=by
        )
    return lambda: take_out(figure.pk, ground=ground, seen="13.5", by=by)


def dropped_import(by: User) -> Callable[[], object]:
    reference.load()
    batch = staged(row(), by=by)
    return lambda: discard(batch.pk, by=by)


def overtaken(by: User) -> Callable[[], object]:
    reference.load()
    batch = staged(row(), by=by)
    return lambda: lapse(batch.pk, "预览之后台账已有变化。", by=by)


def withdrawal(by: User) -> Callable[[], object]:
    made = targets.assign_target(a_row(), text="90", document=DOCUMENT, by=by)
    return lambda: targets.withdraw(made, reason="填错了行", by=by)


def decision(by: User) -> Callable[[], object]:
    made = a_finding()
    return lambda: decide_finding(
        finding=made, decision=Finding.Decision.DISMISSED, reason="已核对", fingerprint="f", by=by
    )


def target(by: User, what: str) -> Callable[[], object]:
    made = a_row()
    if what == "assigned":
        return lambda: targets.assign_target(made, text="90", document=DOCUMENT, by=by)
    if what == "annual":
        return lambda: targets.set_annual_target(made, year=2023, text="85", document=DOCUMENT, by=by)
    return lambda: targets.record_superior_verdict(
        made, year=2023, status="achieved", document=DOCUMENT, by=by
    )


DEEDS: dict[str, Callable[[Client, User], Callable[[], object]]] = {
    "login": login,
    "logout": lambda client, by: signed_in(client, by, lambda: client.post("/logout/")),
    "denial": lambda client, by: signed_in(client, by, lambda: client.get("/acts/")),
    "export": lambda client, by: lambda: workbook_response([], name="空", by=by),
    "download": lambda client, by: lambda: file_response(b"", name="甲.xlsx", by=by),
    "plan": lambda client, by: plan_import(by),
    "observations": lambda client, by: observation_import(by),
    "undone": lambda client, by: undone_import(by),
    "corrected": lambda client, by: figure_by_hand(by, "corrected"),
    "taken out": lambda client, by: figure_by_hand(by, "taken out"),
    "tasks listed": lambda client, by: tasks(by, "listed"),
    "task registered": lambda client, by: tasks(by, "registered"),
    "tasks handed": lambda client, by: tasks(by, "handed"),
    "tasks taken back": lambda client, by: tasks(by, "taken back"),
    "dropped": lambda client, by: dropped_import(by),
    "lapsed": lambda client, by: overtaken(by),
    "assigned": lambda client, by: target(by, "assigned"),
    "annual": lambda client, by: target(by, "annual"),
    "superior": lambda client, by: target(by, "superior"),
    "withdrawn": lambda client, by: withdrawal(by),
    "decision": lambda client, by: decision(by),
    "reference": lambda client, by: reference.load,
    "demo accounts": lambda client, by: create_demo_accounts,
    "demo figures": lambda client, by: load_demo,
    "no demo figures": lambda client, by: remove_demo,
    **YEAR_DEEDS,
}


def world() -> dict[str, str]:
    """A digest of every table except sessions, which a refused page may renew."""
    digests = {}
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            table = model._meta.db_table
            if not model._meta.managed or model._meta.proxy:
                continue
            cursor.execute(f"SELECT md5(string_agg(t::text, E'\\n' ORDER BY t::text)) FROM \"{table}\" t")
            digests[table] = str(cursor.fetchone()[0])
    return digests


@pytest.mark.parametrize("deed", DEEDS)
def test_where_the_record_cannot_be_written_nothing_happens(
    deed: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    do = DEEDS[deed](client, reference.reviewer())
    before = world()

    def lose(*args: object, **kwargs: object) -> None:
        raise LostRecordError

    monkeypatch.setattr(Act, "save", lose)
    with pytest.raises(LostRecordError), transaction.atomic():
        do()

    assert world() == before


# Where a record is written and a row above shows what happens without it: function → deed.
WATCHED = {
    "accounts/denials.py:middleware": "denial",
    "accounts/downloads.py:workbook_response": "export",
    "accounts/downloads.py:file_response": "download",
    "imports/applying.py:discard": "dropped",
    "imports/applying.py:lapse": "lapsed",
    "imports/undoing.py:_record": "undone",
    "indicators/actions/correcting.py:_follow": "corrected, taken out",
    "indicators/actions/observations.py:_record": "observations",
    "indicators/actions/targets.py:_record": "assigned, annual, superior",
    "indicators/actions/targets.py:withdraw": "withdrawn",
    "measures/importing.py:apply_measures": "tasks listed",
    "measures/actions.py:register": "task registered",
    "measures/actions.py:_record": "tasks handed",
    "measures/actions.py:withdraw": "tasks taken back",
    "plans/actions.py:_decide": "decision",
    "planning/demo/accounts.py:_create": "demo accounts",
    "planning/demo/figures.py:load_demo": "demo figures",
    "planning/demo/figures.py:remove_demo": "no demo figures",
    "accounts/views/login.py:enter": "login",
    "accounts/views/login.py:post": "logout",
    "plans/importing.py:_written": "plan",
    "planning/reference.py:load_reference": "reference",
    **YEAR_WATCHED,
}
# One `record` inside the same atomic block as the rows above; shown by the tests of their own rooms.
INSIDE_ANOTHER = {
    "accounts/stopped.py:record_deaths": "tests/accounts/test_stopped.py",
    "indicators/actions/sites.py:merge_sites": "tests/indicators/test_sites.py",
    "imports/flow.py:_kept": "inside `applying`, as observations are",
    "plans/management/commands/import_plan.py:_refuse_flagged": "the command is one transaction",
    "accounts/actions/passwords.py:change_password": "tests/accounts/test_records.py",
    "accounts/actions/passwords.py:reset_password": "tests/accounts/test_records.py",
    "accounts/actions/people.py:close_account": "tests/accounts/test_records.py",
    "accounts/actions/people.py:hand_over": "tests/accounts/test_records.py",
    "accounts/actions/people.py:open_account": "tests/accounts/test_records.py",
    "accounts/actions/people.py:rename_account": "tests/accounts/test_records.py",
    "accounts/actions/people.py:reopen_account": "tests/accounts/test_records.py",
    "accounts/actions/people.py:unlock": "tests/accounts/test_records.py",
    "accounts/actions/roles.py:_record": "tests/accounts/test_records.py",
    "accounts/actions/roles.py:drop_role": "tests/accounts/test_records.py",
    "accounts/actions/roles.py:grant_role": "tests/accounts/test_records.py",
    "accounts/actions/second_factor.py:confirm_device": "tests/accounts/test_records.py",
    "accounts/actions/second_factor.py:passes_second_factor": "tests/accounts/test_records.py",
    "accounts/actions/second_factor.py:remove_second_factor": "tests/accounts/test_records.py",
    "accounts/actions/second_factor.py:renew_recovery_codes": "tests/accounts/test_records.py",
    "accounts/actions/sessions.py:sign_out_elsewhere": "tests/accounts/test_records.py",
    "accounts/confirmation.py:prove": "tests/accounts/test_records.py",
    "accounts/confirmation.py:put_failure_on_record": "tests/accounts/test_records.py",
    "accounts/gate.py:_end": "tests/accounts/test_records.py",
    "accounts/views/login.py:record_failure": "tests/accounts/test_records.py",
    "accounts/views/own_account.py:act_as": "tests/accounts/test_records.py",
    "accounts/records.py:record_restore": "tests of keeping: the restored state is swapped in with its record",
    "accounts/admin.py:_record": "the admin's change is atomic",
    "accounts/management/commands/purge_acts.py:handle": "test_a_purge_without_its_record",
    "accounts/reference_admin.py:get_export_data": "the answer is made after the record",
    "accounts/reference_admin.py:process_dataset": "import and record in one block",
    "judging/actions/target_imports.py:_record": "inside `applying`, as observations are",
    "judging/management/commands/recompute.py:handle": "asks only, one block",
    "plans/finding_storage.py:_reopen": "inside refresh_findings",
    "plans/choosing.py:remember": "tests/plans/test_columns.py",
    "plans/mapping.py:_alias": "inside `applying`: tests/plans/test_mapping_rows.py",
    "plans/mapping.py:_used": "inside `applying`: tests/plans/test_mapping_rows.py",
    "indicators/actions/catalogue.py:create_entry": "one block: tests/plans/test_mapping_rows.py",
    "plans/opinions.py:_record": "tests/plans/test_opinions.py",
    "plans/opinion_imports.py:write": "inside `applying`, as observations are",
    "plans/revising.py:begin": "inside the transaction of its edition, as tests/plans/test_revising.py shows",
    "reporting/actions/uploads.py:write": "inside `applying`, as observations are",
}


def test_every_place_that_records_is_watched_here() -> None:
    root = Path(settings.BASE_DIR)
    found = recording_functions(root, [path for room in rooms(root) for path in room.rglob("*.py")])
    watched = WATCHED.keys() | INSIDE_ANOTHER.keys()
    assert found - watched == set(), (
        "name the place in WATCHED, with a deed that shows what happens without its record"
    )
    assert watched - found == set(), "nothing is recorded there any more"


def test_every_deed_is_watched_by_its_name() -> None:
    named = {deed for said in WATCHED.values() for deed in said.split(", ")}
    assert named - DEEDS.keys() == set(), "a place is watched by a deed that nobody does"
    assert DEEDS.keys() - named == set()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("from accounts.records import record\ndef deed(): record('a', 'b', by=None)", "deed"),
        ("from accounts.records import record as put\ndef deed(): put('a', 'b', by=None)", "deed"),
        ("from accounts import records\ndef deed(): records.record('a', 'b', by=None)", "deed"),
        ("import accounts.records as r\nasync def deed(): r.record('a', 'b', by=None)", "deed"),
        ("from accounts.records import record\ndef deed(): on_commit(partial(record, 'a'))", "deed"),
        ("from accounts.records import record\ndef f():\n  def deed(): record('a')\n  return deed", "deed"),
        ("from accounts.records import record\nrecord('a')", "outside every function"),
        ("from accounts.models import Act\ndef deed(): Act.objects.create(kind='a')", "deed"),
    ],
)
def test_a_record_is_found_by_whatever_name_it_is_written(text: str, place: str) -> None:
    assert places(text) == {place}


def test_what_is_called_record_elsewhere_is_no_act() -> None:
    assert places("def deed(): self.record(1); record = 2") == set()


def test_the_application_role_adds_to_records_and_changes_none() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableowner = current_user FROM pg_tables WHERE tablename = 'accounts_act'")
        if cursor.fetchone()[0]:
            pytest.skip("DATABASE_OWNER_URL is not set: owner and application are one role here")
    tables = append_only_tables()
    assert len(tables) > 20
    assert {"accounts_act", "pghistory_context", "indicators_observationevent"} < set(tables)
    for table in tables:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_name = %s LIMIT 1", [table]
            )
            column = cursor.fetchone()[0]
        for statement in (f'DELETE FROM "{table}"', f'UPDATE "{table}" SET "{column}" = "{column}"'):
            with (
                pytest.raises(ProgrammingError, match="permission denied"),
                transaction.atomic(),
                connection.cursor() as cursor,
            ):
                cursor.execute(statement)


def test_a_purge_keeps_half_a_year_and_refuses_less() -> None:
    with pytest.raises(CommandError, match="至少保留 180 天"):
        call_command("purge_acts", "--older-than", "179")


def test_a_refusal_is_on_record_and_a_mistyped_address_is_not(client: Client) -> None:
    reference.load()
    clerk = reference.clerk(County.objects.get(code="140213"))
    client.force_login(clerk)
    for address in ("/jobs/", "/counties/140214/", "/no-such-page/"):
        assert client.get(address).status_code == 404
    acts = Act.objects.filter(kind="拒绝访问").order_by("pk")
    assert [(act.subject, act.by) for act in acts] == [("/jobs/", clerk), ("/counties/140214/", clerk)]
    assert all(act.request_id for act in acts)


@pytest.fixture
def auditor(client: Client) -> User:
    user = reference.person("auditor", Role.AUDITOR)
    client.force_login(user)
    return user


def test_an_auditor_narrows_acts_by_person_kind_county_and_day(client: Client, auditor: User) -> None:
    made = small_ledger.county()
    reviewer = reference.reviewer()
    with transaction.atomic():
        record("下达目标", "甲县的目标", by=reviewer, county_id=made.pk, detail={"reason": "更正<b>"})
        record("登录", "别人的登录", by=auditor)
        old = record("处理质疑", "去年的处理", by=reviewer)
    tomorrow = timezone.localdate() + timedelta(days=1)

    for address, shown, hidden in [
        (f"?by={reviewer.pk}", "甲县的目标", "别人的登录"),
        ("?kind=登录", "别人的登录", "甲县的目标"),
        (f"?county={made.code}", "甲县的目标", "去年的处理"),
        (f"?last={timezone.localdate()}", "甲县的目标", "没有符合筛选条件"),
        (f"?first={tomorrow}", "没有符合筛选条件", "甲县的目标"),
    ]:
        page = client.get(f"/acts/{address}").content.decode()
        assert shown in page
        assert hidden not in page
    detail = client.get(f"/acts/{old.pk - 2}/").content.decode()
    assert "更正&lt;b&gt;" in detail
    assert "理由" in detail


def test_the_excel_of_acts_holds_them_all(client: Client, auditor: User) -> None:
    with transaction.atomic():
        record("下达目标", "甲县的目标", by=None)
    rows = read_workbook(client.get("/acts/?format=xlsx").content).sheets[0].rows
    assert any("甲县的目标" in line and "系统" in line for line in rows)


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMIN, Role.CITY_READER])
def test_nobody_else_finds_the_acts(client: Client, role: Role) -> None:
    client.force_login(reference.person("someone", role))
    assert client.get("/acts/").status_code == 404


def test_a_wrong_filter_is_told_and_left_out(client: Client, auditor: User) -> None:
    page = client.get("/acts/?first=昨天").content.decode()
    assert "自“昨天”不是日期，未按它筛选。" in page
