"""Filters by bits give what asking each initiative gives."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.coverage.rules.attribution import is_at
from samhandling.ground.periods import Period
from samhandling.ground.places import PlaceCode, all_places
from samhandling.ground.viewer import Level
from samhandling.people.queries import ActorRow
from samhandling.plan.rules.record import Basis, Grant, InitiativeRecord, Kind, MoneyKind, Reach, Share, Stage
from samhandling.web.plan.index import OUTSIDE, UNJUDGED, build, mask_of, states_of
from samhandling.web.plan.listing import ordered

NAMES = ["Vik", "Wik", "Zorn", "Åker", "Älvsjö", "ärlig", "Öland"]
ALMI = ActorRow("almi", "Almi Företagspartner", "bolag", "", ())


def named(*titles: str) -> list[InitiativeRecord]:
    return [InitiativeRecord(str(number), title) for number, title in enumerate(titles)]


def test_it_sorts_names_as_swedish_does() -> None:
    index = build(named(*reversed(NAMES)), {}, Level.WORKING)
    assert [index.records[number].title for number in ordered(index, index.numbered(index.all), "namn")] == NAMES
    assert [index.records[number].title for number in ordered(index, index.numbered(index.all), "-namn")] == NAMES[::-1]


@pytest.mark.parametrize(("order", "expected"), [("belopp", "cadb"), ("-belopp", "acdb")])
def test_it_puts_an_unknown_amount_last_whichever_way_and_below_zero_never(order: str, expected: str) -> None:
    amounts = {"a": Fraction(5), "b": None, "c": Fraction(0), "d": None}
    records = [
        InitiativeRecord(key, key, grants=(Grant("", MoneyKind.GRANTED, amount),) if key != "d" else ()) for key, amount in amounts.items()
    ]
    index = build(records, {}, Level.WORKING)
    found = "".join(index.records[number].title for number in ordered(index, index.numbered(index.all), order))
    assert found.replace("bd", "db") == expected


places = st.lists(st.sampled_from([code for code in all_places() if code[:2] in ("04", "03", "01")]), max_size=6, unique=True)


@given(st.lists(st.tuples(places, st.sampled_from(Reach)), max_size=12))
def test_it_places_initiatives_as_the_coverage_picture_does(rows: list[tuple[list[PlaceCode], Reach]]) -> None:
    records = [
        InitiativeRecord(
            str(number),
            str(number),
            reach=reach,
            counties=tuple(code for code in codes if len(code) == 2),
            municipalities=tuple(code for code in codes if len(code) == 4),
        )
        for number, (codes, reach) in enumerate(rows)
    ]
    index = build(records, {}, Level.WORKING)
    for place in all_places():
        assert index.numbered(index.at(place)) == [number for number, record in enumerate(index.records) if is_at(record, place)]


@given(st.sets(st.integers(0, 300)))
def test_it_keeps_every_number_of_a_mask(numbers: set[int]) -> None:
    assert [number for number in range(301) if mask_of(numbers, 301) >> number & 1] == sorted(numbers)


def test_it_searches_names_descriptions_actors_groups_and_named_municipalities() -> None:
    record = InitiativeRecord(
        "A-1",
        "Åkers styckebruk",
        owners=("almi",),
        purpose_sv="Stärker kompetensförsörjningen hos företagen",
        municipalities=(PlaceCode("0486"),),
        target_groups=("SMF",),
        grants=(Grant("Tillväxtverket", MoneyKind.GRANTED, None),),
    )
    index = build([record, InitiativeRecord("B", "Annat")], {"almi": ALMI}, Level.WORKING)
    for words in ("åker", "kompetens", "företag", "företagen", "Almi", "a-1", "strängnäs", "smf", "tillväxtverket", "ALMI kompetens"):
        assert index.numbered(index.saying(words)) == [index.numbers["A-1"]], words
    assert index.saying("aker") == 0
    assert index.saying("almi annat") == 0
    assert index.saying(" ") == index.all


def test_it_tells_outside_from_not_judged() -> None:
    half = (Share("1.1", Fraction(1, 2)),)
    rows = {
        "inside": InitiativeRecord("inside", "x", basis=Basis.STATED, shares=(Share("1.1", Fraction(1)),)),
        "partly": InitiativeRecord("partly", "x", basis=Basis.JUDGED, shares=half),
        "outside": InitiativeRecord("outside", "x", basis=Basis.STATED),
        "unjudged": InitiativeRecord("unjudged", "x", basis=Basis.INSUFFICIENT),
        "technical": InitiativeRecord("technical", "x", kind=Kind.TECHNICAL_ASSISTANCE),
    }
    index = build(rows.values(), {}, Level.WORKING)
    found = {
        value: {index.records[number].id for number in index.numbered(index.having("area", value))} for value in ("1.1", OUTSIDE, UNJUDGED)
    }
    assert found == {"1.1": {"inside", "partly"}, OUTSIDE: {"partly", "outside"}, UNJUDGED: {"unjudged"}}


@pytest.mark.django_db
def test_it_counts_no_administration_and_no_talk_among_what_is_under_way() -> None:
    period = Period(date(2018, 1, 1), date(2018, 12, 31))
    records = [
        InitiativeRecord("effort", "x", period=period),
        InitiativeRecord("technical", "x", period=period, kind=Kind.TECHNICAL_ASSISTANCE),
        InitiativeRecord("talk", "x", period=period, stage=Stage.SAMTAL),
    ]
    index = build(records, {}, Level.WORKING)
    states = states_of(index, date(2018, 6, 30), "test")
    found = {state: {index.records[number].id for number in index.numbered(mask)} for state, mask in states.items() if mask}
    assert found == {"active": {"effort"}, "not_counted": {"technical", "talk"}}
