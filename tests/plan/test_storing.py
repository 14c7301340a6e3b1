"""Whatever a record says, the database says it too, on both databases."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plan.plan_made import COUNTY
from samhandling.ground.periods import Period, Precision
from samhandling.ground.places import PlaceCode, counties, municipalities_of
from samhandling.ground.viewer import OPERATOR
from samhandling.people.actions import ensure_actors
from samhandling.people.models import Actor
from samhandling.plan.actions.importing import store_records
from samhandling.plan.models import Initiative
from samhandling.plan.queries import search, strategy_key
from samhandling.plan.rules.plain import from_plain, to_plain
from samhandling.plan.rules.record import (
    Basis,
    ContributionSource,
    Grant,
    InitiativeRecord,
    Kind,
    MoneyKind,
    Reach,
    Share,
    Stage,
)
from samhandling.plan.storing import fill, load, nodes_of
from samhandling.plan.storing_parts import add_parts

AREAS = ("A1a", "A1b", "B1a", "B1b", "B2a")
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("åäöÅÄÖéøæß–”€😀"), max_size=40)
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2060, 12, 31))
PRECISIONS = st.sampled_from(Precision)
AMOUNTS = st.none() | st.integers(-(10**13), 10**13).map(lambda ore: Fraction(ore, 100))


@st.composite
def shares(draw: st.DrawFn) -> tuple[Share, ...]:
    """Parts of a whole, thirds and sevenths among them, or areas without parts."""
    areas = draw(st.lists(st.sampled_from(AREAS), unique=True, max_size=5))
    weights = [draw(st.integers(1, 9)) for _ in areas]
    total = sum(weights) + draw(st.integers(0, 9))
    known = draw(st.booleans())
    source = st.sampled_from(ContributionSource)
    return tuple(
        Share(area, Fraction(weight, total) if known else None, (), draw(source)) for area, weight in zip(areas, weights, strict=True)
    )


@st.composite
def records(draw: st.DrawFn) -> InitiativeRecord:
    kind = draw(st.sampled_from(Kind))
    names = st.lists(st.sampled_from(("region-x", "ostersunds-kommun", "almi", "universitetet")), unique=True, max_size=3)
    grants = st.builds(Grant, TEXTS, st.sampled_from(MoneyKind), AMOUNTS)
    return InitiativeRecord(
        id=draw(st.text(st.characters(categories=("L", "N")), min_size=1, max_size=30)),
        title=draw(TEXTS),
        owners=tuple(draw(names)),
        partners=tuple(draw(names)),
        kind=kind,
        stage=draw(st.sampled_from(Stage)),
        period=Period(draw(DAYS), draw(DAYS), draw(DAYS), draw(DAYS), open_ended=kind is Kind.STANDING),
        start_precision=draw(PRECISIONS),
        end_precision=draw(PRECISIONS),
        decided=draw(DAYS),
        decided_precision=draw(PRECISIONS),
        bounds_basis=draw(TEXTS),
        reach=draw(st.sampled_from(Reach)),
        counties=tuple(sorted(draw(st.sets(st.sampled_from(counties()), max_size=21)))),
        municipalities=tuple(sorted(draw(st.sets(st.sampled_from(municipalities_of(PlaceCode("23"))), max_size=4)))),
        basis=draw(st.sampled_from(Basis)),
        shares=draw(shares()),
        grants=tuple(draw(st.lists(grants, max_size=3))),
        target_groups=tuple(draw(st.lists(TEXTS, max_size=3))),
        purpose_sv=draw(TEXTS),
        purpose_en=draw(TEXTS),
        note=draw(TEXTS),
        source=draw(TEXTS),
        fields=tuple(draw(st.lists(st.tuples(TEXTS, TEXTS), max_size=3))),
    )


def stored(record: InitiativeRecord) -> Initiative:
    ensure_actors([*record.owners, *record.partners], by=OPERATOR)
    initiative = Initiative(known_since=date(2025, 1, 1))
    fill(initiative, record)
    initiative.save()
    add_parts([(initiative.pk, record)], nodes_of(strategy_key(COUNTY)), dict(Actor.objects.values_list("code", "id")))
    return initiative


def loaded(initiative: Initiative) -> InitiativeRecord:
    return load(Initiative.objects.filter(pk=initiative.pk), strategy_key(COUNTY))[0][1]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(records(), records())
def test_what_is_stored_is_what_is_loaded_and_storing_anew_leaves_nothing_of_before(
    county: str, record: InitiativeRecord, other: InitiativeRecord
) -> None:
    initiative = stored(record)
    assert loaded(initiative) == record
    ensure_actors([*other.owners, *other.partners], by=OPERATOR)
    store_records({initiative: other}, nodes_of(strategy_key(COUNTY)), dict(Actor.objects.values_list("code", "id")))
    assert loaded(initiative) == other
    assert initiative.version == 2
    initiative.delete()


@given(records())
@settings(max_examples=200, deadline=None)
def test_plain_values_and_back_is_the_same_record(record: InitiativeRecord) -> None:
    assert from_plain(to_plain(record)) == record


def test_aspects_are_kept_with_their_focus_area(sormland: object) -> None:
    from samhandling.strategy.queries import strategy

    code = "sormland-naringsliv-2022"
    area = next(area for area in strategy(code, seen_by=OPERATOR).focus_areas if len(area.aspects) > 1)
    aspects = tuple(aspect.code for aspect in area.aspects)[:2]
    record = InitiativeRecord(id="X1", title="Prov", basis=Basis.STATED, shares=(Share(area.code, Fraction(1, 3), aspects),))
    initiative = Initiative(known_since=date(2025, 1, 1))
    fill(initiative, record)
    initiative.save()
    add_parts([(initiative.pk, record)], nodes_of(strategy_key(code)), {})
    assert load(Initiative.objects.filter(pk=initiative.pk), strategy_key(code))[0][1] == record


def test_a_distribution_on_one_strategy_says_nothing_of_another(county: str) -> None:
    from samhandling.strategy.actions import load as load_strategy
    from samhandling.strategy.rules.shipped import read_shipped

    load_strategy(read_shipped("sormland-naringsliv-2022"), by=OPERATOR)
    initiative = stored(InitiativeRecord(id="X2", title="Prov", basis=Basis.STATED, shares=(Share("A1a", Fraction(1)),)))
    other = load(Initiative.objects.filter(pk=initiative.pk), strategy_key("sormland-naringsliv-2022"))[0][1]
    assert (other.basis, other.shares) == (Basis.NOT_READ, ())


TITLES = ("Öland", "Vik", "ärlig", "Zorn", "Wik", "Älvsjö", "Åker")


def test_lists_stand_in_swedish_order(county: str) -> None:
    for number, title in enumerate(TITLES):
        stored(InitiativeRecord(id=f"T{number}", title=title))
    assert [found.title for found in search("", seen_by=OPERATOR)] == ["Vik", "Wik", "Zorn", "Åker", "Älvsjö", "ärlig", "Öland"]


@pytest.mark.parametrize(
    ("words", "is_found"), [("åker", True), ("ÅKER", True), ("aker", False), ("t6", True), ("åker t6", True), ("öker", False)]
)
def test_search_knows_capitals_apart_from_letters(county: str, words: str, is_found: bool) -> None:
    stored(InitiativeRecord(id="T6", title="Åker"))
    assert bool(search(words, seen_by=OPERATOR)) is is_found
