"""Printed department cells to departments: exact names only; one cell may name several."""

from collections.abc import Callable

from counties.models import Department
from counties.names import NameBook

Split = Callable[[str], tuple[str, ...]]


class DepartmentBook:
    """Finds the departments that a cell names; the whole cell first, then its parts."""

    def __init__(self, split: Split) -> None:
        self._split = split
        self._names = NameBook((department, department.all_names) for department in Department.objects.all())

    def find(self, text: str) -> list[Department]:
        """The departments named; parts that name none are left out (`unknown` says which)."""
        whole = self._names.find(text).one
        if whole is not None:
            return [whole]
        parts = [self._names.find(part).one for part in self._split(text)]
        return list({part.pk: part for part in parts if part is not None}.values())

    def unknown(self, text: str) -> list[str]:
        """The parts of a cell that name no department we know."""
        if not text or self._names.find(text).one is not None:
            return []
        return [part for part in self._split(text) if self._names.find(part).one is None]
