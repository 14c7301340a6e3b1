"""Figures by program: the same numbers as the pages, with their vintages; what is missing told as missing."""

import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from samhandling.figures.shipped_figures import load_shipped
from samhandling.ground.viewer import OPERATOR
from samhandling.office.kept import forget_all
from samhandling.strategy.actions import load
from samhandling.strategy.rules.shipped import read_shipped
from web.api.callers import Program, problem_of

HELD, EMPTY = "arbetsloshet-20-64", "bredband-1-gbit"
DALARNA = {"place": "20"}


@pytest.fixture
def bare(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Program]:
    """A program without a token; the strategy, and no figures."""
    from samhandling.figures.store import engine

    monkeypatch.setenv("SAMHANDLING_HOME", str(tmp_path))
    load(read_shipped("sormland-naringsliv-2022"), by=OPERATOR)
    forget_all()
    yield Program()
    engine.close()


@pytest.fixture
def program(bare: Program) -> Program:
    """The same, with the shipped figures of unemployment."""
    load_shipped(by=OPERATOR, names=["arbetsloshet"])
    forget_all()
    return bare


def page(path: str, **query: str) -> Any:
    """What the page says as JSON."""
    return json.loads(Client().get(f"{path}.json", query).content)


def every(program: Program, path: str, **query: Any) -> list[Any]:
    """All items of a list, part by part."""
    found = program.read(path, limit=200, **query)
    items, following = found["items"], found["next"]
    while following:
        part = json.loads(Client().get(following).content)
        items, following = items + part["items"], part["next"]
    assert len(items) == found["count"]
    return list(items)


def test_the_catalogue_is_the_pages_with_what_fetches_the_rest(program: Program) -> None:
    rows = {row["id"]: row for row in every(program, "/indicators", place="20")}
    shown = {row["id"]: row for row in page("/indikatorer", plats="20")["indicators"]}
    assert list(rows) == list(shown)
    assert {key: row["latest"] and row["latest"]["value"] for key, row in rows.items()} == {k: row["value"] for k, row in shown.items()}
    assert rows[HELD]["held"] == ["scb:ArbStatusM"]
    assert rows[EMPTY]["held"] == []
    assert rows[EMPTY]["command"].startswith("samhandling figures fetch")


ASKED: tuple[tuple[dict[str, str], Callable[[Any], bool]], ...] = (
    ({"focus_area": "3.1"}, lambda row: "3.1" in row["focus_areas"]),
    ({"role": "context"}, lambda row: row["role"] == "context"),
    ({"missing": "true"}, lambda row: row["latest"] is None),
    ({"missing": "false"}, lambda row: row["latest"] is not None),
)


def test_the_catalogue_is_asked_for_by_what_it_says(program: Program) -> None:
    whole = every(program, "/indicators", **DALARNA)
    for query, holds in ASKED:
        chosen = [row["id"] for row in every(program, "/indicators", **DALARNA, **query)]
        assert chosen == [row["id"] for row in whole if holds(row)], query
        assert 0 < len(chosen) < len(whole), query


def test_one_indicator_says_what_its_page_says_and_the_values_are_the_same(program: Program) -> None:
    for query, kept in (({}, {}), ({"known_on": "2026-05-01"}, {"kant": "2026-05-01"})):
        one, shown = program.read(f"/indicators/{HELD}", **DALARNA, **query), page(f"/indikatorer/{HELD}", plats="20", **kept)
        assert one["said"]["sv"] == shown["told"]
        assert one["known_on"] == shown["known_on"]
        assert every(program, f"/indicators/{HELD}/values", **DALARNA, **query) == shown["values"]
        assert {row["whose"] for row in shown["values"]} == {row["key"] for row in one["whose"]}
        assert [row["series"] for row in one["sources"]] == [row["series"] for row in shown["sources"]]


