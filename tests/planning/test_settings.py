"""The settings profiles: secrets from outside, strict headers, PostgreSQL only."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from axes.helpers import get_client_ip_address
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from custody.databases import configured, libpq, parsed
from planning.proxies import addressed
from planning.settings.secrets import kept, required

ROOT = Path(__file__).resolve().parents[2]


def test_a_secret_is_made_once_and_kept_for_its_owner_only(tmp_path: Path) -> None:
    first = kept(tmp_path / "state" / "secret_key")

    assert len(first) > 60
    assert kept(tmp_path / "state" / "secret_key") == first
    assert (tmp_path / "state" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in (tmp_path / "state").iterdir()] == ["secret_key"]


def test_a_secret_comes_from_the_environment_or_from_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SOME_KEY", "plain")
    assert required("SOME_KEY") == "plain"

    (tmp_path / "key").write_text("from a file\n")
    monkeypatch.setenv("SOME_KEY_FILE", str(tmp_path / "key"))
    assert required("SOME_KEY") == "from a file"


@pytest.mark.parametrize("value", [None, "", "  "])
def test_a_missing_secret_is_named(monkeypatch: pytest.MonkeyPatch, value: str | None) -> None:
    monkeypatch.delenv("SOME_KEY", raising=False)
    if value is not None:
        monkeypatch.setenv("SOME_KEY", value)

    with pytest.raises(ImproperlyConfigured, match="SOME_KEY"):
        required("SOME_KEY")


def test_production_does_not_start_without_its_secret_key() -> None:
    environment = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "planning.settings.production"}

    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )

    assert done.returncode != 0
    assert "PLANNING_SECRET_KEY" in done.stderr


def test_the_role_of_a_process_picks_the_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://app@%2Ftmp%2Fsockets/planning")
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgres://owner@%2Ftmp%2Fsockets/planning")
    monkeypatch.delenv("PLANNING_DATABASE_ROLE", raising=False)
    assert (configured()["default"]["USER"], configured()["default"]["HOST"]) == ("app", "/tmp/sockets")

    monkeypatch.setenv("PLANNING_DATABASE_ROLE", "owner")
    assert configured()["default"]["USER"] == "owner"


def test_a_database_that_is_not_postgresql_is_refused() -> None:
    with pytest.raises(ValueError, match="只使用 PostgreSQL"):
        parsed("sqlite:///ledger.db")


@pytest.mark.django_db
def test_every_answer_carries_a_policy_without_inline_or_foreign_sources(client: Client) -> None:
    headers = client.get("/healthz").headers

    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "http" not in headers["Content-Security-Policy"]
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        # Nobody stands before us: whoever says so has invented it.
        ("", "6.6.6.6", "10.0.0.9"),
        ("192.168.0.0/16", "6.6.6.6", "10.0.0.9"),
        ("10.0.0.9", "", "10.0.0.9"),
        ("10.0.0.9", "10.1.1.1", "10.1.1.1"),
        ("10.0.0.9", "6.6.6.6, 10.1.1.1", "10.1.1.1"),
        # Two proxies, both ours.
        ("10.0.0.0/24", "6.6.6.6, 10.1.1.1, 10.0.0.8", "10.1.1.1"),
        ("10.0.0.9", "unknown", "10.0.0.9"),
        ("10.0.0.9", "10.1.1.1, ", "10.0.0.9"),
    ],
)
def test_the_callers_address_is_the_one_that_our_proxy_wrote(
    proxies: str, forwarded: str, address: str, settings: Settings
) -> None:
    settings.PROXIES = proxies.split()
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.9", headers=headers)
    addressed(lambda _request: HttpResponse())(request)

    assert get_client_ip_address(request) == address


@pytest.mark.parametrize(
    "url",
    [
        "postgres://app@%2Frun%2Fpg/planning",
        "postgres:///planning?host=/run/pg&user=app",
        "postgres://app@/planning?host=/run/pg",
    ],
)
def test_a_socket_is_found_wherever_the_address_names_it(url: str) -> None:
    settings = parsed(url)

    assert (settings["HOST"], settings["USER"], settings["NAME"]) == ("/run/pg", "app", "planning")
    parameters = libpq({**settings, "NAME": "other"})
    where = {"host": "/run/pg", "user": "app", "dbname": "other", "application_name": "planning"}
    assert parameters == {**where, "connect_timeout": 3, "tcp_user_timeout": 10_000}
