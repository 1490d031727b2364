"""Ceilings of one upload."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, counts, and the ratio of unpacked to packed bytes of one part.

    `text`: characters in one cell, as in Excel. `texts`: characters in all cells of one file, each time they are
    shown, and in its list of strings. `cells`: rows times columns of all sheets of one file. `merged`: positions of
    one sheet that lie in merged ranges. `errors`: cells of one sheet that cannot be read with certainty; a file with
    more is refused as a whole. `notices`: of one kind in one sheet; what is more is counted.
    """

    file_bytes: int = 30 * MEGABYTE
    unpacked_bytes: int = 300 * MEGABYTE
    ratio: int = 400
    parts: int = 2_000
    sheets: int = 50
    sheet_name: int = 100
    rows: int = 200_000
    columns: int = 300
    cells: int = 3_000_000
    merges: int = 50_000
    merged: int = 300_000
    text: int = 32_767
    texts: int = 30_000_000
    strings: int = 1_000_000
    errors: int = 20_000
    notices: int = 1_000


DEFAULT_LIMITS = Limits()
