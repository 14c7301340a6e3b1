"""A file comes again: what changed in it is taken, what a person changed stands, and where both did a person is asked."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from plan.plan_made import HEADINGS, ROAD, SHOP, book, changed, everything, held, run_of, take_in, traces
from samhandling.files.tables import Cell
from samhandling.ground.faults import Refused
from samhandling.ground.viewer import OPERATOR
from samhandling.plan.actions.editing import correct
from samhandling.plan.actions.settling import settle
from samhandling.plan.queries import DoubtRow, doubts, known_for
from samhandling.plan.rules.intake import Did
from samhandling.plan.rules.plain import to_plain

# heading, the cell in the first file, the cell in the second, what a person wrote, and how the value reads in plain JSON.
FIELDS: list[tuple[str, Cell, Cell, str, str]] = [
    ("title", "Bussen som väntar", "Bussen som kommer", "Tåget", "title"),
    ("owner", "Region Exempel", "Åre kommun", "Bräcke kommun", "owners"),
    ("start", "2025-02-01", "2025-04-01", "2025-03-01", "start"),
    ("end", "2026-12-31", "2027-06-30", "2028-01-31", "end"),
    ("granted", 400_000, 450_000, "500000", "grants"),
    ("contributions", "A1a:0.5|B2a:0.5", "A1a:0.25|B2a:0.75", "B1b", "shares"),
    ("municipalities", "2380", "2321", "2305", "municipalities"),
    ("note", "Första", "Andra", "Egen", "note"),
]


def plain(code: str = "A1") -> dict[str, Any]:
    return to_plain(held(code))


def differences() -> list[DoubtRow]:
    return [one for one in doubts(seen_by=OPERATOR) if one.kind == "difference"]


def case(heading: str, first: Cell) -> tuple[Cell, ...]:
    return changed(ROAD, **{heading: first})


@pytest.mark.parametrize(("heading", "first", "second", "own", "name"), FIELDS, ids=[row[0] for row in FIELDS])
class TestThreeWays:
    """Every kind of field, every way that it can change."""

    def test_changed_in_the_file_only_is_taken(self, county: str, heading: str, first: Cell, second: Cell, own: str, name: str) -> None:
        take_in(book(case(heading, first)))
        before = plain()
        outcome = take_in(book(case(heading, second)))
        after = plain()
        assert outcome.preview.intake.rows[0].did is Did.UPDATED
        assert after[name] != before[name]
        assert differences() == []
        take_in(book(case(heading, first)))
        assert plain() == before

    def test_changed_by_a_person_only_stands_without_a_doubt(
        self, county: str, heading: str, first: Cell, second: Cell, own: str, name: str
    ) -> None:
        take_in(book(case(heading, first)))
        correct("A1", heading, own, strategy=county, by=OPERATOR)
        own_value = plain()[name]
        take_in(book(case(heading, first), SHOP))
        assert plain()[name] == own_value
        assert differences() == []

    def test_changed_by_both_stands_and_is_asked_about(
        self, county: str, heading: str, first: Cell, second: Cell, own: str, name: str
    ) -> None:
        take_in(book(case(heading, first)))
        correct("A1", heading, own, strategy=county, by=OPERATOR)
        own_value = plain()[name]
        take_in(book(case(heading, second)))
        assert plain()[name] == own_value
        (doubt,) = differences()
        assert (doubt.initiative, doubt.answers) == ("A1", ("keep", "take"))

    def test_the_answer_take_takes_the_files(self, county: str, heading: str, first: Cell, second: Cell, own: str, name: str) -> None:
        take_in(book(case(heading, first)))
        take_in(book(case(heading, second)))
        files = plain()[name]
        take_in(book(case(heading, first)))
        correct("A1", heading, own, strategy=county, by=OPERATOR)
        take_in(book(case(heading, second)))
        settle(differences()[0].id, "take", strategy=county, by=OPERATOR)
        assert plain()[name] == files
        assert differences() == []
        assert take_in(book(case(heading, second))).run is None

    def test_the_answer_keep_keeps_it_and_the_same_file_asks_no_more(
        self, county: str, heading: str, first: Cell, second: Cell, own: str, name: str
    ) -> None:
        take_in(book(case(heading, first)))
        correct("A1", heading, own, strategy=county, by=OPERATOR)
        own_value = plain()[name]
        take_in(book(case(heading, second)))
        settle(differences()[0].id, "keep", strategy=county, by=OPERATOR)
        for again in (book(case(heading, second)), book(case(heading, second), SHOP)):
            take_in(again)
            assert plain()[name] == own_value
            assert differences() == []

    def test_a_column_that_is_gone_says_nothing(self, county: str, heading: str, first: Cell, second: Cell, own: str, name: str) -> None:
        if heading == "title":
            pytest.skip("a list without names is no list of efforts")
        take_in(book(case(heading, first)))
        before = plain()
        kept = [index for index, one in enumerate(HEADINGS) if one != heading]
        narrow = changed(ROAD, title="Bussen som väntar på alla")
        take_in(book([narrow[index] for index in kept], headings=[HEADINGS[index] for index in kept]))
        assert plain()[name] == before[name]
        assert plain()["title"] == "Bussen som väntar på alla"
        assert differences() == []

    def test_another_register_never_overwrites(self, county: str, heading: str, first: Cell, second: Cell, own: str, name: str) -> None:
        take_in(book(case(heading, first)), source="Register A")
        before = plain()
        take_in(book(case(heading, second)), source="Register B")
        assert plain() == before
        assert [one.field for one in differences()] == ([] if heading in ("note",) else [_group(heading)])

    def test_another_register_fills_what_is_not_known(
        self, county: str, heading: str, first: Cell, second: Cell, own: str, name: str
    ) -> None:
        if heading == "title":
            pytest.skip("nothing is without a name")
        take_in(book(case(heading, None)), source="Register A")
        empty = plain()
        take_in(book(case(heading, second)), source="Register B")
        assert plain()[name] != empty[name]
        assert differences() == []

    def test_an_emptied_cell_makes_unknown_only_what_the_file_itself_had_said(
        self, county: str, heading: str, first: Cell, second: Cell, own: str, name: str
    ) -> None:
        if heading == "title":
            pytest.skip("nothing is without a name")
        take_in(book(case(heading, first)))
        take_in(book(case(heading, None)))
        assert plain()[name] in (None, "", []) or [grant["amount"] for grant in plain()["grants"]] == [None]
        take_in(book(case(heading, first)))
        correct("A1", heading, own, strategy=county, by=OPERATOR)
        own_value = plain()[name]
        take_in(book(case(heading, None)))
        assert plain()[name] == own_value


def _group(heading: str) -> str:
    from samhandling.plan.rules.intake import GROUP_OF_FIELD

    return GROUP_OF_FIELD[heading]


def test_two_fields_of_one_project_go_their_own_ways(county: str) -> None:
    take_in(book(ROAD))
    correct("A1", "end", "2029-12-31", strategy=county, by=OPERATOR)
    take_in(book(changed(ROAD, start="2025-05-01")))
    assert (held("A1").period.start, held("A1").period.end) == (date(2025, 5, 1), date(2029, 12, 31))
    assert differences() == []


def test_amount_and_financier_of_one_project_go_their_own_ways(county: str) -> None:
    take_in(book(ROAD))
    correct("A1", "granted", "500000", strategy=county, by=OPERATOR)
    take_in(book(changed(ROAD, financier="Landsbygdsprogrammet")))
    (grant,) = held("A1").grants
    assert (grant.financier, grant.amount) == ("Landsbygdsprogrammet", 500_000)
    assert differences() == []


def test_that_a_person_made_something_unknown_is_an_edit_too(county: str) -> None:
    take_in(book(ROAD))
    for field in ("end", "granted", "contributions"):
        correct("A1", field, "", strategy=county, by=OPERATOR)
    take_in(book(changed(ROAD, end="2027-01-31", granted=410_000, contributions="A1b")))
    assert (held("A1").period.end, held("A1").granted, held("A1").shares) == (None, None, ())
    assert [one.field for one in differences()] == ["end", "distribution", "grants"]


def test_a_third_edition_that_says_something_new_asks_again(county: str) -> None:
    take_in(book(ROAD))
    correct("A1", "end", "2029-12-31", strategy=county, by=OPERATOR)
    take_in(book(changed(ROAD, end="2027-01-31")))
    settle(differences()[0].id, "keep", strategy=county, by=OPERATOR)
    take_in(book(changed(ROAD, end="2027-02-28")))
    (doubt,) = differences()
    assert "2027-02-28" in doubt.said.sv
    assert "2029-12-31" in doubt.said.sv


def test_a_file_that_comes_to_say_what_the_person_said_agrees(county: str) -> None:
    take_in(book(ROAD))
    correct("A1", "granted", "500000", strategy=county, by=OPERATOR)
    take_in(book(changed(ROAD, granted=500_000)))
    assert differences() == []
    take_in(book(changed(ROAD, granted=510_000)))
    assert held("A1").granted == Fraction(510_000)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"start": "2025-09-15"}, {"start": "september 2025"}),
        ({"start": "2025-09-15"}, {"start": "2025"}),
        ({"contributions": "A1a:0.5|B2a:0.5"}, {"contributions": "A1a|B2a"}),
        ({"title": "Bussen som väntar"}, {"title": "BUSSEN SOM VÄNTAR"}),
        ({"financier": "Regionala medel"}, {"financier": ""}),
    ],
)
def test_another_register_that_says_the_same_less_exactly_raises_no_doubt(
    county: str, first: dict[str, Cell], second: dict[str, Cell]
) -> None:
    take_in(book(changed(ROAD, **first)), source="Register A")
    before = plain()
    take_in(book(changed(ROAD, **second)), source="Register B")
    assert plain() == before
    assert differences() == []


def test_an_unchanged_file_leaves_no_trace_even_after_corrections(county: str) -> None:
    take_in(book(ROAD, SHOP))
    correct("A1", "end", "2029-12-31", strategy=county, by=OPERATOR)
    before, left = everything(), traces()
    assert take_in(book(ROAD, SHOP)).run is None
    assert (everything(), traces()) == (before, left)


def test_a_row_that_is_gone_from_the_file_stays_in_the_plan(county: str) -> None:
    take_in(book(ROAD, SHOP))
    take_in(book(ROAD))
    assert held("A2").title == "Öppet i byn"


def test_what_a_register_last_said_is_not_what_an_undone_import_said(county: str) -> None:
    from samhandling.plan.actions.undoing import undo_import

    take_in(book(ROAD), source="R")
    undo_import(run_of(take_in(book(changed(ROAD, end="2027-01-31")), source="R")), by=OPERATOR)
    known, _ = known_for(["A1"], "R", strategy=county, seen_by=OPERATOR)
    assert known["A1"].last is not None
    assert known["A1"].last["end"] == "2026-12-31"


def test_settling_refuses_an_answer_that_the_doubt_does_not_have_and_a_second_settling(county: str) -> None:
    take_in(book(ROAD))
    correct("A1", "end", "2029-12-31", strategy=county, by=OPERATOR)
    take_in(book(changed(ROAD, end="2027-01-31")))
    number = differences()[0].id
    with pytest.raises(Refused, match="keep, take"):
        settle(number, "maybe", strategy=county, by=OPERATOR)
    settle(number, "keep", strategy=county, by=OPERATOR)
    with pytest.raises(Refused):
        settle(number, "take", strategy=county, by=OPERATOR)
    assert held("A1").period.end == date(2029, 12, 31)
