"""The health page tells whether database and broker answer, and nothing else."""

import pytest
from celery import current_app
from django.db import OperationalError, connection
from django.test import Client


@pytest.mark.django_db
def test_health_is_well_while_database_and_broker_answer(client: Client) -> None:
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {"healthy": True, "database": True, "broker": True}


@pytest.mark.django_db
def test_a_silent_broker_makes_it_ill_and_is_named(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current_app.conf, "broker_write_url", "redis://127.0.0.1:1/0")

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json() == {"healthy": False, "database": True, "broker": False}


@pytest.mark.django_db
def test_a_silent_database_makes_it_ill_and_is_named(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def silent() -> None:
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(connection, "cursor", silent)

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json() == {"healthy": False, "database": False, "broker": True}


@pytest.mark.django_db
def test_it_is_kept_by_no_cache_and_only_read(client: Client) -> None:
    assert "no-store" in client.get("/healthz")["Cache-Control"]
    assert client.post("/healthz").status_code == 405
