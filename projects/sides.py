"""One project as each of its plans prints it, field by field."""

from dataclasses import dataclass

from counties.names import fold
from projects.summaries import ProjectLine


@dataclass(frozen=True, slots=True)
class Side:
    """One printed field of a project, as each of its listings prints it."""

    name: str
    texts: tuple[str, ...]
    is_place: bool = False

    @property
    def differs(self) -> bool:
        """Whether two listings that both say something say different things; blanks do not count.

        Where a plan lists the project (类别, 序号) is its own affair.
        """
        if self.is_place:
            return False
        said = {"".join(text.split()) for text in self.texts if text.strip(" /-—\n")}
        return len(said) > 1


def sides(line: ProjectLine) -> list[Side]:
    """Every printed field, listing beside listing; a column that no listing fills is left out."""
    # “项目属性(…)” and “项目属性 (…)” are one column of two plans.
    headers = {fold(name): name for one in reversed(line.listings) for name in one.extra}
    extras = [{fold(name): text for name, text in one.extra.items()} for one in line.listings]
    fields = [
        Side("类别", tuple(one.category for one in line.listings), is_place=True),
        Side("序号", tuple(one.seq for one in line.listings), is_place=True),
        Side("名称", tuple(one.name for one in line.listings)),
        Side("投资", tuple(one.amount for one in line.listings)),
        *_schedule(line),
        Side("建设主体", tuple(one.builder for one in line.listings)),
        Side("牵头部门", tuple(one.department for one in line.listings)),
        Side("地点", tuple(one.place for one in line.listings)),
        Side("建设性质", tuple(one.nature for one in line.listings)),
        Side("建设内容", tuple(one.content for one in line.listings)),
        *(Side(header, tuple(one.get(key, "") for one in extras)) for key, header in headers.items()),
    ]
    return [field for field in fields if any(text.strip() for text in field.texts)]


def _schedule(line: ProjectLine) -> list[Side]:
    """开工 and 完成; where a plan prints one period for both, 期限 for all, so that they can be compared."""
    printed = [one.schedule for one in line.listings]
    if any(period for period, _, _ in printed):
        return [Side("期限", tuple(one.dates for one in line.listings))]
    return [
        Side("开工", tuple(start for _, start, _ in printed)),
        Side("完成", tuple(finish for _, _, finish in printed)),
    ]
