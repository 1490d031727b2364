"""The same as `styles.look_beside`, five times faster, for sheets written the usual way.

Every cell of a long sheet costs; most need nothing beside their value. Where the XML has the shape that
Excel, WPS and openpyxl write, regular expressions jump to the few cells that matter. Any other shape is
left to the careful pass.
"""

import re

from openpyxl.utils.cell import coordinate_to_tuple

from workbooks.beside import Beside

# Content from row 200000 or beyond column Z: the careful pass measures how far it goes, because the reader of
# values allocates the whole rectangle.
_FAR = re.compile(rb'<c r="(?:[A-Z]+(?:\d{7}|[2-9]\d{5})|[A-Z]{2,3}\d+)"(?:[^>]*[^/>])?>(?!</c>)')
# Comments and sections that could hold anything, cells without attributes, single quotes, line breaks between tags.
_ODD = (b"<!", b"<c>", b"<c\n", b"<c\r", b"<c\t", b"='", b'"> ', b'">\n', b'">\r', b'">\t')
_FORMULA = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*)><f')
_ERROR = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*?\st="e"[^>]*>(?:<f[^>]*/>|<f[^>]*>[^<]*</f>)?<v>([^<]*)</v>')
_HIDDEN = re.compile(rb'<row(?= [^>]*\shidden="(?:1|true)")([^>]*)>')
_NUMBER = re.compile(rb'\sr="(\d{1,7})"')
_OTHER_TYPE = re.compile(rb'\st="(?![nd]")')


def quick_look(content: bytes, codes: dict[str, str]) -> Beside | None:
    """What stands beside the values; None where the XML has another shape. `codes`: style index → format code
    of the styles that change how a number looks."""
    head = content[:4000]
    if b"<worksheet" not in head or b"UTF-16" in head or any(odd in content for odd in _ODD):
        return None
    if content.count(b"<c ") != content.count(b'<c r="') or _FAR.search(content):
        return None
    beside = Beside()
    if codes:
        _add_formats(content, codes, beside)
    if b"<f" in content:
        for reference, attributes in _FORMULA.findall(content):
            beside.formulas[coordinate_to_tuple(reference.decode())] = b't="str"' in attributes
    if b't="e"' in content:
        for reference, text in _ERROR.findall(content):
            beside.errors[coordinate_to_tuple(reference.decode())] = text.decode()
    if b' hidden="' in content:
        numbers = [_NUMBER.search(row) for row in _HIDDEN.findall(content)]
        if None in numbers:
            return None
        beside.hidden_rows = {int(number[1]) for number in numbers if number}
    return beside


def _add_formats(content: bytes, codes: dict[str, str], beside: Beside) -> None:
    """Numbers only: texts, booleans and errors have a type of their own, and an empty cell shows nothing."""
    by_style = {style.encode(): code for style, code in codes.items()}
    styled = re.compile(
        rb'<c r="([A-Z]+\d+)"([^>]*?)\ss="(' + b"|".join(by_style) + rb')"([^>]*)>(?!</c>|<v ?/>|<v></v>)'
    )
    for reference, before, style, after in styled.findall(content):
        if not (_OTHER_TYPE.search(before) or _OTHER_TYPE.search(after)) and after[-1:] != b"/":
            beside.formats[coordinate_to_tuple(reference.decode())] = by_style[style]
