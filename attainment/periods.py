"""Five-year plans by name, and the year in which each ends; years in Chinese numerals."""

# Five-year periods end in the year of the plan that follows them: 十三五 is 2016 to 2020.
LAST_YEARS = {"十一五": 2010, "十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
_DIGITS = str.maketrans("〇零○Ｏ一二三四五六七八九", "0000123456789")


def chinese_year(text: str) -> int:
    """二〇二五 as 2025; the text has been found by a pattern that allows nothing else."""
    return int(text.translate(_DIGITS))
