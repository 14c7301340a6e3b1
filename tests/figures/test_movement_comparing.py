"""Against others, quotients, parts, chains: numbers as published, holes told."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samhandling.figures.rules.algebra import NO_NUMERATOR, ZERO_DENOMINATOR, Link, chained, parts_and_whole, quotients
from samhandling.figures.rules.comparing.need import Effort, Level, Need, Needed, NeedLimits, need_of
from samhandling.figures.rules.comparing.others import Gap, against, middle_of, points_of
from samhandling.figures.rules.movement.direction import Better, Course, Direction
from samhandling.figures.rules.movement.series import BreakMark, Point, stretch_of
from samhandling.ground.said import Said

HIGHER, LOWER, NEITHER = Direction(Better.HIGHER), Direction(Better.LOWER), Direction(Better.NEITHER)
NATION = Said("riket", "the nation")


def series(*values: float | None, first: int = 2020) -> list[Point]:
    return [Point(str(first + place), None if value is None else Decimal(str(value))) for place, value in enumerate(values)]


def test_the_difference_and_its_change_are_told() -> None:
    found = against(series(8.5, 8.0, 6.5), series(7.0, 6.5, 6.0), NATION, LOWER)
    assert (found.difference, found.difference_then, found.change) == (Decimal("0.5"), Decimal("1.5"), Decimal("-1.0"))
    assert (found.course, found.gap) == (Course.WORSE, Gap.CATCHING_UP)
    assert found.said.sv == "6,5 (2022), 0,5 högre än riket (6,0). Skillnaden var 1,5 (2020)."


@pytest.mark.parametrize(
    ("then", "now", "gap"),
    [
        ((5, 8), (6, 7), Gap.CATCHING_UP),
        ((8, 5), (9, 5), Gap.PULLING_AHEAD),
        ((8, 5), (7, 6), Gap.LOSING_LEAD),
        ((5, 8), (4, 8), Gap.FALLING_BEHIND),
        ((5, 8), (6, 9), Gap.UNCHANGED),
    ],
)
def test_how_the_gap_moves(then: tuple[int, int], now: tuple[int, int], gap: Gap) -> None:
    assert against(series(then[0], now[0]), series(then[1], now[1]), NATION, HIGHER).gap is gap


def test_only_periods_that_both_have_are_compared() -> None:
    found = against(series(1, 2, None, 4), series(9, 8, 7, None), NATION, HIGHER)
    assert (found.now, found.then, found.difference) == ("2021", "2020", -6)
    nothing = against(series(1, None), series(None, 2), NATION, HIGHER)
    assert nothing.difference is None
    assert nothing.said.sv == "Inget år finns för både oss och riket."


def test_a_break_cuts_the_comparison_for_both() -> None:
    found = against(series(1, 2, 30, 40), series(1, 1, 10, 10), NATION, HIGHER, [BreakMark("2022", Said("Ny.", "New."))])
    assert (found.then, found.difference_then, found.difference) == ("2022", 20, 30)
    assert found.notes


def test_no_gap_is_judged_without_a_direction() -> None:
    found = against(series(1, 2), series(2, 2), NATION, NEITHER)
    assert (found.course, found.gap, found.difference) == (Course.NOT_JUDGED, Gap.NOT_JUDGED, 0)
    assert found.said.sv.startswith("2 (2021), lika med riket.")


def test_the_middle_of_a_group_is_the_median_and_says_how_many_it_is_of() -> None:
    group = {"a": series(1, 1), "b": series(3, None), "c": series(100, None)}
    first, second = middle_of(group)
    assert (first.value, first.known, first.of) == (3, 3, 3)
    assert (second.value, second.known) == (None, 1)
    assert points_of([first])[0].status == "3/3"
    assert middle_of({"a": series(None), "b": series(None)})[0].value is None


def needed(
    value: float | None, level: float | None, effort: Effort, direction: Direction = LOWER, limits: NeedLimits | None = None
) -> Needed:
    return need_of(
        None if value is None else Decimal(str(value)),
        Level(NATION, None if level is None else Decimal(str(level))),
        direction,
        effort,
        limits,
    )


NOTHING, MUCH = Effort(0, 0, 0), Effort(12, 5, 8)


@pytest.mark.parametrize(
    ("value", "level", "effort", "need"),
    [
        (8, 6, NOTHING, Need.LITTLE_EFFORT_LARGE_GAP),
        (8, 6, Effort(20, 9, 1), Need.LITTLE_EFFORT_LARGE_GAP),
        (8, 6, MUCH, Need.EFFORT_LARGE_GAP),
        (6.1, 6, NOTHING, Need.NO_LARGE_GAP),
        (5, 6, NOTHING, Need.NO_LARGE_GAP),
        (0, 6, NOTHING, Need.NO_LARGE_GAP),
        (None, 6, NOTHING, Need.CANNOT_BE_TOLD),
        (8, None, NOTHING, Need.CANNOT_BE_TOLD),
        (8, 0, NOTHING, Need.CANNOT_BE_TOLD),
    ],
)
def test_little_effort_where_the_gap_is_large(value: float | None, level: float | None, effort: Effort, need: Need) -> None:
    found = needed(value, level, effort)
    assert found.need is need
    assert (found.effort, found.level.name) == (effort, NATION)


def test_every_part_of_a_need_is_shown() -> None:
    found = needed(8, 6, Effort(3, 1, 2))
    assert (found.gap, found.share, found.lasting) == (2, Fraction(1, 3), 1)
    assert found.said.sv == (
        "Gapet till riket är stort: 8, 2 ifrån. Kända pågående insatser: 3. Har området som huvudinriktning: 1. Finns kvar om ett år: 2."
    )


def test_a_level_of_zero_takes_a_limit_in_the_figures_own_unit() -> None:
    assert needed(8, 0, NOTHING, limits=NeedLimits(large_amount=Decimal(5))).need is Need.LITTLE_EFFORT_LARGE_GAP


def test_no_need_is_told_without_a_direction_and_a_band_needs_no_level() -> None:
    assert needed(8, 6, NOTHING, NEITHER).need is Need.CANNOT_BE_TOLD
    band = Direction(Better.BAND, Decimal(2), Decimal(4))
    assert needed(8, None, NOTHING, band, NeedLimits(large_amount=Decimal(4))).need is Need.LITTLE_EFFORT_LARGE_GAP
    assert needed(3, None, NOTHING, band).need is Need.NO_LARGE_GAP


def test_a_quotient_has_both_its_parts() -> None:
    made = quotients(series(62, 0), series(1000, 1000), Decimal(100))
    assert [quotient.value for quotient in made] == [Fraction("6.2"), 0]
    assert made[1].point().value == 0
    assert made[0].point(1) == Point("2020", Decimal("6.2"))


def test_a_quotient_without_a_part_has_no_value_and_says_why() -> None:
    made = quotients(series(None, 5, 5), series(10, 0, None))
    assert [quotient.value for quotient in made] == [None, None, None]
    assert [quotient.status for quotient in made] == [NO_NUMERATOR, ZERO_DENOMINATOR, "no_denominator"]
    assert [quotient.period for quotient in quotients(series(1), series(1, first=2021))] == ["2020", "2021"]


@given(st.integers(-1000, 1000), st.integers(1, 1000), st.integers(0, 4))
def test_law_a_quotients_point_is_rounded_half_up_and_no_further(above: int, below: int, decimals: int) -> None:
    [made] = quotients([Point("2020", Decimal(above))], [Point("2020", Decimal(below))])
    value = made.point(decimals).value
    assert value is not None
    assert abs(Fraction(value) - Fraction(above, below)) <= Fraction(1, 2 * 10**decimals)


def test_published_parts_are_never_forced_to_sum() -> None:
    found = parts_and_whole(Decimal(100), {"kvinnor": Decimal(49), "män": Decimal(54)})
    assert (found.whole, found.difference) == (100, 3)
    assert dict(found.parts) == {"kvinnor": 49, "män": 54}
    assert found.said.sv == "Delarna ger 3 mer än helheten. Båda är publicerade så, och vi ändrar inget."


def test_a_part_that_is_missing_is_not_worked_out_from_the_others() -> None:
    found = parts_and_whole(Decimal(100), {"kvinnor": Decimal(49), "män": None})
    assert (found.parts["män"], found.unknown, found.difference) == (None, ("män",), None)
    assert parts_and_whole(None, {"kvinnor": Decimal(49)}).difference is None
    assert parts_and_whole(Decimal(0), {}).difference is None


def test_a_final_table_goes_before_a_preliminary_one_and_the_two_may_be_compared() -> None:
    final = Link("final", tuple(series(1, 2)))
    chain = chained([final, Link("preliminary", tuple(series(9, 9, 3)), continues=True)])
    assert [point.value for point in chain.points] == [1, 2, 3]
    assert dict(chain.series) == {"2020": "final", "2021": "final", "2022": "preliminary"}
    [joint] = chain.joints
    assert (joint.period, joint.before, joint.after) == ("2022", "final", "preliminary")
    assert len(stretch_of(chain.points, chain.breaks).points) == 3


def test_a_joint_that_the_file_says_nothing_of_cannot_be_compared_across() -> None:
    chain = chained([Link("successor", tuple(series(5, 6, first=2022))), Link("ended", tuple(series(50, 60)), last="2024")])
    stretch = stretch_of(chain.points, chain.breaks)
    assert [point.value for point in stretch.points] == [5, 6]
    assert stretch.cut_at is not None
    assert stretch.cut_at.said.sv == "Från 2022 kommer värdena ur successor, före det ur ended."


def test_a_joint_has_the_mark_that_the_file_tells_of() -> None:
    mark = BreakMark("2022", Said("Från RAMS till BAS.", "From RAMS to BAS."), comparable=True)
    chain = chained([Link("bas", tuple(series(5, first=2022))), Link("rams", tuple(series(4, 4)))], [mark])
    assert chain.joints[0].mark == mark
    assert len(stretch_of(chain.points, chain.breaks).points) == 3


def test_a_series_is_used_only_while_it_holds_and_a_known_value_goes_before_an_unknown() -> None:
    chain = chained([Link("a", tuple(series(1, None, 3)), last="2021"), Link("b", tuple(series(7, 8, 9, None)), first="2021")])
    assert [(point.period, point.value) for point in chain.points] == [("2020", 1), ("2021", 8), ("2022", 9), ("2023", None)]
