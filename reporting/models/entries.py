"""Entries: what a county's clerk says of one figure or project of a round, and everything that was done to it.

One row is one life, whatever it is about; what differs between the lists of a plan is a kind (`reporting.kinds`, ADR 42).
"""

from typing import ClassVar, NamedTuple

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Now

from accounts.models import User
from counties.models import County, Department
from custody.conditions import among, in_counties
from custody.declaring import kept
from custody.telling import UntoldVersions
from imports.models import ImportBatch
from indicators.models import Indicator, Observation, Site
from projects.models import KeyProject, Progress
from reporting.models.rounds import Round
from reporting.states import EDITABLE, LOCKED_BECAUSE, LOCKED_BRIEFLY, Move, State

STATES = [(state.value, state.label) for state in State]
MOVES = [(move.value, move.label) for move in Move]


_HINTS = {"当年": "填该年一年的数", "累计": "填从规划起始年到该年底的累计数"}


class CellKey(NamedTuple):
    """What one entry of a figure is about, within a round."""

    county_id: int
    indicator_id: int
    site_id: int | None


class EntryQuerySet(models.QuerySet["Entry"]):
    def for_user(self, user: User) -> "EntryQuerySet":
        """The entries of the person's counties; of the own departments only, where a clerk has departments."""
        entries = self if user.county_ids is None else self.filter(county__in=user.county_ids)
        departments = user.department_ids
        return entries if departments is None else entries.filter(department__in=departments)

    def asked_again(self) -> "EntryQuerySet":
        """Approved cells whose county asks to have them back, and nobody has answered."""
        newest = Step.objects.filter(entry=OuterRef("pk")).order_by("-pk").values("move")[:1]
        # The few that ever asked first: every page of a reviewer counts them.
        asked = Step.objects.filter(move=Move.ASK.value).values("entry")
        return (
            self.filter(pk__in=asked, state=State.APPROVED, is_asked=True)
            .alias(newest=Subquery(newest))
            .filter(newest=Move.ASK.value)
        )

    def of_figures(self) -> "EntryQuerySet":
        return self.filter(indicator__isnull=False)

    def of_projects(self) -> "EntryQuerySet":
        return self.filter(project__isnull=False)

    def in_states(self, *states: State) -> "EntryQuerySet":
        return self.filter(state__in=states)


