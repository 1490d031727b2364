"""Cell addresses as people write them."""

from functools import lru_cache

from openpyxl.utils.cell import get_column_letter

_letter = lru_cache(maxsize=1000)(get_column_letter)


def address(row: int, column: int) -> str:
    """`E7` for row 7, column 5."""
    return f"{_letter(column)}{row}"
