"""What the workbook says of its sheets, strings and relations: counts that lie, circles, names."""

from tests.hostile.making import (
    PACKAGE,
    book,
    header,
    hostile,
    lines,
    listed_in,
    number_cell,
    row,
    spoiled,
    text_cell,
)
from tests.workbooks.making import MAIN, RELATIONS

SHEET, RELS = "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"


def sharing(shared: str, attributes: str = "", count: int = 1, index: str = "0") -> bytes:
    """Cells that show a shared string."""
    cells = (
        row(at, f'<c r="B{at}" t="s"><v>{index}</v></c>', number_cell(f"E{at}", "1"))
        for at in range(2, 2 + count)
    )
    return book(header() + "".join(cells), shared=shared, shared_attributes=attributes)


def listed(sheets: str, workbook: str = "") -> bytes:
    text = f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">{workbook}<sheets>{sheets}</sheets></workbook>'
    return spoiled({"xl/workbook.xml": text})


def related(target: str, kind: str = "worksheet", mode: str = "") -> bytes:
    text = f'<Relationship Id="r1" Type="{RELATIONS}/{kind}" Target="{target}" {mode}/>'
    return spoiled({RELS: f'<Relationships xmlns="{PACKAGE}">{text}</Relationships>'})


def one(name: str) -> str:
    return f'<sheet name="{name}" sheetId="1" r:id="r1"/>'


hostile(
    "shared strings",
    one_of_three_million_characters_in_thirty_thousand_cells=lambda: sharing(
        f"<si><t>{'长' * 3_000_000}</t></si>", count=30_000
    ),
    one_of_a_thousand_characters_in_a_hundred_thousand_cells=lambda: sharing(
        f"<si><t>{'长' * 1000}</t></si>", count=100_000
    ),
    announces_four_billion=lambda: sharing(
        "<si><t>甲</t></si>", 'count="4294967295" uniqueCount="4294967295"'
    ),
    announces_more_than_a_number_holds=lambda: sharing("<si><t>甲</t></si>", f'uniqueCount="{"9" * 40}"'),
    announces_a_negative_number=lambda: sharing("<si><t>甲</t></si>", 'count="-1" uniqueCount="-1"'),
    announces_text=lambda: sharing("<si><t>甲</t></si>", 'uniqueCount="甲"'),
    missing=lambda: spoiled(
        {"xl/sharedStrings.xml": None}, data=header() + '<row r="2"><c r="B2" t="s"><v>0</v></c></row>'
    ),
    a_million_empty_ones=lambda: sharing("<si/>" * 1_000_000),
    a_million_runs_in_one=lambda: sharing(f"<si>{'<r><t>a</t></r>' * 300_000}</si>"),
    phonetics_only=lambda: sharing("<si><rPh><t>甲</t></rPh></si>"),
    deep_runs=lambda: sharing("<si>" + "<r>" * 50_000 + "<t>a</t>" + "</r>" * 50_000 + "</si>"),
    unclosed=lambda: sharing("<si><t>甲"),
)
hostile(
    "lists of sheets",
    none=lambda: listed(""),
    five_hundred=lambda: book(names=tuple(f"表{at}" for at in range(500))),
    forty_nine_names_for_one_sheet=lambda: listed("".join(one(f"表{at}") for at in range(49))),
    two_of_one_name=lambda: listed(one("表") * 2),
    a_name_of_a_megabyte=lambda: listed(one("长" * 350_000)),
    a_name_of_markup=lambda: listed(one("&lt;script&gt;alert(1)&lt;/script&gt;")),
    a_name_of_brackets=lambda: listed(one("[]:*?/\\'")),
    no_name=lambda: listed('<sheet sheetId="1" r:id="r1"/>'),
    an_empty_name=lambda: listed(one("")),
    a_name_with_a_null=lambda: listed(one("_x0000_")),
    no_relation=lambda: listed('<sheet name="表" sheetId="1" r:id="r99"/>'),
    all_very_hidden=lambda: listed('<sheet name="表" sheetId="1" state="veryHidden" r:id="r1"/>'),
    ten_thousand_names_defined=lambda: listed(
        one("表"), listed_in("definedNames", '<definedName name="a">表!$A$1</definedName>' * 10_000)
    ),
    a_macro_sheet=lambda: related("worksheets/sheet1.xml", "xlMacrosheet"),
    a_chart_sheet=lambda: related("worksheets/sheet1.xml", "chartsheet"),
)
hostile(
    "relations",
    to_another_server=lambda: related("http://192.0.2.1/sheet.xml", mode='TargetMode="External"'),
    to_a_file_of_the_machine=lambda: related("file:///etc/passwd", mode='TargetMode="External"'),
    out_of_the_package=lambda: related("../../../../etc/passwd"),
    to_itself=lambda: related("_rels/workbook.xml.rels"),
    to_the_workbook=lambda: related("workbook.xml"),
    to_nothing=lambda: related(""),
    to_what_is_missing=lambda: related("worksheets/sheet9.xml"),
    to_a_picture=lambda: related("media/image1.png"),
    a_hundred_thousand=lambda: spoiled(
        {
            RELS: f'<Relationships xmlns="{PACKAGE}">'
            + f'<Relationship Id="r1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>' * 100_000
            + "</Relationships>"
        }
    ),
    missing=lambda: spoiled({RELS: None}),
    no_workbook=lambda: spoiled({"xl/workbook.xml": None}),
    no_content_types=lambda: spoiled({"[Content_Types].xml": None}),
    wrong_content_types=lambda: spoiled(
        {"[Content_Types].xml": "<Types><Override PartName='/xl/x' ContentType=''/></Types>"}
    ),
    an_empty_sheet_part=lambda: spoiled({SHEET: b""}),
)
hostile(
    "announcements",
    a_dimension_of_everything=lambda: book(header() + lines(3), before='<dimension ref="A1:XFD1048576"/>'),
    a_dimension_of_nonsense=lambda: book(header() + lines(3), before='<dimension ref="Z9:A1:B2"/>'),
    a_dimension_too_small=lambda: book(header() + lines(3), before='<dimension ref="A1"/>'),
    columns_without_end=lambda: book(
        header() + lines(3), before='<cols><col min="1" max="4294967295" hidden="1"/></cols>'
    ),
    a_hundred_thousand_columns=lambda: book(
        header() + lines(3), before=listed_in("cols", '<col min="1" max="16384" hidden="1"/>' * 100_000)
    ),
    columns_of_text=lambda: book(
        header() + lines(3), before='<cols><col min="甲" max="乙" hidden="1"/></cols>'
    ),
    spans_of_nonsense=lambda: book(header() + f'<row r="2" spans="9:1 x">{text_cell("B2", "甲")}</row>'),
    heights_without_end=lambda: book(header() + '<row r="2" ht="1e999"/>' + lines(1, 3)),
    a_million_links=lambda: book(
        header(), after=listed_in("hyperlinks", '<hyperlink ref="A1" location="x"/>' * 200_000)
    ),
    a_hundred_thousand_validations=lambda: book(
        header() + lines(3),
        after=listed_in("dataValidations", '<dataValidation sqref="A1:XFD1048576"/>' * 50_000),
    ),
    a_filter_over_everything=lambda: book(header() + lines(3), after='<autoFilter ref="A1:XFD1048576"/>'),
    a_format_that_depends_on_everything=lambda: book(
        header() + lines(3),
        after='<conditionalFormatting sqref="A1:XFD1048576"><cfRule type="expression" priority="1"><formula>'
        + "A1+" * 10_000
        + "1</formula></cfRule></conditionalFormatting>",
    ),
)
