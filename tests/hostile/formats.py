"""Number formats and styles that take long, say too much, or are none."""

from tests.hostile.making import book, header, hostile, number_cell, row, spoiled, text_cell
from tests.workbooks.making import MAIN

DATA = header() + row(
    2, number_cell("A2", "1"), text_cell("B2", "优良天数比例"), number_cell("E2", "88.5", 1)
)


def coded(code: str, value: str = "88.5") -> bytes:
    """A target under this format code."""
    data = DATA.replace("88.5", value)
    return book(
        data, formats=f'<numFmt numFmtId="200" formatCode="{code}"/>', xfs='<xf/><xf numFmtId="200"/>'
    )


def many_coded(count: int) -> bytes:
    codes = "".join(
        f'<numFmt numFmtId="{200 + at}" formatCode="0.0&quot;{at}&quot;"/>' for at in range(count)
    )
    xfs = "".join(f'<xf numFmtId="{200 + at}"/>' for at in range(count))
    return book(DATA, formats=codes, xfs=f"<xf/>{xfs}")


def styles(content: str) -> bytes:
    return spoiled({"xl/styles.xml": f'<styleSheet xmlns="{MAIN}">{content}</styleSheet>'}, data=DATA)


hostile(
    "formats",
    a_hundred_thousand_sections=lambda: coded("0;" * 100_000),
    a_hundred_thousand_places=lambda: coded("0." + "0" * 100_000),
    a_million_places=lambda: coded("0" * 1_000_000),
    a_hundred_thousand_brackets=lambda: coded("[" * 100_000),
    a_hundred_thousand_currencies=lambda: coded("[$x" * 50_000),
    half_quoted=lambda: coded("&quot;" * 50_001 + "0"),
    a_hundred_thousand_escapes=lambda: coded("\\" * 100_001),
    a_hundred_thousand_generals=lambda: coded("General" * 20_000 + "x"),
    a_hundred_thousand_dates=lambda: coded("yyyy" * 30_000, "45000"),
    a_hundred_thousand_minutes=lambda: coded("m" * 100_000, "45000"),
    a_hundred_thousand_minutes_apart=lambda: coded("m/" * 50_000, "45000"),
    a_hundred_thousand_colours=lambda: coded("[Red]" * 20_000 + "0"),
    percents=lambda: coded("0" + "%" * 50_000),
    commas=lambda: coded("0" + "," * 50_000),
    a_date_before_all=lambda: coded("yyyy-mm-dd", "-99999999999"),
    a_date_after_all=lambda: coded("yyyy-mm-dd", "1e300"),
    adds_text=lambda: coded("&quot;≥&quot;0.0"),
    hides_the_number=lambda: coded(";;;"),
    conditions=lambda: coded("[&gt;=1e999]0;[&lt;0]&quot;x&quot;;@"),
    half_characters=lambda: coded("&#xD7FF;0&#xE000;"),
    ten_thousand_of_them=lambda: many_coded(10_000),
)
hostile(
    "styles",
    a_number_of_text=lambda: styles('<cellXfs><xf/><xf numFmtId="甲"/></cellXfs>'),
    a_huge_number=lambda: styles(f'<cellXfs><xf/><xf numFmtId="{"9" * 5000}"/></cellXfs>'),
    a_negative_number=lambda: styles('<cellXfs><xf/><xf numFmtId="-1"/></cellXfs>'),
    a_format_without_a_code=lambda: styles(
        '<numFmts><numFmt numFmtId="200"/></numFmts><cellXfs><xf/><xf numFmtId="200"/></cellXfs>'
    ),
    a_format_without_a_number=lambda: styles(
        '<numFmts><numFmt formatCode="0"/></numFmts><cellXfs><xf/><xf/></cellXfs>'
    ),
    announces_a_billion=lambda: styles('<cellXfs count="1000000000"><xf/><xf/></cellXfs>'),
    a_million_of_them=lambda: styles(f"<cellXfs>{'<xf/>' * 1_000_000}</cellXfs>"),
    none=lambda: styles(""),
    missing=lambda: spoiled({"xl/styles.xml": None}),
    no_xml=lambda: spoiled({"xl/styles.xml": b"\x00\x01\x02"}),
)
