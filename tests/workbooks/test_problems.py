"""What a problem says: quotes of a printed text inside ours."""

import pytest

from workbooks.problems import notice


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("列““十四五”累计”原样保留", "列“‘十四五’累计”原样保留"),
        ("列“大同市“十四五””原样保留", "列“大同市‘十四五’”原样保留"),
        ("列“2025年”“2035年”都可能是目标", "列“2025年”“2035年”都可能是目标"),
        ("列““十四五””和列““十三五”末”", "列“‘十四五’”和列“‘十三五’末”"),
    ],
)
def test_a_text_that_quotes_has_single_quotes_inside_ours(said: str, shown: str) -> None:
    assert notice("表", "A1", said).message == shown
