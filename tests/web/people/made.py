"""Persons and actors of the tests about the way in."""

from django.test import Client

from samhandling.ground.viewer import OPERATOR, Role
from samhandling.people.actions import NewActor, add_person, load_actors

PASSWORD = "fyra ord utan samband"
EVA = "eva@example.se"
ADMINISTRATOR = "admin@example.se"
CONTRIBUTOR = "flen@example.se"


def signed_in(email: str) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    assert client.post("/logga-in", {"email": email, "password": PASSWORD}).status_code == 303
    return client


def add_everybody() -> dict[str, int]:
    """Two actors; an administrator, a strategist, and somebody who answers for Flen."""
    load_actors([NewActor("flen", "Flens kommun"), NewActor("trosa", "Trosa kommun")], by=OPERATOR)
    return {
        ADMINISTRATOR: add_person(ADMINISTRATOR, PASSWORD, role=Role.ADMINISTRATOR, name="Ada", by=OPERATOR),
        EVA: add_person(EVA, PASSWORD, role=Role.STRATEGIST, name="Eva", by=OPERATOR),
        CONTRIBUTOR: add_person(CONTRIBUTOR, PASSWORD, role=Role.CONTRIBUTOR, name="Flora", actors=["flen"], by=OPERATOR),
    }
