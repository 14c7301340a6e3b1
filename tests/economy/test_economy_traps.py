"""Where other packages stumble."""

import numpy as np
import pytest

from samhandling import economy
from samhandling.economy import Diagonal, Disconnected, IndustryScale, Nearness, Note, Reason

NESTED = np.array([[1, 1, 1, 1], [0, 1, 0, 0], [0, 0, 1, 1], [0, 0, 0, 1]])


def _apart() -> np.ndarray:
    """Two networks that have nothing in common: four regions by four industries, and two by two."""
    cells = np.zeros((6, 6))
    cells[:4, :4], cells[4:, 4:] = NESTED, [[1, 1], [0, 1]]
    return cells


def test_a_network_that_falls_apart_says_so() -> None:
    found = economy.complexity(economy.network_of(_apart()))
    assert found.parts == 2
    assert set(found.regions.counted_reasons()) == {Reason.DISCONNECTED_NETWORK}
    assert set(found.industries.counted_reasons()) == {Reason.DISCONNECTED_NETWORK}


def test_the_largest_part_can_be_read_alone() -> None:
    alone = economy.complexity(economy.network_of(NESTED))
    found = economy.complexity(economy.network_of(_apart()), disconnected=Disconnected.LARGEST_PART)
    assert found.regions.values[:4] == pytest.approx(alone.regions.values)
    assert found.regions.at("R5").reason is Reason.OUTSIDE_LARGEST_PART
    assert found.industries.at("I6").reason is Reason.OUTSIDE_LARGEST_PART


@pytest.mark.parametrize("axis", [0, 1])
def test_one_empty_region_or_industry_disturbs_nobody(axis: int) -> None:
    with_empty = np.insert(NESTED, 2, 0, axis=axis)
    found, alone = (economy.complexity(economy.network_of(cells)) for cells in (with_empty, NESTED))
    sides = (found.regions, found.industries), (alone.regions, alone.industries)
    assert found.parts == 1
    assert sides[0][axis].reasons.tolist() == [0, 0, Reason.NOTHING_PRESENT, 0, 0]
    assert np.delete(sides[0][axis].values, 2) == pytest.approx(sides[1][axis].values)
    assert sides[0][1 - axis].values == pytest.approx(sides[1][1 - axis].values)
    fit = economy.fitness(economy.network_of(with_empty))
    assert [fit.regions, fit.industries][axis].reasons.tolist() == [0, 0, Reason.NOTHING_PRESENT, 0, 0]


def test_an_empty_network_is_empty_and_not_an_error() -> None:
    found = economy.complexity(economy.network_of(np.zeros((3, 4))))
    assert found.parts == 0
    assert set(found.regions.counted_reasons()) == {Reason.NOTHING_PRESENT}
    assert set(economy.fitness(economy.network_of(np.zeros((3, 4)))).industries.counted_reasons()) == {Reason.NOTHING_PRESENT}


def test_regions_that_are_all_alike_have_no_scale() -> None:
    found = economy.complexity(economy.network_of(np.ones((3, 4))))
    assert set(found.regions.counted_reasons()) == {Reason.NO_SPREAD}


def test_two_equal_eigenvalues_are_said_and_not_chosen_between() -> None:
    found = economy.complexity(economy.network_of(1 - np.eye(4)))
    assert set(found.regions.counted_reasons()) == {Reason.NOT_UNIQUE}


def test_eci_is_the_second_eigenvector_of_the_definition() -> None:
    chance = np.random.default_rng(4)
    present = chance.random((12, 30)) < np.linspace(0.2, 0.8, 12)[:, None]
    present[0, :2] = True
    across = (present / present.sum(axis=1, keepdims=True)) @ (present / present.sum(axis=0)).T
    values, vectors = np.linalg.eig(across)
    order = np.argsort(-values.real)
    assert values.real[order[0]] == pytest.approx(1)
    expected = vectors[:, order[1]].real
    expected = (expected - expected.mean()) / expected.std()
    expected *= np.sign(np.corrcoef(expected, present.sum(axis=1))[0, 1])
    found = economy.complexity(economy.network_of(present))
    assert found.regions.values == pytest.approx(expected, abs=1e-9)
    assert found.eigenvalue == pytest.approx(values.real[order[1]])
    turned = economy.complexity(economy.network_of(present.T))
    assert abs(np.corrcoef(turned.industries.values, expected)[0, 1]) == pytest.approx(1)


