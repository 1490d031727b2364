"""The health page tells within a second whether database and broker answer, and nothing else."""

import socket
import time
from pathlib import Path

import pytest
from celery import current_app
from django.db import connection
from django.test import Client


@pytest.mark.django_db
def test_health_is_well_while_database_and_broker_answer(client: Client) -> None:
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "database": True, "broker": True}


@pytest.mark.django_db
def test_without_the_broker_work_goes_on_degraded(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(current_app.conf, "broker_write_url", "redis://127.0.0.1:1/0")

    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {"status": "degraded", "database": True, "broker": False}


@pytest.mark.django_db
def test_without_the_database_it_is_down(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")

    answer = client.get("/healthz")

    assert answer.status_code == 503
    assert answer.json() == {"status": "down", "database": False, "broker": True}


@pytest.mark.django_db
def test_servers_that_take_a_connection_and_say_nothing_keep_nobody_waiting(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(connection.settings_dict, "HOST", str(tmp_path))
    monkeypatch.setitem(connection.settings_dict, "PORT", "1")
    monkeypatch.setattr(
        current_app.conf, "broker_write_url", f"redis+socket://{tmp_path / 'broker'}?virtual_host=0"
    )
    with socket.socket(socket.AF_UNIX) as database, socket.socket(socket.AF_UNIX) as broker:
        database.bind(str(tmp_path / ".s.PGSQL.1"))
        broker.bind(str(tmp_path / "broker"))
        database.listen()
        broker.listen()
        for _ in range(3):
            began = time.perf_counter()
            answer = client.get("/healthz")
            assert time.perf_counter() - began < 1
            assert answer.json() == {"status": "down", "database": False, "broker": False}


@pytest.mark.django_db
def test_it_is_kept_by_no_cache_and_only_read(client: Client) -> None:
    assert "no-store" in client.get("/healthz")["Cache-Control"]
    assert client.post("/healthz").status_code == 405
