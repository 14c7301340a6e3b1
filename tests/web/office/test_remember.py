"""The cookie that a reader asks for."""

import pytest
from django.test import Client

from samhandling.ground.viewer import OPERATOR
from samhandling.plan.actions.publishing import publish

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("address", ["/kom-ihag", "/beratta/samtal", "/inkorg"])
def test_no_form_is_taken_from_elsewhere(strategy: str, address: str) -> None:
    assert Client(enforce_csrf_checks=True).post(address, {}).status_code == 403


def test_a_link_does_not_remember(client: Client, strategy: str) -> None:
    assert "senast" not in client.get("/kom-ihag").cookies


def test_the_picture_is_remembered_and_forgotten_when_asked_for(client: Client, strategy: str) -> None:
    publish(strategy, by=OPERATOR)
    answer = client.post("/en/kom-ihag?plats=0482")
    assert answer["Location"] == "/en/?plats=0482"
    assert answer.cookies["senast"]["httponly"]
    assert "Since you last looked" in client.get("/en/?plats=0482").content.decode()
    client.post("/kom-ihag", {"glom": "1"})
    assert "Sedan du tittade senast" not in client.get("/").content.decode()
