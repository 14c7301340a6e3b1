"""Business life by program: the page's numbers; what is missing with its commands; the municipality's choice is its own people's."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from samhandling.figures.business.opening import opened_places
from samhandling.ground.viewer import OPERATOR
from samhandling.office.models import Event
from samhandling.people.keys import make_link, make_token
from samhandling.people.queries import persons
from web.api.callers import API, Program, problem_of
from web.economy.conftest import FLORA, NILS, STINA, bare, figures  # noqa: F401 (fixtures)
from web.economy.generated import COUNTY, HIDDEN, MUNICIPALITY

CHOICE = f"/business/{HIDDEN}/comparison"


def program_of(email: str, *, writes: bool = True) -> Program:
    who = next(row.id for row in persons(seen_by=OPERATOR) if row.email == email)
    return Program(make_token("program", days=30, may_write=writes, who=who, by=OPERATOR))


def page(path: str) -> Any:
    return json.loads(Client().get(path).content)


def test_the_reading_is_the_pages_whole(figures: Path) -> None:  # noqa: F811
    places = Program().read("/business", limit=200)
    assert places["items"] == page("/naringsliv.json")["places"]
    for place, year in ((COUNTY, ""), (MUNICIPALITY, "2020")):
        found = Program().read(f"/business/{place}", **({"year": year} if year else {}))
        assert found["lacking"] is None
        shown = page(f"/naringsliv/{place}.json" + (f"?ar={year}" if year else ""))
        for part in shown:
            assert _held(found["life"][part], shown[part]), part


def _held(found: Any, shown: Any) -> bool:
    """All that the page has; the description adds nulls for what does not apply."""
    if isinstance(shown, dict):
        return all(_held(found[name], value) for name, value in shown.items())
    return bool(found == shown)


def test_without_figures_it_tells_what_is_missing_and_how_to_get_it(bare: Path) -> None:  # noqa: F811
    found = Program().read(f"/business/{COUNTY}")
    assert found["life"] is None
    assert found["lacking"] == page(f"/naringsliv/{COUNTY}.json")
    assert all(way["command"] for way in found["lacking"]["ways"])
    problem_of(Program().ask("/business/9999"), 404)
    problem_of(Program().ask("/business/00"), 404)


def test_years_that_cannot_be_read_are_faults(figures: Path) -> None:  # noqa: F811
    for query in ({"year": "1950"}, {"year": "2020", "base_year": "2020"}, {"year": "x"}):
        assert problem_of(Program().ask(f"/business/{COUNTY}", query), 422)["faults"]


def test_for_others_the_choice_does_not_exist(figures: Path) -> None:  # noqa: F811
    link = Client()
    link.get(f"/lank/{make_link('flen', days=10, may_answer=True, by=OPERATOR)}")
    assert link.get(f"{API}{CHOICE}").status_code == 404
    for program in (Program(), program_of(NILS), program_of(STINA), program_of(FLORA, writes=False)):
        problem_of(program.ask(CHOICE), 404)
        problem_of(program.send("POST", CHOICE, {"is_open": True}), 404)
    problem_of(program_of(FLORA).ask(f"/business/{MUNICIPALITY}/comparison"), 404)
    problem_of(program_of(FLORA).ask(f"/business/{COUNTY}/comparison"), 404)
    assert opened_places(seen_by=OPERATOR) == frozenset()


def test_the_own_people_open_and_close_and_a_name_stands_only_while_it_is_open(figures: Path) -> None:  # noqa: F811
    flora = program_of(FLORA)
    alike = f"/business/{MUNICIPALITY}"
    for is_open in (True, False):
        answer = flora.send("POST", CHOICE, {"is_open": is_open})
        assert (answer.status_code, answer.json()) == (200, {"place": HIDDEN, "is_open": is_open})
        assert flora.read(CHOICE)["is_open"] is is_open
        named = {one["code"] for one in Program().read(alike, year="2020")["life"]["resembles"]["places"]}
        assert (HIDDEN in named) is is_open
    assert list(Event.objects.filter(subject_id=HIDDEN).order_by("id").values_list("verb", flat=True)) == [
        "comparison.opened",
        "comparison.closed",
    ]


@pytest.mark.parametrize("body", [{}, {"is_open": "ja"}, {"is_open": True, "more": 1}], ids=["nothing", "no yes or no", "more"])
def test_a_choice_that_cannot_be_read_changes_nothing(figures: Path, body: Any) -> None:  # noqa: F811
    assert problem_of(program_of(FLORA).send("POST", CHOICE, body), 422)["faults"]
    assert opened_places(seen_by=OPERATOR) == frozenset()
