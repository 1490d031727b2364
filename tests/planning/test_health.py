"""The health page tells whether database and broker answer, and nothing else."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_health_is_well_while_database_and_broker_answer(client: Client) -> None:
    answer = client.get("/healthz")

    assert answer.status_code == 200
    assert answer.json() == {"healthy": True, "database": True, "broker": True}