def test_the_z_scores_ddof_is_said_and_selectable() -> None:
    for ddof in (0, 1):
        found = economy.complexity(economy.network_of(NESTED), ddof=ddof).regions
        assert found.values.std(ddof=ddof) == pytest.approx(1)
        assert found.conventions["ddof"] == ddof


def test_pci_can_be_the_mean_eci_of_those_who_have_it() -> None:
    found = economy.complexity(economy.network_of(NESTED), industry_scale=IndustryScale.MEAN_ECI)
    mean = found.regions.values @ NESTED / NESTED.sum(axis=0)
    assert found.industries.values == pytest.approx(mean)


def test_a_sign_that_is_a_choice_is_said() -> None:
    ring = np.zeros((4, 4))
    for place in range(4):
        ring[place, [place, (place + 1) % 4]] = 1
    ring[0, 2] = ring[2, 0] = 1
    found = economy.complexity(economy.network_of(ring))
    assert found.regions.defined.all()
    assert (Note.SIGN_IS_ARBITRARY in found.regions.notes) == (abs(np.corrcoef(found.regions.values, ring.sum(axis=1))[0, 1]) < 1e-9)


def test_fitness_is_normalised_by_the_mean_and_both_sides_move_at_once() -> None:
    found = economy.fitness(economy.network_of(NESTED), updates=1)
    f = NESTED.sum(axis=1) / NESTED.sum(axis=1).mean()
    q = (1 / NESTED.sum(axis=0)) / (1 / NESTED.sum(axis=0)).mean()
    assert found.regions.values == pytest.approx(f)
    assert found.industries.values == pytest.approx(q)
    again = economy.fitness(economy.network_of(NESTED), updates=2)
    assert again.regions.values == pytest.approx(NESTED @ q / (NESTED @ q).mean())
    assert again.industries.values == pytest.approx((1 / (NESTED.T @ (1 / f))) / (1 / (NESTED.T @ (1 / f))).mean())


def test_a_fitness_that_sinks_out_of_range_is_named() -> None:
    found = economy.fitness(economy.network_of(NESTED), updates=20_000)
    assert set(found.regions.counted_reasons()) | set(found.industries.counted_reasons()) <= {Reason.OUT_OF_RANGE}
    assert found.regions.defined.any()


@pytest.mark.parametrize(("base", "unit"), [(2, economy.Unit.BITS), (np.e, economy.Unit.NATS), (10, economy.Unit.BANS)])
def test_the_base_of_a_logarithm_is_said(base: float, unit: economy.Unit) -> None:
    cube = economy.cube_from_array([[10, 10, 10, 10], [1, 2, 3, 4]])
    found = economy.entropy(cube, base=base)
    assert found.unit is unit
    assert found.at("R1", 1).value == pytest.approx(np.log(4) / np.log(base))
    assert economy.variety(cube, lambda code: str(code < "I3"), base=base).total.unit is unit


def test_a_base_without_a_name_is_refused() -> None:
    with pytest.raises(ValueError, match="base 3"):
        economy.entropy(economy.cube_from_array([[1, 2], [3, 4]]), base=3)


def test_theil_l_says_which_cell_stops_it_and_theil_t_goes_on() -> None:
    cube = economy.cube_from_array([[0, 10, 5], [5, 5, 10]])
    assert economy.theil_l(cube).at("R1", 1).reason is Reason.ZERO_CELL
    assert economy.theil_l(cube).at("R2", 1).value is not None
    shares, whole = np.array([0, 10, 5]) / 15, np.array([5, 15, 15]) / 35
    expected = sum(s * np.log(s / r) for s, r in zip(shares, whole, strict=True) if s)
    assert economy.theil_t(cube).at("R1", 1).value == pytest.approx(expected)


