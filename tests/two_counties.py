"""Two counties of one city with a row in every table that has a county, the second full of marks.

Every text of the second county is a mark of its own (`CNRY00001Z`), its keys begin with 77: whatever reaches a
person of the first county is found by looking for either. (Keys that no sequence of a test reaches.)
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from typing import Any

import pghistory
from django.contrib.postgres.fields import ArrayField
from django.core.files.base import ContentFile
from django.db import connection, models
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import Act, Deputy, Membership, RecoveryCode, ReplacedPassword, User
from accounts.permissions import Role
from counties.models import County, Department, Finding, Plan, PlanEdition
from custody.declared_models import declared_models
from custody.scope import CITY, Reach, Scope, within
from custody.scoping import scoped_tables
from imports.models import ImportBatch
from indicators.models import (
    AnnualTarget,
    AssignedTarget,
    Correction,
    Indicator,
    Magnitude,
    Observation,
    Part,
    PlanIndicator,
    PlanMapping,
    Site,
    SuperiorVerdict,
)
from jobs.models import Job, JobProgress
from judging.actions.publishing import draft_of
from judging.models import AttainmentChange, Publication, PublishedVerdict, ReviewerVerdict
from projects.models import KeyProject, Progress, ProjectListing
from reporting.models import Entry, Evidence, EvidenceFile, Message, Reopening, Round, Step
from tests import reference
from tests import small_ledger as small
from tests.brought import brought
from tests.indicators import observing
from workbooks.writing import OutColumn, OutSheet, workbook_bytes

MARK = re.compile(rb"CNRY\d{5}Z", re.IGNORECASE)
KEY = re.compile(rb"(?<!\d)770000\d\d(?!\d)")
# Words of a program, not of a person: another text would be no state, rule or date at all.
CODES = {
    *("status", "colour", "reason", "flags", "linear_status", "rules_version", "from_status", "to_status"),
    *("started", "finished", "produced", "ended", "extended_to"),
    *(
        "rule",
        "start",
        "finish",
        "deadline",
        "file",
        "code",
        "task",
        "password",
        "content_type",
        "link",
        "sha256",
    ),
}
# Acts, changes of verdicts, published years and the steps of entries are only added to.
SCOPED = scoped_tables()
ONLY_ADDED = [model for model, declared in declared_models() if declared.added_at]
KEPT_MARKS = {
    name: f"CNRY9{number:04d}Z"
    for number, name in enumerate(
        (
            *("cause", "from_explanation", "to_explanation", "kind", "subject", "reason"),
            *("value_text", "target_text", "explanation", "content", "words", "document_number", "text"),
        )
    )
}
JSON_CODES = {"kind", "change", "why", "reasons", "columns", "sheet", "cell", "severity", "seen"}


@dataclass(frozen=True)
class Holding:
    """What one county holds, by the names that addresses use."""

    county: County
    clerk: User
    membership: Membership
    deputyship: Deputy
    plan: Plan
    edition: PlanEdition
    row: PlanIndicator
    indicator: Indicator
    site: Site
    observation: Observation
    mapping: PlanMapping
    finding: Finding
    project: KeyProject
    project_entry: Entry
    target: AssignedTarget
    job: Job
    batch: ImportBatch
    act: Act
    entry: Entry
    evidence: Evidence
    evidence_file: EvidenceFile
    message: Message
    published: PublishedVerdict

    @property
    def scope(self) -> Scope:
        """What its clerk may see."""
        return Scope(Reach.COUNTIES, frozenset({self.county.pk}), self.clerk.pk)


@dataclass(frozen=True)
class TwoCounties:
    own: Holding
    foreign: Holding


def build() -> TwoCounties:
    """Call within the scope of the city."""
    Department.objects.create(code="forest", name="林业局")
    catalogue = small.indicator(name="优良天数比例")
    Part.objects.create(whole=catalogue, part=small.indicator("part", name="其中"))
    Magnitude.objects.create(city=small.city(), indicator=catalogue, lowest=1, highest=2)
    with pghistory.context(reason="更正"):
        own = _hold(small.county("990001", "甲县"), catalogue, itertools.count(66000001), {})
    foreign_county = County.objects.create(
        pk=77000001, code="990002", name="乙县", short_name="乙", parent=small.city(), area_source="乙"
    )
    with pghistory.context(reason="CNRY00000Z"):
        foreign = _hold(foreign_county, catalogue, itertools.count(77000002), KEPT_MARKS)
        _mark(foreign)
    return TwoCounties(own, foreign)


def _hold(county: County, catalogue: Indicator, keys: Iterator[int], marks: dict[str, str]) -> Holding:
    """`marks`: the texts of rows that nobody may change afterwards."""
    clerk = _clerk(county, keys)
    plan = small.plan(county, id=next(keys))
    edition = _edition(plan, clerk, marks.get("kind", "原件"))
    row = small.row(plan, catalogue, id=next(keys), edition=edition)
    site = Site.objects.create(pk=next(keys), county=county, name="一号断面", aliases=["断面"])
    finding = Finding.objects.create(
        pk=next(keys),
        county=county,
        plan=plan,
        rule="seq_gap",
        subject="表1",
        severity="notice",
        message="缺号",
        fingerprint="0" * 64,
        cells=[{"file": "甲.xlsx", "sheet": "指标", "cell": "A1", "text": "3"}],
    )
    row.findings.add(finding)
    row.departments.set(Department.objects.all())
    batch = _batch(county, catalogue, clerk, next(keys))
    job = Job.objects.create(pk=next(keys), task="test", title="重算", key=f"k{county.pk}", asked_by=clerk)
    JobProgress.objects.create(job_id=job.pk, done=1, total=2, step="计算")
    observation = _observation(county, catalogue, batch, clerk, next(keys))
    target = _targets(row, clerk, next(keys))
    small.verdict(row, "on_track", 2023, colour="green", observation=observation)
    change = {"cause": "导入", "from_explanation": "说明", "to_explanation": "说明"}
    AttainmentChange.objects.create(
        plan_indicator=row,
        year=2023,
        from_status="pending",
        to_status="on_track",
        why="data",
        **{name: marks.get(name, text) for name, text in change.items()},
    )
    said = {"before": "text", "after": "value_text", "reason": "reason"}
    Correction.objects.create(
        observation=observation,
        batch=batch,
        by=clerk,
        **{name: marks.get(mark, "88") for name, mark in said.items()},
    )
    entry = _entry(row, clerk, marks, keys)
    for hold in brought("hold"):
        hold(county, keys)
    evidence = _evidence(entry, clerk, keys)
    project = _project(county, plan, edition, finding, keys)
    return Holding(
        county=county,
        clerk=clerk,
        membership=clerk.memberships.get(),
        deputyship=clerk.deputyships.get(),
        plan=plan,
        edition=edition,
        row=row,
        indicator=catalogue,
        site=site,
        observation=observation,
        mapping=PlanMapping.objects.create(
            plan=plan, table="表1", seq="1", printed_name="比例", indicator=catalogue
        ),
        finding=finding,
        project=project,
        project_entry=_project_entry(project, plan, clerk, keys),
        target=target,
        job=job,
        batch=batch,
        act=Act.objects.create(
            pk=next(keys),
            kind=marks.get("kind", "导入"),
            subject=marks.get("subject", "甲.xlsx"),
            by=clerk,
            county=county,
            detail={"reason": marks.get("reason", "更正")},
        ),
        entry=entry,
        evidence=evidence,
        evidence_file=evidence.file,
        message=Message.objects.create(
            pk=next(keys), user=clerk, kind="returned", key="退回", title="退回", body="不符", link="/matrix/"
        ),
        published=_published(row, clerk, marks),
    )


def _entry(row: PlanIndicator, clerk: User, marks: dict[str, str], keys: Iterator[int]) -> Entry:
    """A draft of 2023 that was approved and opened again."""
    year = Round.objects.get_or_create(
        year=2023, listed="indicators", defaults={"deadline": timezone.localdate() + timedelta(30)}
    )[0]
    year.plans.add(row.plan)
    entry = Entry.objects.create(
        pk=next(keys), round=year, county=row.plan.county, indicator=row.indicator, unit="%"
    )
    typed = {"text": "88", "value": 88, "note": "注", "explanation": "已核实", "entered_by": clerk}
    Entry.objects.filter(pk=entry.pk).update(state="draft", version=1, **typed)
    Step.objects.create(
        entry=entry,
        move="save",
        from_state="blank",
        to_state="draft",
        version=1,
        by=clerk,
        **{name: marks.get(name, "88") for name in ("text", "words", "document_number")},
    )
    Reopening.objects.create(
        entry=entry, reason="误报", document_number="文〔2024〕2号", deadline=timezone.localdate(), by=clerk
    )
    entry.refresh_from_db()
    return entry


def _evidence(entry: Entry, clerk: User, keys: Iterator[int]) -> Evidence:
    file = EvidenceFile(
        pk=next(keys),
        county=entry.county,
        file_name="月报.pdf",
        content_type="application/pdf",
        size=8,
        sha256=sha256(b"%PDF-1.4").hexdigest(),
        document_number="文〔2024〕3号",
        uploaded_by=clerk,
    )
    file.file.save("月报.pdf", ContentFile(b"%PDF-1.4"))
    return Evidence.objects.create(pk=next(keys), entry=entry, file=file, page="3", added_by=clerk)


def _published(row: PlanIndicator, clerk: User, marks: dict[str, str]) -> PublishedVerdict:
    """The row in the year's one publication, beside a verdict by hand."""
    ReviewerVerdict.objects.create(
        plan_indicator=row, year=2023, status="achieved", reason="现场核查", by=clerk
    )
    named = {
        "document_number": "文〔2024〕4号",
        "issued_on": timezone.localdate(),
        "published_by": reviewer(),
    }
    year, _ = Publication.objects.get_or_create(
        year=2023, number=1, defaults={**named, "rules_version": "1", "digest": "0" * 64}
    )
    said = marks.get("content", "说明")
    (frozen,) = (one for one in draft_of(2023).rows if one.row.pk == row.pk)
    content = {**frozen.content, "county": {"code": row.plan.county.code, "name": said}}
    content |= {"edition": {"number": 1, "file_name": said}, "plan": frozen.content["plan"] | {"title": said}}
    return PublishedVerdict.objects.create(
        publication=year,
        plan_indicator=row,
        county=row.plan.county,
        status="on_track",
        colour="green",
        content=content,
        **{name: marks.get(name, "说明") for name in ("value_text", "target_text", "explanation")},
    )


