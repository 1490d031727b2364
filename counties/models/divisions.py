"""Who promised what: divisions, departments, plans with their editions."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from custody.conditions import among, in_counties
from custody.declaring import kept, open_table
from custody.telling import UntoldVersions

_REFERENCE = UntoldVersions("reference data, loaded as a whole; each load is an act on record")


# The city's own row heads every page. The names of the own counties are read before the role of the request is known.
@kept(
    reads=f"parent_id IS NULL OR {in_counties('id')} OR {among('id', 'accounts_membership', 'county_id')}",
    history=_REFERENCE,
)
class County(models.Model):
    """One administrative division: a county, district or banner, or (without parent) the city above them."""

    code = models.CharField("行政区划代码", max_length=6)
    name = models.CharField("名称", max_length=40)
    short_name = models.CharField("简称", max_length=20)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="counties", verbose_name="上级"
    )
    aliases = ArrayField(models.CharField(max_length=40), verbose_name="别名", default=list, blank=True)
    area_km2 = models.DecimalField("面积（km²）", max_digits=12, decimal_places=4, null=True, blank=True)
    area_source = models.CharField("面积来源", max_length=200, blank=True)

    class Meta:
        verbose_name = "县区"
        verbose_name_plural = "县区"
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code"], name="county_code_unique", violation_error_message="该行政区划代码已存在。"
            ),
            models.CheckConstraint(
                condition=Q(code__regex=r"^\d{6}$"),
                name="county_code_six_digits",
                violation_error_message="行政区划代码为 6 位数字。",
            ),
            models.CheckConstraint(
                condition=Q(area_km2__isnull=True) | Q(area_km2__gt=0),
                name="county_area_positive",
                violation_error_message="面积须大于 0。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_city(self) -> bool:
        return self.parent_id is None

    @property
    def all_names(self) -> list[str]:
        """Every text that names this division exactly: code, name, short name, aliases."""
        return [self.code, self.name, self.short_name, *self.aliases]


@open_table("reference data: the departments are the same for every county", history=_REFERENCE)
class Department(models.Model):
    """One department that supplies data or leads projects; county prefixes and slips are aliases."""

    code = models.CharField("代码", max_length=40)
    name = models.CharField("名称", max_length=60)
    aliases = ArrayField(models.CharField(max_length=80), verbose_name="别名", default=list, blank=True)
    order = models.PositiveIntegerField("次序", default=0)

    class Meta:
        verbose_name = "部门"
        verbose_name_plural = "部门"
        ordering: ClassVar = ["order", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code"], name="department_code_unique", violation_error_message="该部门代码已存在。"
            ),
            models.UniqueConstraint(
                fields=["name"], name="department_name_unique", violation_error_message="该部门名称已存在。"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def all_names(self) -> list[str]:
        return [self.name, *self.aliases]


@kept(
    reads=in_counties("county_id"), history=UntoldVersions("what a plan says stands in its editions and rows")
)
class Plan(models.Model):
    """One plan of one county for one period, whatever its editions; the newest edition is the one in force."""

    key = models.SlugField("代码", max_length=40, allow_unicode=True)
    county = models.ForeignKey(
        County, models.PROTECT, related_name="plans", verbose_name="县区", db_index=False
    )
    title = models.CharField("规划名称", max_length=200)
    short_title = models.CharField("简称", max_length=40)
    period_start = models.PositiveSmallIntegerField("规划期起")
    period_end = models.PositiveSmallIntegerField("规划期止")
    base_year = models.PositiveSmallIntegerField("规划基准年")

    class Meta:
        verbose_name = "规划"
        verbose_name_plural = "规划"
        ordering: ClassVar = ["-period_end", "county__code", "key"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"], name="plan_key_unique", violation_error_message="该规划代码已存在。"
            ),
            models.UniqueConstraint(
                fields=["county", "title"],
                name="plan_county_title_unique",
                violation_error_message="该县区已有同名规划。",
            ),
            models.CheckConstraint(
                condition=Q(period_start__lte=F("period_end")) & Q(base_year__lt=F("period_end")),
                name="plan_years_in_order",
                violation_error_message="规划期起止年份与基准年的先后不对。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.county.short_name} {self.short_title}"

    @property
    def period(self) -> tuple[int, int]:
        return self.period_start, self.period_end

    @property
    def years(self) -> range:
        """The years that can be judged: after the base year, up to the target year."""
        return range(self.base_year + 1, self.period_end + 1)


@kept(
    reads=among("plan_id", "counties_plan"),
    history=UntoldVersions("an edition stands on its plan's page with its changes"),
)
class PlanEdition(models.Model):
    """One workbook of a plan as it was imported; the file itself is kept."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="editions", db_index=False)
    number = models.PositiveIntegerField("版次")
    file = models.FileField("文件", upload_to="plans/", max_length=200)
    file_name = models.CharField("文件名", max_length=200)
    sha256 = models.CharField(max_length=64)
    publisher = models.CharField("发布", max_length=200, blank=True)
    imported_at = models.DateTimeField("导入时间", db_default=Now(), editable=False)
    imported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="导入人"
    )
    # What the text of the plan states about itself: [{"kind","scope","value","unit","sheet","cell","text"}].
    statements = models.JSONField("文本所述", default=list)
    notes = models.JSONField("规划说明", default=list)
    # New, changed and gone rows against the edition before: [{"table","seq","name","change","fields"}].
    changes = models.JSONField("变更", default=list)
    problems = models.JSONField("导入提示", default=list)
    # What a corrected edition answers; None for a first one, and for those from before this was asked.
    revision = models.ForeignKey(
        "counties.Revision",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="editions",
        verbose_name="规划修改",
    )
    # What stands on a row as it was set though its unit is another: [{"row","kind","key","said","was","now"}].
    carried = models.JSONField("原样带入", null=True, blank=True)

    class Meta:
        verbose_name = "规划版次"
        verbose_name_plural = "规划版次"
        ordering: ClassVar = ["plan", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "number"],
                name="edition_number_unique",
                violation_error_message="该版次已存在。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan} 第{self.number}版"
