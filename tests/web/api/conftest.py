"""The invented county, published, with a strategist, an actor's contributor and a reader, each with a program."""

from typing import Any

import pytest

from plan.plan_made import COUNTY, ROAD, SHOP, book, take_in
from samhandling.ground.viewer import OPERATOR, Role
from samhandling.people.actions import add_person
from samhandling.people.keys import make_token
from samhandling.people.queries import actors
from samhandling.plan.actions.publishing import publish
from samhandling.strategy.actions import load
from samhandling.web.api.calls import forget_bought
from strategy.strategy_texts import COUNTY as COUNTY_TEXT
from strategy.strategy_texts import document
from web.api.callers import Program

PASSWORD = "fyra ord utan samband"


@pytest.fixture(autouse=True)
def _quick(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    forget_bought()


@pytest.fixture
def county(db: Any) -> str:
    """Two initiatives, A1 and A2, published."""
    load(document(COUNTY_TEXT), by=OPERATOR)
    take_in(book(ROAD, SHOP))
    publish(COUNTY, by=OPERATOR)
    return COUNTY


def actor_named(name: str) -> str:
    """The code of an actor."""
    return next(row.code for row in actors(seen_by=OPERATOR) if row.name == name)


def program_of(email: str, role: Role, *, name: str = "", writes: bool = True, of: tuple[str, ...] = ()) -> Program:
    """A person with a token."""
    person = add_person(email, PASSWORD, role=role, name=name, actors=list(of), by=OPERATOR)
    return Program(make_token("program", days=30, may_write=writes, who=person, by=OPERATOR))


@pytest.fixture
def visitor(county: str) -> Program:
    """No token."""
    return Program()


@pytest.fixture
def strategist(county: str) -> Program:
    """May change all."""
    return program_of("eva@example.se", Role.STRATEGIST, name="Eva")


@pytest.fixture
def contributor(county: str) -> Program:
    """Answers for Åre, which owns A2."""
    return program_of("are@example.se", Role.CONTRIBUTOR, of=(actor_named("Åre kommun"),))


@pytest.fixture
def reader(county: str) -> Program:
    """A strategist's token that may only read."""
    return program_of("las@example.se", Role.STRATEGIST, writes=False)
