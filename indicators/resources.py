"""The catalogue as a flat file, both ways; which entries are related is said by both of a pair."""

from typing import Any, ClassVar

import tablib
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from import_export import fields, instance_loaders
from import_export.results import Result

from counties.models import Department
from counties.reference_files import (
    ChoiceWidget,
    CodeWidget,
    CountWidget,
    DecimalWidget,
    ListWidget,
    ReferenceResource,
    YesNoWidget,
    column,
)
from indicators.models import Indicator, Part
from indicators.models.catalogue import COMPARISONS, DIRECTIONS, VALUES

STAGED = "staged_related_codes"


class RelatedField(fields.Field):  # type: ignore[misc] # import-export has no types
    """Codes of related entries. Linked only after all rows are in: a row may name one further down."""

    def get_value(self, instance: Indicator) -> list[str]:
        staged = instance.__dict__.get(STAGED)
        if staged is not None:
            return list(staged)
        return sorted(other.code for other in instance.related.all()) if instance.pk else []

    def save(self, instance: Indicator, row: dict[str, Any], is_m2m: bool = False, **kwargs: Any) -> None:
        instance.__dict__[STAGED] = sorted(set(self.clean(row, **kwargs)))


class IndicatorResource(ReferenceResource):
    """Every entry of the catalogue, in the order of the matrix."""

    fixture_names: ClassVar[dict[str, str]] = {
        "code": "代码",
        "name": "名称",
        "unit": "单位",
        "direction": "方向",
        "decimals": "小数位数",
        "compare": "比较",
        "values": "数值口径",
        "level1": "一级类别",
        "level2": "二级类别",
        "order": "次序",
        "aliases": "别名",
        "default_department": "默认填报部门代码",
        "related": "相关指标代码",
        "observed_only": "仅监测",
        "minimum": "下界",
        "maximum": "上界",
        "note": "说明",
    }

    code = column("code", "代码")
    name = column("name", "名称")
    unit = column("unit", "单位")
    direction = column("direction", "方向", ChoiceWidget(DIRECTIONS))
    decimals = column("decimals", "小数位数", CountWidget())
    compare = column("compare", "比较", ChoiceWidget(COMPARISONS))
    values = column("values", "数值口径", ChoiceWidget(VALUES))
    level1 = column("level1", "一级类别")
    level2 = column("level2", "二级类别")
    order = column("order", "次序", CountWidget())
    aliases = column("aliases", "别名", ListWidget())
    default_department = column("default_department", "默认填报部门代码", CodeWidget(Department, "部门"))
    related = RelatedField("related", "相关指标代码", ListWidget())
    observed_only = column("observed_only", "仅监测", YesNoWidget())
    minimum = column("minimum", "下界", DecimalWidget())
    maximum = column("maximum", "上界", DecimalWidget())
    note = column("note", "说明")

    class Meta(ReferenceResource.Meta):
        model = Indicator
        fields = (
            "code", "name", "unit", "direction", "decimals", "compare", "values", "level1", "level2", "order",
            "aliases", "default_department", "related", "observed_only", "minimum", "maximum", "note",
        )  # fmt: skip

    def get_queryset(self) -> QuerySet[Indicator]:
        return Indicator.objects.select_related("default_department").prefetch_related("related")

    def dehydrate_default_department(self, indicator: Indicator) -> str:
        return indicator.default_department.code if indicator.default_department else ""

    def before_import(self, dataset: tablib.Dataset, **kwargs: Any) -> None:
        """Refuse, besides what every file is refused for, relations that lead nowhere or one way only."""
        super().before_import(dataset, **kwargs)
        if "相关指标代码" not in dataset.headers:
            return
        listed = dict(zip(dataset["代码"], map(ListWidget().clean, dataset["相关指标代码"]), strict=True))
        known = {*listed, *Indicator.objects.values_list("code", flat=True)}
        for code, others in listed.items():
            for other in others:
                if other not in known or other == code:
                    raise ValidationError(f"“{code}”的相关指标“{other}”不存在，或就是它自己；请改正。")
                if other in listed and code not in listed[other]:
                    raise ValidationError(f"“{code}”列出了“{other}”，“{other}”未列出“{code}”；请两处都写。")

    def after_import(self, dataset: tablib.Dataset, result: Result, **kwargs: Any) -> None:
        super().after_import(dataset, result, **kwargs)
        ids = dict(Indicator.objects.values_list("code", "pk"))
        for row in result.rows:
            if row.instance is not None and STAGED in row.instance.__dict__ and row.instance.pk:
                row.instance.related.set([ids[code] for code in row.instance.__dict__[STAGED]])


class PartResource(ReferenceResource):
    """What the catalogue declares of parts and wholes: one row per pair."""

    fixture_names: ClassVar[dict[str, str]] = {
        "whole": "总量指标代码",
        "part": "分量指标代码",
        "is_exhaustive": "分量之和等于总量",
    }
    key: ClassVar[tuple[str, ...]] = ("总量指标代码", "分量指标代码")

    whole = column("whole", "总量指标代码", CodeWidget(Indicator, "指标"))
    part = column("part", "分量指标代码", CodeWidget(Indicator, "指标"))
    is_exhaustive = column("is_exhaustive", "分量之和等于总量", YesNoWidget())

    class Meta(ReferenceResource.Meta):
        model = Part
        fields = ("whole", "part", "is_exhaustive")
        import_id_fields = ("whole", "part")
        # The cached one looks rows up by their first key only.
        instance_loader_class = instance_loaders.ModelInstanceLoader

    def get_queryset(self) -> QuerySet[Part]:
        return Part.objects.select_related("whole", "part").order_by("whole__order", "part__order", "pk")
