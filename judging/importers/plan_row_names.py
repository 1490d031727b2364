"""Which plan row a line of a sheet means: plan key and name, told apart by 序号 and table where they are written."""

from collections import defaultdict

from counties.names import fold, near_names
from imports.troubles import Trouble, Why
from indicators.models import PlanIndicator


class PlanRows:
    """Standing rows of all plans by plan key and name, read once per import (one query)."""

    def __init__(self) -> None:
        self._rows: dict[str, dict[str, list[PlanIndicator]]] = defaultdict(lambda: defaultdict(list))
        for row in PlanIndicator.objects.judged().select_related("plan__county", "indicator"):
            for name in {fold(row.name), fold(row.printed_name)}:
                self._rows[fold(row.plan.key)][name].append(row)

    def find(self, *, plan: str, table: str, seq: str, name: str) -> PlanIndicator | Trouble:
        """The one row meant, or why there is none."""
        named = self._rows.get(fold(plan)) if plan else None
        if named is None:
            keys = "、".join(sorted(self._rows))
            message = f"的规划代码“{plan}”不存在" if plan else "没有写规划代码"
            return Trouble("plan", Why.PLAN, message, f"现有规划代码：{keys}")
        found = named.get(fold(name), []) if name else []
        if not found:
            near = "、".join(f"“{known}”" for known in near_names(name, named, 3))
            message = f"的指标“{name}”不在该规划的指标表中" if name else "没有写指标"
            return Trouble(
                "name", Why.ROW, message, f"相近的有：{near}" if near else "请照规划指标表中的名称填写"
            )
        return _one(found, table=table, seq=seq, name=name)


def _one(found: list[PlanIndicator], *, table: str, seq: str, name: str) -> PlanIndicator | Trouble:
    fitting = [
        row
        for row in found
        if (not seq or fold(row.seq) == fold(seq)) and (not table or fold(row.table) == fold(table))
    ]
    if len(fitting) == 1:
        return fitting[0]
    places = "、".join(f"“{row.table}”第 {row.seq} 行" for row in found)
    if fitting:
        return Trouble("name", Why.ROW, f"的指标“{name}”在该规划中不止一行（{places}）", "请写明表名和序号")
    return Trouble(
        "seq", Why.ROW, f"的表名或序号与指标“{name}”对不上", f"该指标在{places}；请用下载的清单填写"
    )
