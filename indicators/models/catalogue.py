"""The catalogue: what can be measured, in which unit and direction; and the sites where it is."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from attainment.offering import offered
from attainment.vocabulary import Compare, Direction, Values
from custody.conditions import in_counties
from custody.declaring import kept, open_table
from custody.telling import UntoldVersions
from indicators.flows import reported_as

DIRECTIONS = offered(Direction)
COMPARISONS = offered(Compare)
VALUES = [("", "按方向默认"), *offered((Values.ANNUAL, Values.CUMULATIVE))]
_REFERENCE = UntoldVersions("reference data, loaded as a whole; each load is an act on record")


@open_table("reference data: the catalogue is the same for every county", history=_REFERENCE)
class Indicator(models.Model):
    """One catalogue indicator. Same words may be two indicators, different words one (specification §2)."""

    code = models.SlugField("代码", max_length=60)
    name = models.CharField("名称", max_length=80)
    unit = models.CharField("单位", max_length=20, blank=True)
    direction = models.CharField("方向", max_length=12, choices=DIRECTIONS)
    decimals = models.PositiveSmallIntegerField("小数位数", null=True, blank=True)
    compare = models.CharField("比较", max_length=8, choices=COMPARISONS, default=Compare.FULL.value)
    values = models.CharField("数值口径", max_length=10, choices=VALUES, blank=True, default="")
    level1 = models.CharField("一级类别", max_length=40)
    level2 = models.CharField("二级类别", max_length=40, blank=True)
    order = models.PositiveIntegerField("次序", default=0)
    aliases = ArrayField(models.CharField(max_length=80), verbose_name="别名", default=list, blank=True)
    default_department = models.ForeignKey(
        "counties.Department", models.PROTECT, null=True, blank=True, verbose_name="默认填报部门"
    )
    related = models.ManyToManyField("self", verbose_name="相关指标", blank=True)
    needs_evidence = models.BooleanField("填报应附佐证", default=False)
    observed_only = models.BooleanField("仅监测", default=False)
    minimum = models.DecimalField("下界", max_digits=20, decimal_places=6, null=True, blank=True)
    maximum = models.DecimalField("上界", max_digits=20, decimal_places=6, null=True, blank=True)
    note = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = "指标"
        verbose_name_plural = "指标目录"
        ordering: ClassVar = ["order", "code"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code"], name="indicator_code_unique", violation_error_message="该指标代码已存在。"
            ),
            models.UniqueConstraint(
                fields=["name"], name="indicator_name_unique", violation_error_message="该指标名称已存在。"
            ),
            models.CheckConstraint(
                condition=Q(minimum__isnull=True) | Q(maximum__isnull=True) | Q(minimum__lte=F("maximum")),
                name="indicator_range_in_order",
                violation_error_message="下界不得大于上界。",
            ),
            models.CheckConstraint(
                condition=Q(decimals__isnull=True) | Q(decimals__lte=8),
                name="indicator_decimals_small",
                violation_error_message="小数位数不得超过 8。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def all_names(self) -> list[str]:
        """Every text that names this indicator exactly: code, name, aliases."""
        return [self.code, self.name, *self.aliases]

    @property
    def reported_as(self) -> str:
        """当年 or 累计, as its figures are reported; empty for what is no flow."""
        return reported_as(self.direction, self.values)

    @property
    def category(self) -> str:
        return f"{self.level1} · {self.level2}" if self.level2 else self.level1


@open_table("reference data: which catalogue indicators are parts of which", history=_REFERENCE)
class Part(models.Model):
    """What the catalogue declares of two indicators: `part` is contained in `whole`, for checks while typing.

    Where `is_exhaustive`, the parts of a whole add up to it.
    """

    whole = models.ForeignKey(
        Indicator, models.CASCADE, related_name="parts", verbose_name="总量指标", db_index=False
    )
    part = models.ForeignKey(Indicator, models.CASCADE, related_name="wholes", verbose_name="分量指标")
    is_exhaustive = models.BooleanField("分量之和等于总量", default=False)

    class Meta:
        verbose_name = "总分关系"
        verbose_name_plural = "总分关系"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["whole", "part"], name="part_unique", violation_error_message="该总分关系已存在。"
            ),
            models.CheckConstraint(
                condition=~Q(whole=F("part")),
                name="part_is_another",
                violation_error_message="总量与分量须为不同指标。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part} ⊂ {self.whole}"


@kept(reads=in_counties("county_id"), history=UntoldVersions("a name; what was measured there is told"))
class Site(models.Model):
    """One place of monitoring in a county: a river section, a well, a source, a station."""

    county = models.ForeignKey(
        "counties.County", models.PROTECT, related_name="sites", verbose_name="县区", db_index=False
    )
    name = models.CharField("名称", max_length=100)
    aliases = ArrayField(models.CharField(max_length=100), verbose_name="别名", default=list, blank=True)

    class Meta:
        verbose_name = "监测点位"
        verbose_name_plural = "监测点位"
        ordering: ClassVar = ["county__code", "name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["county", "name"],
                name="site_name_unique",
                violation_error_message="该县区已有同名点位。",
            )
        ]

    def __str__(self) -> str:
        return self.name
