"""The pages that take a workbook, and a file brought to one of them by somebody who may."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.models import User
from counties.models import Revision
from tests import reference
from tests.reporting import rounds

DOORS: dict[str, tuple[str, dict[str, Any]]] = {
    "observations": ("/observations/import/", {}),
    "targets": ("/targets/import/", {}),
    "plan": ("/imports/plan/", {"county": "990001"}),
    "measures": ("/imports/measures/", {"county": "990001"}),
    "opinions": ("/revisions/{revision}/import/", {}),
    "entries": ("/reporting/2024/990001/upload/", {}),
    "reference": (
        "/admin/counties/department/import/",
        {"format": "0", "resource": "", "file_field": "import_file"},
    ),
}


def brought(client: Client, of: rounds.Cast, door: str, file: SimpleUploadedFile) -> tuple[User, str]:
    """Who brings the file to the door, and the page that answers."""
    address, fields = DOORS[door]
    people: dict[str, User] = {
        **dict.fromkeys(("observations", "targets"), of.reviewer),
        "entries": of.clerk,
    }
    known = User.objects.filter(username="administrator").first()
    person = people.get(door) or known or reference.administrator()
    client.force_login(person)
    if "{revision}" in address:
        revision = Revision.objects.create(plan=of.plan, answers="slip", reason="录错")
        address = address.format(revision=revision.pk)
    given = dict(fields)
    name = given.pop("file_field", "file")
    if "county" in given:
        given["county"] = of.county.pk
    answer = client.post(address, {**given, name: file}, follow=True)
    assert answer.status_code == 200
    return person, answer.content.decode()
