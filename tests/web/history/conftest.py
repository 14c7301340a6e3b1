"""The invented county, published, and people who work with it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from plan.conftest import county as county
from plan.plan_made import ROAD, SHOP, book, take_in
from samhandling.ground.viewer import OPERATOR, Role
from samhandling.people.actions import add_person
from samhandling.people.keys import make_link
from samhandling.plan.actions.publishing import publish
from web.people.made import PASSWORD, signed_in

PEOPLE = {
    "eva@example.se": ("Eva Ek", Role.STRATEGIST, ()),
    "rolf@example.se": ("Rolf Ris", Role.READER, ()),
    "ada@example.se": ("Ada Al", Role.ADMINISTRATOR, ()),
    "are@example.se": ("Åsa Ask", Role.CONTRIBUTOR, ("are-kommun",)),
    "region@example.se": ("Rut Ros", Role.CONTRIBUTOR, ("region-exempel",)),
}


@pytest.fixture(autouse=True)
def _quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def plan(county: str) -> str:
    """Two initiatives, A1 of Region Exempel and A2 of Åre kommun, published; five people who can sign in."""
    take_in(book(ROAD, SHOP))
    publish(county, by=OPERATOR)
    for email, (name, role, actors) in PEOPLE.items():
        add_person(email, PASSWORD, role=role, name=name, actors=actors, by=OPERATOR)
    return county


@pytest.fixture
def browser(plan: str) -> Callable[[str], Client]:
    """A browser of somebody by the beginning of the address; "" is a visitor; "link" and "reading link" hold Åre's link."""

    def opened(who: str) -> Client:
        if "link" in who:
            client = Client()
            word = make_link("are-kommun", days=10, may_answer=who == "link", purpose="test", by=OPERATOR)
            assert client.get(f"/lank/{word}").status_code == 303
            return client
        return signed_in(f"{who}@example.se") if who else Client()

    return opened
