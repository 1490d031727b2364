"""Dates as people write them in a sheet, read strictly: year, month and day, or nothing."""

import re
from datetime import date

_DATE = re.compile(r"((?:19|20)\d{2})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?")
_WIDTH = str.maketrans("０１２３４５６７８９－／．", "0123456789-/.")


def read_date(text: str) -> date | None:
    """2023-05-01, 2023/5/1, 2023.5.1 or 2023年5月1日, with or without a time of midnight; None for all else."""
    bare = re.sub(r"\s+0?0:00(:00)?$", "", text.strip().translate(_WIDTH))
    found = _DATE.fullmatch(re.sub(r"\s+", "", bare))
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        return None
