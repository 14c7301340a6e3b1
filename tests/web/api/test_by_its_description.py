"""What schemathesis makes up from the description: the API answers as it says, whatever is sent, and never fails."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.config import SchemathesisConfig

from plan.plan_made import COUNTY
from samhandling.ground.viewer import OPERATOR
from samhandling.office.inbox import Told, suggest
from samhandling.plan.actions.bulk import bulk_change
from samhandling.plan.actions.commenting import comment
from samhandling.plan.actions.editions import new_edition
from samhandling.plan.actions.editions_comments import comment_on
from samhandling.plan.queries import initiative
from samhandling.plan.rules.bulk_wish import Wish
from samhandling.web.api import calls
from samhandling.web.api.urls import description
from web.api.callers import Program

RIGHT, WRONG = 2, 2
"""Made-up calls of each operation in a run of all tests; by hand, more."""

METHODS = ("GET", "POST", "PATCH", "DELETE")
KNOWN = {"number": "1", "other": "1", "comment": "1", "where": "totals", "figure": "active", "focus_area": "A1a", "place": "2321"}
CODES = {"/strategies": COUNTY, "/actors": "are-kommun", "/events/actor": "are-kommun", "/events/focus-area": "A1a"}

load_all_checks()
# That what fits the description may still be refused is what 422, 412 and 428 say.
# 413: a text far too long is refused for its bytes, before anybody counts its letters.
REFUSING = SchemathesisConfig.from_dict(
    {"checks": {"negative_data_rejection": {"expected-statuses": [400, 401, 403, 404, 405, 406, 409, 412, 413, 415, 422, 428]}}}
)
LEFT_OUT = [CHECKS.get_one("positive_data_acceptance")]


def all_asked(headers: dict[str, str], right: int = RIGHT, wrong: int = WRONG, methods: tuple[str, ...] = METHODS) -> int:
    """Make up calls of every operation with these methods, right and wrong ones; gives how many operations there are."""
    schema = schemathesis.openapi.from_dict(description(), config=REFUSING)
    schema.app = get_wsgi_application()
    operations = [one for found in schema.get_all_operations() if (one := found.ok()).method.upper() in methods]
    operations.sort(key=lambda one: bool(one.method.upper() == "DELETE"))  # what is taken away answers nothing more
    for operation in operations:
        asked_of(operation.as_strategy(generation_mode=GenerationMode.POSITIVE), headers, right, at_known)()
        if wrong and can_be_wrong(operation):
            asked_of(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE), headers, wrong, as_made)()
    return len(operations)


def can_be_wrong(operation: Any) -> bool:
    """Something of it has a form; a text without one can be nothing but a text."""
    told = description()["paths"][operation.path][operation.method.lower()]
    return "requestBody" in told or any(set(one["schema"]) - {"type", "title"} for one in told["parameters"])


def at_known(case: Any) -> dict[str, str]:
    """Ask of something that is there, in the version that it has (1, where it has a count of its own); gives the headers to send along."""
    code = next((code for part, code in CODES.items() if part in case.path), "A1")
    for name in case.path_parameters or {}:
        case.path_parameters[name] = KNOWN.get(name, code)
    case.query.pop("strategy", None)
    if "If-Match" not in {one["name"] for one in description()["paths"][case.path][case.method.lower()]["parameters"]}:
        return {}
    counted_itself = "/suggestions" in case.path or ("/editions" in case.path and "/restore" not in case.path)
    version = 1 if counted_itself else initiative("A1", of_strategy=COUNTY, seen_by=OPERATOR).version
    return {"If-Match": f'"{version}"'}


def as_made(case: Any) -> dict[str, str]:
    return {}


def asked_of(cases: Any, headers: dict[str, str], examples: int, prepared: Callable[[Any], dict[str, str]]) -> Callable[[], None]:
    @settings(max_examples=examples, database=None, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=cases)
    def asked(case: Any) -> None:
        case.call_and_validate(headers={**prepared(case), **headers}, excluded_checks=LEFT_OUT)

    return asked


@pytest.fixture
def filled(county: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Something to find in every subject, and room for many calls."""
    monkeypatch.setattr(calls, "READS", 10**6)
    monkeypatch.setattr(calls, "WRITES", 10**6)
    suggest(Told("effort", county, "A1a", "23", {"title": "En idé"}, "Någon"), sender="x", by=OPERATOR)
    comment("A1", "comment", "Stämmer datumet?", strategy=county, by=OPERATOR)
    first, last = date(2026, 1, 1), date(2028, 12, 31)
    draft = new_edition("Handlingsplan", first, last, strategy=county, proposed={"A1a": ["A1"]}, by=OPERATOR)
    comment_on(draft, "Vem svarar?", of_strategy=county, by=OPERATOR)
    version = initiative("A2", of_strategy=county, seen_by=OPERATOR).version
    bulk_change({"A2": version}, Wish("stage", "samtal"), strategy=county, by=OPERATOR)


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """A call through WSGI ends with its connection, in which the test has its data."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("filled")
def test_it_answers_a_visitor_as_it_says() -> None:
    assert all_asked({}, wrong=0, methods=("GET",)) > 20


@pytest.mark.usefixtures("filled")
def test_it_answers_a_strategists_program_as_it_says(strategist: Program) -> None:
    assert all_asked({"Authorization": f"Bearer {strategist.token}"}) > 30