def reviewer() -> User:
    """Who publishes years: a reader of the city's, nobody of a county."""
    user, _ = User.objects.get_or_create(username="publisher", defaults={"display_name": "定稿人"})
    Membership.objects.get_or_create(user=user, role=Role.CITY_READER)
    return user


def _clerk(county: County, keys: Iterator[int]) -> User:
    user = User.objects.create_user(
        f"clerk-{county.code}", password="clerk-Passw0rd", pk=next(keys), display_name="填报员"
    )
    Membership.objects.create(user=user, role=Role.CLERK, county=county)
    ReplacedPassword.objects.create(user=user, hash="x")
    RecoveryCode.objects.create(user=user, hash="x")
    TOTPDevice.objects.create(user=user, name="手机", confirmed=False)
    _deputy(user, county, keys)
    return user


def _deputy(clerk: User, county: County, keys: Iterator[int]) -> None:
    """The clerk stands in for the county's head."""
    head = User.objects.create_user(f"head-{county.code}", pk=next(keys), display_name="负责人")
    held = Membership.objects.create(user=head, role=Role.COUNTY_HEAD, county=county)
    today = timezone.localdate()
    Deputy.objects.create(membership=held, deputy=clerk, starts_on=today, ends_on=today, reason="出差")


def _edition(plan: Plan, by: User, said: str) -> PlanEdition:
    """With an original that says something."""
    edition = plan.editions.get()
    original = workbook_bytes([OutSheet("指标", (OutColumn("指标", 20),), [(said,)])])
    edition.file.save("甲.xlsx", ContentFile(original))
    change = {"kind": "changed", "table": "表1", "seq": "1", "name": "比例", "fields": {"目标": ["1", "2"]}}
    PlanEdition.objects.filter(pk=edition.pk).update(
        imported_by=by, changes=[change], publisher="政府", sha256=sha256(original).hexdigest()
    )
    return edition


