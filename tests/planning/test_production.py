"""The production profile as a browser meets it: headers, cookies, redirects, and no way to an upload."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]

# Everything happens in a transaction that is rolled back: the test database stays as it was.
VISIT = """
import json
import django
django.setup()
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from accounts.models import Membership, User
from custody.scope import CITY, within

call_command("collectstatic", verbosity=0, interactive=False)
kept = default_storage.save("evidence/evil.html", ContentFile(b"<script>canary</script>"))

def told(answer):
    cookies = {name: {key: value for key, value in morsel.items() if value} for name, morsel in answer.cookies.items()}
    return {"status": answer.status_code, "headers": dict(answer.headers), "cookies": cookies,
            "text": b"".join(answer).decode(errors="replace") if answer.streaming else answer.content.decode()}

with within(CITY):
    user = User.objects.create_user("visitor", password="visitor-Passw0rd")
    Membership.objects.create(user=user, role="admin")
    client = Client(HTTP_HOST="ledger.example", raise_request_exception=False)
    visits = {"plain": told(client.get("/login/"))}
    visits["foreign host"] = told(client.get("/login/", secure=True, HTTP_HOST="evil.example"))
    visits["login page"] = told(client.get("/login/", secure=True))
    form = {"username": "visitor", "password": "visitor-Passw0rd"}
    strict = Client(HTTP_HOST="ledger.example", enforce_csrf_checks=True, raise_request_exception=False)
    visits["no token"] = told(strict.post("/login/", form, secure=True))
    visits["login"] = told(client.post("/login/", form, secure=True))
    visits["page"] = told(client.get("/account/", secure=True))
    visits["missing"] = told(client.get("/nowhere/", secure=True))
    visits["fault"] = told(client.get("/counties/%00/", secure=True))
    visits["static"] = told(client.get("/static/planning/ledger.css", secure=True))
    for number, prefix in enumerate(("", "media/", "uploads/", "static/", "static/../uploads/")):
        visits[f"upload {number}"] = told(client.get(f"/{prefix}{kept}", secure=True))
    transaction.set_rollback(True)
print(json.dumps(visits))
"""


@pytest.fixture(scope="module")
def visits(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a browser got from the production profile, on the test database."""
    database = connection.settings_dict
    place = tmp_path_factory.mktemp("production")
    host = quote(str(database["HOST"]), safe="")
    port = f":{database['PORT']}" if database["PORT"] else ""
    password = f":{quote(str(database['PASSWORD']), safe='')}" if database["PASSWORD"] else ""
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "DJANGO_SETTINGS_MODULE": "planning.settings.production",
        "PLANNING_SECRET_KEY": "only-for-this-test-" + "x" * 50,
        "PLANNING_HOSTS": "ledger.example",
        "PLANNING_STATE": str(place),
        "DATABASE_URL": f"postgres://{database['USER']}{password}@{host}{port}/{database['NAME']}",
        "REDIS_URL": settings.CELERY_BROKER_URL,
    }
    done = subprocess.run(
        [sys.executable, "-c", VISIT],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


PAGES = ("login page", "page", "missing", "no token", "login")


@pytest.mark.parametrize("name", PAGES)
def test_every_answer_carries_the_headers_that_bind_a_browser(visits: dict[str, Any], name: str) -> None:
    headers = visits[name]["headers"]
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["object-src"] == "'none'"
    assert "unsafe" not in str(policy)
    assert headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert not {"Server", "X-Powered-By"} & set(headers)


def test_cookies_are_bound_to_host_and_tls(visits: dict[str, Any]) -> None:
    session = visits["login"]["cookies"]["__Host-planning_session"]
    assert (session["secure"], session["httponly"], session["samesite"]) == (True, True, "Lax")
    assert session["path"] == "/"
    assert not {"domain", "expires", "max-age"} & set(session)
    token = visits["login page"]["cookies"]["__Host-planning_csrf"]
    assert (token["secure"], token["samesite"]) == (True, "Strict")


def test_without_tls_there_is_only_the_way_to_tls(visits: dict[str, Any]) -> None:
    assert visits["plain"]["status"] == 301
    assert visits["plain"]["headers"]["Location"] == "https://ledger.example/login/"


def test_a_foreign_host_name_is_refused(visits: dict[str, Any]) -> None:
    assert visits["foreign host"]["status"] == 400


def test_a_form_without_its_token_is_refused(visits: dict[str, Any]) -> None:
    assert visits["no token"]["status"] == 403
    assert "页面已过期" in visits["no token"]["text"]


def test_signed_in_pages_are_not_stored_by_the_browser(visits: dict[str, Any]) -> None:
    assert visits["page"]["status"] == 200
    assert visits["page"]["headers"]["Cache-Control"] == "no-store, private"


def test_an_error_tells_nothing_of_the_program(visits: dict[str, Any]) -> None:
    assert visits["missing"]["status"] == 404
    for name in ("missing", "fault", "foreign host"):
        assert "Traceback" not in visits[name]["text"]
        assert "django" not in visits[name]["text"].lower().replace("django_", "")


def test_no_address_leads_to_an_upload(visits: dict[str, Any]) -> None:
    uploads = {name: visit for name, visit in visits.items() if name.startswith("upload")}
    assert len(uploads) == 5
    assert {visit["status"] for visit in uploads.values()} == {404}
    assert not any("canary" in visit["text"] for visit in uploads.values())


def test_static_files_are_served_as_what_they_are(visits: dict[str, Any]) -> None:
    assert visits["static"]["status"] == 200
    assert visits["static"]["headers"]["Content-Type"].startswith("text/css")
    assert visits["static"]["headers"]["X-Content-Type-Options"] == "nosniff"
