"""Measures worked out by hand."""

import math

import numpy as np
import pytest

from samhandling import economy
from samhandling.economy import Curve, Expected, Method, Nearness, Note, Of, Reason

CELLS = np.array([[40, 10, 0], [10, 10, 30], [50, 30, 20]], float)


@pytest.fixture
def cube() -> economy.Cube:
    """Three regions with 50, 50 and 100 jobs; three industries with 100, 50 and 50."""
    return economy.cube_from_array(CELLS, regions=["A", "B", "C"], industries=["x", "y", "z"], years=[2020])


def test_a_small_cell_has_a_wide_interval() -> None:
    cells = [[3, 97], [300, 9700], [1697, 88203]]
    found = economy.location_quotients(economy.cube_from_array(cells))
    assert found.quotient.at("R1", "I1", 1).value == pytest.approx(1.5)
    small, large = ([bound.at(region, "I1", 1).value or 0 for bound in (found.lower, found.upper)] for region in ("R1", "R2"))
    assert small[0] < 1 < small[1]
    assert 1 < large[0] < 1.5 < large[1]
    assert found.differs[:, 0, 0].tolist()[:2] == [False, True]


def test_the_interval_is_wilsons() -> None:
    found = economy.location_quotients(economy.cube_from_array([[3, 97], [300, 9600]]), confidence=0.9)
    z, n, p = 1.6448536269514722, 100, 0.03
    middle, spread = (p + z * z / (2 * n)) / (1 + z * z / n), z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    whole = 303 / 10000
    bounds = [bound.at("R1", "I1", 1).value for bound in (found.lower, found.upper)]
    assert bounds == pytest.approx([(middle - spread) / whole, (middle + spread) / whole])


def test_no_jobs_give_a_lower_bound_of_nothing_and_an_upper_of_something(cube: economy.Cube) -> None:
    found = economy.location_quotients(cube)
    assert (found.quotient.at("A", "z", 2020).value, found.lower.at("A", "z", 2020).value) == (0, pytest.approx(0, abs=1e-15))
    assert (found.upper.at("A", "z", 2020).value or 0) > 0


