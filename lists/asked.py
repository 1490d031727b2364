"""What a page was asked for, and the addresses that ask for nearly the same."""

from collections.abc import Iterable

from django.http import QueryDict

DIGITS = 18
"""More than any number of ours has; Python refuses to read very long ones, the database to compare them."""


def whole_number(text: str) -> int | None:
    """The number, zero or more, that a form or an address names; None for anything else."""
    return int(text) if text.isdecimal() and len(text) <= DIGITS else None


def whole_numbers(texts: Iterable[str]) -> list[int]:
    """Those of the texts that are numbers."""
    return [number for text in texts if (number := whole_number(text)) is not None]


class Asked:
    """The words of an address, for pages and their workbooks."""

    def __init__(self, asked: QueryDict) -> None:
        self.asked = asked

    @property
    def as_excel(self) -> bool:
        """Whether the address asks for the workbook in place of the page."""
        return self.asked.get("format") == "xlsx"

    @property
    def export(self) -> str:
        return self.address_with(page=None, format="xlsx")

    def address_with(self, **changes: str | None) -> str:
        """What was asked for, with changes; None leaves out."""
        address = self.asked.copy()
        for name, value in changes.items():
            address.pop(name, None)
            if value is not None:
                address[name] = value
        return address.urlencode()
