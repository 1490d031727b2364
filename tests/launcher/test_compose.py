"""docker-compose.yml: valid by the schema of Compose, no secret in it, every service watched."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "docker-compose.yml"
LONG_RUNNING = ("database", "broker", "web", "worker", "beat")


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return dict(yaml.safe_load(FILE.read_text()))


def test_the_file_is_valid_by_the_schema_of_compose() -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(FILE)]

    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)

    assert done.returncode == 0, done.stdout + done.stderr


def test_every_secret_comes_from_outside_and_its_absence_is_an_error() -> None:
    text = FILE.read_text()

    for name in re.findall(r"\$\{(\w*(?:PASSWORD|SECRET)\w*)", text):
        assert not re.search(rf"\$\{{{name}(?!:\?)", text), name
    assert not re.search(r"(?i)(password|secret\w*):\s+[^\"$\s]", "\n".join(_settings(text)))


def _settings(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.strip().startswith("#")]


def test_every_lasting_service_has_a_health_check_and_comes_back(compose: dict[str, Any]) -> None:
    for name in LONG_RUNNING:
        service = compose["services"][name]
        assert service["healthcheck"]["test"], name
        assert service["restart"] == "unless-stopped", name


def test_only_the_preparation_knows_the_owners_password(compose: dict[str, Any]) -> None:
    knowing = {
        name
        for name, service in compose["services"].items()
        if "OWNER" in str(service.get("environment", ""))
    }

    assert knowing == {"database", "prepare"}


def test_postgres_18_keeps_its_data_in_a_volume_above_its_version(compose: dict[str, Any]) -> None:
    assert compose["services"]["database"]["image"] == "postgres:18"
    assert compose["services"]["broker"]["image"] == "valkey/valkey:9"
    assert compose["services"]["database"]["volumes"] == ["database:/var/lib/postgresql"]


def test_workers_may_be_several(compose: dict[str, Any]) -> None:
    worker = compose["services"]["worker"]

    assert "container_name" not in worker
    assert "ports" not in worker


def test_nothing_is_published_beyond_the_machine_by_default(compose: dict[str, Any]) -> None:
    published = {
        name: service["ports"] for name, service in compose["services"].items() if "ports" in service
    }

    assert published == {"web": ["${PLANNING_LISTEN:-127.0.0.1:8000}:8000"]}