@pytest.mark.parametrize("confidence", [0, 1, -0.5, 95])
def test_confidence_is_a_share(cube: economy.Cube, confidence: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        economy.location_quotients(cube, confidence)


def test_concentration_looks_from_the_other_side(cube: economy.Cube) -> None:
    found = economy.hoover(cube, Of.INDUSTRIES)
    assert found.at("z", 2020).value == pytest.approx((0.25 + 0.35 + 0.1) / 2)
    turned = economy.cube_from_array(CELLS.T)
    for measure in (economy.gini, economy.theil_t, economy.hachman, economy.equivalent_number):
        np.testing.assert_allclose(measure(cube, Of.INDUSTRIES).values, measure(turned).values)


def test_the_lorenz_gini_is_twice_the_area_between(cube: economy.Cube) -> None:
    found = economy.gini(cube, curve=Curve.LORENZ)
    # A against all: ordered z (0 of .25), y (.2 of .25), x (.8 of .5).
    area = 0.25 * 0 + 0.25 * 0.1 + 0.5 * 0.6
    assert found.at("A", 2020).value == pytest.approx(1 - 2 * area)
    assert found.conventions["curve"] == "lorenz"


def test_the_cluster_index_is_density_times_stock_over_size(cube: economy.Cube) -> None:
    plants = np.array([[4, 2, 0], [2, 2, 3], [4, 6, 2]])
    found = economy.cluster_index(cube, [10, 20, 70], [100, 100, 200], plants)
    density, stock, size = (40 / 10) / (100 / 100), (40 / 100) / (100 / 400), (40 / 4) / (100 / 10)
    assert found.at("A", "x", 2020).value == pytest.approx(density * stock / size)
    assert found.at("A", "z", 2020).value == 0
    with pytest.raises(ValueError, match="above 0"):
        economy.cluster_index(cube, [0, 1, 1], [1, 1, 1], plants)


def test_ellison_glaeser_takes_plant_sizes_out(cube: economy.Cube) -> None:
    x = np.array([0.25, 0.25, 0.5])
    gap = ((np.array([0, 0.6, 0.4]) - x) ** 2).sum() / (1 - (x**2).sum())
    found = economy.ellison_glaeser(cube, [0.2, 0.2, 0.1])
    assert found.at("z", 2020).value == pytest.approx((gap - 0.1) / 0.9)
    assert economy.ellison_glaeser(cube, [1, 0, 0]).at("x", 2020).reason is Reason.ONE_PLANT_ONLY
    with pytest.raises(ValueError, match="between 0 and 1"):
        economy.ellison_glaeser(cube, [2, 0, 0])


def test_co_agglomeration_of_the_cube_is_that_of_its_plants() -> None:
    plants = {"x": economy.Plants([30, 10, 60], ["A", "A", "B"]), "y": economy.Plants([5, 15, 20], ["A", "B", "B"])}
    cube = economy.cube_from_array([[40, 5, 200], [60, 35, 100]], regions=["A", "B"], industries=["x", "y", "rest"])
    h = [economy.plant_herfindahl_of(plants["x"].jobs), economy.plant_herfindahl_of(plants["y"].jobs), 0]
    found = economy.co_agglomeration(cube, {"pair": ["x", "y"], "one": ["x"]}, h)
    expected = economy.co_agglomeration_of_plants(list(plants.values()), {"A": 245, "B": 195})
    assert found.at("pair", 1).value == pytest.approx(expected)
    assert found.at("one", 1).reason is Reason.ONE_PART_ONLY
    alone = economy.ellison_glaeser(cube, h)
    assert alone.at("x", 1).value == pytest.approx(economy.ellison_glaeser_of_plants(plants["x"], {"A": 245, "B": 195}))


def test_a_plant_in_an_unknown_region_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown: C"):
        economy.ellison_glaeser_of_plants(economy.Plants([1, 2], ["A", "C"]), {"A": 10, "B": 5})


def test_industries_in_the_same_places_go_together(cube: economy.Cube) -> None:
    x, s_x, s_y = np.array([0.25, 0.25, 0.5]), np.array([0.4, 0.1, 0.5]), np.array([0.2, 0.2, 0.6])
    found = economy.pairwise_co_agglomeration(cube, 2020)
    assert found.at("x", "y").value == pytest.approx(((s_x - x) * (s_y - x)).sum() / (1 - (x**2).sum()))


def test_a_new_industry_stands_under_allocation_and_it_is_said() -> None:
    cube = economy.cube_from_array([[[0, 8], [10, 10]], [[20, 30], [10, 5]]])
    found = economy.shift_share(cube, 1, 2, Method.ESTEBAN_MARQUILLAS)
    assert (found.cells["competitive"].at("R1", "I1").value, found.cells["allocation"].at("R1", "I1").value) == (0, 8)
    assert found.new.tolist() == [[True, False], [False, False]]
    assert Note.NEW_INDUSTRIES_IN_ALLOCATION in found.terms["allocation"].notes


def test_a_region_that_starts_empty_has_no_shift_share() -> None:
    cube = economy.cube_from_array([[[0, 8], [0, 10]], [[20, 30], [10, 5]]])
    found = economy.shift_share(cube, 1, 2)
    assert found.growth.at("R1").reason is Reason.EMPTY_REGION
    assert found.terms["mix"].at("R2").value is not None


def test_years_in_the_wrong_order_are_refused(cube: economy.Cube) -> None:
    with pytest.raises(ValueError, match="before"):
        economy.shift_share(cube, 2020, 2020)


def _downturn() -> economy.Cube:
    """All together 200, 180, 198; A falls by 20 % and comes back, B by 5 %, C does not move."""
    jobs = np.array([[[50, 40, 50], [10, 8, 10]], [[60, 57, 58], [40, 38, 40]], [[20, 19, 20], [20, 18, 20]]], float)
    return economy.cube_from_array(jobs, regions=["A", "B", "C"], years=[2007, 2008, 2009])


def test_resistance_and_recovery_are_against_what_the_whole_did() -> None:
    cube = _downturn()
    found = economy.resilience(cube, 2007, 2008, 2009)
    expected = 60 * (180 / 200 - 1)
    assert found.resistance.at("A").value == pytest.approx((-12 - expected) / abs(expected))
    rise = 48 * (198 / 180 - 1)
    assert found.recovery.at("A").value == pytest.approx((12 - rise) / rise)
    by_industry = economy.resilience(cube, 2007, 2008, 2009, Expected.INDUSTRIES)
    change = 50 * (116 / 130 - 1) + 10 * (64 / 70 - 1)
    assert by_industry.resistance.at("A").value == pytest.approx((-12 - change) / abs(change))


def test_it_finds_the_turning_points_and_refuses_where_there_are_none() -> None:
    cube = _downturn()
    assert economy.turning_points(cube) == (2007, 2008, 2009)
    assert economy.turning_points(economy.cube_from_array([[[1, 2, 3]], [[4, 5, 6]]])) is None
    assert economy.turning_points(economy.cube_from_array([[[3, 2, 1]], [[6, 5, 4]]])) is None
    with pytest.raises(ValueError, match="no fall and rise"):
        economy.resilience(economy.cube_from_array([[[1, 2, 3]], [[4, 5, 6]]]), 1, 2, 3)
    with pytest.raises(ValueError, match="in that order"):
        economy.resilience(cube, 2008, 2007, 2009)


def test_variety_within_and_between_groups() -> None:
    cube = economy.cube_from_array([[20, 20, 40, 0], [1, 1, 1, 1]], industries=["62010", "62020", "63110", "63120"])
    found = economy.variety(cube, economy.first_digits(2))
    assert found.groups == ("62", "63")
    assert (found.unrelated.at("R1", 1).value, found.related.at("R1", 1).value, found.total.at("R1", 1).value) == (1, 0.5, 1.5)


NET = [[1, 1, 1, 0], [1, 1, 0, 0], [0, 0, 1, 1], [1, 0, 0, 0]]


@pytest.mark.parametrize(
    ("nearness", "expected"),
    [
        (Nearness.PROBABILITY, 2 / 3),
        (Nearness.ASSOCIATION, 4 * 2 / (3 * 2)),
        (Nearness.COSINE, 2 / math.sqrt(6)),
        (Nearness.JACCARD, 2 / 3),
    ],
)
def test_relatedness_of_two_industries(nearness: Nearness, expected: float) -> None:
    assert economy.relatedness(economy.network_of(NET), nearness).at("I1", "I2").value == pytest.approx(expected)


@pytest.mark.parametrize(
    ("nearness", "expected"),
    [
        (Nearness.PROBABILITY, 2 / 3), (Nearness.ASSOCIATION, 10 * 2 / (3 * 3)), (Nearness.COSINE, 2 / 3), (Nearness.JACCARD, 2 / 4),
        (Nearness.PROBABILITY_INDEX, 2 / (10 / 2 * (3 / 10 * 3 / 7 + 3 / 10 * 3 / 7))),
    ],
)  # fmt: skip
def test_relatedness_can_count_co_occurrences_instead(nearness: Nearness, expected: float) -> None:
    # Meetings: 1-2 twice, 1-3 once, 2-3 once, 3-4 once; so 3, 3, 3 and 1, ten in all.
    found = economy.relatedness(economy.network_of(NET), nearness, counted=economy.Counted.CO_OCCURRENCES)
    assert found.at("I1", "I2").value == pytest.approx(expected)
    assert found.conventions["counted"] == "co_occurrences"


def test_density_is_the_share_of_what_is_near_that_is_there() -> None:
    net = economy.network_of(NET)
    related = economy.relatedness(net)
    assert economy.density(net, related).at("R2", "I3").value == pytest.approx((1 / 3 + 1 / 2) / (1 / 3 + 1 / 2 + 1 / 2))
    one = economy.density(net, related, ("R2",))
    assert one.at("R2", "I3").value == economy.density(net, related).at("R2", "I3").value
    assert economy.nearest(related, "I1", 2) == [("I2", pytest.approx(2 / 3)), ("I3", pytest.approx(1 / 3))]


def _random_cube(years: int = 3) -> economy.Cube:
    chance = np.random.default_rng(7)
    cells = chance.poisson(np.exp(chance.normal(2, 1.5, (30, 60, years))))
    return economy.cube_from_array(
        cells, industries=[f"{10 + place // 6}{place % 6}10" for place in range(60)], years=range(2019, 2019 + years)
    )


def test_a_profile_holds_what_the_measures_give() -> None:
    cube = _random_cube()
    found = economy.region_profile(cube, "R5", groups=economy.first_digits(2), count=4)
    net = economy.network(cube, 2021)
    near = economy.density(net, economy.relatedness(net))
    lacking = sorted(
        (-(near.at("R5", code).value or 0), code) for code in cube.industries if not net.present[4, cube.industries.index(code)]
    )
    assert [one.industry for one in found.near] == [code for _, code in lacking[:4]]
    assert found.near[0].demanding == economy.complexity(net).industries.at(found.near[0].industry)
    assert found.quotients.quotient.at("R5", "10010", 2021) == economy.location_quotient(cube).at("R5", "10010", 2021)
    assert found.growth is not None
    assert found.growth.terms["mix"].at("R5") == economy.shift_share(cube, 2019, 2021).terms["mix"].at("R5")
    assert len(found.alike) == 4
    assert "R5" not in dict(found.alike)
    assert list(dict(found.alike).values()) == sorted(dict(found.alike).values())


def test_a_profile_of_branch_groups_says_what_it_cannot_tell() -> None:
    cube = economy.cube_from_array(np.random.default_rng(1).integers(1, 50, (30, 15)), years=[2020])
    found = economy.region_profile(cube, "R1")
    assert (found.near, found.growth, found.varieties) == ((), None, None)
    assert found.too_coarse is not None
    assert found.narrowness["hoover"].at("R1", 2020).value is not None
    with pytest.raises(KeyError):
        economy.region_profile(cube, "Atlantis")


def test_a_value_is_read_by_its_codes(cube: economy.Cube) -> None:
    found = economy.location_quotient(cube)
    assert found.at("A", "x", 2020) == economy.Value(pytest.approx(1.6), economy.Unit.RATIO)
    for codes in (("A", "x"), ("A", "x", 2019), ("Å", "x", 2020)):
        with pytest.raises(KeyError):
            found.at(*codes)


def test_every_reason_and_note_is_a_sentence() -> None:
    assert all(reason.says.endswith(".") for reason in Reason)
    assert all(note.endswith(".") for note in Note)


@pytest.mark.parametrize("hide", [False, True])
def test_a_part_is_compared_with_the_whole(hide: bool) -> None:
    whole = _random_cube()
    if hide:
        hidden = np.zeros(whole.shape, bool)
        hidden[9, 3, 1] = True
        whole = economy.cube_from_array(whole.values, suppressed=hidden, industries=whole.industries, years=whole.years)
    part = whole.part("R5", "R10")
    for measure in (economy.hoover, economy.hachman, economy.gini, economy.entropy, economy.theil_t):
        np.testing.assert_allclose(measure(part).values, measure(whole).values[[4, 9]])
    np.testing.assert_allclose(economy.location_quotient(part).values, economy.location_quotient(whole).values[[4, 9]])
    ours, theirs = (economy.dynamic_shift_share(cube, 2019, 2021, Method.ARCELUS) for cube in (part, whole))
    for name in ours.cells:
        np.testing.assert_allclose(ours.cells[name].values, theirs.cells[name].values[[4, 9]], atol=1e-9)
    np.testing.assert_allclose(economy.gerfin(part, 2019, 2021).total.values, economy.gerfin(whole, 2019, 2021).total.values[[4, 9]])
    later = part.only(2021)
    np.testing.assert_allclose(economy.hoover(later).values[:, 0], economy.hoover(whole).values[[4, 9], 2])


def test_what_looks_at_all_regions_refuses_a_part() -> None:
    part = _random_cube().part("R5")
    with pytest.raises(ValueError, match="part of a cube"):
        economy.network(part, 2019)
    with pytest.raises(ValueError, match="part of a cube"):
        economy.hoover(part, Of.INDUSTRIES)