def _batch(county: County, of: Indicator, by: User, key: int) -> ImportBatch:
    """A previewed file with a row to write and a row that was refused."""
    lines = (
        observing.row(county=county.name, indicator=of.name, year=2022, value=value) for value in ("1", "?")
    )
    made = observing.staged(*lines, by=by)
    ImportBatch.objects.filter(pk=made.pk).update(id=key)
    return ImportBatch.objects.get(pk=key)


def _observation(county: County, of: Indicator, batch: ImportBatch, by: User, key: int) -> Observation:
    return Observation.objects.create(
        pk=key,
        county=county,
        indicator=of,
        year=2023,
        text="87.1",
        unit="%",
        value=Decimal("87.1"),
        batch=batch,
        entered_by=by,
        file_name="数据.xlsx",
        note="注",
        cited_source="年鉴",
    )


def _targets(row: PlanIndicator, by: User, key: int) -> AssignedTarget:
    document = {"plan_indicator": row, "document_number": "文〔2023〕1号", "entered_by": by}
    document |= {"issued_on": timezone.localdate(), "authority": "市局", "note": "注"}
    AnnualTarget.objects.create(year=2022, text="85", **document)
    SuperiorVerdict.objects.create(year=2022, status="achieved", **document)
    return AssignedTarget.objects.create(pk=key, text="88", **document)


