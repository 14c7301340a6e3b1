"""An invented county with two initiatives that have been known for long, one person who answers for an actor, a strategist."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from plan.plan_made import ROAD, SHOP, book, changed, take_in
from samhandling.ground.viewer import OPERATOR, Role
from samhandling.people.actions import add_person
from samhandling.strategy.actions import load
from strategy.strategy_texts import COUNTY as COUNTY_TEXT
from strategy.strategy_texts import document
from web.people.made import PASSWORD


@pytest.fixture
def plan(db: Any, settings: Any) -> str:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.ALLOWED_HOSTS = ["plan.example.se", "testserver"]
    load(document(COUNTY_TEXT), by=OPERATOR)
    end = (timezone.localdate() + timedelta(days=400)).isoformat()
    take_in(book(changed(ROAD, end=end), changed(SHOP, end=end)))
    add_person("vera@example.se", PASSWORD, role=Role.CONTRIBUTOR, name="Vera", actors=["region-exempel"], by=OPERATOR)
    add_person("stina@example.se", PASSWORD, role=Role.STRATEGIST, name="Stina", by=OPERATOR)
    return "exempellanet-2025"