def test_fifteen_branch_groups_are_too_few_for_relatedness() -> None:
    cube = economy.cube_from_array(np.random.default_rng(1).integers(1, 50, (290, 15)), years=[2020])
    with pytest.raises(economy.TooCoarse) as refused:
        economy.network(cube, 2020)
    assert (refused.value.found, refused.value.least) == (15, 50)
    assert economy.network(cube, 2020, coarse_is_meant=True).present.shape == (290, 15)


def test_variety_needs_a_level_below_its_groups() -> None:
    cube = economy.cube_from_array([[1, 2], [3, 4]], industries=["62", "63"])
    with pytest.raises(economy.TooCoarse):
        economy.variety(cube, economy.first_digits(2))


def test_a_quotient_of_exactly_one_is_present_and_not_lost_to_rounding() -> None:
    cells = np.outer([3, 7, 11, 0.1], [0.1, 0.3, 7, 13])
    cube = economy.cube_from_array(cells, years=[1])
    assert economy.network(cube, 1, coarse_is_meant=True).present.all()


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (economy.Presence(), [[True, False], [False, True]]),
        (economy.Presence(threshold=0.3), [[True, True], [True, True]]),
        (economy.Presence(economy.Counts.JOBS_AT_LEAST, 3), [[True, False], [True, True]]),
        (economy.Presence(least_jobs=6), [[True, False], [False, True]]),
        (economy.Presence(least_jobs=9), [[True, False], [False, False]]),
    ],
)
def test_what_counts_as_present_is_selectable(rule: economy.Presence, expected: list[list[bool]]) -> None:
    net = economy.network(economy.cube_from_array([[9, 2], [4, 8]], years=[1]), 1, rule, coarse_is_meant=True)
    assert net.present.tolist() == expected
    assert net.conventions["threshold"] == rule.threshold


def test_just_one_is_at_least_one_but_not_above() -> None:
    cube = economy.cube_from_array([[2, 2], [4, 4]], years=[1])
    rule = economy.Presence(economy.Counts.QUOTIENT_ABOVE)
    assert not economy.network(cube, 1, rule, coarse_is_meant=True).present.any()


def test_the_diagonal_of_relatedness_is_selectable() -> None:
    net = economy.network_of(NESTED)
    assert economy.relatedness(net).values.diagonal().tolist() == [0, 0, 0, 0]
    assert economy.relatedness(net, diagonal=Diagonal.OWN).values.diagonal().tolist() == [1, 1, 1, 1]
    assert economy.relatedness(net, Nearness.ASSOCIATION, Diagonal.OWN).values[0, 0] == 4


def test_an_industry_found_nowhere_is_named_in_relatedness_and_density() -> None:
    net = economy.network_of([[1, 1, 0, 0], [1, 1, 0, 0], [0, 0, 0, 1]])
    related = economy.relatedness(net)
    assert related.at("I1", "I3").reason is Reason.NOTHING_PRESENT
    near = economy.density(net, related)
    assert near.at("R1", "I3").reason is Reason.NOTHING_PRESENT
    assert near.at("R1", "I4").reason is Reason.NOTHING_RELATED
    assert near.at("R1", "I1").value == 1


def test_an_empty_region_and_an_empty_industry_have_their_own_reasons() -> None:
    cube = economy.cube_from_array([[0, 0, 0], [1, 2, 0], [2, 3, 0]])
    found = economy.location_quotient(cube)
    assert found.at("R1", "I1", 1).reason is Reason.EMPTY_REGION
    assert found.at("R2", "I3", 1).reason is Reason.EMPTY_INDUSTRY
    assert economy.krugman(cube).at("R1", 1).reason is Reason.EMPTY_REGION
    assert economy.krugman(cube, economy.Of.INDUSTRIES).at("I3", 1).reason is Reason.EMPTY_INDUSTRY
    assert economy.gini(cube).at("R2", 1).value is not None
