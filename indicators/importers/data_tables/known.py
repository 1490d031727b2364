"""What the reader of data tables asks of the ledger: whether a text is exactly a known name."""

from typing import Protocol


class Known(Protocol):
    """Exact names only; nothing is matched that is merely near."""

    def is_indicator(self, text: str) -> bool: ...

    def is_site(self, text: str) -> bool: ...

    def place(self, text: str) -> str | None:
        """The code of the division of that name; "" for a province or the country, which have none here."""
        ...

    def counties_in(self, text: str) -> tuple[str, ...]:
        """The codes of the counties whose full names stand in a caption."""
        ...


class Nothing:
    """Nothing is known: for reading without a ledger."""

    def is_indicator(self, text: str) -> bool:
        return False

    def is_site(self, text: str) -> bool:
        return False

    def place(self, text: str) -> str | None:
        return None

    def counties_in(self, text: str) -> tuple[str, ...]:
        return ()
