"""The form of a new catalogue entry, filled from the row that asks for it, with what each field decides."""

from typing import Any, ClassVar

from django import forms

from counties.names import NameBook
from indicators.models import Indicator
from indicators.models.catalogue import DIRECTIONS

HELP = {
    "name": "目录中的规范名称，不带单位；各规划的不同写法另作别名。",
    "code": "小写字母、数字和短横线，如 wetland-rate；导出、导入用，登记后不能更改。",
    "unit": "监测数据入账用的单位；规划印的单位不同的，按准确的倍数换算。",
    "direction": "决定怎样算完成：越高越好、越低越好用于一般指标；控制上限（如用水总量）、守住下限（如耕地保有量）不计算进度；"
    "累计达到用于逐年新增的面积、数量；变化率达到用于比基准年下降、增长的百分比；强度下降率达到用于单位GDP能耗等。拿不准的选方向待定，由审核员裁定。",
    "decimals": "报告精度：比较、显示时保留几位小数；不填的按规划所印的位数。",
    "values": "逐年累计的指标各年报的是什么：当年新增，还是自规划期开始以来的累计；其他指标按方向默认。",
    "compare": "与目标比较前是否先按小数位数修约；空气质量浓度选修约值，其他一般选全数值。",
    "level1": "与目录中已有的类别写法一致。",
}


class EntryForm(forms.ModelForm):  # type: ignore[type-arg] # django-stubs wants a parameter that Django has not at run time
    """One entry; names that lead to another entry already are refused with its name."""

    class Meta:
        model = Indicator
        fields: ClassVar = [
            "name",
            "code",
            "unit",
            "direction",
            "decimals",
            "values",
            "compare",
            "level1",
            "level2",
        ]
        help_texts: ClassVar = HELP
        error_messages: ClassVar = {
            "name": {"required": "请填写指标名称。"},
            "code": {"required": "请填写代码。", "invalid": "代码只能用小写字母、数字和短横线。"},
            "direction": {"required": "请选择指标方向；拿不准的选“方向待定”。"},
            "level1": {"required": "请填写一级类别。"},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.fields["direction"].choices = [("", "请选择"), *DIRECTIONS]  # type: ignore[attr-defined] # a field of choices; the types see a plain field

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        found = NameBook((one, one.all_names) for one in Indicator.objects.all()).things(name)
        if found:
            raise forms.ValidationError(f"“{name}”已是目录中“{found[0].name}”的名称或别名；请返回选择它。")
        return name


def filled_from(row: dict[str, Any]) -> dict[str, Any]:
    """What the printed row says of the new entry."""
    number = Indicator.objects.count() + 1
    while Indicator.objects.filter(code=f"indicator-{number}").exists():
        number += 1
    return {
        "name": row["name"],
        "code": f"indicator-{number}",
        "unit": row["unit"],
        "level1": row["level1"],
        "level2": row["level2"],
    }
