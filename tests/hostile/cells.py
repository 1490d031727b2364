"""Single cells: where they say that they stand, and what they say that they hold."""

from tests.hostile.making import (
    OBSERVATIONS,
    book,
    header,
    hostile,
    lines,
    number_cell,
    observed,
    row,
    text_cell,
)

GOOD = header() + lines(3)


def at(reference: str) -> bytes:
    """A number at a reference of its own choosing, below an ordinary table."""
    return book(GOOD + f'<row r="9"><c r="{reference}"><v>1</v></c></row>')


def holding(value: str, kind: str = "n", extra: str = "") -> bytes:
    """A target with this content."""
    cell = f'<c r="E2" t="{kind}" {extra}><v>{value}</v></c>'
    return book(header() + row(2, number_cell("A2", "1"), text_cell("B2", "优良天数比例"), cell))


def observing(value: str, kind: str = "n") -> bytes:
    """An observation with this content."""
    data = observed(1).replace('<c r="F2" s="0"><v>85.5</v></c>', f'<c r="F2" t="{kind}"><v>{value}</v></c>')
    return book(header(OBSERVATIONS) + data, names=("监测数据",))


def formatted(count: int, width: int = 50) -> bytes:
    """Empty cells that carry a format."""
    made = (
        row(
            at,
            *(
                f'<c r="{chr(65 + c // 26 - 1) if c > 25 else ""}{chr(65 + c % 26)}{at}" s="0"/>'
                for c in range(width)
            ),
        )
        for at in range(10, 10 + count)
    )
    return book(GOOD + "".join(made))


