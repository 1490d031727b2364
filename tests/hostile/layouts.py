"""What is well-formed and read, and costs where tables are found, names compared, problems listed."""

from tests.hostile.making import (
    OBSERVATIONS,
    PLAN,
    book,
    header,
    hostile,
    lines,
    listed_in,
    number_cell,
    observed,
    row,
    text_cell,
)

GOOD = header() + lines(3)


def merged(*ranges: str, data: str = GOOD) -> bytes:
    return book(data, after=listed_in("mergeCells", *(f'<mergeCell ref="{one}"/>' for one in ranges)))


def noted(text: str) -> bytes:
    """A note under the table."""
    return book(GOOD + row(6, text_cell("A6", text)))


def titled(text: str) -> bytes:
    """A title over the table."""
    return book(row(1, text_cell("A1", text)) + header(number=2) + lines(3, 3))


def headed(text: str) -> bytes:
    return book(header((*PLAN[:5], text)) + lines(3))


def targeted(text: str) -> bytes:
    return book(
        header() + row(2, number_cell("A2", "1"), text_cell("B2", "优良天数比例"), text_cell("E2", text))
    )


def sheets_of(data: str) -> bytes:
    return book(header(OBSERVATIONS) + data, names=("监测数据",))


def unknown(count: int) -> bytes:
    return sheets_of(observed(count, lambda at: f"优良天数的比例{at}"))


def tables(count: int) -> str:
    return "".join(header(number=at * 3 + 1) + lines(1, at * 3 + 2) for at in range(count))


hostile(
    "merges",
    a_thousand_of_one_range=lambda: merged(*["A1:F4"] * 1000),
    a_thousand_of_the_whole_sheet=lambda: merged(*["A1:XFD1048576"] * 1000),
    forty_thousand=lambda: merged(*(f"A{at}:B{at}" for at in range(10, 40_010))),
    forty_thousand_with_values=lambda: merged(
        *(f"A{at}:C{at}" for at in range(5, 40_005)), data=header() + lines(40_003)
    ),
    a_hundred_thousand=lambda: merged(*(f"A{at}:B{at}" for at in range(10, 100_010))),
    nested=lambda: merged(*(f"A1:F{at}" for at in range(2, 2000))),
    of_the_whole_sheet=lambda: merged("A1:XFD1048576"),
    of_whole_columns_with_values=lambda: merged("A1:A1048576", data=header() + lines(5000)),
    wide_ones_over_many_rows=lambda: merged(
        *["A2:KN60000"] * 40, data=header() + lines(3) + lines(1, 60_000)
    ),
    backwards=lambda: merged("F4:A1"),
    of_nothing=lambda: merged(""),
    beyond_every_row=lambda: merged("A1:B99999999999"),
    of_text=lambda: merged("甲:乙"),
    of_one_cell=lambda: merged("A1"),
)
hostile(
    "texts",
    a_note_of_thirty_thousand_digits=lambda: noted("9" * 32_767),
    a_note_of_thirty_thousand_digits_and_brackets=lambda: noted("注：" + "（1" * 16_000),
    a_note_of_blanks=lambda: noted("注" + " " * 32_000 + "："),
    a_note_of_commas=lambda: noted("注：" + "，" * 32_000),
    a_note_of_numbers=lambda: noted("注：" + "1、" * 16_000),
    a_note_of_years=lambda: noted("2025年" * 6000),
    a_title_of_years=lambda: titled("2025年" * 6000),
    a_title_of_brackets=lambda: titled("（" * 32_000),
    a_title_of_blanks=lambda: titled("大同市" + " " * 32_000 + "规划"),
    a_header_of_years=lambda: headed("2025年" * 6000),
    a_header_of_brackets=lambda: headed("（" * 32_000 + "2025年"),
    a_header_of_digits=lambda: headed("2" * 32_767),
    a_header_of_blanks=lambda: headed("目标" + " " * 32_000 + "值"),
    a_target_of_digits=lambda: targeted("9" * 32_767),
    a_target_of_digits_and_points=lambda: targeted("9." * 16_000),
    a_target_of_signs=lambda: targeted("≥" * 32_000),
    a_target_of_blanks=lambda: targeted("达到" + " " * 32_000 + "以上"),
    a_target_of_percents=lambda: targeted("5%" * 16_000),
    a_target_of_chinese_numerals=lambda: targeted("一百" * 16_000 + "处"),
    a_target_of_clauses=lambda: targeted("较2020年下降5%，" * 3000),
    a_name_of_brackets=lambda: book(GOOD.replace("指标2", "（" * 32_000)),
    a_unit_of_brackets=lambda: book(GOOD.replace(">%<", ">" + "（" * 32_000 + "<")),
    a_number_of_dots=lambda: book(header() + row(2, text_cell("A2", "1." * 16_000), text_cell("B2", "甲"))),
    an_attribute_of_blanks=lambda: book(GOOD.replace("约束性", "约" + " " * 32_000 + "束")),
    hidden_characters=lambda: book(GOOD.replace("指标", "\u200b" * 30_000 + "指标")),
)
hostile(
    "long lists",
    sixty_thousand_unknown_names=lambda: unknown(60_000),
    two_thousand_unknown_names=lambda: unknown(2000),
    sixty_thousand_unknown_counties=lambda: sheets_of(
        "".join(observed(1, first=at).replace("新荣", f"新荣县{at}") for at in range(2, 60_002))
    ),
    long_unknown_names=lambda: sheets_of(observed(500, lambda at: f"{at}" + "优良天数的比例" * 2000)),
    sixty_thousand_values_that_are_none=lambda: sheets_of(
        observed(60_000).replace("<v>85.5</v>", "<v>1e-400</v>")
    ),
    sixty_thousand_cells_beside_the_table=lambda: book(
        header()
        + "".join(row(at, text_cell(f"B{at}", "甲"), text_cell(f"Z{at}", "旁")) for at in range(2, 60_002))
    ),
    sixty_thousand_lone_lines=lambda: book(
        GOOD + "".join(row(at, text_cell(f"B{at}", "甲")) for at in range(6, 60_006))
    ),
    ten_thousand_tables=lambda: book(tables(10_000)),
    ten_thousand_headers=lambda: book("".join(header(number=at) for at in range(1, 10_001))),
    three_hundred_columns_of_one_meaning=lambda: book(
        row(1, *(text_cell(f"{chr(65 + at // 26)}{chr(65 + at % 26)}1", "2025年") for at in range(270)))
        + row(2, *(number_cell(f"{chr(65 + at // 26)}{chr(65 + at % 26)}2", "1") for at in range(270)))
    ),
    a_hundred_thousand_rows_of_one_name=lambda: book(header() + lines(100_000).replace("指标", "同")),
    a_hundred_thousand_lines_before_the_header=lambda: book(
        "".join(row(at, text_cell(f"A{at}", "说明")) for at in range(1, 100_001)) + header(number=100_001)
    ),
)
