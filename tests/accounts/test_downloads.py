"""An exported table is a workbook with a readable name, and an act on record."""

from urllib.parse import unquote

import pytest

from accounts.downloads import workbook_response
from accounts.models import Act
from tests import reference
from workbooks.reading import read_workbook
from workbooks.writing import OutColumn, OutSheet


@pytest.mark.django_db
def test_an_export_is_a_workbook_and_on_record() -> None:
    user = reference.reviewer()
    sheet = OutSheet("指标", [OutColumn("名称"), OutColumn("数值")], [["=1+1", "88"]])

    response = workbook_response([sheet], name="云冈区 优良天数比例", by=user)

    assert unquote(response["Content-Disposition"]).endswith("云冈区 优良天数比例.xlsx")
    assert read_workbook(response.content).sheets[0].rows[1] == ("=1+1", "88")
    act = Act.objects.get()
    assert (act.kind, act.subject, act.by) == ("导出表格", "云冈区 优良天数比例", user)
