"""Hand-made listings, as small as a test of the rules needs them."""

from decimal import Decimal
from typing import Any

from projects.findings.rows import Listing, PlanFacts


def plan(pk: int = 1, *, county_id: int = 14, title: str = "两山七河规划") -> PlanFacts:
    return PlanFacts(
        pk=pk,
        title=title,
        county_id=county_id,
        area_km2=Decimal(246),
        period=(2021, 2025),
        file="平城.xlsx",
    )


def listing(pk: int = 1, *, of: PlanFacts | None = None, yi: str | None = "1", **fields: Any) -> Listing:
    given: dict[str, Any] = {
        "project_id": pk,
        "sheet": "重点项目",
        "row_number": 3 + pk,
        "category": "",
        "seq": str(pk),
        "name": f"项目{pk}",
        "name_cell": f"B{3 + pk}",
        "investment_text": yi or "",
        "investment_unit": "亿元",
        "investment_cell": f"G{3 + pk}",
        "problem": "",
        "start": "",
        "finish": "",
        "start_text": "",
        "finish_text": "",
        "builders": ("某公司",),
        "departments": (),
        "content": "",
        **fields,
    }
    return Listing(pk=pk, plan=of or plan(), yi=Decimal(yi) if yi else None, **given)
