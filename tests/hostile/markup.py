"""The XML itself: entities, depths, encodings, and what only looks like a sheet."""

from tests.hostile.making import book, header, hostile, lines, parts, row, spoiled, text_cell
from tests.workbooks.making import MAIN

SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = (
    '<!DOCTYPE a [<!ENTITY l0 "哈">'
    + "".join(f'<!ENTITY l{at} "{f"&l{at - 1};" * 10}">' for at in range(1, 10))
    + "]>"
)
QUADRATIC = f'<!DOCTYPE a [<!ENTITY a "{"哈" * 50_000}">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def sheet(text: str | bytes) -> bytes:
    return spoiled({SHEET: text})


def good() -> str:
    made = parts(header() + lines(3))[SHEET]
    assert isinstance(made, str)
    return made


def in_encoding(name: str, codec: str) -> bytes:
    return sheet(f'<?xml version="1.0" encoding="{name}"?>{good()}'.encode(codec))


def declared(part: str, declaration: str, use: str) -> bytes:
    return spoiled({part: f"{declaration}<x xmlns='{MAIN}'>{use}</x>"})


hostile(
    "entities",
    a_billion_laughs=lambda: sheet(LAUGHS + good().replace("指标2", "&l9;")),
    a_quadratic_one=lambda: sheet(QUADRATIC + good().replace("指标2", "&a;" * 1000)),
    a_file_of_the_machine=lambda: sheet(OUTSIDE + good().replace("指标2", "&a;")),
    laughs_in_shared_strings=lambda: declared("xl/sharedStrings.xml", LAUGHS, "&l9;"),
    laughs_in_styles=lambda: declared("xl/styles.xml", LAUGHS, "&l9;"),
    laughs_in_the_list_of_sheets=lambda: declared("xl/workbook.xml", LAUGHS, "&l9;"),
    laughs_in_relations=lambda: declared("xl/_rels/workbook.xml.rels", LAUGHS, "&l9;"),
    laughs_in_content_types=lambda: declared("[Content_Types].xml", LAUGHS, "&l9;"),
    laughs_in_utf_16=lambda: sheet((LAUGHS + good().replace("指标2", "&l9;")).encode("utf-16")),
    unknown_ones=lambda: sheet(good().replace("指标2", "&nosuch;")),
    a_character_that_is_none=lambda: sheet(good().replace("指标2", "&#x110000;")),
    half_a_character=lambda: sheet(good().replace("指标2", "&#xD800;")),
)
hostile(
    "encodings",
    utf_16=lambda: in_encoding("UTF-16", "utf-16"),
    utf_16_without_a_mark=lambda: in_encoding("UTF-16LE", "utf-16-le"),
    utf_32=lambda: in_encoding("UTF-32", "utf-32"),
    gb18030=lambda: in_encoding("GB18030", "gb18030"),
    unknown=lambda: in_encoding("klingon", "utf-8"),
    a_lie=lambda: in_encoding("UTF-16", "utf-8"),
    utf_7=lambda: in_encoding("UTF-7", "utf-7"),
    a_mark_in_the_middle=lambda: sheet(good().encode().replace("指标2".encode(), b"\xff\xfe")),
    nulls=lambda: sheet(good().encode().replace("指标2".encode(), b"\x00")),
    unknown_in_styles=lambda: spoiled(
        {"xl/styles.xml": '<?xml version="1.0" encoding="klingon"?><styleSheet/>'}
    ),
    unknown_in_shared_strings=lambda: spoiled(
        {"xl/sharedStrings.xml": '<?xml version="1.0" encoding="klingon"?><sst/>'}
    ),
    unknown_in_relations=lambda: spoiled(
        {"xl/_rels/workbook.xml.rels": '<?xml version="1.0" encoding="klingon"?><Relationships/>'}
    ),
)
hostile(
    "XML",
    a_hundred_thousand_levels=lambda: sheet(f"<worksheet>{'<a>' * 100_000}{'</a>' * 100_000}</worksheet>"),
    a_hundred_thousand_levels_in_styles=lambda: spoiled(
        {"xl/styles.xml": "<a>" * 100_000 + "</a>" * 100_000}
    ),
    a_hundred_thousand_levels_in_the_list_of_sheets=lambda: spoiled(
        {"xl/workbook.xml": "<a>" * 100_000 + "</a>" * 100_000}
    ),
    a_hundred_thousand_attributes=lambda: sheet(
        good().replace('<row r="2"', "<row " + " ".join(f'a{at}="1"' for at in range(100_000)) + ' r="2"')
    ),
    an_attribute_twice=lambda: sheet(good().replace('r="B2"', 'r="B2" r="C2"')),
    an_attribute_of_ten_megabytes=lambda: sheet(good().replace('r="B2"', f'r="B2" x="{"y" * 10_000_000}"')),
    a_name_of_ten_megabytes=lambda: sheet(f"<worksheet><{'y' * 10_000_000}/></worksheet>"),
    a_comment_of_ten_megabytes=lambda: sheet(
        good().replace("<sheetData>", f"<!--{'y' * 10_000_000}--><sheetData>")
    ),
    cells_in_a_comment=lambda: sheet(good().replace("</sheetData>", f"<!--{lines(3, 9)}--></sheetData>")),
    cells_in_raw_text=lambda: sheet(good().replace("</sheetData>", f"<![CDATA[{lines(3, 9)}]]></sheetData>")),
    instructions=lambda: sheet(good().replace("<sheetData>", "<?php exit(); ?>" * 10_000 + "<sheetData>")),
    a_hundred_thousand_name_spaces=lambda: sheet(
        good().replace(
            "<sheetData>", "".join(f'<a xmlns:n{at}="u{at}"/>' for at in range(100_000)) + "<sheetData>"
        )
    ),
    another_name_space=lambda: sheet(good().replace(MAIN, "urn:other")),
    a_prefix=lambda: sheet(good().replace("<row", "<x:row").replace("</row", "</x:row")),
    two_roots=lambda: sheet(good() * 2),
    two_lists_of_rows=lambda: sheet(
        good().replace("</sheetData>", f"</sheetData><sheetData>{lines(3, 9)}</sheetData>")
    ),
    unclosed=lambda: sheet(good()[:-40]),
    crossed=lambda: sheet(good().replace("</c></row>", "</row></c>")),
    single_quotes=lambda: sheet(good().replace('"', "'")),
    no_root=lambda: sheet("x" * 1000),
    other_content_than_a_sheet=lambda: sheet("<html><body>worksheet</body></html>"),
    blanks_before_the_declaration=lambda: sheet('   <?xml version="1.0"?>' + good()),
    version_nine=lambda: sheet('<?xml version="9.9"?>' + good()),
    a_megabyte_between_two_cells=lambda: sheet(good().replace("</c><c", f"</c>{' ' * 1_000_000}<c", 1)),
    an_extension_of_a_choice=lambda: sheet(
        good().replace(
            "<sheetData>", "<mc:AlternateContent xmlns:mc='m'><mc:Choice/></mc:AlternateContent><sheetData>"
        )
    ),
    rich_text_without_end=lambda: book(
        header() + row(2, '<c r="B2" t="inlineStr"><is>' + "<r>" * 100_000 + "</is></c>")
    ),
    a_text_of_ten_megabytes=lambda: book(header() + row(2, text_cell("B2", "长" * 3_000_000))),
)