def _project(
    county: County, plan: Plan, edition: PlanEdition, finding: Finding, keys: Iterator[int]
) -> KeyProject:
    project = KeyProject.objects.create(pk=next(keys), county=county, name="造林工程")
    listing = ProjectListing.objects.create(
        project=project,
        plan=plan,
        edition=edition,
        sheet="项目",
        row_number=2,
        category="生态",
        name="造林工程",
        name_cell="B2",
        investment_text="1.2",
        place="东山",
        content="造林",
        builders=["林场"],
        finish="2025-12",
    )
    listing.departments.set(Department.objects.all())
    listing.findings.add(finding)
    return project


def _project_entry(project: KeyProject, plan: Plan, clerk: User, keys: Iterator[int]) -> Entry:
    """A draft of 2023, and the progress of 2022 that is in force."""
    said = {"stage": "building", "started": "2022", "picture": "主体完工"}
    Progress.objects.create(
        pk=next(keys), project=project, year=2022, said=said, text="在建", stage="building", started="2022"
    )
    asking = Round.objects.get_or_create(
        year=2023, listed="projects", defaults={"deadline": timezone.localdate() + timedelta(30)}
    )[0]
    asking.plans.add(plan)
    entry = Entry.objects.create(pk=next(keys), round=asking, county=project.county, project=project)
    typed = {"said": said, "text": "在建", "entered_by": clerk, "explanation": "已核实"}
    Entry.objects.filter(pk=entry.pk).update(state="draft", version=1, **typed)
    entry.refresh_from_db()
    return entry


def _mark(holding: Holding) -> None:
    """A mark into every text of every row of the county; its keys stay."""
    numbers = itertools.count(1)
    with within(CITY):
        for model, keys in _rows_of(holding):
            for row in model._base_manager.filter(pk__in=keys):
                values = {
                    field.attname: _marked(field, getattr(row, field.attname), numbers)
                    for field in model._meta.local_fields
                    if _is_text(field)
                }
                if model is Entry:
                    # No change without a version.
                    values["version"] = holding.entry.version + 1
                if values:
                    model._base_manager.filter(pk=row.pk).update(**values)
        # Which sheet is read again at the confirmation.
        ImportBatch.objects.filter(pk=holding.batch.pk).update(sheet="监测数据")
    for thing in vars(holding).values():
        if thing != holding.indicator:
            thing.refresh_from_db()


def _rows_of(holding: Holding) -> list[tuple[type[models.Model], list[int]]]:
    """The rows that only this county's people see, by model; history follows the rows by itself."""
    from django.apps import apps

    tables: list[type[models.Model]] = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table in SCOPED
        and model not in ONLY_ADDED
        and not model._meta.db_table.endswith(("event", "_context"))
    ]
    with within(holding.scope):
        seen = {model: set(model._base_manager.values_list("pk", flat=True)) for model in tables}
    with within(Scope(Reach.COUNTIES)):
        for model in tables:
            seen[model] -= set(model._base_manager.values_list("pk", flat=True))
    return [*((model, sorted(keys)) for model, keys in seen.items()), (ImportBatch, [holding.batch.pk])]


def _is_text(field: Any) -> bool:
    if field.name in CODES or field.choices or field.remote_field:
        return False
    return isinstance(field, models.CharField | models.TextField | models.JSONField | ArrayField)


def _marked(field: Any, value: Any, numbers: Iterator[int]) -> Any:
    if isinstance(field, ArrayField):
        return [f"CNRY{next(numbers):05d}Z"]
    if isinstance(field, models.JSONField):
        return _marked_leaves(value, numbers)
    return f"CNRY{next(numbers):05d}Z" + (".xlsx" if field.name == "file_name" else "")


def _marked_leaves(value: Any, numbers: Iterator[int]) -> Any:
    if isinstance(value, str):
        return f"CNRY{next(numbers):05d}Z"
    if isinstance(value, list):
        return [_marked_leaves(part, numbers) for part in value]
    if isinstance(value, dict):
        return {
            key: part if key in JSON_CODES else _marked_leaves(part, numbers) for key, part in value.items()
        }
    return value


def digest(holding: Holding) -> dict[str, tuple[int, str]]:
    """Every table's rows that the county's people see, and all imports: table → how many, and their hash."""
    with within(holding.scope):
        found = {table: _hash(table) for table in SCOPED}
    with within(CITY):
        return {**found, "imports_importbatch": _hash("imports_importbatch")}


def _hash(table: str) -> tuple[int, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(*), coalesce(md5(string_agg(t::text, chr(10) ORDER BY t::text)), '') FROM {table} t"
        )
        number, text = cursor.fetchone()
        return number, text


def person(role: Role) -> User:
    """Somebody who works for the whole city."""
    return reference.person(role.value, role)
