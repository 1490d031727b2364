"""Divisions and departments as flat files, both ways."""

from typing import ClassVar

from django.db.models import F, QuerySet

from counties.models import County, Department
from counties.reference_files import (
    CodeWidget,
    CountWidget,
    DecimalWidget,
    ListWidget,
    ReferenceResource,
    column,
)


class CountyResource(ReferenceResource):
    """Divisions; the city stands before its counties, so a new city and its counties come in one file."""

    fixture_names: ClassVar[dict[str, str]] = {
        "code": "代码",
        "name": "名称",
        "short_name": "简称",
        "parent_code": "上级代码",
        "aliases": "别名",
        "area_km2": "面积（km²）",
        "area_source": "面积来源",
    }

    code = column("code", "代码")
    name = column("name", "名称")
    short_name = column("short_name", "简称")
    parent = column("parent", "上级代码", CodeWidget(County, "县区"))
    aliases = column("aliases", "别名", ListWidget())
    area_km2 = column("area_km2", "面积（km²）", DecimalWidget())
    area_source = column("area_source", "面积来源")

    class Meta(ReferenceResource.Meta):
        model = County
        fields = ("code", "name", "short_name", "parent", "aliases", "area_km2", "area_source")

    def get_queryset(self) -> QuerySet[County]:
        return County.objects.select_related("parent").order_by(F("parent").asc(nulls_first=True), "code")

    def dehydrate_parent(self, county: County) -> str:
        return county.parent.code if county.parent else ""


class DepartmentResource(ReferenceResource):
    """Departments with the names that plans and data files use for them."""

    fixture_names: ClassVar[dict[str, str]] = {
        "code": "代码",
        "name": "名称",
        "aliases": "别名",
        "order": "次序",
    }

    code = column("code", "代码")
    name = column("name", "名称")
    aliases = column("aliases", "别名", ListWidget())
    order = column("order", "次序", CountWidget())

    class Meta(ReferenceResource.Meta):
        model = Department
        fields = ("code", "name", "aliases", "order")
