"""A person corrects one field in words; what is unclear is refused, what is empty is unknown, what came between is told."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from plan.plan_made import ROAD, SHOP, book, changed, everything, held, take_in, traces
from samhandling.ground.faults import Refused
from samhandling.ground.places import PlaceCode
from samhandling.ground.viewer import OPERATOR, VISITOR
from samhandling.people.rules.permission import NotAllowed
from samhandling.plan.actions.editing import Conflict, correct
from samhandling.plan.actions.settling import answer_chain, settle
from samhandling.plan.actions.uniting import merge_into, part
from samhandling.plan.queries import chains, doubts, initiative, records_of, search
from samhandling.plan.rules.correcting import correctable
from samhandling.plan.rules.plain import to_plain
from samhandling.plan.rules.record import Basis, ContributionSource, Kind, MoneyKind, Stage

READS: list[tuple[str, str, str, Any]] = [
    ("title", "Bussen, nu på riktigt", "title", "Bussen, nu på riktigt"),
    ("owner", "Åre kommun", "owners", ["are-kommun"]),
    ("partners", "Bräcke kommun | Östersunds kommun", "partners", ["bracke-kommun", "ostersunds-kommun"]),
    ("kind", "förstudie", "kind", "pre_study"),
    ("stage", "Samsyn", "stage", "samsyn"),
    ("start", "1 mars 2025", "start", "2025-03-01"),
    ("end", "december 2027", "end", "2027-12-31"),
    ("decided", "2025-01-15", "decided", "2025-01-15"),
    ("not_before", "2024-01-01", "not_before", "2024-01-01"),
    ("not_after", "2030-12-31", "not_after", "2030-12-31"),
    ("bounds_basis", "programperioden", "bounds_basis", "programperioden"),
    ("municipalities", "Åre", "municipalities", ["2321"]),
    ("counties", "Jämtlands län, Västernorrlands län", "counties", ["22", "23"]),
    ("contributions", "B1a:0.75", "shares", "0.75 på B1a"),
    ("granted", "1,5 mnkr", "grants", "1500000"),
    ("paid_out", "12 000 kr", "grants", "12000"),
    ("financier", "Leader", "grants", "Leader"),
    ("target_group", "unga; företag", "target_groups", ["unga", "företag"]),
    ("purpose_sv", "Fler ska hinna.", "purpose_sv", "Fler ska hinna."),
    ("purpose_en", "More should make it.", "purpose_en", "More should make it."),
    ("note", "Ringde dem.", "note", "Ringde dem."),
    ("source", "nämndens protokoll", "source", "nämndens protokoll"),
]


@pytest.fixture
def road(county: str) -> str:
    take_in(book(ROAD, SHOP))
    return county


@pytest.mark.parametrize(("field", "text", "name", "value"), READS, ids=[row[0] for row in READS])
def test_every_field_is_corrected_from_text_with_one_event_and_one_version(road: str, field: str, text: str, name: str, value: Any) -> None:
    before = to_plain(held("A1"))
    assert correct("A1", field, text, strategy=road, by=OPERATOR) == 2
    after = to_plain(held("A1"))
    if name == "shares":
        assert [(share["share"], share["focus_area"], share["source"]) for share in after[name]] == [("3/4", "B1a", "person")]
    elif name == "grants":
        assert value in {text for grant in after[name] for text in grant.values()}
    else:
        assert after[name] == value
    touched = {key for key in after if after[key] != before[key]}
    assert touched <= {name, f"{name}_precision", "reach", "counties", "basis"}, touched


def test_every_field_that_can_be_corrected_is_in_the_table_above() -> None:
    assert set(correctable()) - {"reach", "basis", "applied_for", "co_financed", "paid_back", "id"} == {row[0] for row in READS}


@pytest.mark.parametrize(
    ("first", "field", "text", "counties", "municipalities"),
    [
        ("2321", "counties", "22, 23", ["22", "23"], ["2321"]),
        ("2321", "counties", "22", ["22"], []),
        ("2321", "municipalities", "Östersund", ["23"], ["2380"]),
        ("2321", "municipalities", "hela länet", ["23"], []),
        ("2321", "municipalities", "", ["23"], []),
        ("2321", "reach", "län", ["23"], ["2321"]),
    ],
)
def test_counties_and_municipalities_do_not_erase_one_another(
    county: str, first: str, field: str, text: str, counties: list[str], municipalities: list[str]
) -> None:
    take_in(book(changed(ROAD, municipalities=first)))
    correct("A1", field, text, strategy=county, by=OPERATOR)
    assert (sorted(held("A1").counties), sorted(held("A1").municipalities)) == (counties, municipalities)


def test_a_neighbouring_county_stays_when_a_municipality_is_corrected(county: str) -> None:
    take_in(book(ROAD))
    correct("A1", "counties", "Jämtlands län, Västernorrlands län", strategy=county, by=OPERATOR)
    correct("A1", "municipalities", "Åre", strategy=county, by=OPERATOR)
    assert (sorted(held("A1").counties), held("A1").municipalities) == (["22", "23"], ("2321",))


def test_other_money_stays_when_one_amount_is_corrected(road: str) -> None:
    correct("A1", "co_financed", "80000", strategy=road, by=OPERATOR)
    correct("A1", "granted", "500000", strategy=road, by=OPERATOR)
    assert {grant.kind: (grant.financier, grant.amount) for grant in held("A1").grants} == {
        MoneyKind.GRANTED: ("Regionala medel", 500_000),
        MoneyKind.CO_FINANCED: ("Regionala medel", 80_000),
    }


@pytest.mark.parametrize("field", ["start", "end", "granted", "municipalities", "note", "target_group", "owner", "kind"])
def test_an_empty_text_makes_the_field_unknown_and_never_zero(road: str, field: str) -> None:
    correct("A1", field, "", strategy=road, by=OPERATOR)
    record = held("A1")
    unknown = {
        "start": record.period.start is None,
        "end": record.period.end is None,
        "granted": record.granted is None,
        "municipalities": record.municipalities == (),
        "note": record.note == "",
        "target_group": record.target_groups == (),
        "owner": record.owners == (),
        "kind": record.kind is Kind.UNKNOWN,
    }
    assert unknown[field]


def test_zero_is_a_value(road: str) -> None:
    correct("A1", "granted", "0", strategy=road, by=OPERATOR)
    assert held("A1").granted == 0


def test_a_distribution_by_a_person_says_so_and_may_be_outside_all(road: str) -> None:
    correct("A1", "contributions", "A1b", strategy=road, by=OPERATOR)
    assert [(share.focus_area, share.share, share.source) for share in held("A1").shares] == [
        ("A1b", Fraction(1), ContributionSource.PERSON)
    ]
    correct("A1", "contributions", "utanför", strategy=road, by=OPERATOR)
    assert (held("A1").shares, held("A1").basis) == ((), Basis.JUDGED)


@pytest.mark.parametrize(
    ("field", "text", "told"),
    [
        ("farg", "röd", "contributions"),
        ("start", "31 juni 2025", "31 juni 2025"),
        ("start", "någon gång", "någon gång"),
        ("end", "2020-01-01", "2020-01-01"),
        ("granted", "mycket", "mycket"),
        ("granted", "-5", "-5"),
        ("contributions", "Z9", "Z9"),
        ("contributions", "A1a:0.8|B1a:0.8", "0.8"),
        ("municipalities", "Atlantis", "Atlantis"),
        ("kind", "cirkus", "cirkus"),
    ],
)
def test_what_is_unclear_is_refused_with_its_own_words_and_nothing_changes(road: str, field: str, text: str, told: str) -> None:
    before, left = everything(), traces()
    with pytest.raises(Refused) as refused:
        correct("A1", field, text, strategy=road, by=OPERATOR)
    assert all(fault.way_out.sv and fault.way_out.en for fault in refused.value.faults)
    assert told in str(refused.value) + "".join(fault.way_out.sv for fault in refused.value.faults)
    assert (everything(), traces()) == (before, left)


def test_a_correction_that_changes_nothing_leaves_no_trace(road: str) -> None:
    left = traces()
    assert correct("A1", "end", "2026-12-31", strategy=road, by=OPERATOR) == 1
    assert traces() == left


def test_who_saves_after_somebody_else_is_told_so_and_nothing_is_lost(road: str) -> None:
    seen = initiative("A1", of_strategy=road, seen_by=OPERATOR).version
    correct("A1", "note", "Kollegan var först", strategy=road, by=OPERATOR, version=seen)
    with pytest.raises(Conflict, match="version 2"):
        correct("A1", "end", "2028-01-01", strategy=road, by=OPERATOR, version=seen)
    assert (held("A1").note, held("A1").period.end) == ("Kollegan var först", date(2026, 12, 31))


def test_one_that_is_not_there_and_one_who_may_not_are_refused(road: str) -> None:
    with pytest.raises(Refused, match="ärendenumret"):
        correct("A99", "note", "x", strategy=road, by=OPERATOR)
    with pytest.raises(NotAllowed):
        correct("A1", "note", "x", strategy=road, by=VISITOR)


def test_two_that_are_one_are_shown_once_and_can_be_parted(road: str) -> None:
    before = held("A2")
    merge_into("A2", "A1", by=OPERATOR)
    assert [record.id for record in records_of(road, seen_by=OPERATOR)] == ["A1"]
    assert [found.code for found in search("", seen_by=OPERATOR)] == ["A1"]
    part("A2", by=OPERATOR)
    assert held("A2") == before


@pytest.mark.parametrize(("one", "other"), [("A1", "A1"), ("A1", "A99"), ("A99", "A1")])
def test_only_two_that_exist_can_be_merged(road: str, one: str, other: str) -> None:
    left = traces()
    with pytest.raises(Refused):
        merge_into(one, other, by=OPERATOR)
    assert traces() == left


def test_what_stands_for_others_is_not_merged_away_under_them(road: str) -> None:
    """A2 → A1 → A3 would leave A2 behind something that is not shown itself."""
    take_in(book(changed(ROAD, id="A3", title="Tredje bussen"), file="tredje.csv"))
    merge_into("A2", "A1", by=OPERATOR)
    with pytest.raises(Refused, match="A2"):
        merge_into("A1", "A3", by=OPERATOR)


def test_only_what_was_merged_can_be_parted(road: str) -> None:
    with pytest.raises(Refused):
        part("A1", by=OPERATOR)


UNCLEAR = changed(ROAD, granted="ingår i 60 mkr totalt", title="Bussen, oklar")


def test_a_doubt_keeps_what_was_done_until_somebody_settles_it(county: str) -> None:
    take_in(book(UNCLEAR))
    (doubt,) = doubts(seen_by=OPERATOR)
    assert (doubt.kind, doubt.field, held("A1").granted) == ("amount_shared_total", "granted", None)
    settle(doubt.id, doubt.answers[0], strategy=county, by=OPERATOR)
    assert held("A1").granted is None
    assert doubts(seen_by=OPERATOR) == []
    assert [one.answer for one in doubts(seen_by=OPERATOR, settled=True)] == [doubt.answers[0]]


def test_a_doubt_can_be_settled_with_a_value(county: str) -> None:
    take_in(book(UNCLEAR))
    (doubt,) = doubts(seen_by=OPERATOR)
    other = next(answer for answer in doubt.answers if answer != doubt.answers[0])
    with pytest.raises(Refused, match="granted"):
        settle(doubt.id, other, strategy=county, by=OPERATOR)
    assert [one.id for one in doubts(seen_by=OPERATOR)] == [doubt.id]
    settle(doubt.id, other, strategy=county, by=OPERATOR, value="250 tkr")
    assert held("A1").granted == 250_000


def test_working_material_is_not_for_visitors(county: str) -> None:
    take_in(book(UNCLEAR))
    assert doubts(seen_by=VISITOR) == []
    with pytest.raises(Refused):
        settle(doubts(seen_by=OPERATOR)[0].id, "unknown", strategy=county, by=VISITOR)


def test_chains_are_proposed_and_answered(county: str) -> None:
    study = changed(ROAD, title="Förstudie Bussen", kind="")
    take_in(book(study, changed(ROAD, id="A2", title="Bussen", start="2027-01-01", end="2028-01-01")))
    assert [(one.before, one.after, one.state) for one in chains(seen_by=OPERATOR)] == [("A1", "A2", "proposed")]
    answer_chain("A1", "A2", confirm=True, by=OPERATOR)
    assert [one.state for one in chains(seen_by=OPERATOR)] == ["confirmed"]
    answer_chain("A1", "A2", confirm=False, by=OPERATOR)
    assert chains(seen_by=OPERATOR) == []
    take_in(book(study, changed(ROAD, id="A2", title="Bussen", start="2027-01-01", end="2028-02-01")))
    assert chains(seen_by=OPERATOR) == []
    with pytest.raises(Refused):
        answer_chain("A2", "A1", confirm=True, by=OPERATOR)


def test_a_place_and_a_step_are_read_as_a_file_would_be(road: str) -> None:
    correct("A1", "municipalities", "hela länet", strategy=road, by=OPERATOR)
    correct("A1", "stage", "samtal", strategy=road, by=OPERATOR)
    record = held("A1")
    assert (record.counties, record.municipalities, record.stage) == ((PlaceCode("23"),), (), Stage.SAMTAL)