# A county writes what it enters; what is in force stays the city's to write.
@kept(
    reads=in_counties("county_id"),
    writes=in_counties("county_id"),
    history=UntoldVersions("in force is only what was approved, an observation; its moves are its steps"),
)
class Entry(models.Model):
    """One thing that a county owes in a round: never in force itself, only its approval puts something in force.

    Of a figure `text` is as typed or pasted; `value`, `unit` and `no_data_reason` are what it says, empty where it
    cannot be read (it then cannot be submitted). Every other kind says `said`, its declared fields as they were typed,
    and `text` is the same in a line. `version` grows with every change: whoever writes names the one he saw.
    """

    round = models.ForeignKey(
        Round, models.PROTECT, related_name="entries", verbose_name="填报任务", db_index=False
    )
    county = models.ForeignKey(County, models.PROTECT, related_name="entries", verbose_name="县区")
    # What it is about: exactly one of indicator and project.
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="entries", verbose_name="指标"
    )
    project = models.ForeignKey(
        KeyProject, models.PROTECT, null=True, blank=True, related_name="entries", verbose_name="项目"
    )
    site = models.ForeignKey(
        Site, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="监测点位"
    )
    department = models.ForeignKey(
        Department, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="填报部门"
    )
    # As the first plan row that asks for it prints it, with the site where the row does not name it by itself.
    printed_name = models.CharField("指标（规划）", max_length=310, blank=True, default="", db_default="")
    seq = models.CharField("序号", max_length=20, blank=True, default="", db_default="")
    # False once no plan row asks for it any more (a corrected edition): hidden, never deleted.
    is_asked = models.BooleanField("在填报范围", default=True)

    state = models.CharField("状态", max_length=12, choices=STATES, default=State.BLANK.value)
    # Returned or re-opened and not approved since: open to the clerk even where the round has ended.
    given_back = models.BooleanField("退回、重开后未审核", default=False, db_default=False)
    version = models.PositiveIntegerField("版本", default=0)
    said = models.JSONField("所报内容", default=dict, blank=True, db_default=Value({}, models.JSONField()))
    text = models.CharField("数值（原文）", max_length=100, blank=True, default="")
    value = models.DecimalField("数值", max_digits=30, decimal_places=10, null=True, blank=True)
    unit = models.CharField("单位", max_length=40, blank=True, default="")
    no_data_reason = models.CharField("无数据原因", max_length=100, blank=True, default="")
    basis = models.CharField("口径", max_length=40, blank=True, default="")
    note = models.CharField("备注", max_length=300, blank=True, default="")
    # The clerk's reason for a value that a check warns of.
    explanation = models.CharField("提示说明", max_length=300, blank=True, default="")
    # What the checks said of the saved value: [{"code","sentence","suggestion","severity"}], read in `remarks`.
    warnings = models.JSONField("提示", default=list, blank=True)
    batch = models.ForeignKey(
        ImportBatch, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="导入"
    )
    cell = models.CharField("单元格", max_length=12, blank=True, default="")

    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="填报人"
    )
    entered_at = models.DateTimeField("填报时间", null=True, blank=True)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="签发人"
    )
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="审核人"
    )
    # What its approval put in force: exactly one of the two, as `indicator` and `project`.
    observation = models.OneToOneField(
        Observation, models.PROTECT, null=True, blank=True, related_name="entry", verbose_name="入账数值"
    )
    progress = models.OneToOneField(
        Progress, models.PROTECT, null=True, blank=True, related_name="entry", verbose_name="入账进度"
    )

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "填报"
        verbose_name_plural = "填报"
        ordering: ClassVar = ["round", "county__code", "indicator", "site"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["round", "county", "indicator", "site", "project"],
                nulls_distinct=False,
                name="entry_unique",
                violation_error_message="该县区该年度的这一项已在填报范围内。",
            ),
            models.CheckConstraint(
                condition=Q(indicator__isnull=False, project__isnull=True, progress__isnull=True, said={})
                | Q(
                    indicator__isnull=True, site__isnull=True, project__isnull=False, observation__isnull=True
                ),
                name="entry_is_about_one_thing",
                violation_error_message="一项填报须属于一个指标或一个项目。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(state.value for state in EDITABLE)) | ~Q(text=""),
                name="entry_says_something",
                violation_error_message="空白不能提交：请填数值，或选无数据原因。",
            ),
            models.CheckConstraint(
                condition=~Q(basis=Observation.SELF_STATED),
                name="entry_basis_is_its_own",
                violation_error_message="口径“规划自述”只能由规划文本导入，请改为数据自身的口径。",
            ),
            models.CheckConstraint(
                condition=Q(signed_by__isnull=True) | ~Q(signed_by=F("entered_by")),
                name="entry_not_signed_by_author",
                violation_error_message="本人填报的数值不能由本人签发。",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("entered_by")),
                name="entry_not_approved_by_author",
                violation_error_message="本人填报的数值不能由本人审核。",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.APPROVED.value)
                | Q(approved_by__isnull=False) & (Q(observation__isnull=False) | Q(progress__isnull=False)),
                name="entry_approved_is_in_force",
                violation_error_message="已审核的填报须已入账。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.county} {self.name} {self.round.year}年"

    @property
    def key(self) -> CellKey:
        return CellKey(self.county_id, self.measured_id, self.site_id)

    @property
    def key_with_round(self) -> tuple[int, int, int | None, int | None]:
        """Of a figure its cell with the round; of anything else no cell's."""
        return self.round_id, self.county_id, self.indicator_id, self.site_id

    def is_of(self, department: str) -> bool:
        """Whether a department, by its code, keeps it; none asked for: any. Reads `department`."""
        return not department or (self.department is not None and self.department.code == department)

    @property
    def measured(self) -> Indicator:
        """The indicator of an entry of a figure."""
        if self.indicator is None:
            raise TypeError(f"entry {self.pk} is not of a figure")
        return self.indicator

    @property
    def measured_id(self) -> int:
        """Its key, without reading it."""
        if self.indicator_id is None:
            raise TypeError(f"entry {self.pk} is not of a figure")
        return self.indicator_id

    @property
    def reported_as(self) -> str:
        """当年 or 累计: what a figure of this cell is about; empty where nothing adds up."""
        return self.measured.reported_as

    @property
    def reported_as_hint(self) -> str:
        return _HINTS.get(self.reported_as, "")

    @property
    def name(self) -> str:
        """The plan's own name of it, everywhere in the year; the catalogue's only where no plan ever printed one."""
        return self.printed_name or self.in_catalogue

    @property
    def catalogue_name(self) -> str:
        """The catalogue's name, where it is another one."""
        return "" if self.in_catalogue == self.name else self.in_catalogue

    @property
    def numbered(self) -> str:
        """`序号 12 优良天数比例`: what a sentence calls it."""
        return f"序号 {self.seq} {self.name}" if self.seq else self.name

    @property
    def in_catalogue(self) -> str:
        if self.project is not None:
            return self.project.name
        return f"{self.measured.name}（{self.site.name}）" if self.site else self.measured.name

    @property
    def stands(self) -> State:
        """The state as the closed word it is."""
        return State(self.state)

    @property
    def is_editable(self) -> bool:
        return self.stands in EDITABLE

    @property
    def locked_because(self) -> str:
        """Why the clerk cannot type here; "" where he can. Reads `round`."""
        if not self.is_editable:
            return LOCKED_BECAUSE[self.stands]
        # After the end of a round a cell that was given back opens, and no other one with it.
        if self.round.is_open or self.given_back:
            return ""
        return f"{self.round.year} 年度填报已结束"

    @property
    def locked_briefly(self) -> str:
        """The same in a word or two, for a narrow column. Reads `round`."""
        return LOCKED_BRIEFLY.get(self.stands, "任务已结束") if self.locked_because else ""

    @property
    def differs(self) -> bool:
        """Whether what is in force was corrected past this approved entry. Reads `observation`."""
        stands = self.observation
        return self.stands is State.APPROVED and stands is not None and stands.text != self.text