hostile(
    "references",
    beyond_every_row=lambda: at("F99999999996"),
    beyond_every_column=lambda: at("AAAAAAA9"),
    one_row_too_far=lambda: at("A1048577"),
    one_column_too_far=lambda: at("XFE9"),
    the_last_cell_of_all=lambda: at("XFD1048576"),
    row_nought=lambda: at("A0"),
    without_a_row=lambda: at("A"),
    without_a_column=lambda: at("9"),
    empty=lambda: at(""),
    small_letters=lambda: at("b9"),
    absolute=lambda: at("$B$9"),
    a_range=lambda: at("A9:B9"),
    full_width=lambda: at("Ａ９"),
    arabic_digits=lambda: at("A\u0669"),
    a_negative_row=lambda: at("A-9"),
    a_hundred_thousand_letters=lambda: at("A" * 100_000 + "9"),
    a_hundred_thousand_digits=lambda: at("A" + "9" * 100_000),
    rows_backwards=lambda: book("".join(lines(1, at) for at in range(2000, 1, -1))),
    every_cell_in_one_place=lambda: book(GOOD + row(9, *[number_cell("B9", "1")] * 100_000)),
    a_row_twice=lambda: book(GOOD + lines(3)),
    a_huge_row_number=lambda: book(GOOD + '<row r="99999999999999999999"><c><v>1</v></c></row>'),
    a_row_number_of_text=lambda: book(GOOD + '<row r="九"><c><v>1</v></c></row>'),
    cells_outside_rows=lambda: book(GOOD + number_cell("B9", "1")),
    a_row_in_a_row=lambda: book(GOOD + row(9, row(10, number_cell("B10", "1")))),
    a_cell_in_a_cell=lambda: book(GOOD + f'<row r="9"><c r="A9">{number_cell("B9", "1")}<v>2</v></c></row>'),
    a_row_that_says_it_is_another=lambda: book(GOOD + f'<row r="9">{number_cell("B200000", "1")}</row>'),
)
hostile(
    "values",
    thirty_thousand_digits=lambda: holding("9" * 32_767),
    thirty_thousand_digits_as_text=lambda: holding("9" * 32_767, "str"),
    a_million_digits=lambda: holding("9" * 1_000_000),
    an_exponent_too_large=lambda: holding("1e400"),
    an_exponent_of_a_billion=lambda: holding("1e999999999"),
    an_exponent_too_small=lambda: holding("1e-400"),
    no_number=lambda: holding("NaN"),
    infinity=lambda: holding("INF"),
    minus_infinity=lambda: holding("-Infinity"),
    hexadecimal=lambda: holding("0x10"),
    underscores=lambda: holding("1_000"),
    two_points=lambda: holding("1.2.3"),
    a_comma=lambda: holding("1,5"),
    arabic_digits=lambda: holding("٣٥"),
    a_null=lambda: holding("&#0;"),
    an_escape_of_null=lambda: holding("_x0000_", "str"),
    escapes_of_half_characters=lambda: holding("_xD800__xDFFF_", "str"),
    an_escape_without_an_end=lambda: holding("_x00" * 8000, "str"),
    a_truth_that_is_none=lambda: holding("7", "b"),
    an_unknown_type=lambda: holding("1", "zzz"),
    an_error=lambda: holding("#N/A", "e"),
    an_error_of_the_future=lambda: holding("#" * 100_000, "e"),
    a_date_as_text=lambda: holding("2025-13-45T99:99:99", "d"),
    a_date_of_the_year_99999=lambda: holding("99999-01-01", "d"),
    a_share_of_a_string_that_is_none=lambda: holding("5", "s"),
    a_share_of_a_negative_string=lambda: holding("-1", "s"),
    a_share_of_a_huge_string=lambda: holding("99999999999999999999", "s"),
    a_share_of_text=lambda: holding("甲", "s"),
    two_values=lambda: book(GOOD + '<row r="9"><c r="E9"><v>1</v><v>2</v></c></row>'),
    a_value_before_its_formula=lambda: book(GOOD + '<row r="9"><c r="E9"><v>1</v><f>1+1</f></c></row>'),
    a_formula_without_a_value=lambda: book(GOOD + '<row r="9"><c r="E9"><f>1+1</f></c></row>'),
    a_formula_that_calls_a_program=lambda: book(
        GOOD + '<row r="9"><c r="E9"><f>cmd|\' /C calc\'!A0</f><v>1</v></c></row>'
    ),
    a_formula_of_a_million_brackets=lambda: book(
        GOOD + f'<row r="9"><c r="E9"><f>{"(" * 1_000_000}</f><v>1</v></c></row>'
    ),
    a_shared_formula_over_everything=lambda: book(
        GOOD + '<row r="9"><c r="E9"><f t="shared" ref="A1:XFD1048576" si="0">A1</f><v>1</v></c></row>'
    ),
    a_style_that_is_none=lambda: holding("1", extra='s="99999999"'),
    a_style_of_text=lambda: holding("1", extra='s="甲"'),
    a_negative_style=lambda: holding("1", extra='s="-1"'),
    an_observation_without_number=lambda: observing("NaN"),
    an_observation_too_small=lambda: observing("1e-400"),
    an_observation_of_thirty_thousand_digits=lambda: observing("9" * 32_767, "str"),
    an_observation_that_is_true=lambda: observing("1", "b"),
    an_observation_in_the_year_of_a_thousand_digits=lambda: book(
        header(OBSERVATIONS) + observed(1).replace("2021", "2" * 1000), names=("监测数据",)
    ),
)
hostile(
    "formatted emptiness",
    one_cell_in_the_last_row=lambda: book(GOOD + '<row r="1048576"><c r="A1048576" s="0"/></row>'),
    one_cell_in_the_last_corner=lambda: book(GOOD + '<row r="1048576"><c r="XFD1048576" s="0"/></row>'),
    half_a_million_cells=lambda: formatted(10_000),
    two_million_cells=lambda: formatted(40_000),
    a_hundred_thousand_rows=lambda: book(
        GOOD + "".join(f'<row r="{at}" s="0"/>' for at in range(10, 100_010))
    ),
    a_value_far_below=lambda: book(GOOD + '<row r="199999"><c r="A199999"><v>1</v></c></row>'),
    a_value_far_right=lambda: book(GOOD + '<row r="9"><c r="KN9"><v>1</v></c></row>'),
    a_value_far_away=lambda: book(GOOD + '<row r="19999"><c r="KN19999"><v>1</v></c></row>'),
)
