"""Rules taken one by one: who is alike, whose money it is by population, on which threshold a status hangs, a thought tried out."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from coverage_made import LONG, ON, SOON, drawn, effort, granted

from samhandling.coverage.rules.attribution import Split
from samhandling.coverage.rules.comparison import WhatIf, compare, what_if
from samhandling.coverage.rules.matrix import matrix
from samhandling.coverage.rules.overlaps import overlaps
from samhandling.coverage.rules.picture import FocusArea, Picture, Question
from samhandling.coverage.rules.robustness import Flip, robustness
from samhandling.coverage.rules.rulebook import Use, default_rulebook
from samhandling.coverage.rules.status import Status
from samhandling.ground.periods import Period
from samhandling.ground.places import NATION, PlaceCode, counties
from samhandling.plan.rules.record import InitiativeRecord, Kind, Reach, Stage

AREAS = (FocusArea("1.1"), FocusArea("1.2"))
SORMLAND, OREBRO, FLEN, TROSA = (PlaceCode(code) for code in ("04", "18", "0482", "0488"))
GROUP = ("SMF",)


def alike(key: str, **changed: object) -> InitiativeRecord:
    return effort(key, "1.1", **{"target_groups": GROUP, **changed})


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({}, True),
        ({"target_groups": ("unga",)}, False),
        ({"target_groups": ()}, False),
        ({"kind": Kind.PRE_STUDY}, False),
        ({"owners": ("ägare av a", "någon till")}, False),
        ({"counties": (OREBRO,)}, False),
        ({"counties": counties(), "reach": Reach.NATION}, True),
        ({"period": Period(date(2010, 1, 1), date(2011, 1, 1))}, False),
        ({"stage": Stage.IDEA}, False),
        ({"municipalities": (FLEN,), "reach": Reach.NAMED}, True),
    ],
)
def test_efforts_are_alike_by_group_place_and_kind_of_work_with_other_owners(other: dict[str, Any], found: bool) -> None:
    made = overlaps(drawn([alike("a"), alike("b", **other)], AREAS))
    assert [one.initiatives for one in made] == ([("a", "b")] if found else [])


def test_efforts_in_different_municipalities_are_not_alike() -> None:
    pair = [alike("a", municipalities=(FLEN,), reach=Reach.NAMED), alike("b", municipalities=(TROSA,), reach=Reach.NAMED)]
    assert not overlaps(drawn(pair, AREAS))
    # From the owner's seat alone nothing is known of where it works within the county.
    assert overlaps(drawn([replace(one, reach=Reach.UNKNOWN) for one in pair], AREAS))


def test_efforts_with_different_main_focus_areas_are_not_alike() -> None:
    assert not overlaps(drawn([alike("a"), effort("b", "1.2", target_groups=GROUP)], AREAS))


def test_only_those_that_resemble_another_are_listed_with_every_owner() -> None:
    records = [alike("a", owners=("x",)), alike("b", owners=("x",)), alike("c", owners=("y",)), alike("d", owners=("x", "y"))]
    (found,) = overlaps(drawn(records, AREAS))
    assert (found.initiatives, found.owners) == (("a", "b", "c"), ("x", "y"))


@pytest.mark.parametrize(
    ("persons", "parts"),
    [
        (None, (Fraction(1, 2), Fraction(1, 2))),
        ({SORMLAND: 300, OREBRO: 100}, (Fraction(3, 4), Fraction(1, 4))),
        ({SORMLAND: 300}, (Fraction(1, 2), Fraction(1, 2))),
        ({SORMLAND: 300, OREBRO: 0}, (Fraction(1, 2), Fraction(1, 2))),
    ],
)
def test_money_is_split_by_population_only_where_every_figure_is_known(
    persons: dict[PlaceCode, int] | None, parts: tuple[Fraction, Fraction]
) -> None:
    record = effort("a", "1.1", counties=(SORMLAND, OREBRO), grants=granted(1000))
    found = [drawn([record], AREAS, place=place, split=Split(persons)).totals.granted.value for place in (SORMLAND, OREBRO)]
    assert found == [1000 * part for part in parts]


def test_municipalities_share_by_population_among_those_that_are_named() -> None:
    split = Split({FLEN: 16_000, TROSA: 4_000})
    record = effort("a", "1.1", municipalities=(FLEN, TROSA), reach=Reach.NAMED, grants=granted(1000))
    assert drawn([record], AREAS, place=FLEN, split=split).totals.granted.value == 800
    # Over the whole county figures are missing for seven of nine, so it is shared equally.
    assert drawn([effort("b", "1.1", grants=granted(900))], AREAS, place=FLEN, split=split).totals.granted.value == 100


def test_a_matrix_of_a_split_by_population_is_refused_not_drawn_wrong() -> None:
    with pytest.raises(ValueError, match="picture"):
        matrix([], AREAS, Question(ON, NATION, default_rulebook(), split=Split({SORMLAND: 1})))


def test_a_real_status_that_hangs_on_thresholds_says_which(
    draw: Callable[..., Picture], real: tuple[InitiativeRecord, ...], areas: tuple[FocusArea, ...]
) -> None:
    found = robustness(draw(date(2018, 6, 30)), real, areas)
    assert found.of("2.4") == (
        Flip("2.4", "one_owner", Fraction(2), Fraction(5, 2), Status.PARTLY),
        Flip("2.4", "few_left", Fraction(2), Fraction(5, 2), Status.PARTLY),
    )
    assert {flip.focus_area for flip in found.flips} == {"2.4"}


def test_a_longer_horizon_is_tried_in_whole_months() -> None:
    ends = [Period(LONG.start, date(2019, 2, day)) for day in (1, 2)]
    records = [effort(f"insats {index}", "1.1", period) for index, period in enumerate(ends)]
    book = replace(default_rulebook(), months_left=7)
    made = drawn(records, AREAS, rulebook=book)
    flips = [flip for flip in robustness(made, records, AREAS).of("1.1") if flip.threshold == "months_left"]
    # 7 months varied by a quarter are 5.25 and 8.75: tried, and told, as 5 and 9.
    assert flips == [Flip("1.1", "months_left", Fraction(7), Fraction(9), Status.PARTLY)]


def test_a_part_of_a_whole_is_never_tried_above_all_of_it() -> None:
    area = FocusArea("1.1", ("a", "b"))
    shares = tuple(replace(share, aspects=("a", "b")) for share in effort("x", "1.1").shares)
    records = [effort(f"insats {index}", "1.1", shares=shares) for index in range(3)]
    assert not robustness(drawn(records, [area]), records, [area]).of("1.1")
    studies = [effort(f"förstudie {index}", "1.1", kind=Kind.PRE_STUDY) for index in range(3)]
    assert not robustness(drawn(studies, [area]), studies, [area]).of("1.1")


def test_approving_an_idea_shows_what_it_would_give() -> None:
    idea = effort("idé", "1.1", stage=Stage.SAMTAL, grants=granted(100))
    plan = [effort("annan", "1.1"), idea]
    before, after = drawn(plan, AREAS), drawn(what_if(plan, WhatIf(frozenset({"idé"}))), AREAS)
    change = compare(before, after).changes[0]
    assert (change.before, change.after) == (Status.PARTLY, Status.COVERED)
    assert (change.opened, change.closed, change.sek_before, change.sek_after) == (("idé",), (), 0, 100)
    assert idea.stage is Stage.SAMTAL


def test_ending_an_effort_shows_what_would_be_lost() -> None:
    plan = [effort("a", "1.1"), effort("b", "1.1")]
    thought = what_if(plan, WhatIf(end={"a": date(2018, 6, 29)}))
    change = compare(drawn(plan, AREAS), drawn(thought, AREAS)).changes[0]
    assert (change.after, change.closed, change.opened) == (Status.PARTLY, ("a",), ())


def test_a_picture_over_fewer_focus_areas_is_not_compared() -> None:
    with pytest.raises(KeyError):
        compare(drawn([], AREAS), drawn([], AREAS[:1]))


def test_an_effort_that_ends_within_the_year_is_told_at_its_last_day() -> None:
    made = drawn([effort("a", "1.1", SOON), effort("b", "1.1"), effort("c", None, SOON)], AREAS)
    # Only what contributes to some focus area is spoken of.
    assert [row.id for row in made.totals.ending.rows] == ["a"]


def test_a_median_between_two_great_sums_is_exact_in_the_matrix_too() -> None:
    records = [effort("a", "1.1", grants=granted(2**60 + 1)), effort("b", "1.2", grants=granted(2**60 + 2))]
    book = default_rulebook().with_use("little_money", Use.NOTE)
    every = matrix(records, AREAS, Question(ON, NATION, book))
    row = every.places.index(SORMLAND)
    assert Fraction(every.numbers.median_sek[row, 0]) / every.denominator == 2**60 + Fraction(3, 2)
    assert drawn(records, AREAS, rulebook=book).cells[0].numbers.median_sek == 2**60 + Fraction(3, 2)