@kept(reads=among("entry_id", "reporting_entry"), writes=among("entry_id", "reporting_entry"), added_at="at")
class Step(models.Model):
    """One move of one entry, with the words and the value of that moment; only ever added to."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="steps", verbose_name="填报")
    move = models.CharField("事项", max_length=12, choices=MOVES)
    from_state = models.CharField("原状态", max_length=12, choices=STATES)
    to_state = models.CharField("新状态", max_length=12, choices=STATES)
    text = models.CharField("当时的数值", max_length=100, blank=True, default="")
    version = models.PositiveIntegerField("版本")
    words = models.TextField("意见", blank=True, default="")
    document_number = models.CharField("文号", max_length=100, blank=True, default="")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="办理人"
    )
    acting_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="代"
    )
    at = models.DateTimeField("时间", db_default=Now(), editable=False)

    class Meta:
        verbose_name = "办理过程"
        verbose_name_plural = "办理过程"
        ordering: ClassVar = ["-id"]
        indexes: ClassVar = [models.Index(fields=["entry"], condition=Q(move="ask"), name="step_asks")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(move__in=sorted(move.value for move in Move if move.needs_words)) | ~Q(words=""),
                name="step_back_has_words",
                violation_error_message="退回、重开、维持原值、申请重开和不予重开须写明意见。",
            )
        ]

    def __str__(self) -> str:
        return f"{Move(self.move).label} {self.text}".strip()


@kept(reads=among("entry_id", "reporting_entry"), history=UntoldVersions("a step of its entry"))
class Reopening(models.Model):
    """One approved cell given back for correction, until a day; the rest of the county stays approved."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="reopenings", verbose_name="填报")
    # Of a kind with several fields those that may be changed; none: all.
    fields = ArrayField(
        models.CharField(max_length=40),
        verbose_name="重开的栏目",
        default=list,
        blank=True,
        db_default=Value([], ArrayField(models.CharField(max_length=40))),
    )
    reason = models.CharField("理由", max_length=300)
    document_number = models.CharField("文号", max_length=100)
    deadline = models.DateField("期限")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="重开人")
    at = models.DateTimeField("重开时间", db_default=Now(), editable=False)
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    class Meta:
        verbose_name = "重开"
        verbose_name_plural = "重开"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry"],
                condition=Q(ended_at__isnull=True),
                name="reopening_one_open",
                violation_error_message="这一项已经重开。",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(document_number=""),
                name="reopening_has_reason",
                violation_error_message="重开须写明理由和文号。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.document_number}"