def test_what_was_known_before_a_revision_is_still_there(program: Program) -> None:
    def june(**query: str) -> Any:
        rows = every(program, f"/indicators/{HELD}/values", **DALARNA, **query)
        return next(row for row in rows if (row["whose"], row["period"]) == ("total", "2020M06"))

    assert (june(known_on="2026-05-01")["value"], june()["value"]) == ("6.2", "6.1")
    days = every(program, f"/indicators/{HELD}/vintages", **DALARNA)
    assert [row["day"] for row in days] == sorted(row["day"] for row in days)
    assert next(row for row in days if row["day"] == june()["known_from"])["changed"] > 0
    before = every(program, f"/indicators/{HELD}/vintages", **DALARNA, known_on="2026-05-01")
    assert before == [row for row in days if row["day"] <= "2026-05-01"]
    cell = next(row for row in every(program, f"/indicators/{HELD}/revisions", **DALARNA) if row["period"] == "2020M06")
    assert (cell["before"], cell["after"], cell["day"]) == ("6.2", "6.1", june()["known_from"])
    assert "6,2 blev 6,1" in cell["said"]["sv"]
    assert every(program, f"/indicators/{HELD}/revisions", **DALARNA, known_on="2026-05-01") != every(
        program, f"/indicators/{HELD}/revisions", **DALARNA
    )


def test_what_is_not_held_is_an_answer_and_never_a_nought(program: Program) -> None:
    one = program.read(f"/indicators/{EMPTY}", **DALARNA)
    assert (one["latest"], one["whose"]) == (None, [])
    assert one["missing"][0]["command"].startswith("samhandling figures fetch")
    assert every(program, f"/indicators/{EMPTY}/values", **DALARNA) == []
    assert program.read(f"/indicators/{EMPTY}/map", **DALARNA)["maps"] == []


def test_the_map_has_the_places_at_one_period_and_no_rank(program: Program) -> None:
    maps = program.read(f"/indicators/{HELD}/map", **DALARNA)
    counties = next(one for one in maps["maps"] if one["kind"] == "counties")
    shown = {row["place"]: row["value"] for row in page(f"/indikatorer/{HELD}/karta", plats="20")["values"] if row["kind"] == "counties"}
    assert {row["place"]: row["value"] for row in counties["values"]} == shown
    assert [row["place"] for row in counties["values"]] == sorted(shown)
    values = [Decimal(row["value"]) for row in counties["values"] if row["value"]]
    assert min(values) <= Decimal(counties["middle"]) <= max(values)


def test_the_calendar_the_news_and_the_statements_are_the_pages(program: Program) -> None:
    due, shown = every(program, "/releases", **DALARNA), page("/indikatorer/kalender", plats="20")["due"]
    assert [(row["id"], row["day"], row["late_days"]) for row in due] == [(row["id"], row["day"], row["late_days"]) for row in shown]
    some = every(program, "/releases", **DALARNA, focus_area="3.1")
    assert 0 < len(some) < len(due)
    news = program.read("/releases/new", **DALARNA, since="2026-05-01", limit=5)
    told = page("/indikatorer/nytt", plats="20", sedan="2026-05-01")["news"]
    assert (news["count"], news["since"]) == (len(told), "2026-05-01")
    same = ("id", "place", "period", "known", "before", "value", "is_new")
    assert [[row[name] for name in same] for row in news["items"]] == [[row[name] for name in same] for row in told[:5]]
    statements, picture = every(program, "/statements"), page("/nulagesbild")["statements"]
    assert [(row["id"], row["answer"], row["now"]) for row in statements] == [(row["id"], row["answer"], row["now"]) for row in picture]
    assert program.read("/statements")["said"]["sv"] == page("/nulagesbild")["said"]


def test_an_indicator_that_there_is_none_of_is_not_there(bare: Program) -> None:
    for path in ("", "/values", "/vintages", "/revisions", "/map"):
        problem_of(bare.ask(f"/indicators/finns-inte{path}"), 404)


def test_what_cannot_be_read_is_told_at_its_place(bare: Program) -> None:
    for path, name, text in (
        (f"/indicators/{HELD}", "place", "9999"),
        (f"/indicators/{HELD}/values", "known_on", "2026-02-30"),
        ("/indicators", "role", "fel"),
        ("/releases/new", "since", "i går"),
        ("/statements", "limit", "201"),
    ):
        assert problem_of(bare.ask(path, {name: text}), 422)["faults"][0]["where"] == name, path


def test_who_has_the_answer_already_gets_no_other(program: Program) -> None:
    first = program.ask(f"/indicators/{HELD}/values", DALARNA)
    assert program.ask(f"/indicators/{HELD}/values", DALARNA, If_None_Match=first["ETag"]).status_code == 304
    assert program.ask(f"/indicators/{HELD}/values", {**DALARNA, "known_on": "2026-05-01"}, If_None_Match=first["ETag"]).status_code == 200
