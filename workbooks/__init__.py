"""Spreadsheets, without Django: read as displayed, found by meaning, written without surprises.

`reading` opens a workbook and gives the text of every cell as the screen shows it; `tables` finds
tables by the meaning of their headers; `numbers` reads plain numbers as people type them; `writing`
and `marking` make workbooks; `limits` says what is too large. A `Problem` names its cell.
"""

from openpyxl.xml import DEFUSEDXML

if not DEFUSEDXML:
    # Without it openpyxl expands entity bombs.
    raise ImportError("openpyxl does not use defusedxml; install it and unset OPENPYXL_DEFUSEDXML")
